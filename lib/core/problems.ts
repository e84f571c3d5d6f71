import type { Reason } from './report.ts';

/**
 * Every reason for which a list could not be refreshed. Data: each has words, the message `problem_<code>`, beside
 * which what exactly happened is for those who look for the fault.
 */
export const PROBLEMS = [
  // The way to the server.
  'bad-url',
  'http-error',
  'not-a-list',
  'not-found',
  'offline',
  'redirected',
  'timeout',
  // The file.
  'bad-format',
  'bad-header',
  'corrupt',
  'empty',
  'newer-format',
  'no-list',
  'too-large',
  'too-many-entries',
  // What its editors signed (lib/feed/trust/refuse.ts).
  'alarm-equivocation',
  'alarm-rollback',
  'bad-metadata',
  'bad-root',
  'expired',
  'mismatch',
  'no-target',
  'older',
  'too-many-roots',
  'unsigned',
  // This device.
  'damaged',
  'held-back',
  'internal',
  'storage',
  'superseded',
] as const;
export type ProblemCode = (typeof PROBLEMS)[number];

/** Beside those, every reason for which what a person asked for was not done; with words under the same name. */
export const ACT_PROBLEMS = [
  'bundled',
  'default',
  'gone',
  'managed',
  'no-offer',
  'not-ready',
  'storage-refused',
  'too-many-lists',
] as const;
export type ActProblem = ProblemCode | (typeof ACT_PROBLEMS)[number];

/**
 * What may be wrong in an organisation's settings (lib/feed/managed.ts), with its parameters. Data: each has words, the
 * message `policy_problem_<code>`. `where` names what is wrong as whoever wrote the settings does (`lists[1].url`),
 * `part` all that is left out for it, and `type` is JSON's word for what stands there.
 */
export const POLICY_PROBLEMS = {
  'not-a-list': ['where', 'type'],
  'too-many': ['where', 'limit'],
  'not-an-item': ['where', 'type'],
  missing: ['where', 'part'],
  'not-text': ['where', 'type', 'part'],
  'not-true-or-false': ['where', 'type', 'part'],
  'bad-url': ['where', 'part'],
  'too-long': ['where', 'limit', 'part'],
  empty: ['where', 'part'],
  'unknown-name': ['where', 'part'],
  'no-such-list': ['where', 'id'],
} as const satisfies Record<string, readonly string[]>;
export type PolicyProblemCode = keyof typeof POLICY_PROBLEMS;

export interface PolicyProblem extends Reason {
  code: PolicyProblemCode;
}
