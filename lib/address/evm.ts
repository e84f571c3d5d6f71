import { keccak_256 } from '@noble/hashes/sha3.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
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

/** EIP-55: a letter is upper case where the matching nibble of Keccak-256(hex) is 8 or more. */
export function checksummed(lowerHex: string): string {
  const digest = keccak_256(utf8ToBytes(lowerHex));
  const upper = lowerHex.toUpperCase();
  let out = '0x';
  for (let i = 0; i < lowerHex.length; i++) {
    const highest = i % 2 === 0 ? 0x80 : 0x08;
    out += (((digest[i >> 1] ?? 0) & highest) === 0 ? lowerHex : upper).charAt(i);
  }
  return out;
}
