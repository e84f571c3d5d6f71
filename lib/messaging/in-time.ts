import { MAX_PROOF_MS } from '#lib/core/review-limits.ts';
import type { Pictures, Shown } from '#lib/review/evidence.ts';

export type Wait = (ms: number) => Promise<unknown>;

/** What is asked of a page; `late` where one that is stuck keeps it back: nobody waits for that for ever. */
export function inTime<T>(work: Promise<T>, wait: Wait, ms: number): Promise<T | 'late'> {
  return Promise.race([work, wait(ms).then(() => 'late' as const)]);
}

/** What a tab shows, before it is pictured. */
export type Looked = Omit<Shown, 'pictures'> & { tabId: number };

const NO_PICTURES: Pictures = { plain: null, marked: null, isBlurred: false };

/**
 * What is gathered for a decision. `null` where there is nothing to keep, and `late` where the page did not answer; one of
 * which only the pictures did not come is kept without.
 */
export async function gatherInTime(
  look: Promise<Looked | null>,
  take: (tabId: number) => Promise<Pictures>,
  wait: Wait,
): Promise<Shown | 'late' | null> {
  const looked = await inTime(look, wait, MAX_PROOF_MS);
  if (looked === 'late' || looked === null) return looked;
  const pictures = await inTime(take(looked.tabId), wait, MAX_PROOF_MS);
  return { ...looked, pictures: pictures === 'late' ? NO_PICTURES : pictures };
}
