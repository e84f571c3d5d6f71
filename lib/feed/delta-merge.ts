import type { KeyIndex } from '#lib/watchlist/compiled.ts';
import { emptyIndex } from '#lib/watchlist/index-build.ts';

export interface KeyEdits {
  /** Ordinals of the old keys that go, ascending. */
  away: Uint32Array;
  /** The keys that come, in order. */
  added: KeyIndex;
  /** Of each old row its place in the new version. */
  places: Uint32Array;
}

/**
 * An index without what goes, with what comes, and with the rows where they stand now. The `length` old keys come some
 * at a time. Of a million few change: where that is is looked for, and what lies between is copied.
 */
export async function mergeIndex(
  old: AsyncIterable<KeyIndex>,
  length: number,
  edits: KeyEdits,
  hasChecks: boolean,
): Promise<KeyIndex> {
  const { away, added, places } = edits;
  const out = emptyIndex(length - away.length + added.hi.length, hasChecks);
  let [start, to, gone, next] = [0, 0, 0, 0];
  for await (const part of old) {
    const end = part.hi.length;
    let from = 0;
    for (;;) {
      const goes = Math.min((away[gone] ?? length) - start, end);
      const comes = next < added.hi.length ? placeOf(next, edits, { part, start, from, gone }) : end;
      const stop = Math.min(goes, comes);
      copyKeys(part, from, stop, places, out, to);
      to += stop - from;
      from = stop;
      if (comes === end && goes === end) break;
      if (comes === stop) copyKey(added, next++, out, to++);
      else {
        from++;
        gone++;
      }
    }
    start += end;
  }
  while (next < added.hi.length) copyKey(added, next++, out, to++);
  return out;
}

/** The order of an index: by key, then row, then check. */
export function compareKeys(
  a: KeyIndex,
  i: number,
  aRef: number,
  b: KeyIndex,
  j: number,
  bRef: number,
): number {
  return (
    (a.hi[i] as number) - (b.hi[j] as number) ||
    (a.lo[i] as number) - (b.lo[j] as number) ||
    aRef - bRef ||
    (a.checks[i] ?? 0) - (b.checks[j] ?? 0)
  );
}

/** A part of the old keys from `start` on, of which those before `from` are done, and the first of `away` that is not. */
interface Reached {
  part: KeyIndex;
  start: number;
  from: number;
  gone: number;
}

/** Which key of the part the n-th that comes stands before; the part's end where it stands behind them all. */
function placeOf(n: number, { away, added, places }: KeyEdits, { part, start, from, gone }: Reached): number {
  const ref = added.refs[n] as number;
  let i = firstNotBelow(part, added.hi[n] as number, added.lo[n] as number, from);
  for (; i < part.hi.length; i++) {
    while (gone < away.length && (away[gone] as number) < start + i) gone++;
    const place = places[part.refs[i] as number] as number;
    if (away[gone] !== start + i && compareKeys(added, n, ref, part, i, place) < 0) break;
  }
  return i;
}

/** The first key from some ordinal on that is not below this one. */
function firstNotBelow({ hi, lo }: KeyIndex, h: number, l: number, from: number): number {
  let [low, high] = [from, hi.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const is = hi[middle] as number;
    if (is < h || (is === h && (lo[middle] as number) < l)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One column after the other. */
function copyKeys(
  part: KeyIndex,
  from: number,
  end: number,
  places: Uint32Array,
  out: KeyIndex,
  to: number,
): void {
  const by = to - from;
  for (let i = from; i < end; i++) out.hi[i + by] = part.hi[i] as number;
  for (let i = from; i < end; i++) out.lo[i + by] = part.lo[i] as number;
  for (let i = from; i < end; i++) out.refs[i + by] = places[part.refs[i] as number] as number;
  if (part.checks.length > 0) {
    for (let i = from; i < end; i++) out.checks[i + by] = part.checks[i] as number;
  }
}

function copyKey(added: KeyIndex, n: number, out: KeyIndex, to: number): void {
  out.hi[to] = added.hi[n] as number;
  out.lo[to] = added.lo[n] as number;
  out.refs[to] = added.refs[n] as number;
  if (added.checks.length > 0) out.checks[to] = added.checks[n] as number;
}
