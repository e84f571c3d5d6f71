import { timeText } from '../trust/metadata.ts';

const DAY = 86_400_000;
/**
 * Days for which each role's word holds. People sign root once a year and targets at least once a quarter. A list is
 * called stale once the first of them has run out, so that within a week everybody sees that a feed stands still, and
 * nobody can hold news back from somebody for longer.
 */
const VALID_DAYS = { root: 365, targets: 90, snapshot: 14, timestamp: 7 };

export function expiryOf(role: keyof typeof VALID_DAYS, now: number): string {
  return timeText(now + VALID_DAYS[role] * DAY);
}

/** Whether less than half of the time is left, so that it is signed anew while there is time to notice a failure. */
export function isHalfOver(role: keyof typeof VALID_DAYS, expires: string, now: number): boolean {
  return Date.parse(expires) - now < (VALID_DAYS[role] * DAY) / 2;
}
