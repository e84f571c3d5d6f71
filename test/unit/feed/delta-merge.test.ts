import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NO_PLACE } from '#lib/feed/delta.ts';
import { mergeIndex } from '#lib/feed/delta-merge.ts';
import type { KeyIndex } from '#lib/watchlist/compiled.ts';

type Row = [hi: number, lo: number, ref: number, check: number];

const ROWS = 12;
/** Few keys, so that many are the same; and those at both ends of what 32 bits hold. */
const word = fc.constantFrom(0, 0x7fffffff, 0xffffffff);
const row = fc.tuple(word, word, fc.nat(ROWS - 1), word);
const sorted = (rows: Row[]) =>
  rows.toSorted((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3]);

function indexOf(rows: Row[], hasChecks: boolean): KeyIndex {
  const column = (n: number) => new Uint32Array(rows.map((one) => one[n] as number));
  return { hi: column(0), lo: column(1), refs: column(2), checks: hasChecks ? column(3) : new Uint32Array() };
}

function rowsOf({ hi, lo, refs, checks }: KeyIndex): Row[] {
  return Array.from(hi, (high, i) => [high, lo[i] as number, refs[i] as number, checks[i] ?? 0]);
}

it('is what stays, where its rows stand now, and what comes, in order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(row, fc.boolean()), { maxLength: 60 }),
      fc.array(row, { maxLength: 20 }),
      fc.uniqueArray(fc.nat(ROWS - 1)),
      fc.boolean(),
      (old, put, gone, hasChecks) => {
        const plain = ([hi, lo, ref, check]: Row): Row => [hi, lo, ref, hasChecks ? check : 0];
        const before = sorted(old.map(([one]) => plain(one)));
        // Every key of a row that goes, and some of others.
        const goes = before.map(([, , ref], i) => gone.includes(ref) || (old[i]?.[1] ?? false));
        // Rows that stay keep their order.
        let place = 0;
        const places = new Uint32Array(ROWS).map((_, i) => (gone.includes(i) ? NO_PLACE : place++));
        const stay = before.filter((_, i) => !goes[i]);
        const moved = stay.map(([hi, lo, ref, check]): Row => [hi, lo, places[ref] as number, check]);
        const added = sorted(put.map(plain));
        const merged = mergeIndex(
          indexOf(before, hasChecks),
          new Uint32Array(goes.flatMap((isGone, i) => (isGone ? i : []))),
          indexOf(added, hasChecks),
          places,
        );
        expect(rowsOf(merged)).toEqual(sorted([...moved, ...added]));
        expect(merged.checks).toHaveLength(hasChecks ? merged.hi.length : 0);
      },
    ),
  );
});
