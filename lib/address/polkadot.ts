import { blake2b } from '@noble/hashes/blake2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base58 } from '@scure/base';
import { toHex } from '#lib/core/bytes.ts';
import { decodeBase58 } from './base58-bytes.ts';
import type { Codec } from './codec.ts';

/** Bytes of an account id. SS58 knows shorter ones (indices) too: they are not for payments. */
const ACCOUNT_BYTES = 32;
const CHECKSUM_BYTES = 2;
const MAX_SIMPLE_PREFIX = 63;
/** Prefixes that the SS58 registry has reserved. */
const RESERVED = new Set([46, 47]);
const CONTEXT = utf8ToBytes('SS58PRE');
/**
 * Account ids that are no keys: those of a network's own modules and of other chains (polkadot-sdk, PalletId and
 * "Sibling", "para"). Each network has its own, spelled with the same bytes.
 */
const OF_A_NETWORK = /^(?:6d6f646c|70617261|7369626c)/;

/**
 * Polkadot, Kusama and every network of the Substrate family: SS58 (docs.substrate.io, "SS58 address format") over a
 * network prefix of one or two bytes and a 32-byte account id. One account id is one key on all of them, but what is
 * sent on one network does not arrive on another. Whether the key is sr25519 or ed25519 does not show, so that it
 * meets no other chain's.
 */
export const polkadot: Codec = {
  family: 'polkadot',
  chains: ['polkadot'],
  parse(text) {
    if (text.length < 46 || text.length > 50) return null;
    const account = accountOf(text, 1) ?? accountOf(text, 2);
    if (!account) return null;
    const hex = toHex(account);
    return {
      chain: 'polkadot',
      kind: 'account',
      canonical: text,
      identity: `polkadot:${text}`,
      keys: [OF_A_NETWORK.test(hex) ? `ss58:${text}` : `ss58:${hex}`],
    };
  },
};

/** An account id under a network prefix (0 to 16383). */
export function encodeSs58(prefix: number, account: Uint8Array): string {
  // Two bytes: the lower six bits of the low byte behind the mark `01`; its upper two, and the high byte.
  const head =
    prefix <= MAX_SIMPLE_PREFIX
      ? [prefix]
      : [((prefix & 0xfc) >> 2) | 0x40, (prefix >> 8) | ((prefix & 0x03) << 6)];
  const body = Uint8Array.of(...head, ...account);
  return base58.encode(concatBytes(body, blake2b(concatBytes(CONTEXT, body)).subarray(0, CHECKSUM_BYTES)));
}

/** The account id behind a network prefix of that many bytes, when the checksum is right. */
function accountOf(text: string, prefixBytes: 1 | 2): Uint8Array | null {
  const bytes = decodeBase58(text, prefixBytes + ACCOUNT_BYTES + CHECKSUM_BYTES);
  if (!bytes) return null;
  const first = bytes[0] ?? 0;
  // 0 to 63 is a prefix of one byte, 64 to 127 begins one of two; what is above is reserved.
  if (prefixBytes === 1 ? first > MAX_SIMPLE_PREFIX : first <= MAX_SIMPLE_PREFIX || first > 127) return null;
  if (prefixBytes === 1 && RESERVED.has(first)) return null;
  const body = bytes.subarray(0, -CHECKSUM_BYTES);
  const sum = blake2b(concatBytes(CONTEXT, body));
  if (sum[0] !== bytes.at(-2) || sum[1] !== bytes.at(-1)) return null;
  return body.subarray(prefixBytes);
}
