import { MAX_FIELD_CHARS, MAX_NAME_CHARS } from '#lib/core/limits.ts';
import { clean } from './clean.ts';

/** Reads single fields out of JSON that somebody else wrote, where anything may stand anywhere. */

export type Fields = Record<string, unknown>;

export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text without what could disguise it; `null` where none of a usable length stands. */
export function textOf(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > MAX_FIELD_CHARS) return null;
  return clean(value) || null;
}

/** The same where a name or an id is wanted: the beginning of a longer text tells as much. */
export function nameOf(value: unknown): string | null {
  return textOf(value)?.slice(0, MAX_NAME_CHARS) ?? null;
}

export function textsOf(value: unknown): string[] {
  return listOf(value)
    .map(textOf)
    .filter((text) => text !== null);
}

/** MISP has written its booleans as numbers and as texts, too. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 1 || value === '1';
}

/** A whole number or, as MISP writes most of them, its digits. */
export function numberOf(value: unknown): number | null {
  const digits = typeof value === 'number' ? String(value) : value;
  return typeof digits === 'string' && /^\d{1,12}$/.test(digits) ? Number(digits) : null;
}
