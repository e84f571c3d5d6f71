import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { ChainName } from '#lib/core/chains.ts';
import { scoreVectors } from '../../../scripts/bench/corpus-vectors.ts';
import { hasCorpus, readRows } from '../../support/corpus.ts';
import { agrees, chainOf, NOT_ASKED, type VectorRow } from '../../support/vectors.ts';

/** Strict rows that must at least be asked, by chain. */
const AT_LEAST: readonly [chain: ChainName, rows: number][] = [
  ['algorand', 15],
  ['bitcoin', 353],
  ['bitcoin-cash', 92],
  ['bitcoin-gold', 115],
  ['bitcoin-sv', 8],
  ['cardano', 136],
  ['cosmos', 61],
  ['dash', 8],
  ['digibyte', 7],
  ['dogecoin', 75],
  ['ens', 60],
  ['ethereum', 61],
  ['firo', 4],
  ['groestlcoin', 1],
  ['horizen', 2],
  ['komodo', 4],
  ['lightning', 33],
  ['litecoin', 176],
  ['monero', 61],
  ['nano', 22],
  ['near', 18],
  ['peercoin', 1],
  ['polkadot', 60],
  ['qtum', 5],
  ['ravencoin', 2],
  ['ripple', 52],
  ['solana', 65],
  ['stellar', 44],
  ['tezos', 27],
  ['ton', 49],
  ['tron', 28],
  ['vertcoin', 12],
  ['zcash', 198],
];

/** Chains that may share an address with others: one version byte, several networks. */
const BITCOIN_LIKE =
  /^(?:bitcoin|litecoin|dogecoin|dash|digibyte|firo|vertcoin|ravencoin|peercoin|horizen|groestlcoin|komodo|qtum|zcash)/;

const rows = hasCorpus ? readRows<VectorRow>('vectors/vectors.jsonl') : [];
const strict = rows.filter(({ use }) => use === 'strict');
const isTest = (text: string) => parseAddress(text)?.notes?.includes('testnet') ?? false;

describe.skipIf(!hasCorpus)('the larger collection of vectors (skipped where it is absent)', () => {
  const { chains } = scoreVectors(rows);

  it.each(AT_LEAST)('%s: every strict row agrees', (chain, atLeast) => {
    const score = chains.find((one) => one.chain === chain);
    expect(score?.disagree).toEqual([]);
    expect(score?.agree).toBeGreaterThanOrEqual(atLeast);
  });

  it('gives names beyond ASCII the spelling that the collection gives them', () => {
    const named = strict.filter(({ norm }) => norm && /\P{ASCII}/u.test(norm));
    const read = named.flatMap(({ address, norm }) => {
      const canonical = parseAddress(address)?.canonical;
      return canonical ? [[canonical, norm]] : [];
    });
    expect(read.length).toBeGreaterThan(3);
    for (const [canonical, norm] of read) expect(canonical).toBe(norm);
  });

  it('has no chain beside these that has a codec', () => {
    expect(chains.map(({ chain }) => chain).sort()).toEqual(AT_LEAST.map(([chain]) => chain));
  });

  it('an address without a version byte is of one chain', () => {
    const shared = strict.filter((row) => {
      const chain = chainOf(row);
      return chain && !BITCOIN_LIKE.test(chain) && row.valid && parseAddress(row.address)?.chains;
    });
    expect(shared).toEqual([]);
  });

  it.each(NOT_ASKED)('not asked, and the opposite is said of every such row: $why', ({ is }) => {
    const mine = strict.filter((row) => chainOf(row) && is(row));
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.filter((row) => agrees(row, chainOf(row) as ChainName))).toEqual([]);
    expect(mine.filter((row) => (parseAddress(row.address) !== null) === row.valid)).toEqual([]);
  });
});

describe.skipIf(!hasCorpus)('forms that carry more than an address (skipped where there are none)', () => {
  const carrying = rows.filter(
    ({ base_address, valid, chain }) =>
      base_address && valid && ['monero', 'xrp', 'stellar', 'ton'].includes(chain),
  );

  it('are identical with the base that the collection names', () => {
    // The bases of XRP and TON do not tell their network; see the next test.
    const mine = carrying.filter(({ address }) => !isTest(address));
    expect(mine.length).toBeGreaterThan(60);
    for (const { address, base_address = '' } of mine) {
      expect(parseAddress(address)?.identity, address).toBe(parseAddress(base_address)?.identity);
    }
  });

  it('share the key of their base on a test network', () => {
    const mine = carrying.filter(({ address }) => isTest(address));
    expect(mine.length).toBeGreaterThan(20);
    for (const { address, base_address = '' } of mine) {
      expect(parseAddress(address)?.keys, address).toEqual(parseAddress(base_address)?.keys);
    }
  });

  it('have the payment ids and destination tags of the collection', () => {
    const mine = rows.filter((row) => row.valid && (row.tag ?? row.payment_id));
    expect(mine.length).toBeGreaterThan(25);
    for (const { address, tag, payment_id } of mine) {
      expect(parseAddress(address)?.memo, address).toBe(tag === 'false' ? undefined : (tag ?? payment_id));
    }
  });
});

describe.skipIf(!hasCorpus)('networks (skipped where the collection is absent)', () => {
  it('of Monero are told apart', () => {
    const mine = strict.filter(({ chain, valid }) => chain === 'monero' && valid);
    expect(mine.length).toBeGreaterThan(0);
    for (const { address, network } of mine) expect(isTest(address), address).toBe(network !== 'mainnet');
  });

  it('for tests are told, where the version byte is of no main network', () => {
    const mine = strict.filter(
      (row) =>
        row.valid &&
        BITCOIN_LIKE.test(row.chain) &&
        ['testnet', 'test', 'signet', 'regtest'].includes(row.network ?? ''),
    );
    expect(mine.length).toBeGreaterThan(150);
    // 58 is Qtum's P2PKH on its main network.
    expect(mine.filter(({ address }) => !isTest(address) && !address.startsWith('Q'))).toEqual([]);
  });
});
