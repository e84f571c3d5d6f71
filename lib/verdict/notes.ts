import { daysBetween } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import { STALE_DAYS } from '#lib/core/limits.ts';
import type { Reason, ReportList } from '#lib/core/report.ts';
import type { NoteCode } from './reasons.ts';

/** Days after which a list that old is no likelier than a clock that is wrong. */
const CLOCK_DAYS = 400;

/** The lists that were asked, where they stand, and the days that they are judged for and by. */
interface NotesInput {
  watchlist: readonly ReportList[];
  persistent: boolean;
  date: IsoDate;
  today: IsoDate;
  now: number;
  asOf: IsoDate | null;
}

/** What has to be known of the lists beside what they say: how old they are, and whether they stay. */
export function notes({ watchlist, persistent, date, today, now, asOf }: NotesInput): Reason[] {
  const found: { code: NoteCode; params: Record<string, string> }[] = [];
  if (asOf) found.push({ code: 'as-of', params: { date: asOf } });
  else if (date !== today) found.push({ code: 'clock', params: { date: today, newest: date } });
  if (!persistent) found.push({ code: 'memory-only', params: {} });
  if (watchlist.length === 0) found.push({ code: 'no-lists', params: {} });
  for (const list of watchlist) {
    const days = daysBetween(list.date, date);
    if (!list.closed && days > STALE_DAYS) {
      const code = days > CLOCK_DAYS && !asOf ? 'stale-or-clock' : 'stale';
      found.push({ code, params: { list: list.title, date: list.date, days: String(days) } });
    } else if (list.freshUntil !== null && Date.parse(list.freshUntil) <= (asOf ? Date.parse(asOf) : now)) {
      found.push({ code: 'unconfirmed', params: { list: list.title, until: list.freshUntil.slice(0, 10) } });
    }
  }
  return found;
}
