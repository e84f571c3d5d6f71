import { MAX_DRAWN_MS } from '#lib/core/review-limits.ts';
import type { Cover } from '#lib/core/review-panel.ts';
import { inTime } from './in-time.ts';

export type Injection = { target: { tabId: number; allFrames: boolean }; css: string; origin: 'USER' };

/** The slice of `browser.scripting` that is needed here. */
export interface CoverDeps {
  scripting: {
    insertCSS(what: Injection): Promise<unknown>;
    removeCSS(what: Injection): Promise<unknown>;
    executeScript(look: {
      target: { tabId: number };
      func: () => string;
      injectImmediately: true;
    }): Promise<{ result?: unknown }[]>;
  };
  wait(ms: number): Promise<void>;
}

/** As a page is drawn under a cover, and as browsers tell of it (Filter Effects 1, computed value). */
const FILTERS: Record<Cover, string> = { blur: 'blur(14px)', grey: 'grayscale(1)' };
const coverOf = (root: string, how: Cover) => `${root} { filter: ${FILTERS[how]} !important }`;
/** Of the root, neither makes what is fixed to the window move. Whichever was laid last, what is blurred stays blurred. */
export const COVERS: Record<Cover, string> = {
  blur: coverOf(':root:root', 'blur'),
  grey: coverOf(':root', 'grey'),
};
/** Milliseconds until a changed style is on the screen. */
export const PAINT_MS = 120;

/** What is laid over pages under review, whichever part of the extension laid it: the page itself is asked. */
export function createCovers({ scripting, wait }: CoverDeps) {
  /** It covers the frames as well. */
  const styleOf = (tabId: number, how: Cover): Injection => ({
    target: { tabId, allFrames: false },
    css: COVERS[how],
    origin: 'USER',
  });
  const isDone = (change: Promise<unknown>) =>
    change.then(
      () => true,
      () => false,
    );
  const lift = (tabId: number, how: Cover) => isDone(scripting.removeCSS(styleOf(tabId, how)));
  /** Once, however often: two layers would not go with one. `false` where the browser lets nothing in. */
  async function lay(tabId: number, how: Cover): Promise<boolean> {
    await lift(tabId, how);
    return isDone(scripting.insertCSS(styleOf(tabId, how)));
  }

  /** `false` where it does not say so in time: a page that is stuck may never answer. */
  async function isUnder(tabId: number, how: Cover): Promise<boolean> {
    const look = { target: { tabId }, func: filterOfRoot, injectImmediately: true } as const;
    const pages = await inTime(scripting.executeScript(look), wait, MAX_DRAWN_MS).catch(
      () => 'late' as const,
    );
    return pages !== 'late' && pages[0]?.result === FILTERS[how];
  }

  /** Takes the colours' cover off. Only what goes with it was that: a page may be grey by itself. */
  async function bare(tabId: number): Promise<boolean> {
    if (!(await isUnder(tabId, 'grey')) || !(await lift(tabId, 'grey'))) return false;
    return !(await isUnder(tabId, 'grey'));
  }

  async function bared<T>(tabId: number, work: (isBlurred: boolean) => Promise<T>): Promise<T> {
    const isBared = await bare(tabId);
    try {
      if (isBared) await wait(PAINT_MS);
      return await work(await isUnder(tabId, 'blur'));
    } finally {
      if (isBared) await lay(tabId, 'grey');
    }
  }
  /** By tab, the last work on it in its colours. */
  const last = new Map<number, Promise<unknown>>();

  return {
    lay,
    lift,
    isUnder,
    /** What lies over a page. */
    async find(tabId: number): Promise<Cover | null> {
      if (await isUnder(tabId, 'blur')) return 'blur';
      if (!(await bare(tabId))) return null;
      await lay(tabId, 'grey');
      return 'grey';
    },
    /**
     * Works on a page in its colours, which are taken away again afterwards. A blurred page stays blurred, for somebody
     * may not want to see it, and whoever pictures it is told. One after the other, for nobody may have waited for the
     * end of the one before.
     */
    inColours<T>(tabId: number, work: (isBlurred: boolean) => Promise<T>): Promise<T> {
      const done = (last.get(tabId) ?? Promise.resolve()).then(() => bared(tabId, work));
      last.set(
        tabId,
        done.catch(() => undefined),
      );
      return done;
    },
  };
}

/** Runs in the page. A picture in it may have the name of what is asked for. */
function filterOfRoot(): string {
  return getComputedStyle(Reflect.get(Document.prototype, 'documentElement', document)).filter;
}
