import type { Key64 } from './key.ts';
import { type Head, KEYS_PER_PAGE, type KeyPage } from './pages.ts';

/** Rows that one key may lead to; a key that many of a list's rows share is a broken list. */
const MAX_HITS = 64;

/** Where a key leads: the ordinal of a row and, of addresses in bulk, the bits that tell the very address. */
export interface Hit {
  ref: number;
  check: number;
}

/** What a key leads to in one index, whose pages are read where the upper half of the key is there. */
export async function findKey(
  head: Head,
  readPage: (n: number) => Promise<KeyPage>,
  { hi, lo }: Key64,
): Promise<Hit[]> {
  let from = lowerBound(head, hi);
  const end = lowerBound(head, hi + 1);
  const pageAt = async (position: number) => {
    const n = Math.floor(position / KEYS_PER_PAGE);
    const start = n * KEYS_PER_PAGE;
    const keys = Math.min(KEYS_PER_PAGE, head.length - start);
    return { page: await readPage(n), at: position - start, keys };
  };
  const lowerHalf = async (position: number) => {
    const { page, at } = await pageAt(position);
    return page[at] as number;
  };
  // Mostly there is one; a hostile list may hold a million of one upper half.
  for (let to = end; from < to; ) {
    const middle = (from + to) >>> 1;
    if ((await lowerHalf(middle)) < lo) from = middle + 1;
    else to = middle;
  }
  const hits: Hit[] = [];
  for (let position = from; position < end && hits.length < MAX_HITS; position++) {
    const { page, at, keys } = await pageAt(position);
    if (page[at] !== lo) break;
    hits.push({ ref: page[keys + at] as number, check: page[keys * 2 + at] ?? 0 });
  }
  return hits;
}

/** First position whose upper half is not below `hi`. */
function lowerBound(head: Head, hi: number): number {
  let from = 0;
  let to = head.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((head[middle] as number) < hi) from = middle + 1;
    else to = middle;
  }
  return from;
}
