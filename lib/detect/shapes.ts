/**
 * What addresses look like before anybody checks them. A shape only has to be cheap and to let no true
 * address through its fingers; the codecs decide. Adding an encoding is adding a row.
 */
export interface Shape {
  name: string;
  /**
   * Source of a regular expression over ASCII letters and digits only, every repetition bounded:
   * the boundaries around it are set in find.ts, and bounded patterns keep the search linear.
   */
  pattern: string;
}

/** Base58 leaves out 0, O, I and l. */
const BASE58 = '[1-9A-HJ-NP-Za-km-z]';

export const SHAPES: readonly Shape[] = [
  /** 20 bytes as hex (EIP-55). */
  { name: 'evm', pattern: '0[xX][0-9a-fA-F]{40}' },
  /** 25 bytes in base58: Bitcoin P2PKH `1…` and P2SH `3…` (26 to 35 characters), TRON `T…` (34). */
  { name: 'base58check', pattern: `[13T]${BASE58}{25,34}` },
  /**
   * BIP-173: up to 90 characters, never of mixed case. Shorter ones than 26 are programs of under 10 bytes
   * in versions that nobody has given a meaning; all that are in use have 42 or 62.
   */
  { name: 'segwit', pattern: 'bc1[02-9ac-hj-np-z]{23,87}' },
  { name: 'segwit-upper', pattern: 'BC1[02-9AC-HJ-NP-Z]{23,87}' },
];

/** Characters of the shortest string that any shape lets through. */
export const MIN_CANDIDATE_CHARS = 26;
