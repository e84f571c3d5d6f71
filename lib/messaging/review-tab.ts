import type { PageMap } from '#lib/core/page-map.ts';
import type { Report, ReportPlace } from '#lib/core/report.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { MAX_DRAWN_MS, MAX_OPEN_MS } from '#lib/core/review-limits.ts';
import type { Cover, Unopened } from '#lib/core/review-panel.ts';
import { caseUrl } from '#lib/review/case-id.ts';
import { inTime } from './in-time.ts';
import type { ToPage } from './protocol.ts';
import { type Clock, PageFailure, waitSettled } from './settle.ts';
import { createTabPictures, type PictureDeps } from './tab-pictures.ts';
import { findWhereabouts } from './whereabouts.ts';

export interface Tab {
  id?: number | undefined;
  url?: string | undefined;
  title?: string | undefined;
  status?: string | undefined;
  active: boolean;
  windowId?: number | undefined;
}

/** Something that outlives a view: read and written at once. */
interface Kept<T> {
  read(): T | null;
  write(value: T | null): void;
}

export interface ReviewTabDeps extends Pick<PictureDeps, 'scripting' | 'fit'> {
  /** The slice of `browser.tabs` that is needed here. */
  tabs: Pick<PictureDeps['tabs'], 'captureVisibleTab'> & {
    get(tabId: number): Promise<Tab>;
    create(options: { url: string; active: true }): Promise<Tab>;
    update(tabId: number, change: { url?: string; active: true }): Promise<unknown>;
    sendMessage(tabId: number, message: ToPage, to: { frameId: number }): Promise<unknown>;
    onUpdated: { addListener(hear: (tabId: number, change: { status?: string }) => void): void };
  };
  /** The tab that the person looks at. */
  front(): Promise<Tab | null>;
  report(tabId: number, fresh: boolean): Promise<Report>;
  kept: {
    /** Which tab is the one for pages under review, for as long as the panel lives. */
    tab: Kept<number>;
    /** What pages are covered with, until somebody takes it away. */
    cover: Kept<Cover>;
  };
  clock: Clock;
}

/** Milliseconds in which a page that was asked for begins to load; one that only moves to another part of itself does not. */
const BEGIN_MS = 1_500;

interface Brought {
  tabId: number;
  /** It showed the page already, and may have a cover that this panel did not lay. */
  wasThere: boolean;
}

export type ReviewTab = ReturnType<typeof createReviewTab>;

/**
 * The tab beside the panel: pages under review are opened in one tab of their own, so that nobody loses the page that
 * they were on. It is the tab in front only where that shows the page already.
 */
