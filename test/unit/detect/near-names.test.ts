import { expect, it } from 'vitest';
import { likenessOf } from '#lib/detect/host-likeness.ts';

it.each([
  ['oxfan.example', 'oxfam.example', null],
  ['umicef.example', 'unicef.example', 'typo'],
])('one letter off counts from six letters: %s, of %s: %s', (host, imitated, likeness) => {
  expect(likenessOf(host, imitated)).toBe(likeness);
});
