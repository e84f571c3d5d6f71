import { hideSecrets } from '#lib/address/secrets.ts';
import { MAX_FIELD_CHARS } from '#lib/core/limits.ts';
import { MAX_REFUSED_CHARS } from '#lib/core/review-limits.ts';

/**
 * Control and direction characters have no place in a list and could disguise a name; half a character cannot be written
 * down. Lines of a note stay apart.
 */
const UNWANTED = /[^\P{Cc}\n]|[\p{Cs}\u200b\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Nobody sees them, and they are no part of an address. Persian and Indic scripts need the joiners, which stay. */
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

export function withoutUnseen(text: string): string {
  return text.replace(UNSEEN, '');
}

/** Text of somebody else's as it may be kept: no control characters, no secrets, not endless. */
export function tidy(text: string): string {
  return hideSecrets(text.slice(0, MAX_FIELD_CHARS).replace(UNWANTED, ' ')).trim();
}

/** The same on one line, for a title. */
export function tidyLine(text: string): string {
  return tidy(text).replace(/\s+/g, ' ');
}

/** The same, as short as a person looks at where many lines are refused. */
export function shorten(text: string): string {
  const line = tidyLine(text);
  return line.length > MAX_REFUSED_CHARS ? `${line.slice(0, MAX_REFUSED_CHARS - 1)}…` : line;
}
