import { base32nopad } from '@scure/base';
import { toHex } from '#lib/core/bytes.ts';
import type { Address } from '#lib/core/types.ts';
import type { Codec } from './codec.ts';
import { crc16 } from './crc16.ts';
import { withChecksum } from './with-checksum.ts';

/**
 * Strkeys by first letter (SEP-23). Left out on purpose: `S` is a secret seed; `T` and `X` are hashes that sign a
 * transaction and hold nothing.
 */
const SHAPE = /^(?:[GCL][A-Z2-7]{55}|B[A-Z2-7]{57}|M[A-Z2-7]{68}|P[A-Z2-7]{68,164})$/;
const strkey = withChecksum(base32nopad, 2, (data) => crc16(data).reverse());

/** Version bytes (SEP-23). */
const ACCOUNT = 6 << 3;
const MUXED = 12 << 3;
const CONTRACT = 2 << 3;
const SIGNED_PAYLOAD = 15 << 3;
const LIQUIDITY_POOL = 11 << 3;
const CLAIMABLE_BALANCE = 1 << 3;

/**
 * Stellar strkeys. An account is a raw ed25519 key; a muxed one is an account and a number of its own, which
 * stands for a customer as a memo does. Contracts, pools and balances are no keys: their key here is the version
 * byte and what follows it, so that equal bytes of two kinds never meet.
 */
export const stellar: Codec = {
  family: 'stellar',
  chains: ['stellar'],
  parse(text) {
    if (!SHAPE.test(text)) return null;
    const bytes = strkey.decode(text);
    return bytes && describe(text, bytes);
  },
};

/** The account of a raw ed25519 key. */
export function encodeAccount(key: Uint8Array): string {
  return strkey.encode(Uint8Array.of(ACCOUNT, ...key));
}

function describe(text: string, bytes: Uint8Array): Address | null {
  const base = { chain: 'stellar' as const, canonical: text, identity: `stellar:${text}` };
  const key = bytes.subarray(1, 33);
  const owned = [`ed25519:${toHex(key)}`];
  const itself = [`stellar:${toHex(bytes)}`];
  switch (bytes[0]) {
    case ACCOUNT:
      return { ...base, kind: 'account', keys: owned };
    case MUXED:
      return {
        ...base,
        kind: 'muxed',
        identity: `stellar:${encodeAccount(key)}`,
        keys: owned,
        memo: String(new DataView(bytes.buffer, bytes.byteOffset + 33, 8).getBigUint64(0)),
      };
    case SIGNED_PAYLOAD:
      // It names a signer and what it may sign; whoever owns the key owns the account of the same key.
      return isPayload(bytes.subarray(33)) ? { ...base, kind: 'signed-payload', keys: owned } : null;
    case CONTRACT:
      return { ...base, kind: 'contract', keys: itself };
    case LIQUIDITY_POOL:
      return { ...base, kind: 'liquidity-pool', keys: itself };
    case CLAIMABLE_BALANCE:
      // The only type of balance so far is 0.
      return bytes[1] === 0 ? { ...base, kind: 'claimable-balance', keys: itself } : null;
    default:
      return null;
  }
}

/** XDR opaque data: 32 bits of length, the bytes (1 to 64, which SHAPE sees to), and zeros up to a multiple of 4. */
function isPayload(data: Uint8Array): boolean {
  const length = new DataView(data.buffer, data.byteOffset, 4).getUint32(0);
  if (data.length !== 4 + Math.ceil(length / 4) * 4) return false;
  return data.subarray(4 + length).every((byte) => byte === 0);
}
