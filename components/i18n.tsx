import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { IsoDate } from '#lib/core/entry.ts';

/**
 * Looks a message up: by position (`$1`) or by name (`{subject}`), with a count where it has plural forms.
 * An unknown key gives the empty text.
 */
export type Translate = (key: string, params?: string[] | Record<string, string>, count?: number) => string;

export interface Words {
  t: Translate;
  /** A day in full, in the reader's calendar and language. */
  date(day: IsoDate): string;
  /** From one day to another; one day where they are the same. */
  days(from: IsoDate, to: IsoDate): string;
  /** A moment: day and time of day. */
  time(iso: string): string;
  number(value: number): string;
  /** Bytes in the unit that reads best. */
  bytes(value: number): string;
  /** "A, B or C". */
  either(items: string[]): string;
  /** The name of a country in the reader's language, by its ISO 3166-1 code. */
  country(code: string): string;
}

/** `locale` undefined: the browser's own. */
export function createWords(t: Translate, locale?: string): Words {
  const startOf = (day: IsoDate) => new Date(`${day}T00:00:00Z`);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const times = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  const numbers = new Intl.NumberFormat(locale);
  const list = new Intl.ListFormat(locale, { type: 'disjunction' });
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  return {
    t,
    date: (day) => days.format(startOf(day)),
    days: (from, to) => days.formatRange(startOf(from), startOf(to)),
    time: (iso) => times.format(new Date(iso)),
    number: (value) => numbers.format(value),
    bytes(value) {
      const unit = value >= 1024 * 1024 ? 'megabyte' : 'kilobyte';
      const size = value / (unit === 'megabyte' ? 1024 * 1024 : 1024);
      return new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        maximumFractionDigits: size < 10 ? 1 : 0,
      }).format(size);
    },
    either: (items) => list.format(items),
    country: (code) => countries.of(code) ?? code,
  };
}

/** A code as it stands in a message key: `same-key` → `level_same_key`. */
export function keyOf(prefix: string, code: string): string {
  return `${prefix}_${code.replaceAll('-', '_')}`;
}

const Context = createContext<Words | null>(null);

export const WordsProvider = Context.Provider;

export function useWords(): Words {
  const words = useContext(Context);
  if (!words) throw new Error('Components need a WordsProvider around them.');
  return words;
}
