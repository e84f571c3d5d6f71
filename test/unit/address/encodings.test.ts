import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encodeAlgorand } from '#lib/address/algorand.ts';
import { encodingsOf } from '#lib/address/encodings.ts';
import { parseAddress } from '#lib/address/registry.ts';
import { isOnCurve } from '#lib/address/solana.ts';
import type { Address } from '#lib/core/types.ts';

const FOLDER = new URL('../../vectors/', import.meta.url);
const VECTORS: string[] = readdirSync(FOLDER).flatMap((file) =>
  JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')).valid.map(({ text }: { text: string }) => text),
);

function read(text: string): Address {
  const address = parseAddress(text);
  if (!address) throw new Error(`no address: ${text}`);
  return address;
}
const textsOf = (text: string, relation: 'same-destination' | 'same-key') =>
  encodingsOf(read(text), text)
    .filter((one) => one.relation === relation)
    .map((one) => `${one.chain} ${one.text}`);
const same = (text: string) => textsOf(text, 'same-destination');
const linked = (text: string) => textsOf(text, 'same-key');

/** Spellings of one thing, as specifications give them: what each of them leads to. */
const SPELLED: readonly (readonly [source: string, text: string, chain: string, others: string[]])[] = [
  [
    'EIP-55',
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    'ethereum',
    ['0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', '0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED'],
  ],
  [
    'EIP-55, from lower case',
    '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed',
    'ethereum',
    ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
  ],
  [
    'CashAddr, "Examples of address translation"',
    'bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a',
    'bitcoin-cash',
    [
      '1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu',
      'qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a',
      'BITCOINCASH:QPM2QSZNHKS23Z7629MMS6S4CWEF74VCWVY22GDX6A',
      // CashTokens.
      'bitcoincash:zpm2qsznhks23z7629mms6s4cwef74vcwvrqekrq9w',
    ],
  ],
  [
    'CashAddr, P2SH',
    'bitcoincash:ppm2qsznhks23z7629mms6s4cwef74vcwvn0h829pq',
    'bitcoin-cash',
    ['3CWFddi6m4ndiGyKqzYvsFYagqDLPVMTzC'],
  ],
  [
    'CashTokens, from the token-aware form',
    'bitcoincash:rvch8mmxy0rtfrlarg7ucrxxfzds5pamg73h7370aa87d80gyhqxq0advfghr',
    'bitcoin-cash',
    ['bitcoincash:pvch8mmxy0rtfrlarg7ucrxxfzds5pamg73h7370aa87d80gyhqxqaw3dsfwg'],
  ],
  [
    'BIP-173',
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    'bitcoin',
    ['BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4'],
  ],
  [
    'TON documentation, Address formats',
    'UQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPuwA',
    'ton',
    [
      'EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF',
      'EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff+W72r5gqPrHF',
      '0:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e',
    ],
  ],
  [
    'TEP-2, masterchain',
    'Ef_lZ1T4NCb2mwkme9h2rJfESCE0W34ma9lWp7-_uY3zXDvq',
    'ton',
    [
      'Uf_lZ1T4NCb2mwkme9h2rJfESCE0W34ma9lWp7-_uY3zXGYv',
      '-1:e56754f83426f69b09267bd876ac97c44821345b7e266bd956a7bfbfb98df35c',
    ],
  ],
  [
    'TON documentation, test networks',
    'kQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPgpP',
    'ton',
    ['0QDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPleK'],
  ],
  [
    'TRON documentation, Account',
    'TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL',
    'tron',
    ['418840e6c55b9ada326d211d818c34a994aeced808'],
  ],
  [
    'xrpl.js, ripple-address-codec',
    'rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf',
    'ripple',
    ['XVLhHMPHU98es4dbozjVtdWzVrDjtV5fdx1mHp98tDMoQXb'],
  ],
  [
    'xrpl.js, ripple-address-codec: tag 16781933',
    'XVLhHMPHU98es4dbozjVtdWzVrDjtVqrDUk2vDpkTjPsY73',
    'ripple',
    ['rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf', 'XVLhHMPHU98es4dbozjVtdWzVrDjtV5fdx1mHp98tDMoQXb'],
  ],
  [
    'SEP-23',
    'MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUQ',
    'stellar',
    ['GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ'],
  ],
  [
    'Monero functional tests, integrated_address.py',
    '4GYjoMG9Y2BBUMhuykdK3gQ98XDqDTYW1hNLaXNvjpsJaSbNtdXh1sKMsdVgqkaihChAzEy29zEDPMR3NHQvGoZCVSs1ZojwrDCGS5rUuo',
    'monero',
    ['46r4nYSevkfBUMhuykdK3gQ98XDqDTYW1hNLaXNvjpsJaSbNtdXh1sKMsdVgqkaihChAzEy29zEDPMR3NHQvGoZCLGwTerK'],
  ],
  [
    'Nano before 2018',
    'nano_3t6k35gi95xu6tergt6p69ck76ogmitsa8mnijtpxm9fkcm736xtoncuohr3',
    'nano',
    ['xrb_3t6k35gi95xu6tergt6p69ck76ogmitsa8mnijtpxm9fkcm736xtoncuohr3'],
  ],
];

