import { MAX_PROOF_MS } from '#lib/core/review-limits.ts';

export type Wait = (ms: number) => Promise<unknown>;

/** What is gathered for a decision; `late` where a page that is stuck keeps it back: nobody waits for that for ever. */
export function inTime<T>(work: Promise<T>, wait: Wait): Promise<T | 'late'> {
  return Promise.race([work, wait(MAX_PROOF_MS).then(() => 'late' as const)]);
}
