import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import { type Found, findCandidates } from '#lib/detect/find.ts';
import { findSpots } from '#lib/detect/spots.ts';

/** BIP-173. */
const SEGWIT = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const GROUPED = SEGWIT.replace(/.{4}(?=.)/g, '$& ');

const addressesIn = (found: readonly Found[]) =>
  found.map(({ text }) => text).filter((text) => parseAddress(text));

describe('texts made to be expensive', () => {
  it('one word of millions of letters is looked at to its end, in parts', () => {
    const spots = findSpots(`${'a1B'.repeat(3_000_000)} end`);
    let end = 0;
    for (const spot of spots) {
      expect(spot.start).toBe(end);
      expect(spot.end - spot.start).toBeLessThanOrEqual(5_000);
      end = spot.end;
    }
    expect(end).toBe(9_000_000);
  });

  it('a beginning that leads nowhere does not hide the address behind it', () => {
    const found = findCandidates(`They begin with bc1q or 0x 12 34 5z so ${GROUPED}`);
    expect(addressesIn(found)).toEqual([SEGWIT]);
  });

  it('groups in other groups than four are found behind rows of four', () => {
    const six = SEGWIT.replace(/.{6}(?=.)/g, '$& ');
    const found = findCandidates(`${GROUPED}. ${six}. ${GROUPED}`);
    expect(addressesIn(found)).toEqual([SEGWIT, SEGWIT, SEGWIT]);
  });

  it('a row of words as long as groups is read from so many of them only', () => {
    const found = findCandidates(`${'qacd '.repeat(30)}q2cd ${'qacd '.repeat(9)}.`);
    expect(found).not.toEqual([]);
    expect(new Set(found.map(({ start }) => start)).size).toBeLessThanOrEqual(5);
  });

  it('a longer row is a dump of memory or a table, and is not read', () => {
    expect(findCandidates(`${'qacd '.repeat(40)}q2cd ${'qacd '.repeat(9)}.`)).toEqual([]);
  });

  it('what is found behind invisible characters stands where it stood', () => {
    const text = `\u200bPay\u200b ${SEGWIT.slice(0, 9)}\u200b\u200b${SEGWIT.slice(9)}\u200b.`;
    const [found] = findCandidates(text);
    expect(found?.text).toBe(SEGWIT);
    expect(text.slice(found?.start, found?.end).replaceAll('\u200b', '')).toBe(SEGWIT);
    expect(text[found?.start ?? 0]).toBe('b');
  });
});
