import type { Office } from './registers.ts';

/** Offices of the reader's own countries, in the order of those, and all others. */
export function nearest(
  offices: readonly Office[],
  countries: readonly string[],
): { near: Office[]; others: Office[] } {
  const near = countries.flatMap((country) => offices.filter((office) => office.country === country));
  return { near, others: offices.filter((office) => !near.includes(office)) };
}

/** Countries that a reader's languages speak of, best first: those named come before those that are only likely. */
export function countriesOf(languages: readonly string[]): string[] {
  const locales = languages.flatMap((tag) => readLocale(tag));
  const named = locales.flatMap(({ region }) => region ?? []);
  const [likely] = locales.flatMap((locale) => locale.maximize().region ?? []);
  return [...new Set(named.length > 0 || !likely ? named : [likely])];
}

function readLocale(tag: string): Intl.Locale[] {
  try {
    return [new Intl.Locale(tag)];
  } catch {
    return []; // no language tag
  }
}
