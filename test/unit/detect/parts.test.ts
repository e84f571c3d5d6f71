import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import { findPartSpots } from '#lib/detect/parts.ts';

const FOLDER = new URL('../../vectors/', import.meta.url);
const addresses = readdirSync(FOLDER)
  .flatMap((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')).valid as { text: string }[])
  .map(({ text }) => text)
  .filter((text) => /^[0-9A-Za-z]{25,150}$/.test(text) && parseAddress(text)?.needsContext === undefined);

it.each([
  ['in lines', '\nso much for this\n'],
  ['that touch it', 'so much for this'],
  ['of junk', '\n4x8Kq2ZtY7\n'],
])('two parts of an address are seen with words between them %s', (_, between) => {
  const missed = addresses.filter((text) => {
    const half = text.length >> 1;
    const [one, other] = [text.slice(0, half), text.slice(half)];
    const spots = findPartSpots(`Send to ${one}${between}${other} now`);
    // Those that overlap are read together.
    return !((spots[0]?.start ?? 9) <= 8 && (spots.at(-1)?.end ?? 0) >= 8 + text.length + between.length);
  });
  // Few are no mixture: mostly zero bytes.
  expect(missed.length / addresses.length).toBeLessThan(0.06);
});

it('a word that may be a whole address is seen, however few its changes: it may be drawn from its end', () => {
  const muxed = 'MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAAACJUQ';
  expect(findPartSpots(`to ${muxed} now`)).toEqual([{ start: 3, end: 3 + muxed.length }]);
});

it.each([
  ['words', 'The road to the village was closed for most of the winter of 2024'],
  ['names in lines', 'iPhone16Pro\nAtlantaJewish\n  SciTech\nHealth\nYouTube'],
  ['names of programs', 'getElementsByTagName addEventListener removeEventListenerOnce'],
  ['numbers of a table', '6553600 (50)\nuint32\n5000000 (50)\nuint32'],
  ['a digest and a word', '5d41402abc4b2a76b9719d911017c592'.slice(0, 12)],
])('are not seen in %s', (_, text) => {
  expect(findPartSpots(text)).toEqual([]);
});

it('are not seen far from each other', () => {
  const between = `\n${'the road was long '.repeat(30)}\n`;
  expect(findPartSpots(`1BoatSLRHtKNn${between}gkdXEeobR76b53LETtpyT`)).toEqual([]);
});
