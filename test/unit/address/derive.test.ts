import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { HDKey } from '@scure/bip32';
import { mnemonicToSeedSync } from '@scure/bip39';
import { describe, expect, it } from 'vitest';
import { branchesOf, childKeys } from '#lib/address/derive.ts';
import { isDescriptorChecksum } from '#lib/address/descriptor-checksum.ts';
import { parseAddress } from '#lib/address/registry.ts';

/** Whether the child at `path` (branch, index) meets the address. */
function makes(text: string, [branch, index]: [number, number], address: string): boolean {
  const parent = branchesOf(text)[branch];
  const keys = parent ? (childKeys(parent, index, index + 1)[0] ?? []) : [];
  return parseAddress(address)?.keys.some((key) => keys.includes(key)) ?? false;
}

/** The mnemonic of SLIP-132, BIP-84 and BIP-86, and of most wallets' tests. */
const SEED = mnemonicToSeedSync(`${'abandon '.repeat(11)}about`);
const accountKey = (path: string) => HDKey.fromMasterSeed(SEED).derive(path).publicExtendedKey;

describe('children of an extended key', () => {
  const XPUB =
    'xpub6BosfCnifzxcFwrSzQiqu2DBVTshkCXacvNsWGYJVVhhawA7d4R5WSWGFNbi8Aw6ZRc1brxMyWMzG3DSSSSoekkudhUd9yLb6qx39T9nMdj';
  const YPUB =
    'ypub6Ww3ibxVfGzLrAH1PNcjyAWenMTbbAosGNB6VvmSEgytSER9azLDWCxoJwW7Ke7icmizBMXrzBx9979FfaHxHcrArf3zbeJJJUZPf663zsP';
  const ZPUB =
    'zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf31mGDtKsAYz2oz2AGutZYs';
  const BIP86 =
    'xpub6BgBgsespWvERF3LHQu6CnqdvfEvtMcQjYrcRzx53QJjSxarj2afYWcLteoGVky7D3UKDP9QyrLprQ3VCECoY49yfdDEHGCtMMj92pReUsQ';

  it.each<[string, string, [number, number], string]>([
    ['SLIP-132, P2PKH', XPUB, [0, 0], '1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA'],
    ['SLIP-132, P2SH-P2WPKH', YPUB, [0, 0], '37VucYSaXLCAsxYyAPfbSi9eh4iEcbShgf'],
    ['BIP-84, P2WPKH', ZPUB, [0, 0], 'bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu'],
    ['BIP-84, second', ZPUB, [0, 1], 'bc1qnjg0jd8228aq7egyzacy8cys3knf9xvrerkf9g'],
    ['BIP-84, change', ZPUB, [1, 0], 'bc1q8c6fshw2dlwun7ekn9qwf37cu2rn755upcp6el'],
    ['BIP-86, P2TR', BIP86, [0, 0], 'bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr'],
    ['BIP-86, second', BIP86, [0, 1], 'bc1p4qhjn9zdvkux4e44uhx8tc55attvtyu358kutcqkudyccelu0was9fqzwh'],
    ['BIP-86, change', BIP86, [1, 0], 'bc1p3qkhfews2uk44qtvauqyr2ttdsw7svhkl9nkm9s9c3x4ax5h60wqwruhk7'],
    [
      "an EVM account, m/44'/60'/0'",
      accountKey("m/44'/60'/0'"),
      [0, 0],
      '0x9858EfFD232B4033E47d90003D41EC34EcaEda94',
    ],
  ])('%s', (_name, text, path, address) => {
    expect(makes(text, path, address)).toBe(true);
  });

  it('covers the key of the receive branch itself', () => {
    const branch = accountKey("m/84'/0'/0'/0");
    expect(makes(branch, [2, 1], 'bc1qnjg0jd8228aq7egyzacy8cys3knf9xvrerkf9g')).toBe(true);
    expect(makes(branch, [0, 1], 'bc1qnjg0jd8228aq7egyzacy8cys3knf9xvrerkf9g')).toBe(false);
  });

  it('has the public keys that the library derives, at both ends of the range', () => {
    const { publicKey } = HDKey.fromMasterSeed(SEED).derive("m/44'/0'/0'/1/2147483647");
    const parent = branchesOf(XPUB)[1];
    const hex = Buffer.from(publicKey ?? []).toString('hex');
    const own = branchesOf(`wpkh(${hex})`)[0];
    expect(own && childKeys(own, 0, 1)).toEqual(parent && childKeys(parent, 2147483647, 2147483648));
  });

  it('gives as many as are asked for, in order', () => {
    const [receive] = branchesOf(ZPUB);
    if (!receive) throw new Error('no branch');
    const all = childKeys(receive, 0, 5);
    expect(all).toHaveLength(5);
    expect(childKeys(receive, 3, 5)).toEqual(all.slice(3));
    expect(childKeys(receive, 5, 5)).toEqual([]);
  });

  it('derives nothing of an address, a private key or a multisig', () => {
    const shared = `wsh(multi(1,${XPUB}/0/*,${BIP86}/0/*))`;
    expect(parseAddress(shared)?.kind).toBe('descriptor');
    for (const text of [
      '1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA',
      HDKey.fromMasterSeed(SEED).privateExtendedKey,
      shared,
    ]) {
      expect(branchesOf(text)).toEqual([]);
    }
  });
});

