import { sha512_256 } from '@noble/hashes/sha2.js';
import { base32nopad } from '@scure/base';
import { toHex } from '#lib/core/bytes.ts';
import type { Codec } from './codec.ts';
import { withChecksum } from './with-checksum.ts';

const SHAPE = /^[A-Z2-7]{58}$/;
const base32check = withChecksum(base32nopad, 4, (data) => sha512_256(data).subarray(-4));

/** The account of a raw ed25519 key. */
export function encodeAlgorand(key: Uint8Array): string {
  return base32check.encode(key);
}

/**
 * Algorand: 32 bytes and the last 4 of their SHA-512/256, in base32. The bytes are a raw ed25519 key, or the hash
 * of a multisignature or a program; a hash meets no key by accident, so one namespace serves both.
 */
export const algorand: Codec = {
  family: 'algorand',
  chains: ['algorand'],
  parse(text) {
    if (!SHAPE.test(text)) return null;
    const key = base32check.decode(text);
    if (!key) return null;
    return {
      chain: 'algorand',
      kind: 'account',
      canonical: text,
      identity: `algorand:${text}`,
      keys: [`ed25519:${toHex(key)}`],
    };
  },
};
