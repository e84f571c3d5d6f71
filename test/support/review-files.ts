import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { CASE_STATES, type Evidence, type LoggedAct, type Sha256 } from '#lib/core/review.ts';
import type { Workspace } from '#lib/review/export/json.ts';
import { hashOf } from '#lib/review/log.ts';
import { plainReport } from './plain-report.ts';
import { ADD, decide, minute, PAGE, seen, workspace } from './review-acts.ts';

export const sha256 = (bytes: Uint8Array): Sha256 => createHash('sha256').update(bytes).digest('hex');

export function evidence(more: Partial<Evidence> = {}): Evidence {
  return {
    report: plainReport({ url: PAGE, title: 'Masks', date: '2026-03-02' }),
    placements: [],
    finalUrl: PAGE,
    at: minute(1),
    lists: [{ id: 'ofac-sdn', version: '7', date: '2026-03-01', hash: null }],
    extension: '0.1.0',
    browser: 'Chromium 140',
    pictures: { plain: null, marked: null },
    ...more,
  };
}

export function workspaceFile(log: LoggedAct[], kept: Evidence[] = [], shown: Uint8Array[] = []): Workspace {
  return {
    exported: minute(30),
    log,
    evidence: Object.fromEntries(kept.map((one) => [hashOf(one), one])),
    pictures: Object.fromEntries(shown.map((bytes) => [sha256(bytes), new Uint8Array(bytes)])),
  };
}

const Step = fc.oneof(
  fc.record({ kind: fc.constant('decide' as const), state: fc.constantFrom(...CASE_STATES) }),
  fc.record({ kind: fc.constant('note' as const), text: fc.string({ unit: 'binary' }) }),
  fc.record({
    kind: fc.constant('tag' as const),
    add: fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant('seen' as const), title: fc.string() }),
  fc.record({ kind: fc.constant('undo' as const), back: fc.nat(5) }),
  // Of a later version: a kind that nobody knows here, and a field of a known one.
  fc.record({ kind: fc.constant('later' as const), value: fc.jsonValue() }),
);
type Step = typeof Step extends fc.Arbitrary<infer T> ? T : never;

/** One reviewer's chain of acts on the same page, with the evidence of the decisions. */
export function anyChain(device: string): fc.Arbitrary<{ lines: LoggedAct[]; kept: Evidence[] }> {
  return fc.array(fc.tuple(Step, fc.integer({ min: 1, max: 20 })), { maxLength: 8 }).map((steps) => {
    const own = workspace(device, `Reviewer ${device}`);
    const kept: Evidence[] = [];
    own.act(minute(0), ADD);
    for (const [step, at] of steps) own.act(minute(at), actOf(step, own.lines, kept));
    return { lines: own.lines, kept };
  });
}

function actOf(step: Step, lines: LoggedAct[], kept: Evidence[]): LoggedAct['act'] {
  switch (step.kind) {
    case 'decide': {
      const one = evidence({ at: minute(lines.length) });
      kept.push(one);
      const last = lines.findLast(({ act }) => act.type === 'decide');
      return decide(step.state, last ? [last.id] : [], { evidence: hashOf(one) });
    }
    case 'note':
      return { type: 'note', text: step.text };
    case 'tag':
      return { type: 'tag', add: step.add, remove: [] };
    case 'seen':
      return { type: 'seen', seen: seen({ title: step.title }) };
    case 'undo':
      return { type: 'undo', act: lines.at(-1 - step.back)?.id ?? 'none' };
    case 'later':
      // JSON has no -0.
      return { type: 'assign', to: JSON.parse(JSON.stringify(step.value)) } as never;
  }
}
