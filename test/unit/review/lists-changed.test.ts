import { expect, it } from 'vitest';
import type { Act, LoggedAct, NamedList, Seen } from '#lib/core/review.ts';
import { foldCase } from '#lib/review/fold.ts';
import { whatChanged } from '#lib/review/what-changed.ts';
import { ADD, decide, minute, seen, workspace } from '../../support/review-acts.ts';
import { item } from '../../support/review-space.ts';

/** That the lists changed since a decision, where some of what is known of the page is from the file of a scan only. */

const LIST: NamedList = { id: 'a', title: 'List A', version: '2', date: '2026-04-01' };
const claims = [{ list: 'a', title: '', entry: 'x', says: 'against' as const }];
const QUIET = seen({ level: 'none', items: [item('x', { level: 'none', lists: [] })] });
const LISTED = seen({ items: [item('x', { claims })] });
const told = (one: Seen): Act => ({ type: 'seen', seen: { ...one, from: 'scan' } });
const looked = (one: Seen): Act => ({ type: 'seen', seen: one });
const again = (before: Seen, now: Seen): Act => {
  return { type: 'judged-again', before: before.level, after: now.level, seen: now, lists: [LIST] };
};

/** These, a minute after the other, and in any order once they are merged. */
function linesOf(...acts: Act[]): LoggedAct[] {
  const ada = workspace('a', 'Ada');
  for (const [n, act] of [ADD, ...acts].entries()) ada.act(minute(n), act);
  return ada.lines.toReversed();
}
const changedBy = (...acts: Act[]) => foldCase(linesOf(...acts))?.changed;
const CHANGE = { before: 'none', after: 'listed', what: [{ text: 'x', list: LIST, says: 'against' }] };

it('is told by what was seen before the decision, whatever a file said after that', () => {
  const dismissed = decide('dismissed');
  expect(changedBy(looked(QUIET), told(LISTED), dismissed, again(QUIET, LISTED))).toMatchObject(CHANGE);
  expect(changedBy(told(LISTED), looked(QUIET), dismissed, again(QUIET, LISTED))).toMatchObject(CHANGE);
  // As they said when it was decided; only the file said something else.
  expect(changedBy(looked(QUIET), told(LISTED), dismissed, again(LISTED, QUIET))).toBeNull();
});

it('is not told where the decision rests on a file, for what differs from that need not be the lists', () => {
  const opened = [told(LISTED), decide('confirmed'), looked(QUIET)];
  expect(changedBy(...opened)).toBeNull();
  expect(changedBy(...opened, again(QUIET, QUIET))).toBeNull();
  expect(changedBy(told(LISTED), decide('confirmed'), again(LISTED, QUIET))).toBeNull();
  // Once somebody has looked, there is something to compare with.
  expect(changedBy(...opened, again(QUIET, LISTED))).toMatchObject(CHANGE);
});

it('is never told by what was judged again of a file', () => {
  const file = again(LISTED, { ...QUIET, from: 'scan' });
  expect(changedBy(told(LISTED), decide('confirmed'), file)).toBeNull();
  const lines = linesOf(looked(QUIET), decide('dismissed'), again(QUIET, LISTED), file);
  expect(foldCase(lines)?.changed).toMatchObject(CHANGE);
  expect(lines.map((line) => whatChanged(line, lines).length)).toEqual([0, 1, 0, 0, 0]);
});
