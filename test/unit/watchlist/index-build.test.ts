import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createColumn } from '#lib/watchlist/index-build.ts';

/** Numbers that share digits, so that many are equal in one of them and in both halves. */
const half = fc.oneof(
  fc.constantFrom(0, 1, 0x7ff, 0x800, 0x3fffff, 0x400000, 0x7fffffff, 0x80000000, 0xffffffff),
  fc.integer({ min: 0, max: 0xffffffff }),
);
const key = fc.record({ hi: half, lo: half, ref: fc.nat(3), check: half });

describe('keys on their way to an index', () => {
  it.each([false, true])('come in the order of key, row and check (checks: %s)', (hasChecks) => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
        const column = createColumn();
        for (const { hi, lo, ref, check } of keys) column.add({ hi, lo }, ref, hasChecks ? check : undefined);
        const { hi, lo, refs, checks } = column.build();
        const rows = [...hi].map((high, n) => [high, lo[n], refs[n], ...(hasChecks ? [checks[n]] : [])]);
        const expected = keys
          .map(({ hi, lo, ref, check }) => [hi, lo, ref, ...(hasChecks ? [check] : [])])
          .sort((a, b) => a.map((value, n) => value - (b[n] as number)).find((by) => by !== 0) ?? 0);
        expect(rows).toEqual(expected);
        expect(checks.length).toBe(hasChecks ? keys.length : 0);
      }),
    );
  });

  it('are as many as there are, past every room that is made for them', () => {
    const column = createColumn();
    for (let n = 0; n < 5_000; n++) column.add({ hi: 5_000 - n, lo: n }, n);
    expect(column.length).toBe(5_000);
    expect([column.keyAt(4_999), column.refAt(4_999)]).toEqual([{ hi: 1, lo: 4_999 }, 4_999]);
    const { hi, refs } = column.build();
    expect([...hi]).toEqual(Array.from({ length: 5_000 }, (_, n) => n + 1));
    expect([...refs]).toEqual(Array.from({ length: 5_000 }, (_, n) => 4_999 - n));
    expect(hi.buffer.byteLength).toBe(20_000);
  });
});
