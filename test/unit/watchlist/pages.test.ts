import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '#lib/core/bytes.ts';
import { indexesOf, type KeyIndex, keysOf, type ListKeys } from '#lib/watchlist/compiled.ts';
import { createColumn, emptyIndex } from '#lib/watchlist/index-build.ts';
import type { Key64 } from '#lib/watchlist/key.ts';
import { allPages, type Head, headsOf, KEYS_PER_PAGE, type KeyPage, pageKeys } from '#lib/watchlist/pages.ts';
import { sealsOf, sha256 } from '#lib/watchlist/seal.ts';
import { compiled } from '../../support/entries.ts';
import { search } from '../../support/key-search.ts';

/** Keys 2^16 apart, so that neighbours share upper halves now and then and pages end in the middle of one. */
function indexOf(length: number, hasChecks: boolean): KeyIndex {
  const index = emptyIndex(length, hasChecks);
  for (let i = 0; i < length; i++) {
    index.hi[i] = Math.floor(i / 3);
    index.lo[i] = i;
    index.refs[i] = i * 2;
    if (hasChecks) index.checks[i] = i * 5;
  }
  return index;
}

function keysWith(own: number, addresses: number, hosts: number): ListKeys {
  return keysOf([indexOf(own, false), indexOf(addresses, true), indexOf(hosts, false)]);
}

describe('keys in heads and pages', () => {
  const size = fc.constantFrom(0, 1, KEYS_PER_PAGE - 1, KEYS_PER_PAGE, KEYS_PER_PAGE + 1, KEYS_PER_PAGE * 2);

  it('come back as they were, page by page', () => {
    fc.assert(
      fc.property(size, size, size, (...sizes) => {
        const keys = keysWith(...sizes);
        const heads = headsOf(keys);
        const pages = allPages(keys).values();
        for (const [which, index] of indexesOf(keys).entries()) {
          let from = 0;
          for (let n = 0; from < index.hi.length; n++) {
            const part = pageKeys(heads[which] as Head, which, n, pages.next().value as KeyPage);
            const end = from + KEYS_PER_PAGE;
            expect(part).toEqual({
              hi: index.hi.subarray(from, end),
              lo: index.lo.subarray(from, end),
              refs: index.refs.subarray(from, end),
              checks: index.checks.subarray(from, end),
            });
            from = end;
          }
        }
        expect(pages.next().done).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it.each<[string, (page: KeyPage) => KeyPage]>([
    ['shorter', (page) => page.slice(1)],
    ['longer', (page) => Uint32Array.of(...page, 1)],
  ])('are not read where a page is %s', (_name, change) => {
    const keys = keysWith(5, 7, 9);
    const heads = headsOf(keys);
    for (const [which, page] of allPages(keys).entries()) {
      expect(pageKeys(heads[which] as Head, which, 0, page)).not.toBeNull();
      expect(pageKeys(heads[which] as Head, which, 0, change(page))).toBeNull();
    }
  });
});

describe('seals of keys', () => {
  it('are those of each head and of each page, whatever is hashed at once', async () => {
    const keys = keysWith(KEYS_PER_PAGE * 12 + 5, KEYS_PER_PAGE * 2, 1);
    const { keySeals } = await sealsOf({ ...compiled([]), ...keys });
    const pieces = [...headsOf(keys), ...allPages(keys)];
    expect(keySeals).toEqual(concat(await Promise.all(pieces.map(sha256))));
  });
});

describe('a search by the page', () => {
  const keys = keysWith(10, KEYS_PER_PAGE * 2 + 100, KEYS_PER_PAGE + 1);

  it('finds what stands on either side of the end of a page', async () => {
    for (const i of [0, KEYS_PER_PAGE - 1, KEYS_PER_PAGE, KEYS_PER_PAGE * 2, KEYS_PER_PAGE * 2 + 99]) {
      expect(await search(keys, 1, { hi: Math.floor(i / 3), lo: i })).toEqual([{ ref: i * 2, check: i * 5 }]);
    }
    const last = KEYS_PER_PAGE;
    expect(await search(keys, 2, { hi: Math.floor(last / 3), lo: last })).toEqual([
      { ref: last * 2, check: 0 },
    ]);
  });

  it('reads no page for what is not there, and one for what is', async () => {
    const read: number[] = [];
    expect(await search(keys, 1, { hi: 0xffffffff, lo: 1 }, read)).toEqual([]);
    expect(read).toEqual([]);
    await search(keys, 1, { hi: 1, lo: 4 }, read);
    expect(new Set(read)).toEqual(new Set([0]));
  });

  it('reads few pages of many keys that share one upper half', async () => {
    const many = emptyIndex(KEYS_PER_PAGE * 64);
    many.hi.fill(7);
    for (let i = 0; i < many.lo.length; i++) many.lo[i] = many.refs[i] = i;
    const read: number[] = [];
    const found = await search(keysOf([many, emptyIndex(), emptyIndex()]), 0, { hi: 7, lo: 1_000_000 }, read);
    expect(found).toEqual([{ ref: 1_000_000, check: 0 }]);
    expect(new Set(read).size).toBeLessThan(10);
  });

  it('gives no more than 64 rows of one key', async () => {
    const many = emptyIndex(1_000);
    expect(await search(keysOf([many, emptyIndex(), emptyIndex()]), 0, { hi: 0, lo: 0 })).toHaveLength(64);
  });

  it('finds exactly the rows of each key, among random and repeated keys', async () => {
    const half = fc.constantFrom(0, 1, 2, 0x7fffffff, 0x80000000, 0xffffffff);
    const key = fc.record({ hi: half, lo: half });
    await fc.assert(
      fc.asyncProperty(fc.array(key, { maxLength: 40 }), key, async (all: Key64[], wanted: Key64) => {
        const column = createColumn();
        for (const [n, one] of all.entries()) column.add(one, n);
        const index = column.build();
        const expected = all.flatMap(({ hi, lo }, i) => (hi === wanted.hi && lo === wanted.lo ? [i] : []));
        const hits = await search(keysOf([index, emptyIndex(), emptyIndex()]), 0, wanted);
        expect(hits.map(({ ref }) => ref)).toEqual(expected);
      }),
    );
  });
});
