import { sha256 } from '@noble/hashes/sha2.js';
import { base58xrp } from '@scure/base';
import type { Address } from '#lib/core/types.ts';
import { keysOfKeyHash } from './bitcoin-keys.ts';
import type { Codec } from './codec.ts';
import { withChecksum } from './with-checksum.ts';

/** Base58 with an alphabet of its own, in which `r` is a zero byte: the version of an account. */
const CLASSIC = /^r[1-9A-HJ-NP-Za-km-z]{24,34}$/;
const X_ADDRESS = /^[XT][1-9A-HJ-NP-Za-km-z]{46}$/;
const base58check = withChecksum(base58xrp, 4, (data) => sha256(sha256(data)));

/** Version byte of an account (xrpl.org, "Base58 Encodings"). */
const ACCOUNT = 0x00;
/** Prefixes of X-addresses (XLS-5d): on the main network they begin with `X`, on test networks with `T`. */
const X_MAIN = 0x0544;
const X_TEST = 0x0493;

/**
 * XRP Ledger. An account id is RIPEMD160(SHA256(public key)). Keys of secp256k1 hash as on Bitcoin; those of
 * ed25519 carry the prefix 0xED, which no secp256k1 key has, and so meet nothing there. Equal bytes mean an
 * equal key either way: the namespace is `hash160`.
 */
export const ripple: Codec = {
  family: 'ripple',
  chains: ['ripple'],
  parse(text) {
    if (CLASSIC.test(text)) return parseClassic(text);
    return X_ADDRESS.test(text) ? parseXAddress(text) : null;
  },
};

/** The classic address of an account id. */
export function encodeClassic(id: Uint8Array): string {
  return base58check.encode(Uint8Array.of(ACCOUNT, ...id));
}

/** The X-address of an account id on the main network, without a tag. */
export function encodeXAddress(id: Uint8Array): string {
  const prefix = [X_MAIN >> 8, X_MAIN & 0xff];
  return base58check.encode(Uint8Array.of(...prefix, ...id, ...new Uint8Array(9)));
}

function parseClassic(text: string): Address | null {
  const bytes = base58check.decode(text);
  if (bytes?.length !== 21) return null;
  return {
    chain: 'ripple',
    kind: 'classic',
    canonical: text,
    identity: `ripple:${text}`,
    keys: keysOfKeyHash(bytes.subarray(1)),
  };
}

/**
 * XLS-5d: prefix, account id, flag (1 when there is a tag), tag as 64 bits little-endian with the upper 32 reserved.
 * A tag under flag 0 does not count: wallets refuse such a text, but whose account it names is beyond doubt.
 */
function parseXAddress(text: string): Address | null {
  const bytes = base58check.decode(text);
  if (bytes?.length !== 31) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const prefix = view.getUint16(0);
  if (prefix !== X_MAIN && prefix !== X_TEST) return null;
  const flag = view.getUint8(22);
  if (flag > 1 || view.getUint32(27, true) !== 0) return null;

  const id = bytes.subarray(2, 22);
  const classic = encodeClassic(id);
  return {
    chain: 'ripple',
    kind: 'x-address',
    canonical: text,
    // A classic address does not tell its network, but what a test network holds is nobody's money.
    identity: prefix === X_MAIN ? `ripple:${classic}` : `ripple:testnet:${classic}`,
    keys: keysOfKeyHash(id),
    ...(flag === 1 && { memo: String(view.getUint32(23, true)) }),
    ...(prefix === X_TEST && { notes: ['testnet'] }),
  };
}
