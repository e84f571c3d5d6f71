import { useState } from 'preact/hooks';
import type { MergeOutcome, PageActions } from '#lib/core/review-page.ts';

export type MergeState = ReturnType<typeof useMerge>;

/** What a file brought is told until somebody has seen enough of it, whatever case they open meanwhile. */
export function useMerge(actions: PageActions) {
  const [outcome, setOutcome] = useState<MergeOutcome | null>(null);
  const [isReading, setReading] = useState(false);
  return {
    outcome,
    isReading,
    async merge(chosen: File): Promise<void> {
      setReading(true);
      setOutcome(null);
      const done = await actions
        .merge(chosen)
        .catch((): MergeOutcome => ({ ok: false, problem: 'storage', params: [] }));
      setReading(false);
      setOutcome(done);
    },
    dismiss: () => setOutcome(null),
  };
}
