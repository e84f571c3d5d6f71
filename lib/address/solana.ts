import { ed25519 } from '@noble/curves/ed25519.js';
import { toHex } from '#lib/core/bytes.ts';
import { decodeBase58 } from './base58-bytes.ts';
import type { Codec } from './codec.ts';
import { NOBODYS_ACCOUNTS, PADDED } from './solana-programs.ts';

/** Bytes of an address: an ed25519 public key, or what stands in its place off the curve. */
const ADDRESS_BYTES = 32;
/** A key of one case only does not happen by chance: such text is an identifier of another kind. */
const MIXED_CASE = /[a-z].*[A-Z]|[A-Z].*[a-z]/;

/**
 * Solana: base58 of 32 bytes, without version byte or checksum, so that it needs context. On the curve it is a key,
 * off the curve a program-derived address (a token account, a vault). Programs and token mints are no address here:
 * see solana-programs.ts.
 */
export const solana: Codec = {
  family: 'solana',
  chains: ['solana'],
  parse(text) {
    if (text.length < 32 || text.length > 44 || !MIXED_CASE.test(text)) return null;
    const bytes = decodeBase58(text, ADDRESS_BYTES);
    if (!bytes || PADDED.test(text) || NOBODYS_ACCOUNTS.has(text)) return null;
    const hex = toHex(bytes);
    const onCurve = isOnCurve(bytes);
    return {
      chain: 'solana',
      kind: onCurve ? 'account' : 'off-curve',
      canonical: text,
      identity: `solana:${text}`,
      keys: onCurve ? [`solana:${hex}`, `ed25519:${hex}`] : [`solana:${hex}`],
      needsContext: true,
    };
  },
};

/** Whether 32 bytes decompress to a point, read as leniently as the Solana runtime does (curve25519-dalek). */
export function isOnCurve(bytes: Uint8Array): boolean {
  try {
    ed25519.Point.fromBytes(bytes, true);
    return true;
  } catch {
    return false;
  }
}
