import { useState } from 'preact/hooks';
import type { Brought } from '#lib/core/review-panel.ts';

export type BroughtState = ReturnType<typeof useBrought>;

/** What was read and not added yet: it waits while a case is looked at. */
export function useBrought() {
  const [brought, setBrought] = useState<Brought | null>(null);
  const [isReading, setReading] = useState(false);
  return {
    brought,
    isReading,
    async bring(work: Promise<Brought>): Promise<void> {
      setReading(true);
      setBrought(await work.catch((): Brought => ({ ok: false, problem: 'not-text' })));
      setReading(false);
    },
    leave: () => setBrought(null),
  };
}
