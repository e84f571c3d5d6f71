import { ACT_PROBLEMS, PROBLEMS } from '#lib/core/problems.ts';
import { keyOf, sentenceOf } from '#lib/core/reason-text.ts';
import type { Failure } from '#lib/core/result.ts';
import type { Words } from './i18n.tsx';

const WORDED: readonly string[] = [...PROBLEMS, ...ACT_PROBLEMS];

/** Why something was not done, in words. What exactly happened stands among the details of the list, if there is one. */
export function problemText(
  { code, counts = [] }: Pick<Failure, 'code' | 'counts'>,
  { t, number }: Pick<Words, 't' | 'number'>,
): string {
  return t(keyOf('problem', WORDED.includes(code) ? code : 'internal'), counts.map(number));
}

/** The same where no list has details: a list that could not be added, a file that could not be read. */
export function failureText(failure: Pick<Failure, 'code' | 'counts' | 'detail'>, words: Words): string {
  const { t } = words;
  const problem = problemText(failure, words);
  if (!failure.detail) return t('failed', [problem]);
  return t('failed_detail', { problem, detail: sentenceOf('detail', failure.detail, words) });
}
