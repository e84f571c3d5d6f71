import { afterEach, expect, it } from 'vitest';
import { BTC, closePage, hows, openPage } from './page.ts';

afterEach(closePage);

it.each([
  ['payment', ['uri']],
  ['Payment', ['uri']],
  ['stylesheet', []],
  ['preload', []],
])('of what the browser itself follows only a way to pay is read: rel="%s"', async (rel, expected) => {
  const link = `<link rel="${rel}" href="bitcoin:${BTC}">`;
  expect(hows(await openPage(link).scan(), BTC)).toEqual(expected);
});
