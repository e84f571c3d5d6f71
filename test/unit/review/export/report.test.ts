import { describe, expect, it } from 'vitest';
import { CHAINS } from '#lib/core/chains.ts';
import type { PrintReport, PrintRow } from '#lib/core/print-report.ts';
import { LEVELS } from '#lib/core/report.ts';
import { CASE_STATES, type Evidence, type Placement, type ReviewCase } from '#lib/core/review.ts';
import { MAX_PRINTED_PLACES } from '#lib/core/review-limits.ts';
import { HOWS, PLACE_FLAGS } from '#lib/core/types.ts';
import { printReport } from '#lib/review/export/report.ts';
import { hashOf } from '#lib/review/log.ts';
import { BUILT_IN } from '#lib/review/reasons.ts';
import { makeFinding, makePlace, makeReport } from '../../../support/report-views.ts';
import { minute } from '../../../support/review-acts.ts';
import { BOAT, item, story, WIF } from '../../../support/review-cases.ts';
import { evidence } from '../../../support/review-files.ts';
import { LIST_CHANGES } from '../../../support/review-space.ts';
import { ENGLISH } from '../../locales/locale-files.ts';

const TITLES = new Map([['ofac-sdn', 'OFAC SDN list']]);
const OPTIONS = { made: minute(50), extension: '0.1.0', reasons: BUILT_IN.reasons, titles: TITLES };

function placementOf(index: number, more: Partial<Placement> = {}): Placement {
  return { frameId: 0, text: BOAT, index, near: `Send to ${BOAT} now`, ...more };
}

function rowsOf(one: ReviewCase, options: Partial<typeof OPTIONS> = {}) {
  const [printed] = printReport([one], {}, { ...OPTIONS, ...options }).cases;
  return Object.fromEntries((printed?.rows ?? []).map(({ label, values }) => [label, values]));
}