/** Other addresses of one key, as specifications and published wallets give them. */
const LINKED: readonly (readonly [source: string, text: string, others: string[]])[] = [
  [
    'the key of BIP-173’s examples',
    '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH',
    [
      'bitcoin bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
      'bitcoin-cash 1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH',
      'cosmos cosmos1w508d6qejxtdg4y5r3zarvary0c5xw7k6ah60c',
      // BIP-49 tooling and Bitcoin Core: the wrapped form of the same key.
      'bitcoin 3JvL6Ymt8MVWiCNHC7oWU6nLeHNJKLZGLN',
    ],
  ],
  [
    'substrate, development account Alice',
    '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
    [
      'polkadot 15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5',
      'polkadot HNZata7iMYWmk5RvZRTiAsSDhV8366zq2YGb3tLH5Upf74F',
    ],
  ],
  [
    'listed by OFAC side by side',
    'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW',
    ['ethereum 0xE950DC316b836e4EeFb8308bf32Bf7C72a1358FF'],
  ],
  [
    'wallet-core tests: one key, three networks',
    'cosmos1mry47pkga5tdswtluy0m8teslpalkdq07pswu4',
    [
      'cosmos juno1mry47pkga5tdswtluy0m8teslpalkdq0gnn4mf',
      'cosmos persistence1mry47pkga5tdswtluy0m8teslpalkdq0sdkaj3',
    ],
  ],
  [
    'wallet-core tests: Ethermint',
    'inj14py36sx57ud82t9yrks9z6hdsrpn5x6k8tf7m3',
    ['cosmos evmos14py36sx57ud82t9yrks9z6hdsrpn5x6k0r05np'],
  ],
  [
    'xrpl.js: a test network’s account on the main one',
    'TVE26TYGhfLC7tQDno7G8dGtxSkYQnSz1uDimDdPYXzSpyw',
    ['ripple rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf'],
  ],
  [
    'CIP-19: a base address and the enterprise address of its payment key',
    'addr1qx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer3n0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2wywfgse35a3x',
    ['cardano addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl8'],
  ],
];

