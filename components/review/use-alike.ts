import { useState } from 'preact/hooks';
import { DECIDED_STATES } from '#lib/core/review.ts';
import type { Alike, Decision, DeskActions } from '#lib/core/review-panel.ts';

/** What is offered after a decision: to decide new cases of the same wallet the same way. Once for each decision. */
export function useAlike(actions: Pick<DeskActions, 'alike'>) {
  const [id, setId] = useState<string | null>(null);
  return {
    /** As the cases are now: one that is decided otherwise, or shows something else since, is not among them. */
    alike: id === null ? null : actions.alike(id),
    /** What ends no case is no way to go for others. */
    offer(decided: string, state: Decision): Alike | null {
      if (!(DECIDED_STATES as readonly string[]).includes(state)) return null;
      setId(decided);
      return actions.alike(decided);
    },
    withdraw: () => setId(null),
  };
}
