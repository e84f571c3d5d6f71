import type { Entry } from '#lib/core/entry.ts';
import { compileList } from '#lib/watchlist/compile.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { claim, listInfo } from '../support/entries.ts';

/** The n-th invented address: bytes of a small generator, so that every run has the same list. */
export function syntheticAddress(n: number): string {
  let state = (n + 1) * 0x9e3779b1;
  let hex = '';
  for (let i = 0; i < 5; i++) {
    state = Math.imul(state ^ (state >>> 15), 0x85ebca6b) + 0x9e3779b9 * (i + 1);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    hex += ((state ^ (state >>> 16)) >>> 0).toString(16).padStart(8, '0');
  }
  return `0x${hex}`;
}

/** A list of `n` invented addresses, each subject with twenty of them, one after the other, as real lists have them. */
export function syntheticList(n: number): CompiledList {
  function* entries(): Generator<Entry> {
    for (let i = 0; i < n; i++) {
      yield {
        kind: 'address',
        value: syntheticAddress(i),
        chain: 'ethereum',
        flags: [],
        claims: [claim({ id: `row:${i}`, subject: `Subject ${Math.floor(i / 20)}` })],
      };
    }
  }
  const result = compileList(listInfo({ id: 'synthetic', title: 'Synthetic list' }), entries());
  if (!result.ok) throw new Error(result.error.message);
  return result.value.list;
}