describe('other ways to write an address', () => {
  it.each(SPELLED)('%s', (_source, text, chain, others) => {
    expect(same(text)).toEqual(expect.arrayContaining(others.map((one) => `${chain} ${one}`)));
    expect(same(text)).not.toContain(`${chain} ${text}`);
  });

  it.each(LINKED)('of one key: %s', (_source, text, others) => {
    expect(linked(text)).toEqual(expect.arrayContaining(others));
    for (const other of others) expect(same(text)).not.toContain(other);
  });

  it('tell which leave out the tag of a customer', () => {
    const tagged = read('XVLhHMPHU98es4dbozjVtdWzVrDjtVqrDUk2vDpkTjPsY73');
    const spelled = encodingsOf(tagged).filter(({ relation }) => relation === 'same-destination');
    expect(spelled.map(({ withoutMemo }) => withoutMemo)).toEqual([true, true]);
    const plain = encodingsOf(read('rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf'));
    expect(plain.some(({ withoutMemo }) => withoutMemo)).toBe(false);
  });

  it('name the network where a chain has many', () => {
    const kusama = encodingsOf(read('15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5')).find(
      ({ text }) => text === 'HNZata7iMYWmk5RvZRTiAsSDhV8366zq2YGb3tLH5Upf74F',
    );
    expect(kusama).toMatchObject({ network: 'Kusama', relation: 'same-key' });
  });

  it('a network’s own module is nobody’s account elsewhere', () => {
    // "modlpy/trsry", Polkadot's treasury.
    expect(encodingsOf(read('13UVJyLnbVp9RBZYFwFGyDvVd1y27Tt8tkntv6Q7JVPhFsTB'))).toEqual([]);
  });
});

describe('an account that is no key', () => {
  it('is nobody’s on another chain: multisignatures and programs are hashes', () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, i) => i);
    const offCurve = Array.from({ length: 20 }, (_, i) => Uint8Array.of(i, ...bytes.subarray(1))).find(
      (key) => !isOnCurve(key),
    );
    expect(encodingsOf(read(encodeAlgorand(offCurve ?? bytes)))).toEqual([]);
    const [, onCurve = ''] =
      /solana (\S+)/.exec(linked('GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ').join(' ')) ?? [];
    expect(onCurve).not.toBe('');
  });
});

/** Forms that no text tells from another thing: they are written here and not read there. */
const UNREAD = /^41[0-9a-f]{40}$/;

describe.each(VECTORS)('%s', (text) => {
  const address = read(text);
  const encodings = encodingsOf(address, text);

  it('leads to what its relation says', () => {
    for (const { chain, text: other, relation } of encodings) {
      if (UNREAD.test(other)) continue;
      const parsed = parseAddress(other);
      expect(parsed, other).not.toBeNull();
      if (!parsed) continue;
      expect([parsed.chain, ...(parsed.chains ?? [])], other).toContain(chain);
      // What a fork of Bitcoin wrote before it had a form of its own reads as Bitcoin's.
      const isLegacy =
        ['bitcoin-cash', 'ecash'].includes(chain) &&
        [other, address.canonical].some((one) => /^[13CH]/.test(one));
      if (relation === 'same-destination' && !isLegacy) expect(parsed.identity, other).toBe(address.identity);
      else
        expect(
          parsed.keys.some((key) => address.keys.includes(key)),
          other,
        ).toBe(true);
      if (relation === 'same-key' && !address.keys[0]?.startsWith('xkey:')) {
        expect(`${chain} ${parsed.identity}`, other).not.toBe(`${address.chain} ${address.identity}`);
      }
    }
  });

  it('is never among its own other forms, nor is any form twice', () => {
    const named = encodings.map((one) => `${one.chain} ${one.text}`);
    expect(new Set(named).size).toBe(named.length);
    expect(named).not.toContain(`${address.chain} ${text}`);
  });

  it('has the same other forms however it is written', () => {
    const mine = encodings.filter(({ relation }) => relation === 'same-key').map((one) => one.text);
    for (const { text: other, chain, relation } of encodings) {
      const parsed = relation === 'same-destination' ? parseAddress(other) : null;
      if (parsed?.chain !== chain || address.kind === 'x-address' || address.kind === 'muxed') continue;
      const theirs = encodingsOf(parsed, other).filter((one) => one.relation === 'same-key');
      expect(theirs.map((one) => one.text)).toEqual(mine);
    }
  });
});
