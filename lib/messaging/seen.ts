import * as v from 'valibot';
import { daysBetween, isIsoDate } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import { MAX_SEEN_ADDRESSES, MAX_SEEN_TOGETHER, SEEN_DAYS, SEEN_SETTLED_DAYS } from '#lib/core/limits.ts';

export const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]+$/));
const Day = v.pipe(v.string(), v.check(isIsoDate));

/** An address that one page showed on one chain. */
export const Seen = v.object({
  hash: Hash,
  /** Days on which it stood there first and last, and the visits on which it did. */
  first: Day,
  last: Day,
  firstVisit: Hash,
  lastVisit: Hash,
  /** How many of its chain stood before it on the visit that brought it. */
  at: v.number(),
});
export type Seen = v.InferOutput<typeof Seen>;

/** What one visit shows on one chain, in the order of the page. */
export interface Shown {
  hashes: readonly string[];
  visit: string;
  today: IsoDate;
}

/** What was seen lately enough to be kept. */
export function freshOf(seen: readonly Seen[], today: IsoDate): Seen[] {
  return seen.filter(({ last }) => daysBetween(last, today) < SEEN_DAYS);
}

/** With what is shown now, in the order in which it came. */
export function withShown(seen: readonly Seen[], { hashes, visit, today }: Shown): Seen[] {
  const known = new Map(seen.map((one) => [one.hash, one]));
  for (const [at, hash] of hashes.entries()) {
    const one = known.get(hash) ?? { hash, first: today, firstVisit: visit, at };
    // While a page is being read, others may still come before it.
    const place = one.firstVisit === visit ? at : one.at;
    known.set(hash, { ...one, at: place, last: today, lastVisit: visit });
  }
  const isHere = ({ hash }: Seen) => hashes.includes(hash);
  const isOwn = ({ firstVisit }: Seen) => firstVisit === visit;
  const all = [...known.values()];
  // A page that makes one after the other while it is open needs no more than the newest.
  const own = atMost(MAX_SEEN_TOGETHER, all.filter(isOwn), isHere);
  return atMost(
    MAX_SEEN_ADDRESSES,
    all.filter((one) => !isOwn(one) || own.includes(one)),
    isHere,
  );
}

/**
 * What stands there now instead of others that an earlier visit saw, with the day on which one of those was last seen.
 * Where some of the page stays, it has to stay in its place, and the new one to stand where one stood that is gone: what
 * moves up and down are lists.
 */
export function replacedIn(seen: readonly Seen[], { hashes, visit, today }: Shown): Map<string, IsoDate> {
  const visits = [...new Set(seen.map(({ firstVisit }) => firstVisit))];
  const isEarlier = (a: Seen, b: Seen) => visits.indexOf(a.firstVisit) < visits.indexOf(b.firstVisit);
  const replaced = new Map<string, IsoDate>();
  for (const one of seen) {
    const at = hashes.indexOf(one.hash);
    if (at < 0 || daysBetween(one.first, today) >= SEEN_SETTLED_DAYS) continue;
    const before = seen.filter((other) => isEarlier(other, one));
    const staying = before.filter(({ hash }) => hashes.includes(hash));
    if (staying.some((other) => hashes.indexOf(other.hash) !== other.at)) continue;
    // Beside what stays, who reads may have switched between two of them.
    const gone = before.filter(
      (other) => staying.length === 0 || (other.at === at && other.lastVisit !== visit),
    );
    const last = gone
      .map((other) => other.last)
      .sort()
      .at(-1);
    if (last) replaced.set(one.hash, last);
  }
  return replaced;
}

/** Without the oldest beyond so many; those that are here stay. */
function atMost(max: number, seen: readonly Seen[], isHere: (one: Seen) => boolean): Seen[] {
  let tooMany = seen.length - max;
  return seen.filter((one) => isHere(one) || tooMany-- <= 0);
}
