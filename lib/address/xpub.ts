import { sha256 } from '@noble/hashes/sha2.js';
import { createBase58check } from '@scure/base';
import { HDKey } from '@scure/bip32';
import { toHex } from '#lib/core/bytes.ts';
import type { ChainName } from '#lib/core/chains.ts';
import { base58CheckPayload } from './base58check.ts';

type Version = readonly [publicBytes: number, kind: string, chain: ChainName, network?: 'testnet'];

/**
 * Version bytes of public keys (SLIP-132; `dgub` and `drkp` from the clients of Dogecoin and Dash). Those of
 * private keys are left out on purpose: what is not here is never read.
 */
const VERSIONS: readonly Version[] = [
  [0x0488b21e, 'xpub', 'bitcoin'],
  [0x049d7cb2, 'ypub', 'bitcoin'],
  [0x04b24746, 'zpub', 'bitcoin'],
  [0x0295b43f, 'Ypub', 'bitcoin'],
  [0x02aa7ed3, 'Zpub', 'bitcoin'],
  [0x043587cf, 'tpub', 'bitcoin', 'testnet'],
  [0x044a5262, 'upub', 'bitcoin', 'testnet'],
  [0x045f1cf6, 'vpub', 'bitcoin', 'testnet'],
  [0x024289ef, 'Upub', 'bitcoin', 'testnet'],
  [0x02575483, 'Vpub', 'bitcoin', 'testnet'],
  [0x019da462, 'Ltub', 'litecoin'],
  [0x01b26ef6, 'Mtub', 'litecoin'],
  [0x0436f6e1, 'ttub', 'litecoin', 'testnet'],
  [0x02facafd, 'dgub', 'dogecoin'],
  [0x02fe52cc, 'drkp', 'dash'],
];

const base58check = createBase58check(sha256);

/** BIP-32, "Serialization format"; with a checksum 111 characters. */
const BYTES = 78;

/** A public key that has children (BIP-32). */
export interface ParentKey {
  publicKey: Uint8Array;
  chainCode: Uint8Array;
}

/** The same key under the version bytes of another kind. */
export function rewrite(text: string): { kind: string; chain: ChainName; text: string }[] {
  const payload = base58CheckPayload(text);
  if (payload?.length !== BYTES) return [];
  return VERSIONS.filter(([, , , network]) => !network).map(([version, kind, chain]) => {
    const bytes = Uint8Array.from(payload);
    new DataView(bytes.buffer).setUint32(0, version);
    return { kind, chain, text: base58check.encode(bytes) };
  });
}

export interface ExtendedKey {
  key: ParentKey;
  kind: string;
  chain: ChainName;
  testnet: boolean;
}

export function readExtendedKey(text: string): ExtendedKey | null {
  const bytes = base58CheckPayload(text);
  if (bytes?.length !== BYTES) return null;
  const version = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const known = VERSIONS.find(([publicBytes]) => publicBytes === version);
  if (!known) return null;
  try {
    // Refuses what BIP-32's test vector 5 lists: points off the curve, private bytes, a root with a parent.
    const { publicKey, chainCode } = HDKey.fromExtendedKey(text, { public: version, private: 0 });
    if (!publicKey || !chainCode) return null;
    const [, kind, chain, network] = known;
    return { key: { publicKey, chainCode }, kind, chain, testnet: network === 'testnet' };
  } catch {
    return null;
  }
}

/** Chain code and public key: what decides every child, and nothing else. */
export function keyOf({ chainCode, publicKey }: ParentKey): string {
  return `xkey:${toHex(chainCode)}${toHex(publicKey)}`;
}
