import type { ListChange, LoggedAct } from '#lib/core/review.ts';
import { foldCase } from './fold.ts';
import { inOrder } from './order.ts';

/**
 * What lists said of a decided case that they had not said before, when a line brought it back: as the case told it then,
 * whatever has become of it since; nothing by what only the file of a scan said. `lines`: all of the case.
 */
export function whatChanged(line: LoggedAct, lines: readonly LoggedAct[]): readonly ListChange[] {
  if (line.act.type !== 'judged-again' || line.act.seen.from) return [];
  const ordered = inOrder(lines);
  const until = ordered.findIndex(({ id }) => id === line.id);
  return foldCase(ordered.slice(0, until + 1))?.changed?.what ?? [];
}
