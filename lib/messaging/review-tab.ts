import type { PageMap } from '#lib/core/page-map.ts';
import type { Report, ReportPlace } from '#lib/core/report.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { MAX_OPEN_MS } from '#lib/core/review-limits.ts';
import type { Cover, Unopened } from '#lib/core/review-panel.ts';
import { caseUrl } from '#lib/review/case-id.ts';
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

export type ReviewTab = ReturnType<typeof createReviewTab>;

/**
 * The tab beside the panel: pages under review are opened in one tab of their own, so that nobody loses the page that
 * they were on. It is the tab in front only where that shows the page already.
 */
export function createReviewTab({ tabs, scripting, fit, kept, clock, ...deps }: ReviewTabDeps) {
  const { lay, lift, find, take } = createTabPictures({ tabs, scripting, fit, wait: clock.wait });
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

  const get = (tabId: number) => tabs.get(tabId).catch(() => null);

  /** A tab that was there already is covered as pages are. One that another panel has blurred is not shown by opening it. */
  function dress(tabId: number): Promise<void> {
    return inTurn(async () => {
      const there = await find(tabId);
      if (there === 'blur' || cover === null) cover = there;
      else if (there !== cover) await change(tabId, there);
    });
  }

  /** From what lies over it to what is to. */
  async function change(tabId: number, before: Cover | null): Promise<boolean> {
    if (before) await lift(tabId, before);
    return cover === null || lay(tabId, cover);
  }

  /** The tab, on its way to the page. */
  async function bring(url: string): Promise<number> {
    const before = own === null ? null : await get(own);
    const tab = before ?? (await deps.front());
    if (tab?.id !== undefined && tab.url !== undefined && caseUrl(tab.url) === url) {
      if (!tab.active) await tabs.update(tab.id, { active: true });
      return tab.id;
    }
    if (before?.id === undefined) return (await tabs.create({ url, active: true })).id ?? -1;
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
    return before.id;
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
        own = await bring(url);
        kept.tab.write(own);
        await dress(own);
        return ok(await settle(own));
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
    pictures: (tabId: number) => inTurn(() => take(tabId)),
    async reveal({ at: { frameId, text, index } }: ReportPlace): Promise<void> {
      if (own !== null) await tabs.sendMessage(own, { type: 'page.reveal', text, index }, { frameId });
    },
    async locate(places: readonly ReportPlace[]): Promise<PageMap | null> {
      const tabId = own;
      if (tabId === null) return null;
      return findWhereabouts(places, (frameId, message) => tabs.sendMessage(tabId, message, { frameId }));
    },
    /** From now on, on this page and those that follow; `null` shows them as they are. `false` where it cannot be. */
    cover: (how: Cover | null): Promise<boolean> =>
      inTurn(async () => {
        const before = cover;
        cover = how;
        kept.cover.write(how);
        return own === null || change(own, before);
      }),
    covered: () => cover,
  };
}
