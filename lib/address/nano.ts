import { blake2b } from '@noble/hashes/blake2.js';
import { base32nopad } from '@scure/base';
import { toHex } from '#lib/core/bytes.ts';
import type { Codec } from './codec.ts';

/** 4 bits of zeros and a key of 256, which leaves `1` and `3` for the first character; then 40 bits of checksum. */
const SHAPE = /^(?:nano|xrb)_([13][13-9a-km-uw-z]{59})$/;
const ALPHABET = '13456789abcdefghijkmnopqrstuwxyz';
const RFC_4648 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** The padding stands in front: 20 more bits of zeros make three whole bytes of it. */
const ZEROS = '1111';
const KEY_AT = 3;
const CHECKSUM_AT = 35;

/**
 * Nano; `xrb_` is the prefix it had before 2018. The key is ed25519, but computed from the seed with BLAKE2b: no wallet has
 * the same key here and on another chain, so it stays out of the namespace `ed25519`.
 */
export const nano: Codec = {
  family: 'nano',
  chains: ['nano'],
  parse(text) {
    const account = SHAPE.exec(text)?.[1];
    if (!account) return null;
    const rfc = (ZEROS + account).replace(/./g, (char) => RFC_4648[ALPHABET.indexOf(char)] as string);
    const bytes = base32nopad.decode(rfc);
    const key = bytes.subarray(KEY_AT, CHECKSUM_AT);
    const checksum = blake2b(key, { dkLen: 5 }).reverse();
    if (toHex(checksum) !== toHex(bytes.subarray(CHECKSUM_AT))) return null;
    const canonical = `nano_${account}`;
    return {
      chain: 'nano',
      kind: 'account',
      canonical,
      identity: `nano:${canonical}`,
      keys: [`nano:${toHex(key)}`],
    };
  },
};
