import { toHex } from '#lib/core/bytes.ts';
import type { Address } from '#lib/core/types.ts';
import { hash160 } from './bitcoinjs.ts';

/** Kind and keys of a witness program (BIP-141). */
export function describeProgram(version: number, data: Uint8Array): Pick<Address, 'kind' | 'keys'> | null {
  const hex = toHex(data);
  if (version === 0 && data.length === 20) return { kind: 'p2wpkh', keys: keysOfKeyHash(data) };
  if (version === 0 && data.length === 32) return { kind: 'p2wsh', keys: [`p2wsh:${hex}`] };
  if (version === 1 && data.length === 32) return { kind: 'p2tr', keys: [`p2tr:${hex}`] };
  // BIP-141 leaves other versions for later: a valid address, but of a kind nobody can name yet.
  if (version > 0) return { kind: `witness-v${version}`, keys: [`witness${version}:${hex}`] };
  return null;
}

/**
 * Keys of a public-key hash on any Bitcoin-like chain. Beside the hash itself stands the script hash of
 * the P2SH-wrapped P2WPKH (BIP-141: HASH160 of `0014‖hash160`), because it can only be computed forward.
 */
export function keysOfKeyHash(hash: Uint8Array): string[] {
  const redeem = new Uint8Array(22);
  redeem[1] = 0x14;
  redeem.set(hash, 2);
  return [`hash160:${toHex(hash)}`, `p2sh:${toHex(hash160(redeem))}`];
}

/** Keys of the hash that a transparent address carries. */
export function keysOf(kind: 'p2pkh' | 'p2sh', hash: Uint8Array): string[] {
  return kind === 'p2pkh' ? keysOfKeyHash(hash) : [`p2sh:${toHex(hash)}`];
}
