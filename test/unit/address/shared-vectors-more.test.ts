import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';

/** A larger collection of vectors beside the repository; not part of it. */
const FILE = resolve(import.meta.dirname, '../../../../shared/data/vectors/vectors.jsonl');

interface Row {
  address: string;
  chain: string;
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

/** Valid rows that are not read, on purpose. */
const NOT_READ: [reason: string, matches: (row: Row) => boolean][] = [
  ['payment URIs are split before they come to a codec', ({ address }) => /^(web\+)?[a-z]+:/.test(address)],
  [
    'programs and sysvars of Solana, padded with 1, are nobody’s wallet',
    ({ address }) => /1{12}/.test(address),
  ],
  [
    'programs of Solana: Token, Memo',
    ({ address }) =>
      ['TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA', 'Memo1UhkJRfHyvLMcVucJwxXeuD728EqVDDwQDxFMNo'].includes(
        address,
      ),
  ],
  ['CIP-19: header type 8 is Byron, which is not written in bech32', ({ kind }) => kind === 't8'],
  [
    'SS58: a first byte of 172 is reserved; prefix 172 takes two bytes',
    ({ address }) => address === 'JCViCkwMdGWKpf7Wogb8EFtDmaYTEZGEg6ah4svUPGnnpc7A',
  ],
  ['no network has this prefix', ({ chain }) => chain === 'bech32:abcdef'],
  ['a name without a name', ({ address }) => address === '.eth'],
  ['shorter than the registrar of .eth sells', ({ address }) => address === '_a.eth'],
  [
    'names beyond ASCII need the tables of ENSIP-15',
    ({ address, chain }) => chain === 'ens' && /\P{ASCII}/u.test(address),
  ],
];

describe.skipIf(rows.length === 0)(
  'the larger collection, more families (skipped where it is absent)',
  () => {
    it.each([
      ['solana', /^solana$/, 'solana', 60],
      ['cardano', /^cardano$/, 'cardano', 130],
      ['substrate', /^substrate$/, 'polkadot', 55],
      ['cosmos', /^(cosmos|bech32)/, 'cosmos', 55],
      ['lightning', /^lightning$/, 'lightning', 30],
      ['ens', /^ens$/, 'ens', 40],
      ['harmony and iotex', /^(harmony|iotex)$/, 'ethereum', 2],
    ])('%s', (_name, family, chain, atLeast) => {
      const mine = rows.filter(
        (row) =>
          row.use === 'strict' &&
          family.test(row.chain) &&
          !(row.valid && NOT_READ.some(([, matches]) => matches(row))),
      );
      const wrong = mine.filter((row) => (parseAddress(row.address)?.chain === chain) !== row.valid);
      expect(wrong).toEqual([]);
      expect(mine.length).toBeGreaterThan(atLeast);
    });

    it.each(NOT_READ)('not read: %s', (_reason, matches) => {
      const excluded = rows.filter((row) => row.use === 'strict' && row.valid && matches(row));
      expect(excluded.length).toBeGreaterThan(0);
      const mine = /^(solana|cardano|substrate|cosmos|bech32|lightning|ens)/;
      expect(excluded.filter((row) => mine.test(row.chain) && parseAddress(row.address))).toEqual([]);
    });
  },
);
