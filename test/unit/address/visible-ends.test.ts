import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import { HEAD_CHARS, lookAlike, TAIL_CHARS, visibleEnds } from '#lib/address/visible-ends.ts';
import { MAX_CANDIDATES } from '#lib/core/limits.ts';
import type { Address } from '#lib/core/types.ts';

const parse = (text: string): Address => {
  const address = parseAddress(text);
  if (!address) throw new Error(`${text} is no address`);
  return address;
};

describe('the visible ends of an address', () => {
  it.each([
    ['EVM, whatever its letters', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', '5aae', 'eaed'],
    ['P2PKH', '1BoatSLRHtKNngkdXEeobR76b53LETtpyT', 'Boat', 'tpyT'],
    ['a witness program', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'w508', 'f3t4'],
    ['CashAddr', 'bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a', 'pm2q', 'dx6a'],
    ['TRON', 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW', 'XEsK', 'dRNW'],
    ['Zcash', 't1U9yhDa5XEjgfnTgZoKddeSiEN1aoLkQxq', 'U9yh', 'kQxq'],
    ['Tezos', 'tz1LggX2HUdvJ1tF4Fvv8fjsrzLeW4Jr9t2Q', 'LggX', '9t2Q'],
    ['Nano', 'nano_3t6k35gi95xu6tergt6p69ck76ogmitsa8mnijtpxm9fkcm736xtoncuohr3', 't6k3', 'ohr3'],
    ['Cosmos', 'cosmos1w508d6qejxtdg4y5r3zarvary0c5xw7k6ah60c', 'w508', 'h60c'],
    ['TON', 'UQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPuwA', 'DKbj', 'PuwA'],
    ['Solana', '3h1zGmCwsRJnVk5BuRNMLsPaQu1y2aqXqXDWYCgrp5UG', '3h1z', 'p5UG'],
  ])('%s', (_, text, head, tail) => {
    expect(visibleEnds(parse(text))).toMatchObject({ head, tail });
  });

  it.each([
    ['a name', 'vitalik.eth'],
    ['ends of one letter', '0x0000000000000000000000000000000000000000'],
    [
      'an extended key',
      'xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8',
    ],
  ])('are none where nothing is shortened or told: %s', (_, text) => {
    expect(visibleEnds(parse(text))).toBeNull();
  });

  it('agree by chance less than once in two thousand pages full of honest addresses', () => {
    const pairs = (MAX_CANDIDATES * (MAX_CANDIDATES - 1)) / 2;
    const hex = pairs / 16 ** (HEAD_CHARS + TAIL_CHARS);
    expect(hex).toBeLessThan(1 / 2_000);
  });
});

describe('two addresses', () => {
  const HONEST = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';

  it.each([
    ['look alike with the same ends', '0x5aae00112233445566778899aabbccddeeffeaed', true],
    ['do not when they are one', HONEST.toLowerCase(), false],
    ['do not with another head', '0x6aae00112233445566778899aabbccddeeffeaed', false],
    ['do not with another tail', '0x5aae00112233445566778899aabbccddeeffeaee', false],
  ])('%s', (_, other, expected) => {
    expect(lookAlike(parse(HONEST), parse(other))).toBe(expected);
  });

  it('do not look alike on two chains', () => {
    const a = parse(HONEST);
    expect(lookAlike(a, { ...a, identity: 'other', keys: [], chain: 'tron' })).toBe(false);
    expect(lookAlike(a, { ...a, identity: 'other', keys: [] })).toBe(true);
    expect(lookAlike(a, { ...a, identity: 'other' })).toBe(false); // one key, one owner
  });
});
