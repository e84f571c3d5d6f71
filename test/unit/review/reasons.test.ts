import { describe, expect, it } from 'vitest';
import { REVIEW_PROBLEMS } from '#lib/core/review-acts.ts';
import { INTAKE_KINDS, INTAKE_PROBLEMS, INTAKE_REASONS } from '#lib/core/review-intake.ts';
import { BUILT_IN, readReasons } from '#lib/review/reasons.ts';
import { MESSAGES } from '../components/english.ts';

const list = (more: object = {}) => ({
  required: ['confirmed'],
  reasons: [
    { id: 'fraud', label: ' Fraud ', states: ['confirmed'] },
    { id: 'gone', states: ['dismissed'] },
  ],
  ...more,
});

describe('a team’s own list of reasons', () => {
  it('has reasons in its own words, and built-in ones', () => {
    expect(readReasons(list())).toEqual({
      ok: true,
      value: {
        required: ['confirmed'],
        reasons: [
          { id: 'fraud', label: 'Fraud', states: ['confirmed'] },
          { id: 'gone', label: null, states: ['dismissed'] },
        ],
      },
    });
    expect(readReasons({ required: [], reasons: [] }).ok).toBe(true);
  });

  it('may be the built-in one', () => {
    const plain = BUILT_IN.reasons.map(({ id, states }) => ({ id, states }));
    expect(readReasons({ ...BUILT_IN, reasons: plain })).toEqual({ ok: true, value: BUILT_IN });
  });

  const one = { id: 'a', label: 'A', states: ['confirmed'] };
  it.each<[string, unknown]>([
    ['nothing', null],
    ['another member', list({ more: 1 })],
    ['an unknown decision', list({ required: ['banned'] })],
    ['a decision that is none', list({ reasons: [{ ...one, states: ['new'] }] })],
    ['a reason without decisions', list({ reasons: [{ ...one, states: [] }] })],
    ['a reason twice', list({ reasons: [one, one] })],
    ['an id that is none', list({ reasons: [{ ...one, id: 'A b' }] })],
    ['a label that is empty', list({ reasons: [{ ...one, label: ' ' }] })],
    ['a label that is too long', list({ reasons: [{ ...one, label: 'x'.repeat(201) }] })],
    ['a reason without words', list({ reasons: [{ id: 'unheard-of', states: ['confirmed'] }] })],
    ['a decision that no reason is for', list({ required: ['escalated'] })],
    ['too many', list({ reasons: Array.from({ length: 101 }, (_, i) => ({ ...one, id: `r${i}` })) })],
  ])('is refused with %s', (_name, raw) => {
    expect(readReasons(raw)).toMatchObject({ ok: false, error: { code: 'bad-reasons' } });
  });
});

it.each([
  ['review_reason', BUILT_IN.reasons.map(({ id }) => id)],
  ['review_problem', REVIEW_PROBLEMS],
  ['intake_refused', INTAKE_REASONS],
  ['intake_kind', INTAKE_KINDS],
  // What the panel itself cannot bring (lib/core/review-panel.ts).
  ['intake_problem', [...INTAKE_PROBLEMS, 'no-tab']],
])('%s: there are words for what happens, and none for what does not', (prefix, codes) => {
  const worded = Object.keys(MESSAGES).filter((key) => key.startsWith(`${prefix}_`));
  expect(worded.sort()).toEqual(codes.map((code) => `${prefix}_${code.replaceAll('-', '_')}`).sort());
});
