import { describe, expect, it } from 'vitest';
import { CHAINS } from '#lib/core/chains.ts';
import type { PrintReport, PrintRow } from '#lib/core/print-report.ts';
import { LEVELS } from '#lib/core/report.ts';
import { CASE_STATES, type ReviewCase } from '#lib/core/review.ts';
import { printReport } from '#lib/review/export/report.ts';
import { hashOf } from '#lib/review/log.ts';
import { BUILT_IN } from '#lib/review/reasons.ts';
import { minute } from '../../../support/review-acts.ts';
import { BOAT, item, story, WIF } from '../../../support/review-cases.ts';
import { evidence } from '../../../support/review-files.ts';
import { ENGLISH } from '../../locales/locale-files.ts';

const OPTIONS = { made: minute(50), extension: '0.1.0', reasons: BUILT_IN.reasons };

function rowsOf(one: ReviewCase, options: Partial<typeof OPTIONS> = {}) {
  const [printed] = printReport([one], {}, { ...OPTIONS, ...options }).cases;
  return Object.fromEntries((printed?.rows ?? []).map(({ label, values }) => [label, values]));
}

/** Every message that a report needs. */
function keysOf({ rows, cases, limits }: PrintReport): string[] {
  const all: PrintRow[] = [
    ...rows,
    ...cases.flatMap((one) => [...one.rows, ...one.found.flat(), ...one.evidence]),
  ];
  const said = all.flatMap(({ label, values }) => [
    label,
    ...values.flatMap((value) => (value.kind === 'words' ? [value.key] : [])),
  ]);
  return [...said, ...limits, ...cases.flatMap(({ pictures }) => pictures.map(({ label }) => label))];
}

describe('a printed report', () => {
  it('tells each case as it was decided', () => {
    const { one } = story({ finalUrl: 'https://masks.example/give' });
    expect(rowsOf(one)).toEqual({
      print_page: [{ kind: 'code', text: 'https://masks.example/' }],
      print_led_to: [{ kind: 'code', text: 'https://masks.example/give' }],
      print_decision: [{ kind: 'words', key: 'review_state_confirmed' }],
      print_reason: [{ kind: 'text', text: 'listed-address' }],
      print_decided: [{ kind: 'time', at: minute(4) }],
      print_reviewers: [{ kind: 'text', text: 'Ada Lovelace' }],
      print_level: [
        { kind: 'words', key: 'level_listed' },
        { kind: 'day', day: '2026-03-02' },
      ],
      print_tags: [{ kind: 'text', text: 'masks' }],
      print_note: [{ kind: 'text', text: 'Same wallet as last week' }],
    });
  });

  it('counts what was decided', () => {
    const cases = [story().one, story({ states: ['dismissed'] }).one, story().one];
    expect(printReport(cases, {}, OPTIONS).rows).toEqual([
      { label: 'print_made', values: [{ kind: 'time', at: minute(50) }] },
      { label: 'print_version', values: [{ kind: 'text', text: '0.1.0' }] },
      { label: 'print_pages', values: [{ kind: 'number', value: 3 }] },
      { label: 'review_state_confirmed', values: [{ kind: 'number', value: 2 }] },
      { label: 'review_state_dismissed', values: [{ kind: 'number', value: 1 }] },
    ]);
  });

  it('says a reason in the words that it has', () => {
    const one = { ...story().one, reason: 'imitates' };
    expect(rowsOf(one).print_reason).toEqual([{ kind: 'words', key: 'review_reason_imitates' }]);
    const reasons = [{ id: 'imitates', label: 'Borrowed name', states: [] }];
    expect(rowsOf(one, { reasons }).print_reason).toEqual([{ kind: 'text', text: 'Borrowed name' }]);
  });

  it('shows who decided otherwise, and what the lists say since', () => {
    const rival = { reviewer: 'Bob', at: minute(9), state: 'dismissed' as const, reason: null };
    const changed = { before: 'none' as const, after: 'listed' as const, at: minute(10), what: [] };
    const rows = rowsOf({ ...story().one, rivals: [rival], changed });
    expect(rows.print_differing).toContainEqual({ kind: 'text', text: 'Bob' });
    expect(rows.print_changed).toContainEqual({ kind: 'words', key: 'level_none' });
  });

  it('names the evidence, where it is there', () => {
    const proof = evidence({ pictures: { plain: 'a'.repeat(64), marked: null } });
    const one = { ...story().one, evidence: hashOf(proof) };
    const [printed] = printReport([one], { [hashOf(proof)]: proof }, OPTIONS).cases;
    expect(printed?.evidence.at(-1)).toEqual({
      label: 'print_hash',
      values: [{ kind: 'code', text: hashOf(proof) }],
    });
    expect(printed?.pictures).toEqual([{ label: 'print_picture_plain', hash: 'a'.repeat(64) }]);
    const [without] = printReport([one], {}, OPTIONS).cases;
    expect(without).toMatchObject({ evidence: [], pictures: [] });
  });

  it('has words for all that it says', () => {
    const items = [
      ...CHAINS.map((chain) => item(BOAT, { chain })),
      ...LEVELS.map((level) => item(BOAT, { level })),
      ...(['host', 'page', 'handle', 'widget'] as const).map((kind) => item('x', { kind, chain: null })),
    ];
    const proof = evidence({ pictures: { plain: 'a'.repeat(64), marked: 'b'.repeat(64) } });
    const rival = { reviewer: 'Bob', at: minute(9), state: 'dismissed' as const, reason: null };
    const cases = CASE_STATES.flatMap((state) => {
      const { one } = story({ items, states: [state], finalUrl: 'https://masks.example/give' });
      const changed = { before: 'none' as const, after: 'listed' as const, at: minute(10), what: [] };
      const full = { ...one, rivals: [rival], evidence: hashOf(proof), changed };
      return BUILT_IN.reasons.map(({ id }) => ({ ...full, reason: id }));
    });
    const keys = new Set(keysOf(printReport(cases, { [hashOf(proof)]: proof }, OPTIONS)));
    expect(keys.size).toBeGreaterThan(80);
    expect([...keys].filter((key) => !(key in ENGLISH))).toEqual([]);
  });

  it('holds no private key', () => {
    const { one } = story({ title: WIF, note: WIF, url: `https://masks.example/${WIF}`, items: [item(WIF)] });
    expect(JSON.stringify(printReport([one], {}, OPTIONS))).not.toContain(WIF);
  });
});
