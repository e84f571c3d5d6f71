import { useRef } from 'preact/hooks';

export type Back = 'undo' | 'redo';

/** In which cases this view has acted, so that what was last is taken back first, whatever is open by then. */
export function useActed() {
  const cases = useRef<Record<Back, string[]>>({ undo: [], redo: [] });
  return {
    /** Something was done, and nothing of before can be done again. */
    add(...ids: string[]): void {
      cases.current.undo.push(...ids);
      cases.current.redo = [];
    },
    /** Of which case an act comes next; after a new start, of the one that is open. */
    next: (how: Back, open: string | null): string | null => cases.current[how].at(-1) ?? open,
    done(how: Back, id: string): void {
      const { undo, redo } = cases.current;
      const [from, to] = how === 'undo' ? [undo, redo] : [redo, undo];
      if (from.at(-1) === id) from.pop();
      to.push(id);
    },
  };
}
