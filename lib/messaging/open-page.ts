import type { Report } from '#lib/core/report.ts';
import { caseUrl } from '#lib/review/case-id.ts';
import { proofOf, type Shown } from '#lib/review/evidence.ts';
import { pageAddress } from '#lib/review/intake/page-address.ts';
import type { Proof } from '#lib/review/workspace.ts';
import type { Ask } from './client.ts';
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

export interface OpenPageDeps {
  /** Every tab of every window. */
  tabs(): Promise<(Tab & { incognito: boolean })[]>;
  get(tabId: number): Promise<Tab>;
  report(tabId: number): Promise<Report>;
  about: About;
  pictures(tabId: number): Promise<Shown['pictures']>;
}

/**
 * Evidence of a page that somebody has open in a tab, told by its address. None is opened for it, none is brought to the
 * front, and what is open in private windows is nobody's evidence.
 */
export function createOpenPage({ tabs, get, report, about, pictures }: OpenPageDeps) {
  const shows = (tab: Pick<Tab, 'url'>, url: string) => tab.url !== undefined && caseUrl(tab.url) === url;

  /** `needsPicture`: only where somebody has it before them. `null` where there is nothing to keep. */
  return async (url: string, needsPicture: boolean): Promise<Proof | null> => {
    // A file of somebody else's may name what stands in the person's own network: that is for nobody to be shown.
    if (!pageAddress(url).ok) return null;
    const open = (await tabs()).filter((tab) => !tab.incognito && shows(tab, url));
    const tab = open.find(({ active }) => active) ?? open[0];
    if (tab?.id === undefined || (needsPicture && !tab.active)) return null;
    const found = await report(tab.id);
    if (found.state !== 'ready' || caseUrl(found.url) !== url) return null;
    const shown = { ...(await about(tab.id)), report: found, pictures: await pictures(tab.id) };
    // It may have gone on to another page while it was pictured.
    if ((needsPicture && !shown.pictures.marked) || !shows(await get(tab.id), url)) return null;
    return proofOf(shown);
  };
}
