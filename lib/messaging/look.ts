import {
  APPEARANCES,
  type Appearance,
  CHOICES_KEY,
  type Choices,
  DEFAULT_CHOICES,
} from '#lib/core/choices.ts';
import { LANGUAGES } from '#lib/core/languages.ts';
import type { Area } from '#lib/settings.ts';

/** What a page of ours has to know before it can draw anything. */
export type Look = Pick<Choices, 'language' | 'appearance'>;

/** The same answer as `Settings.choices` gives, without what that needs to check all the others. */
export async function readLook(local: Pick<Area, 'get'>): Promise<Look> {
  const stored = await local.get(CHOICES_KEY).catch(() => ({}) as Record<string, unknown>);
  const { language, appearance } = (stored[CHOICES_KEY] ?? {}) as Record<string, unknown>;
  return {
    language: LANGUAGES.find((one) => one === language) ?? DEFAULT_CHOICES.language,
    appearance:
      APPEARANCES.find((one): one is Appearance => one === appearance) ?? DEFAULT_CHOICES.appearance,
  };
}
