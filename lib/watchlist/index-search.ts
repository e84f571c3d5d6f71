import type { KeyIndex } from './compiled.ts';
import type { Key64 } from './key.ts';

/** Entries one key may lead to; a key that many lists' rows share is a broken list. */
const MAX_HITS = 64;

/** Ordinals of the entries that a key leads to, by binary search. */
export function findRefs(index: KeyIndex, { hi, lo }: Key64): number[] {
  const refs: number[] = [];
  for (let i = lowerBound(index, hi, lo); i < index.hi.length && refs.length < MAX_HITS; i++) {
    if (index.hi[i] !== hi || index.lo[i] !== lo) break;
    refs.push(index.refs[i] as number);
  }
  return refs;
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

/** An index from keys in any order; `refs[i]` belongs to `keys[i]`. */
export function buildIndex(keys: Key64[], refs: number[]): KeyIndex {
  const order = Uint32Array.from(keys.keys()).sort((a, b) => {
    const ka = keys[a] as Key64;
    const kb = keys[b] as Key64;
    return ka.hi - kb.hi || ka.lo - kb.lo || (refs[a] as number) - (refs[b] as number);
  });
  const index = {
    hi: new Uint32Array(order.length),
    lo: new Uint32Array(order.length),
    refs: new Uint32Array(order.length),
  };
  order.forEach((from, to) => {
    const key = keys[from] as Key64;
    index.hi[to] = key.hi;
    index.lo[to] = key.lo;
    index.refs[to] = refs[from] as number;
  });
  return index;
}
