import { describe, expect, it } from 'vitest';
import { NETWORKS } from '#lib/address/bitcoin-networks.ts';
import { parseAddress } from '#lib/address/registry.ts';

const keysOf = (text: string) => parseAddress(text)?.keys ?? [];
const meet = (a: string, b: string) => keysOf(a).some((key) => keysOf(b).includes(key));
const identityOf = (text: string) => parseAddress(text)?.identity;

describe('a version byte that several networks use', () => {
  it.each([
    ['1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu', ['bitcoin', 'bitcoin-cash', 'bitcoin-sv', 'ecash']],
    [
      '3CWFddi6m4ndiGyKqzYvsFYagqDLPVMTzC',
      ['bitcoin', 'bitcoin-cash', 'bitcoin-sv', 'ecash', 'litecoin', 'digibyte', 'vertcoin', 'feathercoin'],
    ],
    ['DPpJVPpvPNP6i6tMj4rTycAGh8wReTqaSU', ['dogecoin', 'digibyte', 'verge']],
    ['ASrRHjXu4jkTRxq12JerpKhTh3111Yy2Va', ['bitcoin-gold', 'neo']],
    ['RALiENnMMjyubc38hM31h6oicPsuWdAMYg', ['ravencoin', 'komodo']],
    ['MQMcJhpWHYVeQArcZR3sBgyPZxxRtnH441', ['litecoin', 'qtum']],
    ['QNjUiD3bVVZwYTc5AhpeQbS1mfb2guyWhe', ['qtum', 'litecoin']],
    [
      'mo9ncXisMeAoXwqcV5EWuyncbmCcQN4rVs',
      ['bitcoin', 'bitcoin-cash', 'bitcoin-sv', 'litecoin', 'bitcoin-gold'],
    ],
  ])('%s names them all, the most used first', (text, chains) => {
    expect(parseAddress(text)?.chains).toEqual(chains);
    expect(parseAddress(text)?.chain).toBe(chains[0]);
  });

  it('one network alone is not told twice', () => {
    expect(parseAddress('LTpYZG19YmfvY2bBDYtCKpunVRw7nVgRHW')).not.toHaveProperty('chains');
  });

  it('Qtum is no test network, though Litecoin tests under the same byte', () => {
    expect(parseAddress('QNjUiD3bVVZwYTc5AhpeQbS1mfb2guyWhe')).not.toHaveProperty('notes');
  });
});

describe('one key on several networks', () => {
  // CashAddr specification, "Examples of address translation".
  const legacy = '1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu';
  const cash = 'bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a';
  const tokens = 'bitcoincash:zpm2qsznhks23z7629mms6s4cwef74vcwvrqekrq9w';

  it.each([
    ['legacy and CashAddr', legacy, cash],
    ['token-aware and plain', tokens, cash],
    [
      'legacy P2SH and CashAddr P2SH',
      '3CWFddi6m4ndiGyKqzYvsFYagqDLPVMTzC',
      'ppm2qsznhks23z7629mms6s4cwef74vcwvn0h829pq',
    ],
    [
      'Bitcoin Cash and eCash',
      'qph5kuz78czq00e3t85ugpgd7xmer5kr7c5f6jdpwk',
      'qph5kuz78czq00e3t85ugpgd7xmer5kr7cdywekmgp',
    ],
    [
      'Bitcoin and Litecoin segwit',
      'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
      'ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9',
    ],
  ])('%s meet', (_name, a, b) => {
    expect(meet(a, b)).toBe(true);
  });

  it('the legacy form has an identity of its own: it does not tell its chain', () => {
    expect(identityOf(legacy)).not.toBe(identityOf(cash));
  });

  it('a P2PKH and a P2SH address with equal bytes do not meet', () => {
    expect(meet(cash, 'bitcoincash:ppm2qsznhks23z7629mms6s4cwef74vcwvn0h829pq')).toBe(false);
  });
});

describe('Zcash', () => {
  // zcash-test-vectors, unified_address: P2PKH 3ca74c80ef1d1853423ae2891cd5d0ecbcfde137 with a Sapling receiver.
  const unified =
    'u149eavna6le6hj9ct0ggat9zu86utes626d2360epdnxezqp0r2xrg8p8rvswqe76pqe5wc7hwfa0rz9y5dkwpsyma365z5y2syguhzud7jhcegxzgklqmwucz56kkw2v54gcqx6wrkf';

  it.each([
    ['t1', 't1PQJxyNc5oR827PJ4pFmud51tuCjPvQVUy'],
    ['Bitcoin', '16XhxdxU7UdXRULQ8PSemoy6eF1efkjF1v'],
  ])('a unified address meets its transparent receiver as %s', (_name, text) => {
    expect(meet(unified, text)).toBe(true);
  });

  it('TEX and t1 are one destination (ZIP-320)', () => {
    expect(identityOf('tex1s2rt77ggv6q989lr49rkgzmh5slsksa9khdgte')).toBe(
      identityOf('t1VmmGiyjVNeCjxDZzg7vZmd99WyzVby9yC'),
    );
    expect(meet('tex1s2rt77ggv6q989lr49rkgzmh5slsksa9khdgte', 't1VmmGiyjVNeCjxDZzg7vZmd99WyzVby9yC')).toBe(
      true,
    );
  });
});

it('a confidential Liquid address is the destination of its unconfidential form', () => {
  const confidential =
    'lq1qqdwn93gehkq4mtz2amsagawgfd6y9ksrkekal5u8tmle07f9fa0kgcnfez4lguhekeeyhy78nfqy8tyqvxayywgpwvm73t6av';
  const identity = identityOf(confidential);
  expect(identity).toMatch(/^liquid:ex1q/);
  expect(identityOf(identity?.slice('liquid:'.length) ?? '')).toBe(identity);
});

it('the table says where every row comes from, and puts main networks first', () => {
  expect(NETWORKS.filter(({ source }) => source === '')).toEqual([]);
  const firstTest = NETWORKS.findIndex(({ test }) => test);
  expect(NETWORKS.slice(firstTest).every(({ test }) => test)).toBe(true);
});
