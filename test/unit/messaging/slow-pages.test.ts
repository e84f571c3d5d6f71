import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSlowPages, SLOW_PAGE_MS } from '#lib/messaging/slow-pages.ts';

describe('a page that does not come to an end', () => {
  const tab = { status: '', reads: true };
  /** Of each frame whether the script is there. */
  let frames: Map<number, boolean>;
  let injected: unknown[];
  let hear: ReturnType<typeof createSlowPages>;
  beforeEach(() => {
    vi.useFakeTimers();
    Object.assign(tab, { status: 'loading', reads: true });
    frames = new Map([[0, false]]);
    injected = [];
    hear = createSlowPages({
      tabs: { get: async () => tab },
      scripting: {
        async executeScript(injection) {
          expect(injection.injectImmediately).toBe(true);
          if ('files' in injection) injected.push(injection);
          return [...frames].map(([frameId, result]) => ({ frameId, result }));
        },
      },
      readsPages: async () => tab.reads,
      wait(work, ms) {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
    });
  });

  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  const into = (...frameIds: number[]) => ({
    target: { tabId: 7, frameIds },
    files: ['/content-scripts/scan.js'],
    injectImmediately: true,
  });

  it('is read as far as it has come', async () => {
    hear(7, { status: 'loading' });
    await pass(SLOW_PAGE_MS - 1);
    expect(injected).toEqual([]);
    await pass(1);
    expect(injected).toEqual([into(0)]);
  });

  it('is read in those frames only that nobody has read', async () => {
    frames = new Map([
      [0, true],
      [3, false],
      [5, true],
    ]);
    hear(7, { status: 'loading' });
    await pass(SLOW_PAGE_MS);
    expect(injected).toEqual([into(3)]);
  });

  it('is left alone where all of it was read, and pictures still come', async () => {
    frames = new Map([[0, true]]);
    hear(7, { status: 'loading' });
    await pass(SLOW_PAGE_MS);
    expect(injected).toEqual([]);
  });

  it.each([
    ['came to an end', () => hear(7, { status: 'complete' })],
    ['is loaded, though nobody said so', () => Object.assign(tab, { status: 'complete' })],
    ['is not read by itself', () => Object.assign(tab, { reads: false })],
  ])('is left to the browser where it %s', async (_name, happens) => {
    hear(7, { status: 'loading' });
    happens();
    await pass(SLOW_PAGE_MS * 2);
    expect(injected).toEqual([]);
  });

  it('is waited for anew where another page begins, and once', async () => {
    hear(7, { status: 'loading' });
    await pass(SLOW_PAGE_MS - 1);
    hear(7, { status: 'loading' });
    await pass(SLOW_PAGE_MS - 1);
    expect(injected).toEqual([]);
    await pass(SLOW_PAGE_MS * 3);
    expect(injected).toEqual([into(0)]);
  });

  it('goes on waiting through news that are of something else', async () => {
    hear(7, { status: 'loading' });
    hear(7, {});
    await pass(SLOW_PAGE_MS);
    expect(injected).toEqual([into(0)]);
  });
});
