import { keccak_256 } from '@noble/hashes/sha3.js';
import { toHex } from '#lib/core/bytes.ts';
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
  const digest = toHex(keccak_256(new TextEncoder().encode(lowerHex)));
  let out = '0x';
  for (let i = 0; i < lowerHex.length; i++) {
    const char = lowerHex[i] as string;
    out += Number.parseInt(digest[i] as string, 16) >= 8 ? char.toUpperCase() : char;
  }
  return out;
}
