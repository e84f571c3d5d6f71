import { sha256 } from '@noble/hashes/sha2.js';

/** A key as stored: the first 64 bits of SHA-256 over its UTF-8 text, big-endian, in two halves. */
export interface Key64 {
  hi: number;
  lo: number;
}

const encoder = new TextEncoder();

/**
 * Shortens a match key (`evm:…`, `host:…`) to what the index holds. Two keys may share 64 bits by
 * chance or by design, so a hit is a question for the entry itself, never an answer.
 */
export function key64(key: string): Key64 {
  const digest = sha256(encoder.encode(key));
  const view = new DataView(digest.buffer, digest.byteOffset);
  return { hi: view.getUint32(0), lo: view.getUint32(4) };
}
