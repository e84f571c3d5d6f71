import * as v from 'valibot';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { CaseState } from '#lib/core/review.ts';
import type { ReasonList } from '#lib/core/review-acts.ts';
import { MAX_REASON_CHARS, MAX_TEAM_REASONS } from '#lib/core/review-limits.ts';
import data from './reasons.json' with { type: 'json' };

/** Decisions that may have a reason. A case that nobody has looked at, or that somebody is looking at, needs none. */
const STATES = ['second-opinion', 'escalated', 'confirmed', 'dismissed'] as const satisfies CaseState[];

/** Reasons that come with Almsguard, in its languages. */
export const BUILT_IN: ReasonList = {
  required: data.required as CaseState[],
  reasons: data.reasons.map(({ id, states }) => ({ id, label: null, states: states as CaseState[] })),
};

const Text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_REASON_CHARS));
const States = v.pipe(v.array(v.picklist(STATES)), v.maxLength(STATES.length));
const Reason = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'an id is small letters, digits and hyphens')),
  label: v.optional(Text),
  states: v.pipe(States, v.minLength(1)),
});
const TeamList = v.strictObject({
  required: States,
  reasons: v.pipe(
    v.array(Reason),
    v.maxLength(MAX_TEAM_REASONS),
    v.check((reasons) => new Set(reasons.map(({ id }) => id)).size === reasons.length, 'each id stands once'),
  ),
});

/**
 * A team's own list, in the form of reasons.json with `label`: the reason in the team's own words. Without a label it
 * is one of the built-in ones. A decision that has to give a reason has one to give.
 */
export function readReasons(raw: unknown): Result<ReasonList, 'bad-reasons'> {
  const read = v.safeParse(TeamList, raw);
  if (!read.success) {
    const [issue] = read.issues;
    const path = (issue.path ?? []).map(({ key }) => String(key)).join('.');
    return fail('bad-reasons', path ? `"${path}": ${issue.message}` : issue.message);
  }
  const { required, reasons } = read.output;
  const unworded = reasons.find(({ id, label }) => !label && !BUILT_IN.reasons.some((one) => one.id === id));
  if (unworded) return fail('bad-reasons', `"${unworded.id}" needs a label`);
  const stuck = required.find((state) => !reasons.some(({ states }) => states.includes(state)));
  if (stuck) return fail('bad-reasons', `"${stuck}" needs a reason, and none is there for it`);
  return ok({
    required,
    reasons: reasons.map(({ id, label, states }) => ({ id, label: label ?? null, states })),
  });
}
