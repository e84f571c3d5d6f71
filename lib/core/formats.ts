import type { IsoDate } from './entry.ts';

/** Days, moments and numbers as people write them: nobody else asks `Intl` for them (docs/adr/016-dates-and-numbers.md). */
export interface Formats {
  /** A day in full, in the reader's calendar and language. */
  date(day: IsoDate): string;
  /** The same of a day that a source names, with the Gregorian one where the reader's calendar is another. */
  sourceDay(day: IsoDate): string;
  /** The year alone of such a day. */
  sourceYear(day: IsoDate): string;
  /** From one day to another; one day where they are the same. */
  days(from: IsoDate, to: IsoDate): string;
  /** A moment: day and time of day. */
  time(iso: string): string;
  number(value: number): string;
  /** Bytes in the unit that reads best. */
  bytes(value: number): string;
  /** "A, B or C". */
  either(items: string[]): string;
  /** "A, B and C". */
  every(items: string[]): string;
  /** The name of a country in the reader's language, by its ISO 3166-1 code. */
  country(code: string): string;
}

const IN_FULL = { dateStyle: 'long', timeZone: 'UTC' } as const;
const YEAR = { year: 'numeric', timeZone: 'UTC' } as const;
/** The calendar that lists are dated in, by both names that it goes under. */
const OF_SOURCES: readonly string[] = ['gregory', 'iso8601'];
const MEGABYTE = 1024 * 1024;

type Tell = (key: string, params: string[]) => string;

/** For what stands beside words in this language, which `t` looks up. */
export function createFormats(language: string, t: Tell): Formats {
  // The first of them costs tens of milliseconds in a new process, each of the others some; a view needs few of them.
  const locale = once(() => localeFor(language));
  const daysIn = once(() => new Intl.DateTimeFormat(locale(), IN_FULL));
  const times = once(() => new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeStyle: 'short' }));
  const numbers = once(() => new Intl.NumberFormat(locale()));
  const oneOf = once(() => new Intl.ListFormat(locale(), { type: 'disjunction' }));
  const allOf = once(() => new Intl.ListFormat(locale(), { type: 'conjunction' }));
  const countries = once(() => new Intl.DisplayNames(locale(), { type: 'region' }));

  const date = (day: IsoDate) => daysIn().format(startOf(day));
  function asSourceSays(day: IsoDate, own: string, options: Intl.DateTimeFormatOptions): string {
    if (OF_SOURCES.includes(daysIn().resolvedOptions().calendar)) return own;
    const theirs = new Intl.DateTimeFormat(locale(), { ...options, calendar: 'gregory' });
    return t('with_aside', [own, theirs.format(startOf(day))]);
  }
  return {
    date,
    sourceDay: (day) => asSourceSays(day, date(day), IN_FULL),
    sourceYear: (day) =>
      asSourceSays(day, new Intl.DateTimeFormat(locale(), YEAR).format(startOf(day)), YEAR),
    days: (from, to) => daysIn().formatRange(startOf(from), startOf(to)),
    time: (iso) => times().format(new Date(iso)),
    number: (value) => numbers().format(value),
    bytes(value) {
      const unit = value >= MEGABYTE ? 'megabyte' : 'kilobyte';
      const size = value / (unit === 'megabyte' ? MEGABYTE : 1024);
      const maximumFractionDigits = size < 10 ? 1 : 0;
      return new Intl.NumberFormat(locale(), { style: 'unit', unit, maximumFractionDigits }).format(size);
    },
    either: (items) => oneOf().format(items),
    every: (items) => allOf().format(items),
    country: (code) => countries().of(code) ?? code,
  };
}

/**
 * The language itself, or the browser's own locale where that is a variant of it, for the order of day and month.
 * The digits are always those of the language, which its messages are written with.
 */
export function localeFor(language: string, own = new Intl.NumberFormat().resolvedOptions().locale): string {
  const spoken = new Intl.Locale(language).maximize();
  const theirs = new Intl.Locale(own).maximize();
  const isNamed = new Intl.Locale(language).region !== undefined;
  const isVariant = !isNamed && spoken.language === theirs.language && spoken.script === theirs.script;
  const { numberingSystem } = new Intl.NumberFormat(language).resolvedOptions();
  return new Intl.Locale(isVariant ? own : language, { numberingSystem }).toString();
}

function startOf(day: IsoDate): Date {
  return new Date(`${day}T00:00:00Z`);
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
