import { MAX_FIELD_CHARS } from '#lib/core/limits.ts';
import { clean } from './clean.ts';
import type { OfacName } from './ofac-party.ts';

/** One part of a name: its type and script by the names that OFAC's tables give them. */
export interface NamePart {
  type: string;
  text: string;
  script: string | null;
}

const LATIN = 'Latin';
const LAST_NAME = 'Last Name';
/** What stands first in a name that has no last name, as in Spanish ones. */
const FAMILY_NAMES = ['Patronymic', 'Matronymic'];

/** A name out of its parts, in their order; none where nothing is left of it. */
export function nameOfParts(
  parts: readonly NamePart[],
  kind: Pick<OfacName, 'primary' | 'lowQuality'>,
): OfacName[] {
  const name = clean(writeName(parts)).slice(0, MAX_FIELD_CHARS);
  return name === '' ? [] : [{ name, ...kind, latin: parts[0]?.script === LATIN }];
}

/** `LAST, First Middle`, as OFAC writes a person; other names as they stand. */
function writeName(parts: readonly NamePart[]): string {
  const families = parts.some(({ type }) => type === LAST_NAME) ? [LAST_NAME] : FAMILY_NAMES;
  const isFamily = ({ type }: NamePart) => families.includes(type);
  const join = (some: readonly NamePart[]) => some.map(({ text }) => text).join(' ');
  const family = join(parts.filter(isFamily));
  const given = join(parts.filter((part) => !isFamily(part)));
  return family && given ? `${family}, ${given}` : family || given;
}
