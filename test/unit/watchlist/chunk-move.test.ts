import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Claim, Entry, EntryFlag } from '#lib/core/entry.ts';
import { parseChunk, readChunk, writeChunk } from '#lib/watchlist/chunk.ts';
import { moveRows } from '#lib/watchlist/chunk-move.ts';
import { claim, entry } from '../../support/entries.ts';

/** Few values of each field, so that chunks agree in some and differ in others. */
const said: fc.Arbitrary<Claim> = fc
  .record({
    id: fc.constantFrom('a', 'b'),
    subject: fc.constantFrom(null, 'Front', 'Other "quoted"'),
    programmes: fc.constantFrom<string[][]>([], ['A'], ['A', 'B']),
    status: fc.constantFrom('active' as const, 'delisted' as const),
    firstSeen: fc.constantFrom(null, '2020-02-02'),
    changed: fc.constantFrom(null, '2021-03-03'),
    memo: fc.constantFrom(null, '7'),
  })
  .map((fields) => claim(fields));
const row: fc.Arbitrary<Entry> = fc
  .record({
    value: fc.constantFrom('', 'one', 'two'),
    kind: fc.constantFrom('address' as const, 'domain' as const),
    flags: fc.constantFrom<EntryFlag[][]>([], ['contract']),
    claims: fc.array(said, { minLength: 1, maxLength: 3 }),
  })
  .map(({ value, ...fields }) => entry(value, fields));

it('writes rows of several chunks as they would have been written at first', () => {
  const chunks = fc.array(fc.array(row, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 });
  const picks = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 16 });
  fc.assert(
    fc.property(chunks, picks, (all, picked) => {
      const parsed = all.map((rows) => parseChunk(writeChunk(rows)));
      const places = picked.map(([chunk, n]) => {
        const at = chunk % all.length;
        return { at, n: n % (all[at]?.length ?? 1) };
      });
      const moved = moveRows(places.map(({ at, n }) => ({ chunk: parsed[at] as (typeof parsed)[0], n })));
      const rows = places.map(({ at, n }) => all[at]?.[n] as Entry);
      expect(readChunk(moved)).toEqual(rows);
      expect(moved).toEqual(writeChunk(rows));
    }),
    { numRuns: 500 },
  );
});
