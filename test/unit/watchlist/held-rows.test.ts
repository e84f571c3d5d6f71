import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#lib/core/entry.ts';
import { readChunk, writeChunk } from '#lib/watchlist/chunk.ts';
import { ENTRIES_PER_CHUNK } from '#lib/watchlist/compiled.ts';
import { createRows } from '#lib/watchlist/held-rows.ts';
import { claim, entry } from '../../support/entries.ts';

const host = (n: number): Entry => entry(`host${n}.example`, { kind: 'domain' });
const many = (count: number) => Array.from({ length: count }, (_, n) => host(n));
/** Chunks on both sides of a border, and more than stay spelled out. */
const COUNTS = [
  0,
  1,
  ENTRIES_PER_CHUNK - 1,
  ENTRIES_PER_CHUNK,
  ENTRIES_PER_CHUNK + 1,
  ENTRIES_PER_CHUNK * 20,
];

function held(rows: readonly Entry[]) {
  const made = createRows();
  for (const row of rows) made.push(row);
  return made;
}

describe('rows of a list that is being made', () => {
  it.each(COUNTS)('come back as they were put, and as they would have been written: %i', (count) => {
    const given = many(count);
    const rows = held(given);
    expect(rows.length).toBe(count);
    for (const [n, row] of given.entries()) expect(rows.at(n)).toEqual(row);
    const { chunks } = rows.close();
    const expected = Array.from({ length: Math.ceil(count / ENTRIES_PER_CHUNK) }, (_, n) =>
      writeChunk(given.slice(n * ENTRIES_PER_CHUNK, (n + 1) * ENTRIES_PER_CHUNK)),
    );
    expect(chunks).toEqual(expected);
    expect(rows.length).toBe(count);
  });

  it('hold what was added to any of them, in the order in which it came', () => {
    const count = ENTRIES_PER_CHUNK * 3 + 5;
    const said = fc.record({ n: fc.nat(count - 1), id: fc.string(), isContract: fc.boolean() });
    fc.assert(
      fc.property(fc.array(said, { maxLength: 30 }), (additions) => {
        const rows = held(many(count));
        const expected = many(count);
        for (const { n, id, isContract } of additions) {
          const more = { flags: isContract ? (['contract'] as const) : [], claims: [claim({ id })] };
          rows.add(n, { ...more, flags: [...more.flags] });
          const row = expected[n] as Entry;
          row.claims = [...row.claims, ...more.claims];
          row.flags = [...new Set([...row.flags, ...more.flags])];
        }
        const { chunks } = rows.close();
        expect(chunks.flatMap(readChunk)).toEqual(expected);
        for (const { n } of additions) expect(rows.at(n)).toEqual(expected[n]);
      }),
    );
  });

  it('leave the entries that were given as they are', () => {
    const given = many(ENTRIES_PER_CHUNK + 1);
    const rows = held(given);
    rows.add(0, { flags: ['contract'], claims: [claim({ id: 'more' })] });
    rows.add(ENTRIES_PER_CHUNK, { flags: ['contract'], claims: [claim({ id: 'more' })] });
    rows.close();
    expect(given).toEqual(many(ENTRIES_PER_CHUNK + 1));
  });
});
