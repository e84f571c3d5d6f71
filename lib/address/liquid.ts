import { bech32, bech32m } from '@scure/base';
import type { Address } from '#lib/core/types.ts';
import { describeProgram } from './bitcoin-keys.ts';
import { type PolymodCode, polymod, toWords } from './polymod.ts';

/** Elements, blech32.cpp: bech32 with a checksum of twelve characters. */
const CODE: PolymodCode = {
  bits: 60n,
  generators: [0x7d52fba40bd886n, 0x5e8dbf1a03950cn, 0x1c3a3c74072a18n, 0x385d72fa0e5139n, 0x7093e5a608865bn],
};
const CHECKSUM_CHARS = 12;
/** What the checksum leaves: blech32 for witness version 0, blech32m for the others. */
const V0 = 1n;
const LATER = 0x455972a3350f7a1n;
/** A compressed public key that hides the amount stands before the witness program. */
const BLINDING_BYTES = 33;

/** A confidential address of Liquid (`lq1…`): the witness program of `ex1…` and a blinding key. */
export function parseConfidential(hrp: string, text: string): Address | null {
  if (hrp !== 'lq') return null;
  const canonical = text.toLowerCase();
  if (text !== canonical && text !== text.toUpperCase()) return null;
  const words = toWords(canonical.slice(3));
  if (!words) return null;
  const rest = polymod([...expand(hrp), ...words], CODE);
  const [version = 0, ...program] = words.slice(0, -CHECKSUM_CHARS);
  if (version > 16 || rest !== (version === 0 ? V0 : LATER)) return null;
  const data = bech32.fromWordsUnsafe(program)?.subarray(BLINDING_BYTES);
  const described = data && data.length >= 2 && data.length <= 40 && describeProgram(version, data);
  if (!described) return null;
  // The blinding key hides amounts and changes nothing about who is paid.
  const base = (version === 0 ? bech32 : bech32m).encode('ex', [version, ...bech32.toWords(data)]);
  return { chain: 'liquid', ...described, canonical, identity: `liquid:${base}` };
}

/** BIP-173, "Checksum": the high bits of each character, a zero, the low bits. */
function expand(hrp: string): number[] {
  const codes = Array.from(hrp, (char) => char.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
}
