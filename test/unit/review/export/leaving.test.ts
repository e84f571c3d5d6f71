import { expect, it } from 'vitest';
import type { ReviewCase, Seen } from '#lib/core/review.ts';
import { casesAsCsv } from '#lib/review/export/csv.ts';
import { mispEvent } from '#lib/review/export/misp.ts';
import { printReport } from '#lib/review/export/report.ts';
import { stixBundle } from '#lib/review/export/stix.ts';
import { foldCase } from '#lib/review/fold.ts';
import { ADD, decide, minute, seen, workspace } from '../../../support/review-acts.ts';
import { BOAT, item } from '../../../support/review-cases.ts';

/** All that leaves of a page that was confirmed, as text. */
function leavesOf(looked: Seen, changed: ReviewCase['changed'] = null) {
  const { lines, act } = workspace('a', 'Ada');
  act(minute(0), ADD);
  act(minute(1), { type: 'seen', seen: looked });
  act(minute(2), decide('confirmed', [], { reason: 'listed' }));
  const cases = [foldCase(lines)].flatMap((one) => (one ? { ...one, changed } : []));
  expect(cases).toHaveLength(1);
  const stix = JSON.stringify(stixBundle(cases, lines, { team: 'Desk', tlp: 'amber' }));
  const misp = JSON.stringify(mispEvent(cases, { team: 'Desk', tlp: 'amber', distribution: '0' }));
  const report = JSON.stringify(
    printReport(cases, {}, { made: minute(3), extension: '1', reasons: [], titles: new Map() }),
  );
  return { stix, misp, report, csv: casesAsCsv(cases) };
}
const items = [item(BOAT)];

it('passes on what somebody saw, and nothing that only the file of a scan says', () => {
  for (const text of Object.values(leavesOf(seen({ items })))) expect(text).toContain(BOAT);
  const told = leavesOf(seen({ items, from: 'scan' }));
  for (const text of Object.values(told)) {
    expect(text).not.toContain(BOAT);
    expect(text).toContain('masks.example');
  }
  expect(told.stix).not.toContain('first_observed');
});

it('passes on what the lists changed of what somebody saw, and never of what a file says', () => {
  const list = { id: 'team', title: 'List of the team', version: '2', date: '2026-03-02' };
  const what = [{ text: 'other.example', entry: 'other.example', list, says: 'against' as const }];
  const changed: ReviewCase['changed'] = { before: 'reported', after: 'delisted', at: minute(4), what };
  const words = ['reported', 'delisted', 'other.example', 'List of the team'];
  const holds = (text: string) => words.filter((word) => text.includes(word));
  for (const text of Object.values(leavesOf(seen({ items }), changed))) expect(holds(text)).toEqual(words);
  for (const text of Object.values(leavesOf(seen({ items, from: 'scan' }), changed))) {
    expect(holds(text)).toEqual([]);
  }
});
