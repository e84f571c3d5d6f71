import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import { findCandidates } from '#lib/detect/find.ts';
import { findSpots } from '#lib/detect/spots.ts';

const FOLDER = new URL('../../vectors/', import.meta.url);
const addresses = readdirSync(FOLDER).flatMap((name) =>
  (JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')).valid as { text: string }[]).map(
    ({ text }) => text,
  ),
);

/** What may stand beside an address where words of neighbouring blocks touch. */
const beside = fc.oneof(
  fc.constantFrom('', ' ', '\n', 'Donate', 'Copy', 'BTC: ', '(', '"', '/', '_', ' near ', ' lightning '),
  fc.string({ maxLength: 12 }),
);

it('a closer look finds no address where there is no spot', () => {
  fc.assert(
    fc.property(fc.constantFrom(...addresses), beside, beside, (address, before, after) => {
      const text = `${before}${address}${after}`;
      const spots = findSpots(text);
      for (const { text: found, start, end } of findCandidates(text)) {
        if (!parseAddress(found)) continue;
        expect(spots.some((spot) => spot.start < end && start < spot.end)).toBe(true);
      }
    }),
    { numRuns: 3_000 },
  );
});

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const HEX = '0123456789abcdef';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

describe('every word that a closer look would take for an address is a spot', () => {
  it.each([
    ['EVM', '0x', HEX, 40],
    ['base58', '', BASE58, 25],
    ['base58, longer', '', BASE58, 34],
    ['Solana', '', BASE58, 44],
    ['Monero', '4', BASE58, 94],
    ['bech32', 'bc1q', BECH32, 38],
    ['bech32 in capitals', 'BC1Q', BECH32.toUpperCase(), 38],
    ['another prefix', 'cosmos1', BECH32, 38],
    ['CashAddr', 'q', BECH32, 41],
    ['Stellar', 'G', BASE32, 55],
    ['Algorand', '', BASE32, 58],
    ['NEAR', '', HEX, 64],
  ])('%s', (_, start, alphabet, length) => {
    const word = fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length });
    const property = fc.property(word, fc.constantFrom('near ', 'near Donate'), (rest, before) => {
      const text = `${before}${start}${rest} `;
      if (findCandidates(text).length > 0) expect(findSpots(text)).not.toEqual([]);
    });
    // One in a few hundred is no mixture of letters and digits.
    fc.assert(property, { numRuns: 4_000 });
  });
});

it.each([
  ['two lines of a text set as it is', '1BgGZ9tcN4rm9KBzD\nn7KprQz87SZ26SAMH'],
  ['two lines, the second without a digit', '1BgGZ9tcN4rm9KBzD\nnKprQzSZSAMHabcDE'],
  ['three lines', '0x5aAeb6053F3E\n  94C9b9A09f3366\n  9435E7Ef1BeAed'],
])('sees %s', (_, text) => {
  expect(findSpots(`Send to\n${text}\nand thanks`)).not.toEqual([]);
});

it.each([
  ['lines of a menu', 'Facebook\nYouTube\nFounded in 2010'],
  ['names in lines', 'iPhone16Pro\nAtlantaJewish\n  SciTech\nHealth'],
  ['numbers of a table in lines', '6553600 (50)\nuint32\n5000000 (50)\nuint32'],
  ['a number before words of one length', 'By 2010 that have been with them'],
])('passes over %s', (_, text) => {
  expect(findSpots(`${text}\n`)).toEqual([]);
});

const GROUPED = 'bc1q w508d6qejxt dg4y5r3zarva ry0c5xw7kv8f 3t4';

it.each([
  ['bech32 in groups of no usual size', GROUPED],
  ['the same where two groups touch over a break', GROUPED.replace(' w5', 'w5')],
  ['that of a test network', GROUPED.replace('bc1', 'tb1')],
  ['that of Litecoin', GROUPED.replace('bc1', 'ltc1')],
  ['that in capitals', GROUPED.toUpperCase()],
])('sees %s', (_, text) => {
  const covered = findSpots(`${'Give. '.repeat(50)}${text} Thanks`);
  expect(covered.some(({ start, end }) => start <= 300 && end >= 300 + text.length)).toBe(true);
});

// Without a digit before the last groups there is nothing that a cheap search could look for.
it.each([4, 5, 6, 8])(
  'sees more than nine in ten words in groups of %s, and nearly all by a closer look',
  (size) => {
    const word = fc.string({ unit: fc.constantFrom(...BASE58), minLength: 34, maxLength: 34 });
    const words = fc.sample(word, { numRuns: 1_000, seed: size });
    const write = (one: string) =>
      `Donate ${one.replace(new RegExp(`(.{${size}})(?=.)`, 'g'), '$1 ')} please`;
    expect(words.filter((one) => findSpots(write(one)).length > 0).length).toBeGreaterThan(900);
    const found = words.filter((one) => findCandidates(write(one)).some(({ text }) => text === one));
    expect(found.length).toBeGreaterThan(990);
  },
);

/** Where the closer look finds something, all that it looks at has to be in a spot, or within the margin around it. */
const MARGIN = 100;

it.each([
  ['far before it', 1, (address: string) => `lightning ${'- '.repeat(35)}${address}`],
  ['far behind it', 1, (address: string) => `${address} ${'- '.repeat(35)}LNURL`],
  ['far behind a long name', 3, (address: string) => `${address} ${'- '.repeat(35)}LNURL`],
  [
    'behind other mail',
    3,
    (address: string) => `a@b.co ${'x@y.zz '.repeat(25)}${address} ${'- '.repeat(30)}lightning`,
  ],
])('sees an address spelled like mail with the word %s', (_, host, write) => {
  const at = `${'pay'.repeat(20)}.`.repeat(host);
  const address = `donations-for-the-long-river-of-all-peop@${at}example.org`;
  const text = `${'Give. '.repeat(100)}${write(address)}${' Give.'.repeat(100)}`;
  const found = findCandidates(text).find((one) => one.text === address);
  const word = text.search(/lightning|LNURL/);
  expect(found).toBeDefined();
  const { start = 0, end = 0 } = found ?? {};
  const from = Math.min(start, word);
  const to = Math.max(end, word + 'lightning'.length - 4);
  expect(findSpots(text).some((spot) => spot.start - MARGIN <= from && spot.end + MARGIN >= to)).toBe(true);
});

it('sees the end of a name, and passes over those of files', () => {
  expect(findSpots('pay brad.x now')).toHaveLength(1);
  expect(findSpots('see feed.xml and example.xyz now')).toEqual([]);
});

it('passes over what is set in groups, or disguised, in a program, for nobody reads it there', () => {
  const groups = 'bc1q w508 d6qe jxtd g4y5 r3za rvar y0c5 xw7k v8f3 t4';
  const disguised = '1BgGZ9tcN4rm9KBzD\u200bn7KprQz87SZ26SAMH';
  for (const text of [groups, disguised]) {
    expect(findSpots(text)).not.toEqual([]);
    expect(findSpots(text, true)).toEqual([]);
  }
  const [address] = addresses;
  for (const text of [`{"to":"${address}"}`, 'pay("alms.eth")', 'lightning: "me@alms.example"']) {
    expect(findSpots(text, true)).toEqual(findSpots(text));
  }
});
