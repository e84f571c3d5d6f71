import { keccak_256 } from '@noble/hashes/sha3.js';
import { base58xmr } from '@scure/base';
import { toHex } from '#lib/core/bytes.ts';
import type { AddressNote } from '#lib/core/types.ts';
import type { Codec } from './codec.ts';
import { withChecksum } from './with-checksum.ts';

/** 95 characters are prefix, two keys and checksum; 106 carry a payment id of 8 bytes more. */
const SHAPE = /^[45789AB][1-9A-HJ-NP-Za-km-z]{94}(?:[1-9A-HJ-NP-Za-km-z]{11})?$/;

/** Base58 in blocks of 8 bytes, with the first 4 bytes of Keccak-256 at the end (Monero, base58.cpp). */
const base58check = withChecksum(base58xmr, 4, (data) => keccak_256(data));

/** First bytes (Monero, cryptonote_config.h): main network, test network, stage network. */
const STANDARD = [18, 53, 24];
const INTEGRATED = [19, 54, 25];
const SUBADDRESS = [42, 63, 36];
const MAINNET = [18, 19, 42];

const KEYS_END = 65;
const PAYMENT_ID_END = 73;

/**
 * Monero. The key is the pair of public keys, spend key first: it tells an integrated address from nothing but
 * its payment id. A sub-address has keys of its own, which nobody else can tie to the wallet, so it is found
 * where it is listed itself and nowhere else.
 */
export const monero: Codec = {
  family: 'monero',
  chains: ['monero'],
  parse(text) {
    if (!SHAPE.test(text)) return null;
    const bytes = base58check.decode(text);
    const prefix = bytes?.[0];
    if (!bytes || prefix === undefined) return null;
    const integrated = INTEGRATED.includes(prefix);
    const subaddress = SUBADDRESS.includes(prefix);
    if (!integrated && !subaddress && !STANDARD.includes(prefix)) return null;
    if (bytes.length !== (integrated ? PAYMENT_ID_END : KEYS_END)) return null;

    const notes: AddressNote[] = [];
    if (subaddress) notes.push('subaddress');
    if (!MAINNET.includes(prefix)) notes.push('testnet');
    return {
      chain: 'monero',
      kind: integrated ? 'integrated' : subaddress ? 'subaddress' : 'standard',
      canonical: text,
      identity: `monero:${integrated ? baseOf(bytes) : text}`,
      keys: [`monero:${toHex(bytes.subarray(1, KEYS_END))}`],
      ...(integrated && { memo: toHex(bytes.subarray(KEYS_END, PAYMENT_ID_END)) }),
      ...(notes.length > 0 && { notes }),
    };
  },
};

/** The standard address of the same keys on the same network; each network numbers it one below. */
function baseOf(integrated: Uint8Array): string {
  const base = integrated.slice(0, KEYS_END);
  base[0] = (integrated[0] as number) - 1;
  return base58check.encode(base);
}
