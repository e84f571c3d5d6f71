import { ACT_PROBLEMS, PROBLEMS } from '#lib/core/problems.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import type { Failure } from '#lib/core/result.ts';
import type { Words } from './i18n.tsx';

const WORDED: readonly string[] = [...PROBLEMS, ...ACT_PROBLEMS];

/** Why something was not done, in words. What exactly happened stands among the details of the list. */
export function problemText(
  { code, counts = [] }: Pick<Failure, 'code' | 'counts'>,
  { t, number }: Pick<Words, 't' | 'number'>,
): string {
  return t(keyOf('problem', WORDED.includes(code) ? code : 'internal'), counts.map(number));
}
