import { indexesOf, type KeyIndex, type ListKeys } from './compiled.ts';

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

/**
 * All pages, of one index after the other. Each is only good until the next is asked for: to hash or to store it takes a
 * copy of it anyway, and a million keys are twelve megabytes.
 */
export function* pagesOf(keys: ListKeys): Generator<KeyPage> {
  let page: KeyPage = new Uint32Array();
  for (const [which, index] of indexesOf(keys).entries()) {
    for (let from = 0; from < index.hi.length; from += KEYS_PER_PAGE) {
      const columns = columnsOf(index, which).map((column) => column.subarray(from, from + KEYS_PER_PAGE));
      const size = columns.reduce((sum, { length }) => sum + length, 0);
      if (page.length !== size) page = new Uint32Array(size);
      let at = 0;
      for (const column of columns) {
        page.set(column, at);
        at += column.length;
      }
      yield page;
    }
  }
}

/** All pages, to keep. */
export function allPages(keys: ListKeys): KeyPage[] {
  return Array.from(pagesOf(keys), (page) => page.slice());
}

function columnsOf({ lo, refs, checks }: KeyIndex, which: number): Uint32Array[] {
  return which === CHECKED ? [lo, refs, checks] : [lo, refs];
}

/** How many pages there are of the indexes before this one. */
export function pagesBefore(heads: Heads, which: number): number {
  return heads.slice(0, which).reduce((sum, { length }) => sum + Math.ceil(length / KEYS_PER_PAGE), 0);
}

/** The keys of the n-th page of an index; `null` where head and page do not fit together. */
export function pageKeys(head: Head, which: number, n: number, page: KeyPage): KeyIndex | null {
  const hi = head.subarray(n * KEYS_PER_PAGE, (n + 1) * KEYS_PER_PAGE);
  const columns = which === CHECKED ? 3 : 2;
  if (page.length !== hi.length * columns) return null;
  const [lo, refs, checks] = [0, 1, 2].map((column) =>
    page.subarray(column * hi.length, (column + 1) * hi.length),
  ) as [Head, Head, Head];
  return { hi, lo, refs, checks };
}
