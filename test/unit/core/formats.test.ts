import { describe, expect, it } from 'vitest';
import { createFormats, localeFor } from '#lib/core/formats.ts';
import { fill } from '#lib/core/lookup.ts';
import { readLocales } from '../../../scripts/messages.ts';

const PERSIAN = readLocales().get('fa');
const t = (key: string, params: string[]) => fill(String(PERSIAN?.[key]), params);
const DAY = '2024-03-27';

describe('a day', () => {
  it.each([
    ['en-GB', '27 March 2024'],
    ['ar', '27 مارس 2024'],
    ['fa', '۸ فروردین ۱۴۰۳'],
    ['ur', '27 مارچ، 2024'],
    ['zh-CN', '2024年3月27日'],
    ['ru', '27 марта 2024 г.'],
  ])('in %s is told in the calendar of its readers', (language, day) => {
    expect(createFormats(language, t).date(DAY)).toBe(day);
  });

  it.each([
    ['fa', '۸ فروردین ۱۴۰۳ (۲۷ مارس ۲۰۲۴)', '۱۴۰۳ (۲۰۲۴)'],
    ['de', '27. März 2024', '2024'],
    ['ar', '27 مارس 2024', '2024'],
  ])('that a source names can be compared with the source, in %s', (language, day, year) => {
    const { sourceDay, sourceYear } = createFormats(language, t);
    expect(sourceDay(DAY)).toBe(day);
    expect(sourceYear(DAY)).toBe(year);
  });

  it('is put beside the other as the language does that', () => {
    const { sourceYear } = createFormats('fa', (key, params) => [key, ...params].join('/'));
    expect(sourceYear(DAY)).toBe('with_aside/۱۴۰۳/۲۰۲۴');
  });

  it('and another are told as a stretch, the same as one', () => {
    const { days } = createFormats('en-GB', t);
    expect(days(DAY, '2024-04-02').replace(/\s/g, ' ')).toBe('27 March – 2 April 2024');
    expect(days(DAY, DAY)).toBe('27 March 2024');
  });
});

describe('the locale beside words in a language', () => {
  it.each([
    ['en', 'en-GB', 'en-GB'],
    ['en', 'fi-FI', 'en'],
    ['de', 'en-US', 'de'],
    ['ru', 'ru', 'ru'],
    // Chosen for itself.
    ['en-GB', 'en-US', 'en-GB'],
    // Another script is another text.
    ['zh', 'zh-TW', 'zh'],
  ])('%s in a browser in %s: %s', (language, own, expected) => {
    expect(new Intl.Locale(localeFor(language, own)).baseName).toBe(expected);
  });

  it.each([
    ['fa', 'fa-AF', 'arabext'],
    ['ur', 'ur-IN', 'latn'],
    ['ar', 'ar-EG', 'latn'],
    ['en', 'en-US-u-nu-deva', 'latn'],
  ])('has the digits that messages in %s are written with, in %s too', (language, own, digits) => {
    expect(new Intl.NumberFormat(localeFor(language, own)).resolvedOptions().numberingSystem).toBe(digits);
  });
});

it('numbers, sizes and counts have the same digits as days', () => {
  const { number, bytes, date } = createFormats('fa', t);
  for (const text of [number(1884), bytes(3 * 1024 * 1024), date(DAY)]) expect(text).not.toMatch(/[0-9]/);
});
