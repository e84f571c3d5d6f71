import { MAX_CANDIDATE_CHARS } from '#lib/core/limits.ts';
import { findCandidates } from './find.ts';
import { checkedShape, MIN_CANDIDATE_CHARS } from './shapes.ts';

/** Characters of so many bytes in base64 (RFC 4648). */
const inBase64 = (bytes: number) => Math.ceil((bytes * 4) / 3);
export const MIN_ENCODED_CHARS = inBase64(MIN_CANDIDATE_CHARS);

/** What is encoded, in either alphabet, with or without what fills it up; neither part of a path nor of something longer. */
const ENCODED = new RegExp(
  `(?<![\\w+/=-])[\\w+/-]{${MIN_ENCODED_CHARS},${inBase64(MAX_CANDIDATE_CHARS)}}={0,2}(?![\\w+/=-])`,
  'g',
);
/** Keys and pictures are encoded as well, and are no text. */
const READABLE = /^[\t\n\r -~]+$/;

/** Strings in the shape of an address with a checksum that stand in a text in base64, each once. */
export function findEncoded(text: string): string[] {
  const found = new Set<string>();
  for (const [encoded] of text.matchAll(ENCODED)) {
    for (const { text, grouped } of findCandidates(decoded(encoded))) {
      if (!grouped && checkedShape(text)) found.add(text);
    }
  }
  return [...found];
}

function decoded(encoded: string): string {
  try {
    const plain = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
    return READABLE.test(plain) ? plain : '';
  } catch {
    return '';
  }
}
