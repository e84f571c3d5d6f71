/** Why a file of the review workspace was not taken over. Each has words, the message `review_file_<code>`. */
export const REVIEW_FILE_PROBLEMS = [
  'bad-attachment',
  'bad-line',
  'broken-chain',
  'newer',
  'not-a-workspace',
  'rewritten',
  'too-large',
] as const;
export type ReviewFileProblem = (typeof REVIEW_FILE_PROBLEMS)[number];

/** Why something was not passed on to a MISP or TAXII server. Each has words, the message `push_<code>`. */
export const PUSH_PROBLEMS = [
  'bad-answer',
  'bad-url',
  'busy',
  'moved',
  'not-found',
  'not-writable',
  'offline',
  'partly',
  'pending',
  'refused',
  'too-large',
  'unauthorised',
] as const;
export type PushProblem = (typeof PUSH_PROBLEMS)[number];
