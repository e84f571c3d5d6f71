import { MAX_ADDED_SHARE, MAX_REMOVED_SHARE, SMALL_LIST_ENTRIES } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { KeyIndex, ListKeys } from '#lib/watchlist/compiled.ts';

/**
 * A list that grows or shrinks by much overnight is more often an accident than news: a file cut in half, a column
 * that moved, a key in the wrong hands. Such a version waits until its publisher or the person says that it is meant.
 */

export const HELD_BACK = 'held-back';

/** Things listed before, and how many of them came and went. */
export interface Change {
  before: number;
  added: number;
  removed: number;
}

export function judgeChange({ before, added, removed }: Change): Result<null, typeof HELD_BACK> {
  // A few entries are a large share of a short list.
  const size = Math.max(before, SMALL_LIST_ENTRIES);
  if (added <= size * MAX_ADDED_SHARE && removed <= size * MAX_REMOVED_SHARE) return ok(null);
  return fail(HELD_BACK, `Of ${before} entries ${removed} would go and ${added} would come at once.`, [
    before,
    removed,
    added,
  ]);
}

/** The first version of a list that would take the place of a bundled one must not be a good deal shorter. */
export function judgeFirst(entries: number, superseded: number): Result<null, typeof HELD_BACK> {
  return judgeChange({ before: superseded, added: 0, removed: Math.max(0, superseded - entries) });
}

/** Entries are told by their keys: one is new when none of its keys was there. */
export function countChange(before: ListKeys, after: ListKeys): Change {
  const came = [
    countFresh(after.index, before.index, false),
    countFresh(after.bulk.addresses, before.bulk.addresses, true),
    countFresh(after.bulk.hosts, before.bulk.hosts, true),
  ];
  const went = [
    countFresh(before.index, after.index, false),
    countFresh(before.bulk.addresses, after.bulk.addresses, true),
    countFresh(before.bulk.hosts, after.bulk.hosts, true),
  ];
  const total = (counts: typeof came, name: 'all' | 'fresh') =>
    counts.reduce((sum, count) => sum + count[name], 0);
  return { before: total(went, 'all'), added: total(came, 'fresh'), removed: total(went, 'fresh') };
}

/** The keys that lead to the first so many rows. */
export function keysOfRows(rows: number, { index, bulk }: ListKeys): ListKeys {
  const stays = Uint32Array.from(index.refs.keys()).filter((i) => (index.refs[i] as number) < rows);
  const pick = (column: Uint32Array) => stays.map((i) => column[i] as number);
  const { hi, lo, refs, checks } = index;
  return { index: { hi: pick(hi), lo: pick(lo), refs: pick(refs), checks }, bulk };
}

/** Of an index all things, and those of which the other holds no key. In bulk every key is a thing. */
function countFresh(index: KeyIndex, other: KeyIndex, inBulk: boolean): { all: number; fresh: number } {
  const things = inBulk ? index.hi.length : index.refs.reduce((most, ref) => Math.max(most, ref + 1), 0);
  const isKnown = new Uint8Array(things);
  const isThere = new Uint8Array(things);
  let at = 0;
  for (let i = 0; i < index.hi.length; i++) {
    while (compareKeys(other, at, index, i) < 0) at++;
    const thing = inBulk ? i : (index.refs[i] as number);
    isThere[thing] = 1;
    if (compareKeys(other, at, index, i) === 0) isKnown[thing] = 1;
  }
  const all = count(isThere);
  return { all, fresh: all - count(isKnown) };
}

/** Past its end an index is behind everything. */
function compareKeys(a: KeyIndex, i: number, b: KeyIndex, j: number): number {
  if (i >= a.hi.length) return 1;
  return (a.hi[i] as number) - (b.hi[j] as number) || (a.lo[i] as number) - (b.lo[j] as number);
}

function count(marks: Uint8Array): number {
  return marks.reduce((sum, mark) => sum + mark, 0);
}
