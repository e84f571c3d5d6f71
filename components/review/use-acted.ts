import { useRef } from 'preact/hooks';
import type { Outcome } from '#lib/core/review-panel.ts';

export type Back = 'undo' | 'redo';

/** Cases in which one thing was done at once. */
type Lot = readonly string[];

/** What was taken back, and of these the cases in which there was something. */
interface Taken {
  lot: Lot;
  touched: Lot;
}

/** In which cases this view has acted, so that what was last is taken back first, whatever is open by then. */
export function useActed() {
  const lots = useRef<Record<Back, Lot[]>>({ undo: [], redo: [] });
  return {
    /** Something was done, and nothing of before can be done again. */
    add(...lot: string[]): void {
      lots.current.undo.push(lot);
      lots.current.redo = [];
    },
    /**
     * Takes back what was last; after a new start, what was last in the open case. `null` where there is nothing. What
     * cannot be taken back any more, for something else was done with it in another view, is passed over.
     */
    async takeBack(
      how: Back,
      open: string | null,
      act: (...ids: string[]) => Promise<Outcome<Lot>>,
    ): Promise<Outcome<Taken | null>> {
      const { undo, redo } = lots.current;
      const [from, to] = how === 'undo' ? [undo, redo] : [redo, undo];
      const first = from.at(-1) ?? (open === null ? undefined : [open]);
      for (let lot: Lot | undefined = first; lot; lot = from.at(-1)) {
        const done = await act(...lot);
        if (!done.ok && done.problem !== `nothing-to-${how}`) return done;
        // Another act may have come in between, and stands above it.
        const at = from.lastIndexOf(lot);
        if (at >= 0) from.splice(at, 1);
        if (!done.ok) continue;
        to.push(done.value);
        return { ok: true, value: { lot, touched: done.value } };
      }
      return { ok: true, value: null };
    },
  };
}
