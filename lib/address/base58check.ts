import { sha256 } from '@noble/hashes/sha2.js';
import { base58 } from '@scure/base';

/** From a key hash with its version byte to an extended key. */
const SHAPE = /^[1-9A-HJ-NP-Za-km-z]{26,120}$/;

/** Several codecs look at one token in turn: the one that was decoded last is kept. */
let last: { text: string; payload: Uint8Array | null } = { text: '', payload: null };

/** What a base58check string carries, version bytes included and checksum removed, or `null`. */
export function base58CheckPayload(text: string): Uint8Array | null {
  if (text !== last.text) last = { text, payload: decode(text) };
  return last.payload;
}

function decode(text: string): Uint8Array | null {
  if (!SHAPE.test(text)) return null;
  const bytes = base58.decode(text);
  const payload = bytes.subarray(0, -4);
  const digest = sha256(sha256(payload));
  for (let i = 0; i < 4; i++) if (bytes[payload.length + i] !== digest[i]) return null;
  return payload;
}
