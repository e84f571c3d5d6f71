import type { CaseState } from './review.ts';

/** Why an act in the review workspace did not happen. Each has words, the message `review_problem_<code>`. */
export const REVIEW_PROBLEMS = [
  // Nothing was written, and trying again changes nothing.
  'no-reviewer',
  'no-case',
  'own-second-opinion',
  'no-reason',
  'unknown-reason',
  'too-long',
  'too-many-tags',
  'nothing-to-undo',
  'nothing-to-redo',
  // It may or may not be kept: the same step may be tried again.
  'disk-full',
  'storage',
] as const;
export type ReviewProblem = (typeof REVIEW_PROBLEMS)[number];

/** A reason that a decision may give. */
export interface ReviewReason {
  id: string;
  /** In the team's own words; `null` for the message `review_reason_<id>`. */
  label: string | null;
  /** Decisions that it belongs to. */
  states: CaseState[];
}

export interface ReasonList {
  /** Decisions that have to give one. */
  required: CaseState[];
  reasons: ReviewReason[];
}
