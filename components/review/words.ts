import { keyOf } from '#lib/core/reason-text.ts';
import type { ReviewCase } from '#lib/core/review.ts';
import type { ReviewReason } from '#lib/core/review-acts.ts';
import type { CaseLevel } from '#lib/core/review-views.ts';
import type { Words } from '../i18n.tsx';
import type { KeyAct } from './keys.ts';

/** The message that names what a key does. */
export function wordOf(act: KeyAct): string {
  return keyOf('review_key', act);
}

/** A reason in the team's own words, or in ours. */
export function reasonText(
  { id, label }: Pick<ReviewReason, 'id' | 'label'>,
  { t }: Pick<Words, 't'>,
): string {
  return label ?? (t(keyOf('review_reason', id)) || id);
}

/** A level's word; of a page that was not read yet, that. */
export function caseLevelText(level: CaseLevel, t: Words['t']): string {
  return level === 'unseen' ? t('review_unseen') : t(keyOf('level', level));
}

/** What a page is called: its title, or where it stands. */
export function nameOf({ title, url }: { title: string; url: string }): string {
  return title || url.replace(/^https?:\/\//, '');
}

/** Who is at a case, and since when; `null` where nobody is. */
export function begunText(
  { begunAt, reviewer }: Pick<ReviewCase, 'begunAt' | 'reviewer'>,
  { t, time }: Pick<Words, 't' | 'time'>,
): string | null {
  return begunAt && reviewer !== null ? t('review_begun', [reviewer, time(begunAt)]) : null;
}
