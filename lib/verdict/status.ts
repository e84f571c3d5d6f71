import type { Claim, IsoDate, Status } from '#lib/core/entry.ts';

/**
 * What a claim's status was on a date; `null` when the claim did not exist yet. A delisting counts from its
 * day on, an order ends after its last day.
 */
export function statusAt(claim: Claim, date: IsoDate): Status | null {
  const begun = claim.listed ?? claim.firstSeen;
  if (begun && begun > date) return null;
  if (claim.delisted) return claim.delisted <= date ? 'delisted' : 'active';
  if (claim.validUntil && claim.validUntil < date) return 'expired';
  // The list was written after the end of an order that ran on the day in question.
  return claim.validUntil && claim.status === 'expired' ? 'active' : claim.status;
}

/**
 * What a claim's status is today, as far as this device can tell (judging-day.ts). Listings and delistings count up to the
 * day `told`, orders end by the day `ends`; of what its list calls over no clock makes an accusation.
 */
export function statusNow(claim: Claim, told: IsoDate, ends: IsoDate): Status | null {
  const status = statusAt({ ...claim, validUntil: null }, told);
  const hasEnded = claim.validUntil !== null && claim.validUntil < ends;
  return status !== null && status !== 'delisted' && hasEnded ? 'expired' : status;
}

/** Whether a claim of this status speaks against the address today. All others are history. */
export function warns(status: Status): boolean {
  return status === 'active' || status === 'forfeited';
}
