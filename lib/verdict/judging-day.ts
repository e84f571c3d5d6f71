import { daysBetween } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import type { ReportList } from '#lib/core/report.ts';

/** Days by which a list may be ahead of this device: time zones, and a list that is dated for tomorrow. */
const AHEAD_DAYS = 2;
/** Days by which all lists may be behind this device: less than a year, by which a clock is easily wrong. */
const BEHIND_DAYS = 360;

/**
 * The day to judge for. A device whose clock is behind the lists that came with the extension would say of what they
 * list that it is not listed yet: then their day counts.
 */
export function judgingDay(today: IsoDate, ownDate: IsoDate | null): IsoDate {
  return ownDate !== null && daysBetween(today, ownDate) > AHEAD_DAYS ? ownDate : today;
}

/**
 * The day by which an accusation may have ended. Of a device that is so far ahead of all its lists, either they are old or
 * its clock is wrong; neither ends an order, of which a newer list may say that it goes on. Then their newest day counts.
 * The age of a closed list tells nothing.
 */
export function endingDay(date: IsoDate, lists: readonly Pick<ReportList, 'date' | 'closed'>[]): IsoDate {
  const newest = lists
    .filter(({ closed }) => !closed)
    .map((list) => list.date)
    .toSorted()
    .at(-1);
  return newest !== undefined && daysBetween(newest, date) > BEHIND_DAYS ? newest : date;
}

/**
 * The day up to which what a list says has come: what it held when it was written is no future because a clock is behind.
 * It bears on that list's own claims only, so its publisher may write what it likes.
 */
export function toldDay(date: IsoDate, list: Pick<ReportList, 'date'>): IsoDate {
  return list.date > date ? list.date : date;
}
