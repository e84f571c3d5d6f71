import type { Refusal } from '#lib/core/entry.ts';
import type { RefusalReason } from '#lib/core/refusals.ts';

interface RefusalGroup {
  reason: RefusalReason;
  refusals: Refusal[];
}

/** What was refused, by its reason, the most frequent first. */
export function groupRefusals(refusals: readonly Refusal[]): RefusalGroup[] {
  const groups = new Map<RefusalReason, Refusal[]>();
  for (const refusal of refusals)
    groups.set(refusal.reason, [...(groups.get(refusal.reason) ?? []), refusal]);
  return [...groups]
    .map(([reason, some]) => ({ reason, refusals: some }))
    .sort((a, b) => b.refusals.length - a.refusals.length);
}
