import { sha256 } from '@noble/hashes/sha2.js';

/** A key as stored: the first 64 bits of SHA-256 over its UTF-8 text, big-endian, in two halves. */
export interface Key64 {
  hi: number;
  lo: number;
}

const encoder = new TextEncoder();
/** What one hash needs is taken anew for none: a list of a million would leave gigabytes to be collected. */
const empty = sha256.create();
const hash = empty.clone();
const digest = new Uint8Array(32);
const digestView = new DataView(digest.buffer);
const room = new Uint8Array(1_024);
/** UTF-8 bytes that a UTF-16 unit may take. */
const MAX_BYTES = 3;

/**
 * Shortens a match key (`evm:…`, `host:…`) to what the index holds. Two keys may share 64 bits by
 * chance or by design, so a hit is a question for the entry itself, never an answer.
 */
export function key64(key: string): Key64 {
  empty._cloneInto(hash).update(encoded(key)).digestInto(digest);
  return { hi: digestView.getUint32(0), lo: digestView.getUint32(4) };
}

/** Good until the next one. */
function encoded(key: string): Uint8Array {
  if (key.length * MAX_BYTES > room.length) return encoder.encode(key);
  return room.subarray(0, encoder.encodeInto(key, room).written);
}
