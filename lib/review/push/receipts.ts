import type { Failure } from '#lib/core/result.ts';
import type { IsoTime, Sha256 } from '#lib/core/review.ts';
import type { PushProblem } from '#lib/core/review-file-problems.ts';

/** That a server has taken something in. */
export interface Receipt {
  /** Server, and the collection where it has several. */
  target: string;
  /** Id of the event or object. */
  id: string;
  /** Of what was sent. */
  hash: Sha256;
  at: IsoTime;
}

/** What came of pushing: each receipt was told as soon as it was there. */
export interface Pushed {
  sent: number;
  /** There already, as it stands here. */
  kept: number;
  /** Why it ended early, or what was not taken in. Trying again sends what is missing. */
  problem: Failure<PushProblem> | null;
}

/** The last receipt for each thing at a target: only what was taken in last stands there. */
export function lastReceipts(receipts: readonly Receipt[], target: string): Map<string, Sha256> {
  return new Map(receipts.filter((one) => one.target === target).map(({ id, hash }) => [id, hash]));
}
