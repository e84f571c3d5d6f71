import { indexesOf, type KeyIndex, keysOf, type ListKeys } from './compiled.ts';
import { emptyIndex } from './index-build.ts';

/**
 * Keys as they are stored and hashed. The upper halves of an index's keys stand in one piece, its *head*, which is all
 * that a search needs to tell that something is not there; what belongs to each key besides stands in *pages*, of which
 * only those are read where an upper half was met.
 */

/** Keys of one page; the last one of an index may have fewer. */
export const KEYS_PER_PAGE = 16_384;

/** Upper halves of the keys of each index, in the order of `indexesOf`. */
export type Heads = readonly [Head, Head, Head];
export type Head = Uint32Array<ArrayBuffer>;

/** Lower halves of the keys, then the rows they lead to, then, of addresses in bulk, the checks. */
export type KeyPage = Uint32Array<ArrayBuffer>;

/** Which of the three has checks. */
const CHECKED = 1;

export function headsOf(keys: ListKeys): Heads {
  const [index, addresses, hosts] = indexesOf(keys);
  return [index.hi, addresses.hi, hosts.hi];
}

/** All pages, of one index after the other. */
export function* pagesOf(keys: ListKeys): Generator<KeyPage> {
  for (const [which, index] of indexesOf(keys).entries()) {
    for (let from = 0; from < index.hi.length; from += KEYS_PER_PAGE) {
      const columns = columnsOf(index, which).map((column) => column.subarray(from, from + KEYS_PER_PAGE));
      const page = new Uint32Array(columns.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const column of columns) {
        page.set(column, at);
        at += column.length;
      }
      yield page;
    }
  }
}

function columnsOf({ lo, refs, checks }: KeyIndex, which: number): Uint32Array[] {
  return which === CHECKED ? [lo, refs, checks] : [lo, refs];
}

/** How many pages there are of the indexes before this one, or of all three. */
export function pagesBefore(heads: Heads, which: number): number {
  return heads.slice(0, which).reduce((sum, { length }) => sum + Math.ceil(length / KEYS_PER_PAGE), 0);
}

export function pageCount(heads: Heads): number {
  return pagesBefore(heads, heads.length);
}

/** The keys behind heads and all their pages; `null` where these do not fit together. */
export function joinPages(heads: Heads, pages: readonly KeyPage[]): ListKeys | null {
  if (pages.length !== pageCount(heads)) return null;
  const indexes: KeyIndex[] = [];
  let next = 0;
  for (const [which, hi] of heads.entries()) {
    const index = { ...emptyIndex(hi.length, which === CHECKED), hi };
    for (let from = 0; from < hi.length; from += KEYS_PER_PAGE) {
      const page = pages[next++] as KeyPage;
      const keys = Math.min(KEYS_PER_PAGE, hi.length - from);
      const columns = columnsOf(index, which);
      if (page.length !== keys * columns.length) return null;
      for (const [n, column] of columns.entries()) column.set(page.subarray(n * keys, (n + 1) * keys), from);
    }
    indexes.push(index);
  }
  const [index, addresses, hosts] = indexes as [KeyIndex, KeyIndex, KeyIndex];
  return keysOf([index, addresses, hosts]);
}
