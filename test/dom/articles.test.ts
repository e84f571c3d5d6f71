import { afterEach, expect, it } from 'vitest';
import { BTC, closePage, openPage, placesOf } from './page.ts';

afterEach(closePage);

const NEWS = 'https://schema.org/NewsArticle';

it.each([
  ['an element of its own', '<article>', false],
  ['a role', '<div role="article">', false],
  ['data', `<div itemscope itemtype="${NEWS}">`, true],
  ['data with more than that', `<div itemscope itemtype="${NEWS} https://schema.org/Thing">`, false],
])('an address stands in an article where %s says so', async (_, opening, isNews) => {
  const scan = await openPage(`${opening}<p>${BTC}</p></div></article>`).scan();
  expect(placesOf(scan, BTC).map(({ within }) => within)).toEqual([['article']]);
  expect(scan.signals.isNews === true).toBe(isNews);
});

it('the rest of such a page stands in none, and is one of news', async () => {
  const scan = await openPage(`<div itemscope itemtype="${NEWS}">Text</div><p>${BTC}</p>`).scan();
  expect(placesOf(scan, BTC).map(({ within }) => within)).toEqual([[]]);
  expect(scan.signals).toMatchObject({ isNews: true, isArticle: true });
});
