import type { Seen } from '#lib/core/review.ts';

/** What a decision is made on, to be compared: how bad the whole is, and which lists bear against what. */
export function verdictOf({ level, items }: Pick<Seen, 'level' | 'items'>): string {
  const borne = items
    .filter(({ lists }) => lists.length > 0)
    .map(({ text, lists }) => [text, lists.toSorted()]);
  return JSON.stringify([level, borne.sort()]);
}
