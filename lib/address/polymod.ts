/** Checksums of the bech32 family that are wider than bech32's own: CashAddr's 40 bits and blech32's 60. */

/** Alphabet of bech32 and of everything made after it (BIP-173). */
const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

export interface PolymodCode {
  /** Bits of the checksum, a multiple of five. */
  bits: bigint;
  /** One generator for each of the five bits that are shifted out. */
  generators: readonly bigint[];
}

/** Values 0 to 31 of the characters, or `null` when one is outside the alphabet. Lower case only. */
export function toWords(text: string): number[] | null {
  const words: number[] = [];
  for (const char of text) {
    const word = ALPHABET.indexOf(char);
    if (word < 0) return null;
    words.push(word);
  }
  return words;
}

export function fromWords(words: readonly number[]): string {
  return words.map((word) => ALPHABET[word]).join('');
}

/** Remainder of the values under the code, as CashAddr and BIP-173 define it: it starts from 1. */
export function polymod(values: Iterable<number>, { bits, generators }: PolymodCode): bigint {
  const top = bits - 5n;
  const mask = (1n << top) - 1n;
  let rest = 1n;
  for (const value of values) {
    const out = rest >> top;
    rest = ((rest & mask) << 5n) ^ BigInt(value);
    generators.forEach((generator, i) => {
      if ((out >> BigInt(i)) & 1n) rest ^= generator;
    });
  }
  return rest;
}
