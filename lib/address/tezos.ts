import { toHex } from '#lib/core/bytes.ts';
import { base58CheckPayload } from './base58check.ts';
import type { Codec } from './codec.ts';

const SHAPE = /^(?:tz[1-5]|KT1)[1-9A-HJ-NP-Za-km-z]{33}$/;

/** The three bytes before the hash, and the kind they stand for (Octez, base58.ml). */
const KINDS: Record<string, string> = {
  '06a19f': 'tz1',
  '06a1a1': 'tz2',
  '06a1a4': 'tz3',
  '06a1a6': 'tz4',
  '06a1a9': 'tz5',
  '025a79': 'KT1',
};

/**
 * Tezos: base58check over three bytes that name the kind and a hash of 20, BLAKE2b-160 of a public key (`tz…`) or
 * of the operation that made a contract (`KT1…`). No other chain hashes so. The key keeps the three bytes: hashes
 * of two kinds never meet. Smart rollups (`sr1…`) cannot hold money and are not read.
 */
export const tezos: Codec = {
  family: 'tezos',
  chains: ['tezos'],
  parse(text) {
    if (!SHAPE.test(text)) return null;
    const bytes = base58CheckPayload(text);
    if (bytes?.length !== 23) return null;
    const kind = KINDS[toHex(bytes.subarray(0, 3))];
    if (!kind) return null;
    return {
      chain: 'tezos',
      kind,
      canonical: text,
      identity: `tezos:${text}`,
      keys: [`tezos:${toHex(bytes)}`],
    };
  },
};
