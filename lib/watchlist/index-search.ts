import type { KeyIndex } from './compiled.ts';
import type { Key64 } from './key.ts';

/** Rows that one key may lead to; a key that many of a list's rows share is a broken list. */
const MAX_HITS = 64;

/** Ordinals of the rows that a key leads to. */
export function findRefs(index: KeyIndex, key: Key64): number[] {
  return findPositions(index, key).map((i) => index.refs[i] as number);
}

/** Where in the index a key stands, by binary search. */
export function findPositions(index: KeyIndex, { hi, lo }: Key64): number[] {
  const found: number[] = [];
  for (let i = lowerBound(index, hi, lo); i < index.hi.length && found.length < MAX_HITS; i++) {
    if (index.hi[i] !== hi || index.lo[i] !== lo) break;
    found.push(i);
  }
  return found;
}

/** First position whose key is not below (hi, lo). */
function lowerBound({ hi: his, lo: los }: KeyIndex, hi: number, lo: number): number {
  let from = 0;
  let to = his.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const h = his[middle] as number;
    if (h < hi || (h === hi && (los[middle] as number) < lo)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** An index from keys in any order; `refs[i]` and, where there are any, `checks[i]` belong to `keys[i]`. */
export function buildIndex(keys: Key64[], refs: number[], checks: number[] = []): KeyIndex {
  const order = Uint32Array.from(keys.keys()).sort((a, b) => {
    const ka = keys[a] as Key64;
    const kb = keys[b] as Key64;
    return (
      ka.hi - kb.hi ||
      ka.lo - kb.lo ||
      (refs[a] as number) - (refs[b] as number) ||
      (checks[a] ?? 0) - (checks[b] ?? 0)
    );
  });
  const index = emptyIndex(order.length, checks.length > 0);
  order.forEach((from, to) => {
    const key = keys[from] as Key64;
    index.hi[to] = key.hi;
    index.lo[to] = key.lo;
    index.refs[to] = refs[from] as number;
    if (checks.length > 0) index.checks[to] = checks[from] as number;
  });
  return index;
}

/** Room for so many keys. */
export function emptyIndex(length = 0, hasChecks = false): KeyIndex {
  return {
    hi: new Uint32Array(length),
    lo: new Uint32Array(length),
    refs: new Uint32Array(length),
    checks: new Uint32Array(hasChecks ? length : 0),
  };
}
