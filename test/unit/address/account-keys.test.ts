import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';

const keysOf = (text: string) => parseAddress(text)?.keys ?? [];
const meet = (a: string, b: string) => keysOf(a).some((key) => keysOf(b).includes(key));

/** The key of SEP-23's examples. */
const ED25519 = '3f0c34bf93ad0d9971d04ccc90f705511c838aad9734a4a2fb0d7a03fc7fe89a';
const STELLAR = 'GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ';
const MUXED = 'MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUQ';
const CONTRACT = 'CA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUWDA';
const POOL = 'LA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUPJN';
const MONERO =
  '46r4nYSevkfBUMhuykdK3gQ98XDqDTYW1hNLaXNvjpsJaSbNtdXh1sKMsdVgqkaihChAzEy29zEDPMR3NHQvGoZCLGwTerK';
const XRP = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';
const X_ADDRESS = 'XVLhHMPHU98es4dbozjVtdWzVrDjtVqrDUk2vDpkTjPsY73';
const TON = 'UQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPuwA';
const ALGORAND = 'Y76M3MSY6DKBRHBL7C3NNDXGS5IIMQVQVUAB6MP4XEMMGVF2QWNPL226CA';
const TEZOS = 'tz4HVR6aty9KwsQFHh81C1G7gBdhxT8kuytm';
const NANO = 'nano_3t6k35gi95xu6tergt6p69ck76ogmitsa8mnijtpxm9fkcm736xtoncuohr3';

describe('keys of accounts', () => {
  it.each([
    ['Stellar and NEAR', STELLAR, ED25519],
    ['a muxed account and NEAR', MUXED, ED25519],
    // 32 bytes of zeros, and their 58 characters in the documentation of Algorand.
    ['Algorand and NEAR', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAY5HFKQ', '0'.repeat(64)],
    // 20 bytes of zeros: ACCOUNT_ZERO, and the burn address of Bitcoin.
    ['XRP and Bitcoin', 'rrrrrrrrrrrrrrrrrrrrrhoLvTp', '1111111111111111111114oLvT2'],
  ])('%s of one key meet', (_name, a, b) => {
    expect(meet(a, b)).toBe(true);
  });

  it.each([
    ['an account and a contract of Stellar', STELLAR, CONTRACT],
    ['a contract and a pool of Stellar', CONTRACT, POOL],
    ['two kinds of key of Tezos', TEZOS, 'tz5VWE3unqGsLVrYhxCGBxiVVYXDjHHbmbTY'],
    // The treasuries (PalletId "py/trsry") of two networks with two sets of voters.
    [
      'the treasuries of Polkadot and Kusama',
      '13UVJyLnbVp9RBZYFwFGyDvVd1y27Tt8tkntv6Q7JVPhFsTB',
      'F3opxRbN5ZbjJNU511Kj2TLuzFcDq9BGduA9TgiECafpg29',
    ],
    // Zeros, too: Nano makes its keys in another way.
    ['Nano and NEAR', 'nano_1111111111111111111111111111111111111111111111111111hifc8npp', '0'.repeat(64)],
    // 32 bytes that are a hash there, and would be a key here.
    [
      'TON and NEAR',
      '0:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e',
      'ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e',
    ],
    [
      'the workchains of TON',
      '0:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e',
      '-1:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e',
    ],
  ])('equal bytes of %s do not meet', (_name, a, b) => {
    expect(keysOf(a)).toHaveLength(1);
    expect(keysOf(b)).toHaveLength(1);
    expect(meet(a, b)).toBe(false);
  });

  it.each([STELLAR, MUXED, CONTRACT, MONERO, XRP, X_ADDRESS, TON, ALGORAND, TEZOS, NANO])(
    '%s with one other character is not read',
    (text) => {
      const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz023456789_-';
      fc.assert(
        fc.property(fc.nat(text.length - 1), fc.constantFrom(...alphabet), (at, char) => {
          fc.pre(text[at] !== char);
          expect(parseAddress(text.slice(0, at) + char + text.slice(at + 1))).toBeNull();
        }),
        { numRuns: 300 },
      );
    },
  );

  it('any account of TON is one destination, however it is spelled', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.boolean(), (account, masterchain) => {
        const raw = `${masterchain ? '-1' : '0'}:${Buffer.from(account).toString('hex')}`;
        const address = parseAddress(raw);
        expect(parseAddress(raw.toUpperCase())?.identity).toBe(address?.identity);
        expect(parseAddress(address?.canonical ?? '')?.identity).toBe(address?.identity);
        const classic = (address?.canonical ?? '').replaceAll('-', '+').replaceAll('_', '/');
        expect(parseAddress(classic)?.identity).toBe(address?.identity);
      }),
    );
  });
});
