import { daysBetween } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import type { ReportList } from '#lib/core/report.ts';

/** Days by which a list may be ahead of this device: time zones, and a list that is dated for tomorrow. */
const AHEAD_DAYS = 2;

/**
 * The day to judge for. A device whose clock is behind the lists that came with the extension would say of what they
 * list that it is not listed yet: then their day counts.
 */
export function judgingDay(today: IsoDate, ownDate: IsoDate | null): IsoDate {
  return ownDate !== null && daysBetween(today, ownDate) > AHEAD_DAYS ? ownDate : today;
}

/**
 * The day by which what a list says has begun and ended: what it tells of the day on which it was written is no future
 * because a clock is behind. It bears on that list's own claims only, so its publisher may write what it likes.
 */
export function toldDay(date: IsoDate, list: Pick<ReportList, 'date'>): IsoDate {
  return list.date > date ? list.date : date;
}