/** Every message that a report needs. */
function keysOf({ rows, cases, limits }: PrintReport): string[] {
  const all: PrintRow[] = [
    ...rows,
    ...cases.flatMap((one) => [...one.rows, ...one.found.flat(), ...one.evidence, ...one.places]),
  ];
  const said = all.flatMap(({ label, values }) => [
    label,
    ...values.flatMap((value) => {
      if (value.kind === 'change') return [`review_list_${value.change.says}`];
      return value.kind === 'words' ? [value.key] : [];
    }),
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
    const what = LIST_CHANGES;
    const changed = { before: 'none' as const, after: 'listed' as const, at: minute(10), what };
    const rows = rowsOf({ ...story().one, rivals: [rival], changed });
    expect(rows.print_differing).toContainEqual({ kind: 'text', text: 'Bob' });
    expect(rows.print_changed).toEqual([
      { kind: 'words', key: 'level_none' },
      { kind: 'words', key: 'level_listed' },
      { kind: 'time', at: minute(10) },
      ...LIST_CHANGES.map((change) => ({ kind: 'change', change })),
    ]);
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
    const blurred = { ...proof, blurred: true as const };
    const [covered] = printReport([one], { [hashOf(proof)]: blurred }, OPTIONS).cases;
    expect(covered?.pictures).toMatchObject([{ note: 'print_picture_blurred' }]);
    const [without] = printReport([one], {}, OPTIONS).cases;
    expect(without).toMatchObject({ evidence: [], pictures: [] });
  });

  it('calls lists what they are called', () => {
    const claim = { list: 'gone', title: 'A list of then', entry: BOAT, says: 'against' as const };
    const items = [item(BOAT, { lists: ['ofac-sdn', 'gone', 'unknown'], claims: [claim] })];
    const proof = evidence({
      lists: ['ofac-sdn', 'other'].map((id) => ({ id, version: '7', date: '2026-03-01', hash: null })),
    });
    const one = { ...story({ items }).one, evidence: hashOf(proof) };
    const [printed] = printReport([one], { [hashOf(proof)]: proof }, OPTIONS).cases;
    const lists = (rows: PrintRow[] = []) =>
      rows
        .filter(({ label }) => label === 'print_lists')
        .flatMap(({ values }) => values.flatMap((value) => (value.kind === 'text' ? [value.text] : [])));
    expect(lists(printed?.found[0])).toEqual(['OFAC SDN list', 'A list of then', 'unknown']);
    expect(lists(printed?.evidence)).toEqual(['OFAC SDN list', 'other']);
    const [list] = makeReport().watchlist;
    if (!list) throw new Error('no list');
    const named = {
      ...proof,
      report: makeReport({ watchlist: [{ ...list, id: 'other', title: 'As it was' }] }),
    };
    const [then] = printReport([one], { [hashOf(proof)]: named }, OPTIONS).cases;
    expect(lists(then?.evidence)).toEqual(['OFAC SDN list', 'As it was']);
  });

  it('says what the page was called when it was seen, from where, and where that led to', () => {
    const rows = (more: Partial<Evidence>) => {
      const proof = evidence(more);
      const one = { ...story().one, evidence: hashOf(proof) };
      const [printed] = printReport([one], { [hashOf(proof)]: proof }, OPTIONS).cases;
      return Object.fromEntries((printed?.evidence ?? []).map(({ label, values }) => [label, values]));
    };
    expect(rows({ url: 'https://short.example/x' })).toMatchObject({
      print_page: [
        { kind: 'text', text: 'Masks' },
        { kind: 'code', text: 'https://short.example/x' },
      ],
      print_led_to: [{ kind: 'code', text: 'https://masks.example/' }],
    });
    expect(rows({ url: 'https://masks.example/' })).not.toHaveProperty('print_led_to');
    // As it was kept before it held the first.
    expect(rows({}).print_page).toEqual([{ kind: 'text', text: 'Masks' }]);
  });

  describe('places', () => {
    const placesOf = (placements: Placement[], report = makeReport()) => {
      const proof = evidence({ placements, report });
      const one = { ...story().one, evidence: hashOf(proof) };
      const [printed] = printReport([one], { [hashOf(proof)]: proof }, OPTIONS).cases;
      if (!printed) throw new Error('no case');
      return printed;
    };

    it('are told with how they stood on the page, and the text around', () => {
      const at = { frameId: 3, text: BOAT, index: 0 };
      const place = makePlace({ how: 'attribute', frame: 2, flags: ['hidden'], at });
      const report = makeReport({ addresses: [makeFinding({ places: [place] })] });
      const told = placesOf([placementOf(0, { frameId: 3 }), placementOf(1, { near: '' })], report);
      expect(told.placesInAll).toBe(2);
      expect(told.places).toEqual([
        {
          label: 'how_attribute',
          values: [
            { kind: 'words', key: 'flag_hidden' },
            { kind: 'frame', frame: 2 },
            { kind: 'code', text: BOAT },
            { kind: 'text', text: `Send to ${BOAT} now` },
          ],
        },
        { label: 'places_title', values: [{ kind: 'code', text: BOAT }] },
      ]);
    });

    it('are the first of them where they are many', () => {
      const told = placesOf(Array.from({ length: 50 }, (_, i) => placementOf(i)));
      expect(told.places).toHaveLength(MAX_PRINTED_PLACES);
      expect(told.placesInAll).toBe(50);
    });

    it('are told as far as they can be read, whatever a file holds', () => {
      const places = [{}, { how: 'x', at: null }, { how: 'text', at: { frameId: 0 } }] as never[];
      const told = placesOf([placementOf(0)], makeReport({ addresses: [makeFinding({ places })] }));
      expect(told.places.map(({ label }) => label)).toEqual(['places_title']);
    });

    it('hold no private key', () => {
      const told = placesOf([placementOf(0, { text: WIF }), placementOf(1, { near: `Key ${WIF}` })]);
      expect(JSON.stringify(told)).not.toContain(WIF);
      expect(told.places).toHaveLength(1);
    });
  });

  it('has words for all that it says', () => {
    const items = [
      ...CHAINS.map((chain) => item(BOAT, { chain })),
      ...LEVELS.map((level) => item(BOAT, { level })),
      ...(['host', 'page', 'handle', 'widget'] as const).map((kind) => item('x', { kind, chain: null })),
    ];
    const places = HOWS.map((how, index) => {
      return makePlace({ how, flags: [...PLACE_FLAGS], at: { frameId: 0, text: how, index } });
    });
    const proof = evidence({
      pictures: { plain: 'a'.repeat(64), marked: 'b'.repeat(64) },
      placements: [...places.map(({ at }) => ({ ...at, near: '' })), placementOf(99)],
      report: makeReport({ addresses: [makeFinding({ places })] }),
    });
    const rival = { reviewer: 'Bob', at: minute(9), state: 'dismissed' as const, reason: null };
    const cases = CASE_STATES.flatMap((state) => {
      const { one } = story({ items, states: [state], finalUrl: 'https://masks.example/give' });
      const what = LIST_CHANGES;
      const changed = { before: 'none' as const, after: 'listed' as const, at: minute(10), what };
      const full = { ...one, rivals: [rival], evidence: hashOf(proof), changed };
      return BUILT_IN.reasons.map(({ id }) => ({ ...full, reason: id }));
    });
    const keys = new Set(keysOf(printReport(cases, { [hashOf(proof)]: proof }, OPTIONS)));
    expect(keys.size).toBeGreaterThan(90);
    expect([...keys].filter((key) => !(key in ENGLISH))).toEqual([]);
  });

  it('holds no private key', () => {
    const { one } = story({ title: WIF, note: WIF, url: `https://masks.example/${WIF}`, items: [item(WIF)] });
    const what = LIST_CHANGES.map((change) => ({ ...change, text: WIF, entry: WIF }));
    const changed = { before: 'none' as const, after: 'listed' as const, at: minute(10), what };
    expect(JSON.stringify(printReport([{ ...one, changed }], {}, OPTIONS))).not.toContain(WIF);
  });
});
