import type { ReviewCase } from '#lib/core/review.ts';
import { isSameReviewer } from './same-reviewer.ts';

/**
 * The beginning of a reviewer's list, kept beside the cases so that it can be shown before ten thousand of them are read.
 * Whoever writes a case writes it here, too: each row tells what its case is now. Which rows come first is as it was when
 * somebody last had every case at hand, and is put right as soon as all are read.
 */
interface FirstRows {
  reviewer: string;
  rows: ReviewCase[];
}

/** More than a large screen shows, and little to read. */
export const MAX_FIRST_ROWS = 60;
/** Cases of one act beyond which the beginning is another one, and is left to whoever reads them all. */
const MAX_PATCHED = 200;

/** As it is kept: JSON of the first of these cases, without what is found on their pages, which no row shows. */
export function writeFirst(reviewer: string, cases: readonly ReviewCase[]): string {
  const rows = cases.slice(0, MAX_FIRST_ROWS).map(bare);
  return JSON.stringify({ reviewer, rows } satisfies FirstRows);
}

/** `null` where there are none, or those of another reviewer. */
export function readFirst(text: string | undefined, reviewer: string): ReviewCase[] | null {
  const first = text === undefined ? null : (JSON.parse(text) as FirstRows);
  return first && first.rows.length > 0 && isSameReviewer(first.reviewer, reviewer) ? first.rows : null;
}

/** After an act on the `touched` cases, of which those in `now` are there; `undefined` where nothing is worth keeping. */
export function patchFirst(
  text: string,
  touched: ReadonlySet<string>,
  now: readonly ReviewCase[],
): string | undefined {
  if (touched.size > MAX_PATCHED) return undefined;
  if (![...touched].some((id) => text.includes(id))) return text;
  const become = new Map(now.map((one) => [one.id, one]));
  try {
    const { reviewer, rows } = JSON.parse(text) as FirstRows;
    return writeFirst(
      reviewer,
      rows.flatMap((row) => (touched.has(row.id) ? (become.get(row.id) ?? []) : row)),
    );
  } catch {
    // Whatever wrote that: no act is refused for it.
    return undefined;
  }
}

function bare(one: ReviewCase): ReviewCase {
  return one.seen === null ? one : { ...one, seen: { ...one.seen, items: [] } };
}