describe('children of a descriptor', () => {
  const KEY =
    '[ffffffff/13h]xpub69H7F5d8KSRgmmdJg2KhpAK8SR3DjMwAdkxj3ZuxV27CprR9LgpeyGmXUbC6wb7ERfvrnKZjXoUmmDznezpbZb7ap6r1D3tgFxHmwMkQTPH';
  const keysOf = (text: string, branch: number, from: number, to: number) => {
    const parent = branchesOf(text)[branch];
    return parent ? childKeys(parent, from, to) : [];
  };

  // Scripts as BIP-382 prints them, `0014` and the key hash.
  it('wpkh with a range: BIP-382', () => {
    const hashes = keysOf(`wpkh(${KEY}/1/2/*)`, 0, 0, 3).map((keys) => keys[0]);
    expect(hashes).toEqual([
      'hash160:326b2249e3a25d5dc60935f044ee835d090ba859',
      'hash160:af0bd98abc2f2cae66e36896a39ffe2d32984fb7',
      'hash160:1fa798efd1cbf95cebf912c031b8a4a6e9fb9f27',
    ]);
  });

  it('without a range it is one key: BIP-382', () => {
    const keys = keysOf(`wpkh(${KEY}/1/2/0)`, 0, 0, 100);
    expect(keys.map(([hash]) => hash)).toEqual(['hash160:326b2249e3a25d5dc60935f044ee835d090ba859']);
    expect(keysOf(`wpkh(${KEY}/1/2/0)`, 0, 100, 200)).toEqual([]);
  });

  it('of a public key: BIP-382, BIP-386', () => {
    const hex = 'a34b99f22c790c4e36b2b3c2c35a36db06226e41c692fc82b8b56ac1c540c5bd';
    expect(keysOf(`wpkh(03${hex})`, 0, 0, 1)[0]).toContain(
      'hash160:9a1c78a507689f6f54b847ad1cef1e614ee23f1e',
    );
    expect(keysOf(`tr(${hex})`, 0, 0, 1)[0]).toContain(
      'p2tr:77aab6e066f8a7419c5ab714c12c67d25007ed55a43cadcacb4d7a970a093f11',
    );
  });

  it('reads two branches at once: BIP-389', () => {
    const text = `wpkh(${KEY}/<1;7>/2/*)`;
    expect(branchesOf(text)).toHaveLength(2);
    expect(keysOf(text, 0, 0, 1)).toEqual(keysOf(`wpkh(${KEY}/1/2/*)`, 0, 0, 1));
    expect(keysOf(text, 1, 0, 1)).toEqual(keysOf(`wpkh(${KEY}/7/2/*)`, 0, 0, 1));
  });

  it('meets the key that it is made of, whatever its origin; a checksum and the order of a multisig aside', () => {
    const bare = KEY.slice(KEY.indexOf(']') + 1);
    const descriptor = parseAddress(`wpkh(${KEY}/1/2/*)`);
    expect(descriptor?.identity).toBe(parseAddress(`wpkh(${bare}/1/2/*)`)?.identity);
    expect(descriptor?.identity).not.toBe(parseAddress(`wpkh(${bare}/1/3/*)`)?.identity);
    expect(descriptor?.keys).toContain(parseAddress(bare)?.keys[0]);
    const other =
      'xpub68NZiKmJWnxxS6aaHmn81bvJeTESw724CRDs6HbuccFQN9Ku14VQrADWgqbhhTHBaohPX4CjNLf9fq9MYo6oDaPPLPxSb7gwQN3ih19Zm4Y';
    const multi = (name: string, ...keys: string[]) =>
      parseAddress(`wsh(${name}(2,${keys.join(',')}))`)?.identity;
    expect(multi('sortedmulti', bare, other)).toBe(multi('sortedmulti', other, bare));
    expect(multi('multi', bare, other)).not.toBe(multi('multi', other, bare));
  });

  it.each([
    ['89f8spxm', true],
    ['89f8spxx', false],
    ['#9f8spxm', false],
  ])('BIP-380: raw(deadbeef)#%s, %s', (checksum, right) => {
    expect(isDescriptorChecksum('raw(deadbeef)', checksum)).toBe(right);
    expect(isDescriptorChecksum('raw(deedbeef)', checksum)).toBe(false);
  });
});

/** A larger collection of vectors beside the repository; not part of it. */
const FILE = resolve(import.meta.dirname, '../../../../shared/data/vectors/vectors.jsonl');

interface Row {
  id: string;
  address: string;
  chain: string;
  kind: string;
  valid: boolean;
  use: string;
  xpub?: string;
  path?: string;
}

const rows: Row[] = existsSync(FILE)
  ? readFileSync(FILE, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];

/** Rows that are answered otherwise on purpose, with the reason. */
const EXCLUDED = new Map([
  [
    'v03126',
    'holds a private key behind the version of a public one, which BIP-32 calls invalid (test vector 5)',
  ],
]);

describe.skipIf(rows.length === 0)('the larger collection (skipped where it is absent)', () => {
  it('extended keys and descriptors', () => {
    const mine = rows.filter(
      ({ id, chain, use }) => chain === 'extended-key' && use === 'strict' && !EXCLUDED.has(id),
    );
    expect(mine.length).toBeGreaterThan(60);
    expect(mine.filter(({ address, valid }) => (parseAddress(address) !== null) !== valid)).toEqual([]);
  });

  it('addresses with the key and the path that they come from', () => {
    const derived = rows.filter(({ xpub, chain }) => xpub && chain === 'bitcoin');
    expect(derived.length).toBeGreaterThan(70);
    const wrong = derived.filter(({ xpub = '', path = '', address }) => {
      const [branch = 0, index = 0] = path.split('/').map(Number);
      return !makes(xpub, [branch, index], address);
    });
    expect(wrong).toEqual([]);
  });
});
