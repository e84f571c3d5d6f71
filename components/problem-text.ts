import type { ProblemCode } from '#lib/core/problems.ts';
import type { Failure } from '#lib/core/result.ts';
import { keyOf, type Translate } from './i18n.tsx';

/** Why a list could not be refreshed, in words. What exactly happened stands among the details of the list. */
export function problemText({ code }: Failure<ProblemCode>, t: Translate): string {
  return t(keyOf('problem', code));
}
