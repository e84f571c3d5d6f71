import type { KeyIndex } from './compiled.ts';
import type { Key64 } from './key.ts';

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
