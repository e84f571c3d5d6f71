import type { IsoDate, Tier } from './entry.ts';
import {
  type Finding,
  type Level,
  MARKED_LEVELS,
  type Reason,
  type Report,
  type ReportList,
  type ReportState,
} from './report.ts';
import { weightOf } from './severity.ts';
import type { Context } from './types.ts';

/** What a report comes to, as its headline tells it: small enough to be kept of every open tab. */
export interface Gist {
  state: ReportState;
  /** Address of the page. */
  url: string;
  level: Level;
  context: Context;
  /** The note of the day that it is judged for, where that is not today. */
  asOf: Reason | null;
  /** Oldest and newest date of the lists that something was compared with; `null` without a list. */
  dates: [oldest: IsoDate, newest: IsoDate] | null;
  /** How many addresses the page shows. */
  addresses: number;
  /** How many of them are what the report comes to. */
  worst: number;
  /** What the page is itself, where that is what the report comes to: the site or this page of it. */
  itself: { what: 'site' | 'page'; seized: boolean } | null;
  /** What stands in a frame that is no part of the page that counts, where the report comes to that. */
  aside: Level | null;
  /** Who says so of the worst that was found. */
  says: { tier: Tier; authority: string } | null;
}

export function gistOf(report: Report): Gist {
  const { state, url, level, context, notes, watchlist, addresses, page } = report;
  const itself = page.find((finding) => finding.level === level && finding.places.length === 0);
  return {
    state,
    url,
    level,
    context,
    asOf: notes.find(({ code }) => code === 'as-of') ?? null,
    dates: datesOf(watchlist),
    addresses: addresses.length,
    worst: addresses.filter((finding) => finding.level === level).length,
    itself: itself ? { what: whatIs(itself), seized: itself.reasons[0]?.code === 'seized-site' } : null,
    aside: page.find((finding) => finding.aside && weightOf(finding) === level)?.level ?? null,
    says: whoSays(report),
  };
}

function whatIs({ reasons, claims }: Finding): 'site' | 'page' {
  const isSite = reasons[0]?.code === 'lookalike-host' || claims.some(({ match }) => match === 'domain');
  return isSite ? 'site' : 'page';
}

/** Closed cases do not age. */
function datesOf(watchlist: readonly ReportList[]): Gist['dates'] {
  const open = watchlist.filter((list) => !list.closed);
  const dates = (open.length > 0 ? open : watchlist).map(({ date }) => date).sort();
  const [oldest, newest] = [dates[0], dates.at(-1)];
  return oldest && newest ? [oldest, newest] : null;
}

function whoSays({ state, level, page, addresses }: Report): Gist['says'] {
  if (state !== 'ready' || !(MARKED_LEVELS.includes(level) || level === 'reported')) return null;
  const claims = [...page, ...addresses]
    .filter((one) => weightOf(one) === level)
    .flatMap(({ claims }) => claims);
  const claim = claims.find(({ bearing }) => bearing === 'against');
  return claim ? { tier: claim.tier, authority: claim.authority } : null;
}
