import { fromBase64 } from '#lib/core/bytes.ts';
import { SHOT_GAP_MS } from '#lib/core/limits.ts';
import type { PageMap } from '#lib/core/page-map.ts';
import type { Report, ReportPlace } from '#lib/core/report.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { MAX_OPEN_MS } from '#lib/core/review-limits.ts';
import type { Cover, Unopened } from '#lib/core/review-panel.ts';
import { caseUrl } from '#lib/review/case-id.ts';
import type { ToPage } from './protocol.ts';
import { type Clock, PageFailure, waitSettled } from './settle.ts';
import { findWhereabouts } from './whereabouts.ts';

export interface Tab {
  id?: number | undefined;
  url?: string | undefined;
  title?: string | undefined;
  status?: string | undefined;
  active: boolean;
  windowId?: number | undefined;
}

type Injection = { target: { tabId: number; allFrames: boolean }; css: string; origin: 'USER' };

export interface ReviewTabDeps {
  /** The slices of `browser.tabs` and `browser.scripting` that are needed here. */
  tabs: {
    get(tabId: number): Promise<Tab>;
    create(options: { url: string; active: true }): Promise<Tab>;
    update(tabId: number, change: { url?: string; active: true }): Promise<unknown>;
    sendMessage(tabId: number, message: ToPage, to: { frameId: number }): Promise<unknown>;
    captureVisibleTab(windowId: number, options: { format: 'jpeg'; quality: number }): Promise<string>;
    onUpdated: { addListener(hear: (tabId: number, change: { status?: string }) => void): void };
  };
  scripting: { insertCSS(what: Injection): Promise<unknown>; removeCSS(what: Injection): Promise<unknown> };
  /** The tab that the person looks at. */
  front(): Promise<Tab | null>;
  report(tabId: number, fresh: boolean): Promise<Report>;
  /** Where it stands which tab is the one for pages under review, for as long as the panel lives. */
  kept: { read(): number | null; write(tabId: number): void };
  /** A picture that is no larger than may be kept; `null` where that cannot be. */
  fit(jpeg: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null>;
  clock: Clock;
}

/** Of the root, neither makes what is fixed to the window move. */
const COVERS: Record<Cover, string> = {
  blur: ':root { filter: blur(14px) !important }',
  grey: ':root { filter: grayscale(1) !important }',
};
/** Seen by nobody and still there: what watches over the marks must not think that the page has taken them away. */
export const UNMARKED = [
  '[class^="almsguard-"], [class*=" almsguard-"] { opacity: 0 !important }',
  ...['listed', 'linked', 'lookalike', 'mention'].map(
    (level) => `::highlight(almsguard-${level}) { text-decoration: none !important }`,
  ),
].join('\n');
/** Milliseconds until a changed style is on the screen. */
export const PAINT_MS = 120;
/** Milliseconds in which a page that was asked for begins to load; one that only moves to another part of itself does not. */
const BEGIN_MS = 1_500;
const AS = { format: 'jpeg', quality: 85 } as const;

export type ReviewTab = ReturnType<typeof createReviewTab>;

/**
 * The tab beside the panel: pages under review are opened in one tab of their own, so that nobody loses the page that
 * they were on. It is the tab in front only where that shows the page already.
 */
export function createReviewTab({ tabs, scripting, kept, clock, ...deps }: ReviewTabDeps) {
  let cover: Cover | null = null;
  const loads = new Set<() => void>();
  let own = kept.read();

  tabs.onUpdated.addListener((tabId, { status }) => {
    if (tabId !== own || status === undefined) return;
    // As soon as there is a document, and once more when all of its frames are there.
    inTurn(async () => cover !== null && lay(tabId, COVERS[cover]));
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
  /** What covers a page covers its frames; marks stand in each. */
  const styleOf = (tabId: number, css: string): Injection => ({
    target: { tabId, allFrames: css === UNMARKED },
    css,
    origin: 'USER',
  });
  const lift = (tabId: number, css: string) =>
    scripting.removeCSS(styleOf(tabId, css)).then(
      () => true,
      () => false,
    );
  /** Once, however often: two layers would not go with one. `false` where the browser lets nothing in. */
  async function lay(tabId: number, css: string): Promise<boolean> {
    await lift(tabId, css);
    return scripting.insertCSS(styleOf(tabId, css)).then(
      () => true,
      () => false,
    );
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

  async function shoot(tabId: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const { active, windowId } = await tabs.get(tabId);
    if (!active || windowId === undefined) return null;
    // Chromium allows two a second, and looks for codes in pictures are taken, too.
    const url = await tabs
      .captureVisibleTab(windowId, AS)
      .catch(() => clock.wait(SHOT_GAP_MS * 2).then(() => tabs.captureVisibleTab(windowId, AS)));
    // Another tab may have come to the front while the picture was taken.
    if (!(await tabs.get(tabId)).active) return null;
    return deps.fit(fromBase64(url.slice(url.indexOf(',') + 1)));
  }

  /** Undone whatever happens: a page must not stay without its marks. */
  async function shootPlain(tabId: number): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      if (!(await lay(tabId, UNMARKED))) return null;
      await clock.wait(PAINT_MS);
      return await shoot(tabId);
    } finally {
      await lift(tabId, UNMARKED);
    }
  }

  return {
    /** Loads a page and waits for what is found on it. */
    async open(url: string): Promise<Result<Report, Unopened>> {
      try {
        own = await bring(url);
        kept.write(own);
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
    /** What the tab shows, with our marks and without; no picture where it is not in front. A blurred page stays blurred. */
    pictures: (tabId: number) =>
      inTurn(async () => {
        const isGrey = cover === 'grey';
        if (isGrey) await lift(tabId, COVERS.grey);
        const marked = await shoot(tabId).catch(() => null);
        const plain = marked && (await shootPlain(tabId).catch(() => null));
        if (isGrey) await lay(tabId, COVERS.grey);
        return { plain, marked };
      }),
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
        if (own === null) return true;
        if (before) await lift(own, COVERS[before]);
        return how === null || lay(own, COVERS[how]);
      }),
  };
}
