import type { Refusal } from '#lib/core/entry.ts';

/** How many records were left out for which reason. */
export function refusalCounts(refused: readonly Refusal[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of refused) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
