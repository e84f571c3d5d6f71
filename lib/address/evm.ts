import { keccak_256 } from '@noble/hashes/sha3.js';
import type { Codec } from './codec.ts';

const SHAPE = /^0[xX]([0-9a-fA-F]{40})$/;

/**
 * Every EVM chain: 20 bytes as hex, mixed case carrying the EIP-55 checksum. A wrong mix of cases is
 * noted and not refused: wallets accept it, EIP-1191 chains write their own, and the destination is
 * the same.
 */
export const evm: Codec = {
  family: 'evm',
  chains: ['ethereum'],
  parse(text) {
    const hex = SHAPE.exec(text)?.[1];
    if (!hex) return null;
    const lower = hex.toLowerCase();
    const canonical = checksummed(lower);
    const mixed = hex !== lower && hex !== hex.toUpperCase();
    return {
      chain: 'ethereum',
      kind: 'account',
      canonical,
      identity: `ethereum:${canonical}`,
      keys: [`evm:${lower}`],
      ...(mixed && `0x${hex}` !== canonical && { notes: ['wrong-checksum-case'] }),
    };
  },
};

/** What one hash needs is taken anew for none: a list of a million would leave gigabytes to be collected. */
const empty = keccak_256.create();
const hash = empty.clone();
const digest = new Uint8Array(32);
/** Of 20 bytes. */
const DIGITS = 40;
const letters = new Uint8Array(DIGITS);
const PREFIX = [0x30, 0x78];
/** In one piece: a string that is put together of two would be copied once more to be looked up. */
const written: number[] = [...PREFIX, ...letters];
const LOWER_A = 0x61;
const TO_UPPER = 0x20;
/** What was asked for last: a list's line is read, and what it spells compiled. */
let last = { lower: '', canonical: '' };

/** EIP-55: a letter is upper case where the matching nibble of Keccak-256(hex) is 8 or more. */
export function checksummed(lowerHex: string): string {
  if (last.lower === lowerHex) return last.canonical;
  for (let i = 0; i < DIGITS; i++) letters[i] = lowerHex.charCodeAt(i);
  empty._cloneInto(hash).update(letters).digestInto(digest);
  for (let i = 0; i < DIGITS; i++) {
    const letter = letters[i] as number;
    const highest = i % 2 === 0 ? 0x80 : 0x08;
    const isUpper = letter >= LOWER_A && ((digest[i >> 1] as number) & highest) !== 0;
    if (isUpper) letters[i] = letter - TO_UPPER;
  }
  for (let i = 0; i < DIGITS; i++) written[PREFIX.length + i] = letters[i] as number;
  last = { lower: lowerHex, canonical: String.fromCharCode.apply(null, written) };
  return last.canonical;
}
