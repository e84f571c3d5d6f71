import { daysBetween } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import type { ReportList } from '#lib/core/report.ts';

/** Days by which a list may be ahead of this device: time zones, and a list that is dated for tomorrow. */
const AHEAD_DAYS = 2;

/**
 * The day to judge for. A device whose clock is behind its own lists would say of what they list that it is not listed
 * yet: then the newest list's day counts.
 */
export function judgingDay(today: IsoDate, lists: readonly Pick<ReportList, 'date'>[]): IsoDate {
  const newest = lists.map(({ date }) => date).reduce((a, b) => (a > b ? a : b), today);
  return daysBetween(today, newest) > AHEAD_DAYS ? newest : today;
}
