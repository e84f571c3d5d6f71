import { MAX_ADDED_SHARE, MAX_REMOVED_SHARE, SMALL_LIST_ENTRIES } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { type CompiledList, indexesOf, type KeyIndex } from '#lib/watchlist/compiled.ts';
import { INDEX_NUMBERS, type IndexNumber, type ListPieces } from '#lib/watchlist/list-pieces.ts';

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
  return fail(HELD_BACK, `Of ${before} entries ${removed} would go and ${added} would come at once.`, {
    counts: [before, removed, added],
  });
}

/** The first version of a list that would take the place of a bundled one must not be a good deal shorter. */
export function judgeFirst(entries: number, superseded: number): Result<null, typeof HELD_BACK> {
  return judgeChange({ before: superseded, added: 0, removed: Math.max(0, superseded - entries) });
}

/**
 * Entries are told by their keys: one is new when none of its keys was there. Of the version before, which is gone
 * through some keys at a time, only the first so many rows count.
 */
export async function countChange(
  before: ListPieces,
  after: CompiledList,
  rows = before.rows,
): Promise<Change> {
  const change: Change = { before: 0, added: 0, removed: 0 };
  for (const which of INDEX_NUMBERS) {
    const { was, now } = await compareThings(before, after, which, rows);
    change.before += was.length - count(was, ABSENT);
    change.removed += count(was, THERE);
    change.added += count(now, THERE);
  }
  return change;
}

/** Of a thing: no key leads to it; keys do, but none that the other version has; one does that it has. */
const ABSENT = 0;
const THERE = 1;
const KNOWN = 2;

/** Marks of all things of an index, before and now. In bulk every key is a thing. */
async function compareThings(
  before: ListPieces,
  after: CompiledList,
  which: IndexNumber,
  rows: number,
): Promise<{ was: Uint8Array; now: Uint8Array }> {
  const index = indexesOf(after)[which];
  const inBulk = which > 0;
  const was = new Uint8Array(inBulk ? before.lengths[which] : rows);
  const now = new Uint8Array(inBulk ? index.hi.length : after.rows);
  const thingAt = ({ refs }: KeyIndex, i: number, start = 0) => (inBulk ? start + i : (refs[i] as number));
  for (let i = 0; i < index.hi.length; i++) now[thingAt(index, i)] = THERE;
  const last = { hi: -1, lo: -1, mark: THERE };
  let [start, at] = [0, 0];
  for await (const part of before.keys(which)) {
    for (let i = 0; i < part.hi.length; i++) {
      const thing = thingAt(part, i, start);
      if (thing >= was.length) continue;
      const hi = part.hi[i] as number;
      const lo = part.lo[i] as number;
      if (hi !== last.hi || lo !== last.lo) {
        while (compareKeys(index, at, hi, lo) < 0) at++;
        last.mark = compareKeys(index, at, hi, lo) === 0 ? KNOWN : THERE;
        last.hi = hi;
        last.lo = lo;
        for (; compareKeys(index, at, hi, lo) === 0; at++) now[thingAt(index, at)] = KNOWN;
      }
      was[thing] = Math.max(was[thing] as number, last.mark);
    }
    start += part.hi.length;
  }
  return { was, now };
}

/** Past its end an index is behind everything. */
function compareKeys(index: KeyIndex, i: number, hi: number, lo: number): number {
  if (i >= index.hi.length) return 1;
  return (index.hi[i] as number) - hi || (index.lo[i] as number) - lo;
}

function count(marks: Uint8Array, wanted: number): number {
  return marks.reduce((sum, mark) => sum + (mark === wanted ? 1 : 0), 0);
}
