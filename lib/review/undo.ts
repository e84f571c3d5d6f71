import type { LoggedAct } from '#lib/core/review.ts';
import { inOrder, undoneIn } from './order.ts';
import { isSameReviewer } from './same-reviewer.ts';

/**
 * What a reviewer would take back next, and what they would do again. Nothing is ever deleted: to undo is an act, and
 * to redo is to undo that.
 */

/** What people do by hand. That a page was read, or judged again, is no decision of theirs. */
const BY_HAND: ReadonlySet<string> = new Set(['add', 'decide', 'note', 'tag', 'undo']);

/** Id of the reviewer's newest act of a case that stands; `null` where there is none. */
export function actToUndo(lines: readonly LoggedAct[], reviewer: string): string | null {
  const { undone, own } = actsOf(lines, reviewer);
  const act = own.find(({ id, act }) => act.type !== 'undo' && !undone.has(id));
  return act?.id ?? null;
}

/** Id of the undo that was last; `null` where the reviewer has done something else since. */
export function undoToRedo(lines: readonly LoggedAct[], reviewer: string): string | null {
  const { undone, own } = actsOf(lines, reviewer);
  const undos = new Set(lines.filter(({ act }) => act.type === 'undo').map(({ id }) => id));
  for (const { id, act } of own) {
    if (undone.has(id)) continue;
    if (act.type !== 'undo') return null;
    if (!undos.has(act.act)) return id;
  }
  return null;
}

/** Whether that act, or the one that it took back, was a decision in the way of another. */
export function isDecidedAlike(id: string, lines: readonly LoggedAct[]): boolean {
  const actOf = (id: string) => lines.find((line) => line.id === id)?.act;
  const done = actOf(id);
  const act = done?.type === 'undo' ? actOf(done.act) : done;
  return act?.type === 'decide' && act.like !== undefined;
}

/** What was taken back, and what the reviewer did by hand, the newest first. */
function actsOf(
  lines: readonly LoggedAct[],
  reviewer: string,
): { undone: ReadonlySet<string>; own: LoggedAct[] } {
  const ordered = inOrder(lines);
  const own = ordered.filter((line) => BY_HAND.has(line.act.type) && isSameReviewer(line.reviewer, reviewer));
  return { undone: undoneIn(ordered), own: own.reverse() };
}
