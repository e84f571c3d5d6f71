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
