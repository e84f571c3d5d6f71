import type { KeyIndex } from '#lib/watchlist/compiled.ts';

/**
 * An index without what goes, with what comes, and with the rows where they stand now. `away`: ordinals of the keys that
 * go, ascending; `places`: of each old row its place in the new version. Of a million keys few change: where they stand
 * is looked for, and what lies between them is copied, one column after the other.
 */
export function mergeIndex(old: KeyIndex, away: Uint32Array, added: KeyIndex, places: Uint32Array): KeyIndex {
  const at = placesOf(added, old, away, places);
  const splice = (from: Uint32Array, put: Uint32Array) => spliced(from, away, put, at);
  const hasChecks = old.checks.length + added.checks.length > 0;
  return {
    hi: splice(old.hi, added.hi),
    lo: splice(old.lo, added.lo),
    refs: splice(movedRows(old.refs, places), added.refs),
    checks: hasChecks ? splice(old.checks, added.checks) : new Uint32Array(),
  };
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

/** Of each key that comes the ordinal of the old one that it stands before. */
function placesOf(added: KeyIndex, old: KeyIndex, away: Uint32Array, places: Uint32Array): Uint32Array {
  const { length } = old.hi;
  const at = new Uint32Array(added.hi.length);
  let gone = 0;
  let i = 0;
  for (let n = 0; n < at.length; n++) {
    i = firstNotBelow(old, added.hi[n] as number, added.lo[n] as number, i);
    for (; i < length; i++) {
      while (gone < away.length && (away[gone] as number) < i) gone++;
      const place = places[old.refs[i] as number] as number;
      const isBefore = compareKeys(added, n, added.refs[n] as number, old, i, place) < 0;
      if (away[gone] !== i && isBefore) break;
    }
    at[n] = i;
  }
  return at;
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

function movedRows(refs: Uint32Array, places: Uint32Array): Uint32Array {
  const moved = new Uint32Array(refs.length);
  for (let i = 0; i < refs.length; i++) moved[i] = places[refs[i] as number] as number;
  return moved;
}

/** A column without what stands at `away`, with each of `put` before what stands at its `at`. */
function spliced(
  column: Uint32Array,
  away: Uint32Array,
  put: Uint32Array,
  at: Uint32Array,
): Uint32Array<ArrayBuffer> {
  const end = column.length;
  const out = new Uint32Array(end - away.length + put.length);
  let [from, to, gone, next] = [0, 0, 0, 0];
  for (;;) {
    const nextPut = at[next] ?? end;
    const nextGone = away[gone] ?? end;
    const stop = nextPut < nextGone ? nextPut : nextGone;
    while (from < stop) out[to++] = column[from++] as number;
    if (next < put.length && nextPut === stop) out[to++] = put[next++] as number;
    else if (gone < away.length) {
      from++;
      gone++;
    } else return out;
  }
}
