import type { Level } from './report.ts';
import type { ReasonList } from './review-acts.ts';

/** What a person chose for the review workspace. How it is stored is lib/settings.ts. */
export interface ReviewChoices {
  /** Name that they go by, which stands beside everything they do; empty until they said it. */
  reviewer: string;
  reasons: ReasonList;
  /** Pages met while browsing that are this bad or worse become cases; `null`, unless the person asks for it: none. */
  browsing: Level | null;
  /** Whether single letters are keys: some people speak to their computer, and say them by chance. */
  keys: boolean;
}

/** Levels from which browsing may fill the queue. */
export const BROWSING_LEVELS = [
  'listed',
  'same-key',
  'lookalike',
  'reported',
  'caution',
] as const satisfies Level[];

/** Where they stand in `storage.local`: our pages and the background watch it. */
export const REVIEW_KEY = 'settings.review';
