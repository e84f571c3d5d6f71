import type { Claim, IsoDate, Status } from '#lib/core/entry.ts';
import type { ReportList } from '#lib/core/report.ts';
import { toldDay } from './judging-day.ts';

/**
 * What a claim's status was on a date; `null` when the claim did not exist yet. A delisting counts from its
 * day on, an order ends after its last day.
 */
export function statusAt(claim: Claim, date: IsoDate): Status | null {
  const { status, delisted, validUntil } = claim;
  const begun = claim.listed ?? claim.firstSeen;
  if (begun && begun > date) return null;
  if (delisted && delisted <= date) return 'delisted';
  if (validUntil && validUntil < date) return 'expired';
  // The list was written after the end of what stood on the day in question, or tells an end that is yet to come.
  const isDated = status === 'delisted' ? delisted : status === 'expired' && validUntil;
  return isDated ? 'active' : status;
}

/**
 * What a claim's status is today, as far as a device can tell, by the day of `toldDay`. That an order is over whose last
 * day has not come is its list's newest word.
 */
export function statusNow(claim: Claim, told: IsoDate): Status | null {
  const status = statusAt(claim, told);
  return status === 'active' && claim.status === 'expired' ? 'expired' : status;
}

/** The status for the day to judge for: today (`isToday`), or a day that somebody chose, which is in no doubt. */
export function statusFor(
  claim: Claim,
  list: Pick<ReportList, 'date'>,
  date: IsoDate,
  isToday: boolean,
): Status | null {
  return isToday ? statusNow(claim, toldDay(date, list)) : statusAt(claim, date);
}

/** Whether a claim of this status speaks against the address today. All others are history. */
export function warns(status: Status): boolean {
  return status === 'active' || status === 'forfeited';
}
