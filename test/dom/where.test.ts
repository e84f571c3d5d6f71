import { afterEach, describe, expect, it } from 'vitest';
import type { FrameSpots } from '#lib/core/page-map.ts';
import { createCloser } from '#lib/page/closer.ts';
import { locate } from '#lib/page/where.ts';
import { BTC, closePage, openPage } from './page.ts';

afterEach(closePage);

/** This document as if no frame were around it. */
function alone(): Window {
  const { document, scrollX, scrollY, innerWidth, innerHeight } = window;
  const self = { document, scrollX, scrollY, innerWidth, innerHeight, frameElement: null };
  return Object.assign(self, { parent: self }) as unknown as Window;
}

const box = (style: string, id = '') => `<div id="${id}" style="position:absolute;${style}">x</div>`;
const target = (id: string) =>
  ({ kind: 'element', element: document.getElementById(id) as Element }) as const;

describe('where places are', () => {
  it('is a fraction of the whole page, however far it is scrolled', () => {
    document.body.innerHTML =
      box('top:7980px;left:0;width:40px;height:40px', 'low') + box('top:9999px;height:1px;overflow:hidden');
    for (const y of [0, 3_000]) {
      window.scrollTo(0, y);
      const found = locate([target('low')], alone());
      expect(found?.height).toBe(10_000);
      expect(found?.spots[0]?.y).toBeCloseTo(0.8, 4);
      expect(found?.spots[0]?.x).toBeCloseTo(20 / (found?.width ?? 0), 4);
    }
    window.scrollTo(0, 0);
  });

  it('is not known of what is not drawn, or is gone', () => {
    document.body.innerHTML = box('display:none', 'none') + box('top:0;left:-900px', 'far');
    const found = locate([target('none'), undefined, target('far')], alone());
    expect(found?.spots.slice(0, 2)).toEqual([null, null]);
    // Beside the page is at its edge.
    expect(found?.spots[2]?.x).toBe(0);
  });

  it('counts from the page in a frame of the same origin, and is not known in another', () => {
    document.body.innerHTML =
      '<iframe style="position:absolute;top:500px;left:100px;border:5px solid"></iframe>';
    const frameElement = document.querySelector('iframe');
    if (!frameElement?.contentDocument) throw new Error('no frame');
    frameElement.contentDocument.body.innerHTML =
      '<p id="in" style="position:absolute;margin:0;top:20px;left:10px;width:2px;height:2px"></p>';
    const element = frameElement.contentDocument.getElementById('in') as Element;
    const page = alone();
    const inside = { parent: page, frameElement } as unknown as Window;
    const found = locate([{ kind: 'element', element }], inside);
    expect((found?.spots[0]?.y ?? 0) * (found?.height ?? 0)).toBeCloseTo(526, 0);
    expect((found?.spots[0]?.x ?? 0) * (found?.width ?? 0)).toBeCloseTo(116, 0);
    expect(locate([], { parent: page, frameElement: null } as unknown as Window)).toBeNull();
  });

  it('is answered by the page once the closer look is there', async () => {
    const page = openPage(`<p>${BTC}</p><p>${BTC}</p>`);
    await page.scan();
    const asked = { type: 'page.where', places: [0, 1, 7].map((index) => ({ text: BTC, index })) } as const;
    expect(await page.tell(asked)).toBeUndefined();
    page.seam.lookCloser(createCloser);
    const found = (await page.tell(asked)) as FrameSpots;
    const [first, second, none] = found.spots;
    expect(none).toBeNull();
    expect(first?.y).toBeLessThan(second?.y ?? 0);
  });
});
