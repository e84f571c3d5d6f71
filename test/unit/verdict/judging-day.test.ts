import { expect, it } from 'vitest';
import { judgingDay, toldDay } from '#lib/verdict/judging-day.ts';

it.each([
  ['the clock is right', '2026-11-21', '2026-11-21'],
  ['a list is a day ahead of it', '2026-11-19', '2026-11-19'],
  ['the lists are old', '2029-01-01', '2029-01-01'],
  ['the clock is a week behind', '2026-11-13', '2026-11-20'],
  ['the clock is years behind', '2015-01-01', '2026-11-20'],
])('the day to judge for, where %s', (_, today, day) => expect(judgingDay(today, '2026-11-20')).toBe(day));

it('is today where there is no list', () => expect(judgingDay('2015-01-01', null)).toBe('2015-01-01'));

it('goes up to the day of a list for what that list says, and never back to it', () => {
  expect(toldDay('2026-01-01', { date: '2026-11-20' })).toBe('2026-11-20');
  expect(toldDay('2026-11-21', { date: '2026-11-20' })).toBe('2026-11-21');
});
