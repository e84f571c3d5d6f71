import { toHex } from '#lib/core/bytes.ts';
import { crc32 } from '#lib/core/crc32.ts';
import type { Address } from '#lib/core/types.ts';
import { decodeAnyBase58 } from './base58-bytes.ts';

/** How Byron addresses begin: short and long form of the main network, then of test networks. */
const BYRON = /^(?:Ae2|Ddz|2cWK|37bt)/;
const MIN_CHARS = 50;
const MAX_CHARS = 120;
/** CBOR major types (RFC 8949, section 3.1). */
const UINT = 0;
const BYTES = 2;
const ARRAY = 4;
const MAP = 5;
const TAG = 6;
/** "Encoded CBOR data item" (RFC 8949, section 3.4.5.1). */
const ENCODED_CBOR = 24;
const ROOT_BYTES = 28;
/** Attribute that only test networks carry: their network magic. */
const NETWORK_MAGIC = 2;

/**
 * Byron addresses (CIP-19, "Byron addresses"): base58 of `[24(payload), CRC-32 of payload]`, the payload being
 * `[root, attributes, type]`. The root is a hash over all that can spend, and can be compared with nothing else.
 */
export function parseByron(text: string): Address | null {
  if (text.length < MIN_CHARS || text.length > MAX_CHARS || !BYRON.test(text)) return null;
  const bytes = decodeAnyBase58(text);
  const payload = bytes && readEnvelope(new Reader(bytes));
  const content = payload && readPayload(new Reader(payload));
  if (!content) return null;
  return {
    chain: 'cardano',
    kind: 'byron',
    canonical: text,
    identity: `cardano:${text}`,
    keys: [`cardano-byron:${toHex(content.root)}`],
    ...(content.isTest && { notes: ['testnet'] }),
  };
}

function readEnvelope(reader: Reader): Uint8Array | null {
  if (reader.head(ARRAY) !== 2 || reader.head(TAG) !== ENCODED_CBOR) return null;
  const payload = reader.bytes();
  const sum = reader.head(UINT);
  return payload && reader.isAtEnd() && sum === crc32(payload) ? payload : null;
}

function readPayload(reader: Reader): { root: Uint8Array; isTest: boolean } | null {
  if (reader.head(ARRAY) !== 3) return null;
  const root = reader.bytes();
  const attributes = reader.head(MAP) ?? 0;
  let isTest = false;
  for (let i = 0; i < attributes; i++) {
    if (reader.head(UINT) === NETWORK_MAGIC) isTest = true;
    if (!reader.bytes()) return null;
  }
  const type = reader.head(UINT);
  if (root?.length !== ROOT_BYTES || type === null || !reader.isAtEnd()) return null;
  return { root, isTest };
}

/** As much of CBOR as an address holds. What does not fit reads as `null`. */
class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The number in the next item's head, when the item is of that major type; up to four bytes long. */
  head(major: number): number | null {
    const first = this.#bytes[this.#at];
    if (first === undefined || first >> 5 !== major) return null;
    this.#at++;
    const info = first & 0x1f;
    if (info < 24) return info;
    const size = 2 ** (info - 24);
    if (size > 4 || this.#at + size > this.#bytes.length) return null;
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + (this.#bytes[this.#at++] ?? 0);
    return value;
  }

  bytes(): Uint8Array | null {
    const size = this.head(BYTES);
    if (size === null || this.#at + size > this.#bytes.length) return null;
    this.#at += size;
    return this.#bytes.subarray(this.#at - size, this.#at);
  }

  isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }
}
