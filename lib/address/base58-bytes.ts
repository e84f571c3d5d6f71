import { base58 } from '@scure/base';

const ALPHABET = /^[1-9A-HJ-NP-Za-km-z]+$/;
/** Bytes that one base58 character stands for: log(58) / log(256). */
const BYTES_PER_CHAR = Math.log(58) / Math.log(256);

/** The bytes of `text`, or `null` when it is no base58 of exactly `length` bytes. Most texts fail by their length. */
export function decodeBase58(text: string, length: number): Uint8Array | null {
  let zeros = 0;
  while (text.charCodeAt(zeros) === 0x31) zeros++;
  const most = zeros + (text.length - zeros) * BYTES_PER_CHAR;
  // n digits of base 58 are a number from 58^(n-1) on and below 58^n.
  if (length >= most + 1 || length <= most - BYTES_PER_CHAR) return null;
  return decodeAnyBase58(text, length);
}

/** The same without knowing the length, for `text` that another test has made plausible. */
export function decodeAnyBase58(text: string, length?: number): Uint8Array | null {
  if (!ALPHABET.test(text)) return null;
  const bytes = base58.decode(text);
  return length === undefined || bytes.length === length ? bytes : null;
}
