import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';

/** A larger collection of vectors beside the repository; not part of it. */
const FILE = resolve(import.meta.dirname, '../../../../shared/data/vectors/vectors.jsonl');

interface Row {
  address: string;
  chain: string;
  network?: string;
  valid: boolean;
  kind: string | null;
  use: string;
  base_address?: string;
  payment_id?: string;
  tag?: string;
}

const rows: Row[] = existsSync(FILE)
  ? readFileSync(FILE, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];

/** Names that the rules of NEAR allow, and everybody's words and hosts as well: read only under a top-level account. */
const NAMES_WITHOUT_TOP_LEVEL = [
  'aa',
  'a-a',
  '0o',
  'near',
  'bowen',
  'a.ha',
  'a.b-a.ra',
  'over.9000',
  'google.com',
  '0o0ooo00oo00o',
  'alex-skidanov',
  '10-4.8-2',
  'no_lols',
  'near.a',
];

/** Rows that ask something else than what a codec answers. */
function isOutOfScope({ address, chain, kind, valid }: Row): boolean {
  return (
    // Payment URIs are split before they come to a codec.
    kind === 'uri-sep7' || (chain === 'near' && valid && NAMES_WITHOUT_TOP_LEVEL.includes(address))
  );
}

const strictOf = (chain: string) =>
  rows.filter((row) => row.use === 'strict' && row.chain === chain && !isOutOfScope(row));

describe.skipIf(rows.length === 0)('the larger collection, accounts (skipped where it is absent)', () => {
  it.each([
    ['monero', 'monero', 61],
    ['xrp', 'ripple', 52],
    ['stellar', 'stellar', 44],
    ['algorand', 'algorand', 15],
    ['tezos', 'tezos', 27],
    // 17 valid ones, of which 14 are out of scope; 15 invalid ones.
    ['near', 'near', 18],
    ['ton', 'ton', 49],
    ['nano', 'nano', 22],
  ])('%s: every row agrees', (family, chain, count) => {
    const mine = strictOf(family);
    expect(mine.length).toBeGreaterThanOrEqual(count);
    const wrong = mine.filter((row) => (parseAddress(row.address)?.chain === chain) !== row.valid);
    expect(wrong).toEqual([]);
  });

  it('a form that carries more is identical with the base that the collection names', () => {
    const mine = rows.filter(
      (row) =>
        row.base_address &&
        row.valid &&
        ['monero', 'xrp', 'stellar', 'ton'].includes(row.chain) &&
        // The bases of XRP and TON do not tell their network; see the next test.
        !parseAddress(row.address)?.notes?.includes('testnet'),
    );
    expect(mine.length).toBeGreaterThan(60);
    for (const { address, base_address } of mine) {
      expect(parseAddress(address)?.identity, address).toBe(parseAddress(base_address ?? '')?.identity);
    }
  });

  it('what is of a test network shares the key of its base', () => {
    const mine = rows.filter(
      (row) => row.base_address && row.valid && ['monero', 'xrp', 'ton'].includes(row.chain),
    );
    const tests = mine.filter(({ address }) => parseAddress(address)?.notes?.includes('testnet'));
    expect(tests.length).toBeGreaterThan(20);
    for (const { address, base_address } of tests) {
      expect(parseAddress(address)?.keys, address).toEqual(parseAddress(base_address ?? '')?.keys);
    }
  });

  it('payment ids and destination tags are those of the collection', () => {
    const mine = rows.filter((row) => row.valid && (row.tag ?? row.payment_id));
    expect(mine.length).toBeGreaterThan(25);
    for (const { address, tag, payment_id } of mine) {
      expect(parseAddress(address)?.memo, address).toBe(tag === 'false' ? undefined : (tag ?? payment_id));
    }
  });

  it('networks of Monero', () => {
    const mine = strictOf('monero').filter(({ valid }) => valid);
    for (const { address, network } of mine) {
      expect(parseAddress(address)?.notes?.includes('testnet') ?? false, address).toBe(network !== 'mainnet');
    }
  });
});
