import { indexesOf, type ListKeys } from '#lib/watchlist/compiled.ts';
import type { Key64 } from '#lib/watchlist/key.ts';
import { findKey, type Hit } from '#lib/watchlist/key-search.ts';
import { allPages, headsOf, type KeyPage, pagesBefore } from '#lib/watchlist/pages.ts';

/** What a key leads to in one index of a list, read by the page as storage gives them back. */
export function search(keys: ListKeys, which: 0 | 1 | 2, key: Key64, read: number[] = []): Promise<Hit[]> {
  const heads = headsOf(keys);
  const first = pagesBefore(heads, which);
  const pages = allPages(keys);
  const readPage = async (n: number) => {
    read.push(n);
    return pages[first + n] as KeyPage;
  };
  return findKey(heads[which], readPage, key);
}

/** The rows that a key of an entry with a row of its own leads to. */
export async function rowsOf(keys: ListKeys, key: Key64): Promise<number[]> {
  return (await search(keys, 0, key)).map(({ ref }) => ref);
}

/** How many keys an index holds. */
export function sizeOf(keys: ListKeys): number[] {
  return indexesOf(keys).map(({ hi }) => hi.length);
}
