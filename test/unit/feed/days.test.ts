import { describe, expect, it } from 'vitest';
import { addDays, asIsoDate } from '#lib/core/dates.ts';
import { dayOf, dayOfTime, newestDay } from '#lib/feed/formats/days.ts';

describe('days in lists', () => {
  it.each([
    ['2026-07-01', '2026-07-01'],
    ['2026-07-01T10:00:00', '2026-07-01'],
    ['2026-07-01 10:00:00', '2026-07-01'],
    ['2026-07', null],
    ['2026', null],
    ['2026-02-30', null],
    ['', null],
    [null, null],
  ])('of %j: %j', (text, day) => {
    expect(dayOf(text)).toBe(day);
  });

  it.each([
    // 2026-03-05T00:00:00Z.
    [1_772_668_800_000, '2026-03-05'],
    [1_772_668_799_999, '2026-03-04'],
    // The first moments of the years -1 and 10000, and what lies beyond every date.
    [-62_198_755_200_000, null],
    [253_402_300_800_000, null],
    [8.65e15, null],
    [Number.NaN, null],
  ])('of the time %d: %j', (time, day) => {
    expect(dayOfTime(time)).toBe(day);
  });

  it('the newest that has come dates a list, and today one that has none', () => {
    expect(newestDay(['2026-01-02', null, '2026-03-04', '2026-11-22'], '2026-11-21')).toBe('2026-03-04');
    expect(newestDay(['2026-11-21'], '2026-11-21')).toBe('2026-11-21');
    expect(newestDay(['2026-11-22', null], '2026-11-21')).toBe('2026-11-21');
    expect(newestDay([], '2026-11-21')).toBe('2026-11-21');
  });
});

describe('dates', () => {
  it('are added to over months, leap days and backwards', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });

  it('are texts of one form only', () => {
    expect(['2026-01-02', '2026-1-2', '2026-13-01', ' 2026-01-02'].map(asIsoDate)).toEqual([
      '2026-01-02',
      null,
      null,
      null,
    ]);
  });
});
