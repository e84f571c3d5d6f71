import { useRef } from 'preact/hooks';

export type Back = 'undo' | 'redo';

/** Cases in which one thing was done at once. */
type Lot = readonly string[];

/** In which cases this view has acted, so that what was last is taken back first, whatever is open by then. */
export function useActed() {
  const lots = useRef<Record<Back, Lot[]>>({ undo: [], redo: [] });
  return {
    /** Something was done, and nothing of before can be done again. */
    add(...lot: string[]): void {
      lots.current.undo.push(lot);
      lots.current.redo = [];
    },
    /** Of which cases an act comes next; after a new start, of the one that is open. */
    next: (how: Back, open: string | null): Lot | null =>
      lots.current[how].at(-1) ?? (open === null ? null : [open]),
    /** `touched`: those of the lot in which there was something to take back. */
    done(how: Back, lot: Lot, touched: Lot): void {
      const { undo, redo } = lots.current;
      const [from, to] = how === 'undo' ? [undo, redo] : [redo, undo];
      if (from.at(-1) === lot) from.pop();
      to.push(touched);
    },
  };
}
