import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { isSignedBy, isSoundKey } from '#lib/feed/trust/ed25519.ts';

const { Point } = ed25519;
const ORDER = Point.Fn.ORDER;
/** RFC 8032 section 7.1, tests 1 to 3: secret, public, message, signature. */
const RFC = [
  [
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
] as const;
/** Points of small order, in every encoding that some library takes (https://eprint.iacr.org/2020/1244, table 1). */
const SMALL = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
];
const ORDER_8 = Point.fromHex(SMALL[10] ?? '');

const littleEndian = (bytes: Uint8Array) => BigInt(`0x${bytesToHex(Uint8Array.from(bytes).reverse())}`);
const toBytes = (value: bigint) => hexToBytes(value.toString(16).padStart(64, '0')).reverse();
const message = new TextEncoder().encode('a list');

/** A signature as the holder of `scalar` could craft it, with any R = r·B + extra and any public key. */
function craft(scalar: bigint, publicKey: Uint8Array, r: bigint, extra: typeof ORDER_8): string {
  const R = (r === 0n ? Point.ZERO : Point.BASE.multiply(r)).add(extra).toBytes();
  const k = littleEndian(sha512(Uint8Array.from([...R, ...publicKey, ...message]))) % ORDER;
  return bytesToHex(Uint8Array.from([...R, ...toBytes((r + k * scalar) % ORDER)]));
}
const SCALAR = 123456789n;
const KEY = Point.BASE.multiply(SCALAR);

describe('Ed25519 signatures', () => {
  it.each(RFC)('holds for RFC 8032: %s', (key, text, sig) => {
    expect(isSoundKey(key)).toBe(true);
    expect(isSignedBy(key, hexToBytes(text), sig)).toBe(true);
    expect(isSignedBy(key, hexToBytes(`${text}00`), sig)).toBe(false);
  });

  it('holds for a crafted one with nothing odd about it', () => {
    const sig = craft(SCALAR, KEY.toBytes(), 987654321n, Point.ZERO);
    expect(isSignedBy(KEY.toHex(), message, sig)).toBe(true);
  });

  it.each(SMALL)('refuses the key of small order %s', (key) => expect(isSoundKey(key)).toBe(false));

  it('refuses a key with a part of small order', () => {
    expect(isSoundKey(KEY.add(ORDER_8).toHex())).toBe(false);
  });

  it.each(SMALL.slice(0, 2).concat(SMALL.slice(10)))('refuses R of small order %s', (small) => {
    const r = hexToBytes(small);
    const k = littleEndian(sha512(Uint8Array.from([...r, ...KEY.toBytes(), ...message]))) % ORDER;
    const sig = bytesToHex(Uint8Array.from([...r, ...toBytes((k * SCALAR) % ORDER)]));
    expect(isSignedBy(KEY.toHex(), message, sig)).toBe(false);
  });

  it('refuses R with a part of small order, for which the cofactored equation holds', () => {
    const sig = craft(SCALAR, KEY.toBytes(), 987654321n, ORDER_8);
    expect(ed25519.verify(hexToBytes(sig), message, KEY.toBytes(), { zip215: false })).toBe(true);
    expect(isSignedBy(KEY.toHex(), message, sig)).toBe(false);
  });

  it('refuses S above the order', () => {
    const sig = craft(SCALAR, KEY.toBytes(), 987654321n, Point.ZERO);
    const s = littleEndian(hexToBytes(sig.slice(64)));
    expect(isSignedBy(KEY.toHex(), message, sig.slice(0, 64) + bytesToHex(toBytes(s + ORDER)))).toBe(false);
  });

  it.each(['', '00', 'x'.repeat(128), 'A'.repeat(128), '0'.repeat(127)])(
    'refuses "%s" without a throw',
    (sig) => {
      expect(isSignedBy(KEY.toHex(), message, sig)).toBe(false);
    },
  );
  it.each(['', '00', 'x'.repeat(64), 'ff'.repeat(32)])('takes "%s" for no key', (key) => {
    expect(isSoundKey(key)).toBe(false);
  });
});
