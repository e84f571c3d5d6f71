import { afterEach, expect, it, vi } from 'vitest';
import { createMeasure, type MeasuringApi } from '#lib/messaging/frame-sizes.ts';

afterEach(() => {
  document.body.innerHTML = '';
});

/** Runs the function right here, as the browser does in a page: from its text, without anything around it. */
const scripting: MeasuringApi = {
  async executeScript({ func, args }) {
    const alone = new Function(`return (${func.toString()})(...arguments)`) as typeof func;
    return [{ result: structuredClone(alone(...args)) }];
  },
};

async function sizes(html: string) {
  document.body.innerHTML = html;
  await vi.waitFor(() => expect(window.length).toBe(html.split('<iframe').length - 1));
  const indices = [...Array(window.length).keys(), window.length];
  return createMeasure(scripting, 1)(0, indices);
}

it('tells the sizes of frames, and nothing of those that are not shown', async () => {
  const style = 'border: 0; width: 300px; height: 200px';
  const told = await sizes(`
    <iframe style="${style}"></iframe>
    <iframe style="${style}; visibility: hidden"></iframe>
    <div style="opacity: 0"><iframe style="${style}"></iframe></div>
    <iframe style="${style}; display: none"></iframe>
    <iframe style="${style}; position: absolute; left: -9999px"></iframe>`);
  const nothing = { width: 0, height: 0 };
  expect(told?.window).toEqual({ width: innerWidth, height: innerHeight });
  expect(told?.frames[0]).toEqual({ width: 300, height: 200 });
  // The last one is gone by now.
  expect(told?.frames.slice(1)).toEqual([nothing, nothing, nothing, nothing, nothing]);
});

it('is not misled by what a page calls its pictures', async () => {
  const told = await sizes(
    '<img name="querySelectorAll"><iframe style="width: 100px; height: 80px"></iframe>',
  );
  expect(told?.frames[0]?.width).toBeGreaterThanOrEqual(100);
});
