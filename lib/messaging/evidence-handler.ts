import type { EvidenceFacts, UsedEntry } from '#lib/core/evidence.ts';
import type { Match, Report } from '#lib/core/report.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { placementsOf } from '#lib/review/evidence.ts';
import type { ListRecord } from '#lib/watchlist/store.ts';
import type { Watchlist } from '#lib/watchlist/watchlist.ts';
import { citedLists } from './lookup-handler.ts';
import { isReady } from './page-handler.ts';
import type { TabState } from './tab-state.ts';

export interface EvidenceDeps {
  ready(): Promise<unknown>;
  tabs: Pick<TabState, 'frames'>;
  watchlist: Watchlist;
  records(): Promise<ListRecord[]>;
  /** The report on a tab, from these lists. */
  reportFrom(watchlist: Watchlist, tabId: number): Promise<Report>;
}

export type EvidenceProblem = 'not-ready' | 'unreadable';

/** Answers what a page was judged by: the report and, of the same moment, every entry that it rests on. */
export function createEvidenceHandler({ ready, tabs, watchlist, records, reportFrom }: EvidenceDeps) {
  return async (tabId: number): Promise<Result<EvidenceFacts, EvidenceProblem>> => {
    if (!(await isReady(ready()))) return fail('not-ready', 'The lists are being loaded.');
    const met: Match[] = [];
    const report = await reportFrom(noting(watchlist, met), tabId);
    if (report.state !== 'ready') return fail('unreadable', 'This page is not read.');
    return ok({
      report,
      placements: placementsOf(report, await tabs.frames(tabId)),
      lists: citedLists(watchlist, await records()),
      entries: usedEntries(report, met),
    });
  };
}

/** The same lists; what they hold is noted as it is met. */
function noting(watchlist: Watchlist, met: Match[]): Watchlist {
  const note = async (found: Promise<Match[]>) => {
    const matches = await found;
    met.push(...matches);
    return matches;
  };
  return {
    ...watchlist,
    matchAddress: (address, mayKeep) => note(watchlist.matchAddress(address, mayKeep)),
    matchChildren: (parent) => note(watchlist.matchChildren(parent)),
    matchPlaces: (places) => note(watchlist.matchPlaces(places)),
  };
}

/** Those with a claim that the report shows, each once. */
function usedEntries({ page, addresses }: Report, met: readonly Match[]): UsedEntry[] {
  const claims = [...page, ...addresses].flatMap((finding) => finding.claims);
  const used = new Map<string, UsedEntry>();
  for (const { list, how, entry } of met) {
    const isShown = claims.some(
      (claim) => claim.list === list.id && entry.claims.some(({ id }) => id === claim.id),
    );
    if (isShown) used.set(JSON.stringify([list.id, how, entry]), { list: list.id, how, entry });
  }
  return [...used.values()];
}
