import type { Report } from '#lib/core/report.ts';
import { caseUrl } from '#lib/review/case-id.ts';
import { proofOf, type Shown } from '#lib/review/evidence.ts';
import { pageAddress } from '#lib/review/intake/page-address.ts';
import type { Proof } from '#lib/review/proof.ts';
import type { Ask } from './client.ts';
import { gatherInTime, type Looked, type Wait } from './in-time.ts';
import type { Tab } from './review-tab.ts';
import { createTabState, type SessionArea } from './tab-state.ts';

/** What else belongs to evidence of a page: what its frames reported, the lists as they stand, and with what it was seen. */
export type About = (
  tabId: number,
) => Promise<Pick<Shown, 'frames' | 'lists' | 'extension' | 'browser' | 'at'>>;

export function createAbout(
  session: SessionArea,
  ask: Ask,
  seenWith: Pick<Shown, 'extension' | 'browser'>,
): About {
  return async (tabId) => {
    const [frames, { lists }] = await Promise.all([
      // Read anew each time: the background writes it.
      createTabState(session).frames(tabId),
      ask({ type: 'lists.get' }),
    ]);
    return { ...seenWith, frames, lists, at: new Date().toISOString() };
  };
}

/** `lastAccessed`: when it came to the front of its window, in epoch milliseconds. */
type OpenTab = Tab & { incognito: boolean; lastAccessed?: number | undefined };

export interface OpenPageDeps {
  /** Every tab of every window. */
  tabs(): Promise<OpenTab[]>;
  /** Ids of windows, in the order in which they were in front, the last one first; those before that are not known. */
  focused(): readonly number[];
  get(tabId: number): Promise<Tab>;
  report(tabId: number): Promise<Report>;
  about: About;
  pictures(tabId: number): Promise<Shown['pictures']>;
  wait: Wait;
}

/**
 * Evidence of a page that somebody has open in a tab, told by its address. None is opened for it, none is brought to the
 * front, and what is open in private windows is nobody's evidence.
 *
 * Of several tabs that show it, it is one that its window shows; of several windows, the one that was in front last, for
 * there the person came from; where none was since this page was opened, the tab that came to the front last in its own.
 */
export function createOpenPage({ tabs, get, report, about, pictures, ...deps }: OpenPageDeps) {
  const shows = (tab: Pick<Tab, 'url'>, url: string) => tab.url !== undefined && caseUrl(tab.url) === url;

  async function find(url: string): Promise<OpenTab | undefined> {
    const open = (await tabs()).filter((tab) => !tab.incognito && shows(tab, url));
    const order = deps.focused();
    const rank = ({ windowId = -1 }: OpenTab) =>
      order.includes(windowId) ? order.indexOf(windowId) : order.length;
    const [best] = open.sort(
      (a, b) =>
        Number(b.active) - Number(a.active) ||
        rank(a) - rank(b) ||
        (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0),
    );
    return best;
  }

  async function look(tabId: number, url: string): Promise<Looked | null> {
    const found = await report(tabId);
    if (found.state !== 'ready' || caseUrl(found.url) !== url) return null;
    return { ...(await about(tabId)), tabId, url, report: found };
  }

  /**
   * `needsPicture`: only where somebody has it before them. `null` where there is nothing to keep, and `late` where the
   * page did not answer.
   */
  return async (url: string, needsPicture: boolean): Promise<Proof | 'late' | null> => {
    // A file of somebody else's may name what stands in the person's own network: that is for nobody to be shown.
    if (!pageAddress(url).ok) return null;
    const tab = await find(url);
    if (tab?.id === undefined || (needsPicture && !tab.active)) return null;
    const shown = await gatherInTime(look(tab.id, url), pictures, deps.wait);
    if (shown === 'late' || shown === null) return shown;
    // It may have gone on to another page while it was pictured.
    if ((needsPicture && !shown.pictures.marked) || !shows(await get(tab.id), url)) return null;
    return proofOf(shown);
  };
}
