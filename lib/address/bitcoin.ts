import { toHex } from '#lib/core/bytes.ts';
import type { ChainName } from '#lib/core/chains.ts';
import type { Address } from '#lib/core/types.ts';
import { decodeBase58Check, decodeSegwit, hash160 } from './bitcoinjs.ts';
import type { Codec } from './codec.ts';

/** Version bytes of base58check addresses (Bitcoin Core, chainparams.cpp). */
const P2PKH = 0x00;
const P2SH = 0x05;
/** BCH and BSV kept Bitcoin's version bytes when they forked: the string alone cannot tell them apart. */
const SAME_VERSION_BYTES: ChainName[] = ['bitcoin', 'bitcoin-cash', 'bitcoin-sv'];
/** Longest address, a witness program of 40 bytes (BIP-173). */
const MAX_CHARS = 90;

/** Bitcoin main network: P2PKH, P2SH, P2WPKH, P2WSH, P2TR. */
export const bitcoin: Codec = {
  family: 'bitcoin',
  chains: ['bitcoin'],
  parse(text) {
    if (text.length < 14 || text.length > MAX_CHARS) return null;
    return /^bc1/i.test(text) ? parseSegwit(text) : parseBase58(text);
  },
};

function parseBase58(text: string): Address | null {
  const decoded = decodeBase58Check(text);
  if (!decoded) return null;
  const base = {
    chain: 'bitcoin' as const,
    chains: SAME_VERSION_BYTES,
    canonical: text,
    identity: `bitcoin:${text}`,
  };
  if (decoded.version === P2PKH) return { ...base, kind: 'p2pkh', keys: keysOfKeyHash(decoded.hash) };
  if (decoded.version === P2SH) return { ...base, kind: 'p2sh', keys: [`p2sh:${toHex(decoded.hash)}`] };
  return null;
}

function parseSegwit(text: string): Address | null {
  const decoded = decodeSegwit(text);
  if (decoded?.prefix !== 'bc') return null;
  // BIP-173: the lower-case form is the one to store; an all-upper-case one is the same address.
  const canonical = text.toLowerCase();
  const base = { chain: 'bitcoin' as const, canonical, identity: `bitcoin:${canonical}` };
  const { version, data } = decoded;
  if (version === 0 && data.length === 20) return { ...base, kind: 'p2wpkh', keys: keysOfKeyHash(data) };
  if (version === 0 && data.length === 32) return { ...base, kind: 'p2wsh', keys: [`p2wsh:${toHex(data)}`] };
  if (version === 1 && data.length === 32) return { ...base, kind: 'p2tr', keys: [`p2tr:${toHex(data)}`] };
  // BIP-141 leaves other versions for later: a valid address, but of a kind nobody can name yet.
  if (version > 0)
    return { ...base, kind: `witness-v${version}`, keys: [`witness${version}:${toHex(data)}`] };
  return null;
}

/**
 * Keys of a public-key hash on any Bitcoin-like chain. Beside the hash itself stands the script hash of
 * the P2SH-wrapped P2WPKH (BIP-141: HASH160 of `0014‖hash160`), because it can only be computed forward.
 */
export function keysOfKeyHash(hash: Uint8Array): string[] {
  const redeem = new Uint8Array(22);
  redeem[1] = 0x14;
  redeem.set(hash, 2);
  return [`hash160:${toHex(hash)}`, `p2sh:${toHex(hash160(redeem))}`];
}
