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
}

const rows: Row[] = existsSync(FILE)
  ? readFileSync(FILE, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];

/** Strict rows that are not asked, each with the reason. */
const EXCLUDED: { why: string; is: (row: Row) => boolean }[] = [
  { why: 'payment URIs are split before they come to a codec', is: ({ kind }) => kind === 'uri-bip21' },
  {
    why: 'called invalid for Litecoin, whose P2SH addresses had this form until 2018 and are still paid',
    is: ({ address }) => address === '3FLj1iFqS359KvBXeaStPgqX7hgyifVKbN',
  },
  {
    why: 'called invalid for Bitcoin Cash in one list; it is a legacy P2PKH address with a right checksum',
    is: ({ address }) => address === '19dcawoKcZdQz365WpXWMhX6QCUpR9SY4r',
  },
];

/** Name in the collection, name here, and rows that must at least be there. */
const CHAINS: [string, string, number][] = [
  ['bitcoin', 'bitcoin', 280],
  ['bitcoincash', 'bitcoin-cash', 90],
  ['bitcoingold', 'bitcoin-gold', 110],
  ['dash', 'dash', 7],
  ['dogecoin', 'dogecoin', 75],
  ['litecoin', 'litecoin', 170],
  ['zcash', 'zcash', 190],
  ['digibyte', 'digibyte', 7],
  ['firo', 'firo', 4],
  ['vertcoin', 'vertcoin', 12],
  ['ravencoin', 'ravencoin', 2],
  ['peercoin', 'peercoin', 1],
  ['horizen', 'horizen', 2],
  ['groestlcoin', 'groestlcoin', 1],
  ['komodo', 'komodo', 4],
  ['qtum', 'qtum', 5],
  ['bitcoinsv', 'bitcoin-sv', 8],
];

const isRead = (row: Row, chain: string) => {
  const address = parseAddress(row.address);
  return address !== null && [address.chain, ...(address.chains ?? [])].includes(chain as never);
};

describe.skipIf(rows.length === 0)('the larger collection (skipped where it is absent)', () => {
  it.each(CHAINS)('%s, every network', (name, chain, atLeast) => {
    const strict = rows.filter((row) => row.use === 'strict' && row.chain === name);
    const asked = strict.filter((row) => !EXCLUDED.some(({ is }) => is(row)));
    expect(asked.length).toBeGreaterThanOrEqual(atLeast);
    expect(asked.filter((row) => isRead(row, chain) !== row.valid)).toEqual([]);
  });

  it('every exclusion is needed', () => {
    const strict = rows.filter((row) => row.use === 'strict');
    for (const { is } of EXCLUDED) expect(strict.some(is)).toBe(true);
  });

  it('a test network is told, where the version byte is of no main network', () => {
    const names = new Map(CHAINS.map(([name, chain]) => [name, chain]));
    const tests = ['testnet', 'test', 'signet', 'regtest'];
    const valid = rows.filter(
      ({ use, chain, network = '', valid }) =>
        use === 'strict' && valid && names.has(chain) && tests.includes(network),
    );
    const untold = valid.filter(({ address }) => !parseAddress(address)?.notes?.includes('testnet'));
    // 58 is Qtum's P2PKH on its main network.
    expect(untold.filter(({ address }) => !/^Q/.test(address))).toEqual([]);
    expect(valid.length).toBeGreaterThan(150);
  });
});
