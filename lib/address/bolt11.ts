import { secp256k1 } from '@noble/curves/secp256k1.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { bech32 } from '@scure/base';

/** `ln`, the currency of BIP-173, an amount without leading zeros and its multiplier (BOLT 11, "Human-Readable Part"). */
const PREFIX = /^ln(bc|tb|bcrt|tbs|sb)(?:[1-9]\d*([munp]?))?$/;
/** In groups of five bits: 35 bits of time, 520 of signature and recovery id. */
const TIME_WORDS = 7;
const SIGNATURE_WORDS = 104;
/** Tagged fields: one word of type, two of length (BOLT 11, "Tagged Fields"). */
const FIELD_HEAD_WORDS = 3;
const PAYMENT_HASH = 1;
const PAYEE = 19;
/** Words of the two fields; of another length they are to be skipped. */
const PAYMENT_HASH_WORDS = 52;
const PAYEE_WORDS = 53;

/** What an invoice says of itself. */
export interface Invoice {
  isTest: boolean;
}

/** A BOLT 11 invoice in lower case, or `null` when it is none or is not signed. */
export function readInvoice(text: string): Invoice | null {
  const decoded = bech32.decodeUnsafe(text, false);
  const prefix = decoded && PREFIX.exec(decoded.prefix);
  if (!decoded || !prefix) return null;
  // A millisatoshi, the smallest unit on the wire, is ten of what `p` counts in.
  if (prefix[2] === 'p' && !decoded.prefix.endsWith('0p')) return null;
  const { words } = decoded;
  const signatureAt = words.length - SIGNATURE_WORDS;
  const fields = readFields(words.slice(TIME_WORDS, signatureAt));
  if (!fields?.has(PAYMENT_HASH)) return null;
  const signature = bech32.fromWordsUnsafe(words.slice(signatureAt));
  if (!signature) return null;
  const signed = concatBytes(utf8ToBytes(decoded.prefix), packBits(words.slice(0, signatureAt)));
  if (!isSigned(signature, sha256(signed), fields.get(PAYEE))) return null;
  return { isTest: prefix[1] !== 'bc' };
}

/** The first field of each type; `null` when the fields do not end where the signature begins. */
function readFields(words: number[]): Map<number, number[]> | null {
  const fields = new Map<number, number[]>();
  let at = 0;
  while (at < words.length) {
    const [type = 0, high, low] = words.slice(at, at + FIELD_HEAD_WORDS);
    if (high === undefined || low === undefined) return null;
    const start = at + FIELD_HEAD_WORDS;
    at = start + high * 32 + low;
    if (at > words.length) return null;
    const expected = type === PAYMENT_HASH ? PAYMENT_HASH_WORDS : type === PAYEE ? PAYEE_WORDS : at - start;
    if (at - start === expected && !fields.has(type)) fields.set(type, words.slice(start, at));
  }
  return fields;
}

/**
 * Whether the key in the field `n` made the signature; without that field, whether the signature shows a key. Which one
 * says nothing of who is paid: to work it out would take ten times as long as to see that there is one.
 */
function isSigned(signature: Uint8Array, hash: Uint8Array, named?: number[]): boolean {
  const compact = signature.subarray(0, 64);
  try {
    if (named) {
      return secp256k1.verify(compact, hash, bech32.fromWords(named), { prehash: false, lowS: false });
    }
    const { r, recovery = 0 } = secp256k1.Signature.fromBytes(compact, 'compact').addRecoveryBit(
      signature[64] ?? 0,
    );
    // SEC 1, 4.1.6: what is signed is a point's x, less the order where it was larger (recovery ids 2 and 3).
    const { Fp, Fn } = secp256k1.Point;
    const x = recovery < 2 ? r : r + Fn.ORDER;
    secp256k1.Point.fromBytes(concatBytes(Uint8Array.of(2), Fp.toBytes(x)));
    return true;
  } catch {
    return false;
  }
}

/** Groups of five bits as bytes, filled up with zeros: what is signed (BOLT 11, "Signature"). */
function packBits(words: number[]): Uint8Array {
  const out = new Uint8Array(Math.ceil((words.length * 5) / 8));
  words.forEach((word, index) => {
    const bit = index * 5;
    const pair = word << (11 - (bit % 8));
    const at = bit >> 3;
    out[at] = (out[at] ?? 0) | (pair >> 8);
    if (at + 1 < out.length) out[at + 1] = pair & 0xff;
  });
  return out;
}
