import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeIndex } from '#lib/feed/delta-merge.ts';
import { NO_PLACE } from '#lib/feed/delta-rows.ts';
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

/** The same keys, some at a time. */
async function* inParts({ hi, lo, refs, checks }: KeyIndex, keys: number): AsyncGenerator<KeyIndex> {
  for (let from = 0; from < hi.length; from += keys) {
    const part = (column: Uint32Array<ArrayBuffer>) => column.subarray(from, from + keys);
    yield { hi: part(hi), lo: part(lo), refs: part(refs), checks: part(checks) };
  }
}

it('is what stays, where its rows stand now, and what comes, in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(row, fc.boolean()), { maxLength: 60 }),
      fc.array(row, { maxLength: 20 }),
      fc.uniqueArray(fc.nat(ROWS - 1)),
      fc.boolean(),
      fc.integer({ min: 1, max: 61 }),
      async (old, put, gone, hasChecks, keys) => {
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
        const away = new Uint32Array(goes.flatMap((isGone, i) => (isGone ? i : [])));
        const merged = await mergeIndex(
          inParts(indexOf(before, hasChecks), keys),
          before.length,
          { away, added: indexOf(added, hasChecks), places },
          hasChecks,
        );
        expect(rowsOf(merged)).toEqual(sorted([...moved, ...added]));
        expect(merged.checks).toHaveLength(hasChecks ? merged.hi.length : 0);
      },
    ),
  );
});
