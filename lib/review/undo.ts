import type { LoggedAct } from '#lib/core/review.ts';
import { isSameReviewer } from './fold.ts';

/**
 * What a reviewer would take back next, and what they would do again. Nothing is ever deleted: to undo is an act, and
 * to redo is to undo that.
 */

/** What people do by hand. That a page was read, or judged again, is no decision of theirs. */
const BY_HAND: ReadonlySet<string> = new Set(['add', 'decide', 'note', 'tag', 'undo']);

/** Id of the reviewer's newest act of a case that stands; `null` where there is none. */
export function actToUndo(lines: readonly LoggedAct[], reviewer: string): string | null {
  const undone = undoneBy(lines);
  const act = newestFirst(lines, reviewer).find(({ id, act }) => act.type !== 'undo' && !undone.has(id));
  return act?.id ?? null;
}

/** Id of the undo that was last; `null` where the reviewer has done something else since. */
export function undoToRedo(lines: readonly LoggedAct[], reviewer: string): string | null {
  const undone = undoneBy(lines);
  const undos = new Set(lines.filter(({ act }) => act.type === 'undo').map(({ id }) => id));
  for (const { id, act } of newestFirst(lines, reviewer)) {
    if (undone.has(id)) continue;
    if (act.type !== 'undo') return null;
    if (!undos.has(act.act)) return id;
  }
  return null;
}

function newestFirst(lines: readonly LoggedAct[], reviewer: string): LoggedAct[] {
  return lines
    .filter((line) => BY_HAND.has(line.act.type) && isSameReviewer(line.reviewer, reviewer))
    .sort(newerFirst);
}

/** Read from the end, each undo is settled before what it speaks of. */
function undoneBy(lines: readonly LoggedAct[]): ReadonlySet<string> {
  const undone = new Set<string>();
  for (const { id, act } of lines.toSorted(newerFirst)) {
    if (act.type === 'undo' && !undone.has(id)) undone.add(act.act);
  }
  return undone;
}

function newerFirst(a: LoggedAct, b: LoggedAct): number {
  return compare(b.at, a.at) || compare(b.device, a.device) || b.seq - a.seq || compare(b.id, a.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
