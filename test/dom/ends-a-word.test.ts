import { afterEach, expect, it } from 'vitest';
import { BTC, closePage, hows, openPage } from './page.ts';

afterEach(closePage);

// The first part is shorter than a line that may be a block of its own.
const [START, REST] = [BTC.slice(0, 4), BTC.slice(4)];

it.each([
  ['nothing', '', ['split']],
  ['an empty part of the text', '<span><b></b></span>', ['split']],
  ['a place to break', '<span><wbr></span>', ['split']],
  ['a picture in it', '<span><img alt=""></span>', []],
  ['a field in it', '<span><input></span>', []],
])('between two parts of an address stands %s: %s', async (_, between, expected) => {
  const html = `<p><b>${START}</b>${between}<b>${REST}</b></p>`;
  expect(hows(await openPage(html).scan(), BTC)).toEqual(expected);
});
