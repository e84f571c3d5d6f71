import { secp256k1 } from '@noble/curves/secp256k1.js';
import { toHex } from '#lib/core/bytes.ts';

const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
/** Field types of an offer (BOLT 12, "TLV Fields for Offers"). */
const CHAINS = 2n;
const CURRENCY = 6n;
const AMOUNT = 8n;
const DESCRIPTION = 10n;
const FEATURES = 12n;
const EXPIRY = 14n;
const PATHS = 16n;
const ISSUER = 18n;
const QUANTITY = 20n;
const ISSUER_ID = 22n;
const KNOWN_EVEN = [
  CHAINS,
  4n,
  CURRENCY,
  AMOUNT,
  DESCRIPTION,
  FEATURES,
  EXPIRY,
  PATHS,
  ISSUER,
  QUANTITY,
  ISSUER_ID,
];
/** Genesis block of Bitcoin's main network, in the byte order of BOLT 12. */
const BITCOIN = '6fe28c0ab6f1b372c1a6a246ae63f74f931e8365e15a089c68d6190000000000';
const CHAIN_BYTES = 32;
const POINT_BYTES = 33;
/** `sciddir`: one byte of direction, eight of channel id (BOLT 1, "Fundamental Types"). */
const CHANNEL_BYTES = 9;

/** What an offer says of itself. */
export interface Offer {
  isTest: boolean;
}

/**
 * A BOLT 12 offer, given its characters behind `lno1` in lower case. Offers carry no checksum: whether one is whole
 * shows only in its fields, so all of them are read ("Requirements For Offers", reader).
 */
export function readOffer(data: string): Offer | null {
  const bytes = toBytes(data);
  const fields = bytes && readFields(bytes);
  if (!fields || ![...fields].every(([type, value]) => isWellFormed(type, value))) return null;
  if (!fields.has(ISSUER_ID) && !fields.has(PATHS)) return null;
  if (fields.has(AMOUNT) ? !fields.has(DESCRIPTION) : fields.has(CURRENCY)) return null;
  const chains = fields.get(CHAINS);
  return { isTest: chains ? !listsBitcoin(chains) : false };
}

function toBytes(data: string): Uint8Array | null {
  const out: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const char of data) {
    const word = ALPHABET.indexOf(char);
    if (word < 0) return null;
    buffer = ((buffer << 5) | word) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out.push((buffer >> bits) & 0xff);
    }
  }
  return bits < 5 && (buffer & ((1 << bits) - 1)) === 0 ? Uint8Array.from(out) : null;
}

/** A TLV stream (BOLT 1, "Type-Length-Value Format"): types rise, and none may be there that must be understood. */
function readFields(bytes: Uint8Array): Map<bigint, Uint8Array> | null {
  const fields = new Map<bigint, Uint8Array>();
  let last = -1n;
  let at = 0;
  while (at < bytes.length) {
    const type = readBigSize(bytes, at);
    const length = type && readBigSize(bytes, type.end);
    if (!length || type.value <= last || !isAllowed(type.value)) return null;
    at = length.end + Number(length.value);
    if (at > bytes.length) return null;
    fields.set(type.value, bytes.subarray(length.end, at));
    last = type.value;
  }
  return fields;
}

function isAllowed(type: bigint): boolean {
  const isInRange = (type >= 1n && type <= 79n) || (type >= 1_000_000_000n && type <= 1_999_999_999n);
  return isInRange && (type % 2n === 1n || KNOWN_EVEN.includes(type));
}

/** BOLT 1, appendix A: big-endian behind a byte that tells the length, in the shortest form. */
function readBigSize(bytes: Uint8Array, at: number): { value: bigint; end: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  if (first < 0xfd) return { value: BigInt(first), end: at + 1 };
  const size = 2 ** (first - 0xfc);
  const end = at + 1 + size;
  if (end > bytes.length) return null;
  const value = BigInt(`0x${toHex(bytes.subarray(at + 1, end))}`);
  return value >= (size === 2 ? 0xfdn : 1n << BigInt(size * 4)) ? { value, end } : null;
}

function isWellFormed(type: bigint, value: Uint8Array): boolean {
  switch (type) {
    case CHAINS:
      return value.length > 0 && value.length % CHAIN_BYTES === 0;
    case CURRENCY:
    case DESCRIPTION:
    case ISSUER:
      return isUtf8(value);
    case AMOUNT:
    case EXPIRY:
    case QUANTITY:
      return value.length <= 8 && value[0] !== 0;
    case FEATURES:
      // An even bit is a feature that the reader must know; offers have none yet.
      return value.every((byte) => (byte & 0x55) === 0);
    case PATHS:
      return areBlindedPaths(value);
    case ISSUER_ID:
      return isPoint(value);
    default:
      return true;
  }
}

/** One or more `blinded_path` (BOLT 4): first node, path key, number of hops, each hop a node and its sealed data. */
function areBlindedPaths(bytes: Uint8Array): boolean {
  let at = 0;
  const take = (size: number) => {
    at += size;
    return bytes.subarray(at - size, at);
  };
  do {
    const isChannel = (bytes[at] ?? 0xff) <= 1;
    if (isChannel ? take(CHANNEL_BYTES).length !== CHANNEL_BYTES : !isPoint(take(POINT_BYTES))) return false;
    if (!isPoint(take(POINT_BYTES))) return false;
    const [hops = 0] = take(1);
    if (hops === 0) return false;
    for (let i = 0; i < hops; i++) {
      if (!isPoint(take(POINT_BYTES))) return false;
      const [high = 0, low = 0] = take(2);
      take(high * 256 + low);
    }
  } while (at < bytes.length);
  return at === bytes.length;
}

function isPoint(bytes: Uint8Array): boolean {
  if (bytes.length !== POINT_BYTES) return false;
  try {
    secp256k1.Point.fromBytes(bytes);
    return true;
  } catch {
    return false;
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function listsBitcoin(chains: Uint8Array): boolean {
  for (let at = 0; at < chains.length; at += CHAIN_BYTES) {
    if (toHex(chains.subarray(at, at + CHAIN_BYTES)) === BITCOIN) return true;
  }
  return false;
}