export function createReviewTab({ tabs, scripting, fit, kept, clock, ...deps }: ReviewTabDeps) {
  const { lay, lift, isUnder, find, take } = createTabPictures({ tabs, scripting, fit, wait: clock.wait });
  let cover = kept.cover.read();
  const loads = new Set<() => void>();
  let own = kept.tab.read();

  tabs.onUpdated.addListener((tabId, { status }) => {
    if (tabId !== own || status === undefined) return;
    // As soon as there is a document, and once more when all of its frames are there.
    inTurn(async () => cover !== null && lay(tabId, cover));
    if (status === 'loading') for (const begin of loads) begin();
  });

  /** One change of styles after the other: two at once would lay a cover twice, and take it away once. */
  let styling: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = styling.then(work);
    styling = done.catch(() => undefined);
    return done;
  }

  /** The last pictures. The cover of a page that follows does not wait for them: they may not come for long. */
  let picturing: Promise<unknown> = Promise.resolve();
  function picture(tabId: number) {
    const done = inTurn(async () => undefined).then(() => take(tabId));
    picturing = done.catch(() => undefined);
    return done;
  }

  const get = (tabId: number) => tabs.get(tabId).catch(() => null);

  /**
   * Covers the tab as pages are, before anything is asked: a page that is stuck does not answer, and must not be seen as it
   * is until then. What another panel laid goes with the page; one that it has blurred is not shown by opening it.
   */
  function dress({ tabId, wasThere }: Brought): Promise<void> {
    return inTurn(async () => {
      if (cover !== null) await lay(tabId, cover);
      if (!wasThere) return;
      if (cover === null) cover = await find(tabId);
      else if (cover === 'blur') await lift(tabId, 'grey');
      else if (await isUnder(tabId, 'blur')) {
        cover = 'blur';
        await lift(tabId, 'grey');
      }
    });
  }

  /** From whatever lies over it to what is to. */
  async function change(tabId: number): Promise<boolean> {
    await lift(tabId, 'blur');
    await lift(tabId, 'grey');
    return cover === null || lay(tabId, cover);
  }

  /** The tab, on its way to the page, or with it before. */
  async function bring(url: string): Promise<Brought> {
    const before = own === null ? null : await get(own);
    const tab = before ?? (await deps.front());
    if (tab?.id !== undefined && tab.url !== undefined && caseUrl(tab.url) === url) {
      if (!tab.active) await tabs.update(tab.id, { active: true });
      return { tabId: tab.id, wasThere: true };
    }
    if (before?.id === undefined) {
      const made = await tabs.create({ url, active: true });
      return { tabId: made.id ?? -1, wasThere: false };
    }
    const begun = new Promise<void>((resolve) => {
      const begin = () => {
        loads.delete(begin);
        resolve();
      };
      loads.add(begin);
      clock.wait(BEGIN_MS).then(begin);
    });
    await tabs.update(before.id, { url, active: true });
    await begun;
    return { tabId: before.id, wasThere: false };
  }

  async function settle(tabId: number): Promise<Report> {
    let hasLoaded = false;
    await waitSettled(
      async () => {
        const tab = await tabs.get(tabId);
        hasLoaded = tab.status === 'complete';
        const report = await deps.report(tabId, false);
        if (hasLoaded && (report.state === 'no-permission' || report.state === 'paused')) {
          throw new PageFailure(report.state, 'This page is not read');
        }
        return report;
      },
      { hasLoaded: () => hasLoaded, blankUrl: '', deadline: clock.now() + MAX_OPEN_MS },
      clock,
    );
    return deps.report(tabId, true);
  }

  return {
    /** Loads a page and waits for what is found on it. */
    async open(url: string): Promise<Result<Report, Unopened>> {
      try {
        const brought = await bring(url);
        own = brought.tabId;
        await dress(brought);
        keep(() => kept.tab.write(brought.tabId));
        return ok(await settle(brought.tabId));
      } catch (error) {
        const code = error instanceof PageFailure ? (error.code as Unopened) : 'unreadable';
        return fail(code, error instanceof Error ? error.message : String(error));
      }
    },
    /** What is found on the page now; `null` where the tab shows another page by now, or nothing that can be read. */
    async now(url: string): Promise<{ tabId: number; report: Report } | null> {
      const tab = own === null ? null : await get(own);
      if (own === null || !tab || tab.url === undefined || caseUrl(tab.url) !== caseUrl(url)) return null;
      const report = await deps.report(own, true).catch(() => null);
      return report?.state === 'ready' ? { tabId: own, report } : null;
    },
    pictures: picture,
    async reveal({ at: { frameId, text, index } }: ReportPlace): Promise<void> {
      if (own !== null) await tabs.sendMessage(own, { type: 'page.reveal', text, index }, { frameId });
    },
    async locate(places: readonly ReportPlace[]): Promise<PageMap | null> {
      const tabId = own;
      if (tabId === null) return null;
      return findWhereabouts(places, (frameId, message) => tabs.sendMessage(tabId, message, { frameId }));
    },
    /** From now on, on this page and those that follow; `null` shows them as they are. `false` where it cannot be. */
    async cover(how: Cover | null): Promise<boolean> {
      await inTime(picturing, clock.wait, MAX_DRAWN_MS);
      return inTurn(async () => {
        cover = how;
        const isDone = own === null || (await change(own));
        keep(() => kept.cover.write(how));
        return isDone;
      });
    },
    covered: () => cover,
  };
}

/** Where the disk is full it holds for as long as this view does. */
function keep(write: () => void): void {
  try {
    write();
  } catch {
    // Nothing that was done may be told to have failed for it.
  }
}
