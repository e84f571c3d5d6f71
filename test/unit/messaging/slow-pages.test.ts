import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSlowPages, SLOW_PAGE_MS } from '#lib/messaging/slow-pages.ts';

describe('a page that does not come to an end', () => {
  const tab = { status: '', reads: true };
  /** Of each frame whether the script is there. */
  let frames: Map<number, boolean>;
  /** Frames that do not answer, and that went away since they did. */
  let busy: Set<number>;
  let gone: Set<number>;
  let injected: number[];
  /** Tabs that are loading when the background begins. */
  let loading: { id?: number }[];
  let slowPages: ReturnType<typeof createSlowPages>;
  afterEach(() => void vi.useRealTimers());
  beforeEach(() => {
    vi.useFakeTimers();
    Object.assign(tab, { status: 'loading', reads: true });
    frames = new Map([[0, false]]);
    injected = [];
    busy = new Set();
    gone = new Set();
    loading = [];
    slowPages = createSlowPages({
      tabs: {
        get: async () => tab,
        async query(asked) {
          expect(asked).toEqual({ status: 'loading' });
          return loading;
        },
      },
      scripting: {
        async executeScript(injection) {
          expect(injection.injectImmediately).toBe(true);
          const { target } = injection;
          const asked = 'frameIds' in target ? target.frameIds : [...frames.keys()];
          if (asked.some((frameId) => busy.has(frameId))) await new Promise(() => {});
          const answers = asked.map((frameId) => ({ frameId, result: frames.get(frameId) }));
          if ('func' in injection) return answers;
          if (asked.some((frameId) => gone.has(frameId))) throw new Error('No frame');
          injected.push(...asked);
          for (const frameId of asked) frames.set(frameId, true);
          return answers;
        },
      },
      readsPages: async () => tab.reads,
      wait(work, ms) {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
    });
  });

  const hear: typeof slowPages.hear = (...news) => slowPages.hear(...news);
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  it('is read as far as it has come', async () => {
    hear(7, { status: 'loading' });
    await pass(SLOW_PAGE_MS - 1);
    expect(injected).toEqual([]);
    await pass(1);
    expect(injected).toEqual([0]);
  });

  it('is read though it began before anybody heard of it', async () => {
    loading = [{}, { id: 7 }];
    await slowPages.begin();
    await pass(SLOW_PAGE_MS);
    expect(injected).toEqual([0]);
  });

  it('is not waited for twice where it is heard of as well', async () => {
    loading = [{ id: 7 }];
    hear(7, { status: 'loading' });
    await slowPages.begin();
    hear(7, { status: 'complete' });
    await pass(SLOW_PAGE_MS * 2);
    expect(injected).toEqual([]);
  });

  it('is read in those frames only that nobody has read', async () => {
    frames = new Map([
      [0, true],
      [3, false],
      [5, true],
    ]);
    hear(7, { status: 'loading' });
    await pass(SLOW_PAGE_MS);
    expect(injected).toEqual([3]);
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

  it('puts nothing off by changing its own address all the time', async () => {
    for (let ms = 0; ms < SLOW_PAGE_MS; ms += 500) {
      hear(7, { status: 'loading' });
      await pass(500);
    }
    expect(injected).toEqual([0]);
  });

  it('is looked at again for as long as it is loading: another one may have begun', async () => {
    hear(7, { status: 'loading' });
    await pass(SLOW_PAGE_MS);
    frames = new Map([[0, false]]);
    await pass(SLOW_PAGE_MS * 2);
    expect(injected).toEqual([0, 0]);
    frames = new Map([[0, false]]);
    hear(7, { status: 'complete' });
    await pass(SLOW_PAGE_MS * 20);
    expect(injected).toEqual([0, 0]);
  });

  it('is not looked at ever more seldom, for another one may follow after long', async () => {
    hear(7, { status: 'loading' });
    await pass(SLOW_PAGE_MS * 100);
    frames = new Map([[0, false]]);
    await pass(SLOW_PAGE_MS * 4);
    expect(injected).toEqual([0, 0]);
  });

  it('is read whatever its frames do', async () => {
    frames = new Map([
      [0, false],
      [3, false],
      [5, false],
    ]);
    gone.add(3);
    hear(7, { status: 'loading' });
    await pass(SLOW_PAGE_MS);
    expect(injected).toEqual([0, 5]);
    frames = new Map([
      [0, false],
      [9, false],
    ]);
    busy.add(9);
    await pass(SLOW_PAGE_MS * 2);
    expect(injected).toEqual([0, 5, 0]);
  });

  it('goes on waiting through news that are of something else', async () => {
    hear(7, { status: 'loading' });
    hear(7, {});
    await pass(SLOW_PAGE_MS);
    expect(injected).toEqual([0]);
  });
});
