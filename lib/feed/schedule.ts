import { MORE_MINUTES, REFRESH_HOURS, RETRY_MINUTES } from '#lib/core/limits.ts';
import type { ListRecord } from '#lib/watchlist/store.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const REFRESH_MS = REFRESH_HOURS * HOUR;

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** 0 … 1; spreads the tries of many users over time. */
  random(): number;
}

/** When a list is asked for again, after so many failures in a row; `null` where nothing asks for it. */
export function nextTry(list: Pick<ListRecord, 'origin'>, failures: number, clock: Clock): number | null {
  if (failures === 0) return after(REFRESH_MS, list, clock);
  return after(Math.min(RETRY_MINUTES * MINUTE * 2 ** (failures - 1), REFRESH_MS), list, clock);
}

/** When a list is asked for what could not be brought at once. */
export function nextPart(list: Pick<ListRecord, 'origin'>, clock: Clock): number | null {
  return after(MORE_MINUTES * MINUTE, list, clock);
}

/** Spread over a fifth of the pause, so that those who began together do not come back together. */
function after(pause: number, { origin }: Pick<ListRecord, 'origin'>, { now, random }: Clock): number | null {
  return origin === 'remote' ? now() + Math.round(pause * (0.9 + 0.2 * random())) : null;
}

/** A time further away than any pause was set by a clock that was wrong. */
export function isDue(
  { enabled, url, nextTry }: Pick<ListRecord, 'enabled' | 'url' | 'nextTry'>,
  now: number,
): boolean {
  const isOver = (nextTry ?? 0) <= now || (nextTry ?? 0) > now + 2 * REFRESH_MS;
  return enabled && url !== null && isOver;
}
