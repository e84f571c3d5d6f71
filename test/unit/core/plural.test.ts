import { expect, it } from 'vitest';
import type { Lookup } from '#lib/core/lookup.ts';
import { withPlurals } from '#lib/core/plural.ts';

const RUSSIAN: Record<string, string> = {
  found: '1 адрес | Адресов: $1',
  found__one: '$1 адрес',
  found__few: '$1 адреса',
  found__many: '$1 адресов',
  bare: 'один | много',
  age: 'сегодня | 1 день назад | $1 дня назад',
  age__many: '$1 дней назад',
};
const t: Lookup = (key, params, count) => {
  const forms = (RUSSIAN[key] ?? '').split(' | ');
  const index = forms.length === 3 ? Math.min(count ?? 0, 2) : count === 1 || count === undefined ? 0 : 1;
  const text = forms[index] ?? forms[0] ?? '';
  return text.replace('$1', Array.isArray(params) ? (params[0] ?? '') : String(count));
};
const words = withPlurals(t, (key) => RUSSIAN[key] ?? '', 'ru');

// CLDR 48, plural rules of Russian: one 1, 21, 31 …; few 2-4, 22-24 …; many 0, 5-20, 25-30 …
it.each([
  [0, '0 адресов'],
  [1, '1 адрес'],
  [2, '2 адреса'],
  [4, '4 адреса'],
  [5, '5 адресов'],
  [11, '11 адресов'],
  [21, '21 адрес'],
  [22, '22 адреса'],
  [100, '100 адресов'],
])('counts %d in Russian', (count, expected) => {
  expect(words('found', undefined, count)).toBe(expected);
});

it('keeps what the caller puts in place of the number', () => {
  expect(words('found', ['2 000'], 2000)).toBe('2 000 адресов');
});

it('keeps the words for none, which share their category with others', () => {
  expect([0, 1, 5].map((count) => words('age', undefined, count))).toEqual([
    'сегодня',
    '1 день назад',
    '5 дней назад',
  ]);
});

it('falls back to the two forms that every language has', () => {
  expect(words('bare', undefined, 3)).toBe('много');
  expect(words('bare')).toBe('один');
});
