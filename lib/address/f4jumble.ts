import { blake2b } from '@noble/hashes/blake2.js';

/** Bytes of one BLAKE2b-512 digest, and the longest left part. */
const BLOCK = 64;
/** ZIP-316, "Jumbling": a transparent receiver and the padding; nothing shorter can be an address. */
const MIN_BYTES = 38;

/**
 * The message that F4Jumble spread over `jumbled` (ZIP-316, "Jumbling": an unkeyed Feistel network of four rounds,
 * so that no part of an address can be chosen freely), or `null` when it is too short.
 */
export function unjumble(jumbled: Uint8Array): Uint8Array | null {
  if (jumbled.length < MIN_BYTES) return null;
  const split = Math.min(BLOCK, Math.floor(jumbled.length / 2));
  const left = jumbled.slice(0, split);
  const right = jumbled.slice(split);
  mix(left, short(1, right, left.length));
  mix(right, long(1, left, right.length));
  mix(left, short(0, right, left.length));
  mix(right, long(0, left, right.length));
  return Uint8Array.of(...left, ...right);
}

function mix(target: Uint8Array, mask: Uint8Array): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) ^ (mask[i] ?? 0);
}

/** H: one digest of the wanted length. */
function short(round: number, message: Uint8Array, bytes: number): Uint8Array {
  return blake2b(message, { dkLen: bytes, personalization: person('H', round, 0) });
}

/** G: digests one after another, cut to the wanted length. */
function long(round: number, message: Uint8Array, bytes: number): Uint8Array {
  const out = new Uint8Array(Math.ceil(bytes / BLOCK) * BLOCK);
  for (let block = 0; block * BLOCK < bytes; block++) {
    out.set(blake2b(message, { dkLen: BLOCK, personalization: person('G', round, block) }), block * BLOCK);
  }
  return out;
}

function person(part: 'G' | 'H', round: number, block: number): Uint8Array {
  const name = new TextEncoder().encode(`UA_F4Jumble_${part}`);
  return Uint8Array.of(...name, round, block & 255, block >> 8);
}
