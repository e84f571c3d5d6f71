import { MAX_ACT_CHARS, MAX_COPIED_CHARS } from '#lib/core/limits.ts';

/** The beginning of a text that somebody copies or sends, without the white space that could push what matters out of it. */
export function condensed(text: string): string {
  return text
    .slice(0, MAX_ACT_CHARS)
    .replace(/\s{2,}/g, ' ')
    .slice(0, MAX_COPIED_CHARS);
}
