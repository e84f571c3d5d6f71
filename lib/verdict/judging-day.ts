import { daysBetween } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';

/** Days by which a list may be ahead of this device: time zones, and a list that is dated for tomorrow. */
const AHEAD_DAYS = 2;

/**
 * The day to judge for. A device whose clock is behind the lists that came with the extension would say of what they
 * list that it is not listed yet: then their day counts.
 */
export function judgingDay(today: IsoDate, ownDate: IsoDate | null): IsoDate {
  return ownDate !== null && daysBetween(today, ownDate) > AHEAD_DAYS ? ownDate : today;
}
