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

export function syntheticHost(n: number): string {
  return `host-${n}.example`;
}

/** A list of `n` invented addresses, each with an id of its own and each subject with twenty of them, as real lists have them. */
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
  return compileSynthetic('synthetic', entries(), false);
}

/** The `count` addresses from the `from`-th on, twenty to a subject, in bulk. */
export function syntheticAddresses(count: number, from = 0): CompiledList {
  function* entries(): Generator<Entry> {
    for (let i = from; i < from + count; i++) {
      const subject = Math.floor(i / 20);
      const claims = [claim({ id: `subject:${subject}`, subject: `Subject ${subject}` })];
      yield { kind: 'address', value: syntheticAddress(i), chain: 'ethereum', flags: [], claims };
    }
  }
  return compileSynthetic('synthetic-addresses', entries(), true);
}

/** The `count` hosts from the `from`-th on, in bulk, of which all the same is said. */
export function syntheticHosts(count: number, from = 0): CompiledList {
  function* entries(): Generator<Entry> {
    for (let i = from; i < from + count; i++) {
      yield { kind: 'domain', value: syntheticHost(i), chain: null, flags: [], claims: [claim()] };
    }
  }
  return compileSynthetic('synthetic-hosts', entries(), true);
}

function compileSynthetic(id: string, entries: Iterable<Entry>, bulk: boolean): CompiledList {
  const result = compileList(listInfo({ id, title: 'Synthetic list' }), entries, [], { bulk });
  if (!result.ok) throw new Error(result.error.message);
  return result.value.list;
}
