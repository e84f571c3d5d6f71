import { sha256 } from '@noble/hashes/sha2.js';
import { base58, bech32, createBase58check, hex } from '@scure/base';
import type { ChainName } from '#lib/core/chains.ts';
import type { Encoding } from '#lib/core/checked.ts';
import type { Address } from '#lib/core/types.ts';
import { encodeAlgorand } from './algorand.ts';
import { base58Forms, cashForms, type Form, segwitForms, wrappedForms } from './bitcoin-forms.ts';
import { ETHERMINT_PREFIXES, SECP256K1_PREFIXES } from './cosmos-prefixes.ts';
import { checksummed } from './evm.ts';
import { encodeSs58 } from './polkadot.ts';
import { encodeClassic } from './ripple.ts';
import { isOnCurve, solana } from './solana.ts';
import { SS58_NETWORKS } from './ss58-networks.ts';
import { encodeAccount } from './stellar.ts';
import { rewrite } from './xpub.ts';
import { encodeTex } from './zcash.ts';

type Found = Omit<Encoding, 'relation'>;

const base58check = createBase58check(sha256);

/** Every address on a main network that a match key makes, in whatever family. */
export function formsUnder(key: string, address: Address): Encoding[] {
  const colon = key.indexOf(':');
  const forms = NAMESPACES[key.slice(0, colon)]?.(key.slice(colon + 1), address) ?? [];
  return forms.map((form) => ({ ...form, relation: 'same-key' }));
}

/** By namespace (codec.ts). Those that are missing are of one chain, and have one form there. */
const NAMESPACES: Partial<Record<string, (bytes: string, address: Address) => Found[]>> = {
  hash160: ofKeyHash,
  p2sh: ofScriptHash,
  p2wsh: (bytes) => segwitForms('p2wsh', 0, hex.decode(bytes)),
  p2tr: (bytes) => segwitForms('p2tr', 1, hex.decode(bytes)),
  p2sh32: (bytes) => ofCash(`p2sh32:${bytes}`),
  sapling: (bytes) => [inBech32('zcash', 'sapling', 'zs', bytes)],
  evm: ofEvm,
  ed25519: ofEd25519,
  ss58: ofSs58,
  'cardano-payment': ofCardano,
  xkey: (_, { kind, canonical }) => (kind === 'descriptor' ? [] : rewrite(canonical)),
};

/** The hash of a public key: Bitcoin-like networks, XRP, and the Cosmos networks that hash keys as Bitcoin does. */
function ofKeyHash(bytes: string): Found[] {
  const hash = hex.decode(bytes);
  return [
    ...base58Forms('p2pkh', hash),
    ...segwitForms('p2wpkh', 0, hash),
    ...ofCash(`hash160:${bytes}`),
    { chain: 'zcash', kind: 'tex', text: encodeTex(hash) },
    { chain: 'ripple', kind: 'classic', text: encodeClassic(hash) },
    ...ofCosmos(SECP256K1_PREFIXES, bytes),
  ];
}

/** The hash of a script. Beside a key hash it is that of the wrapped form, which takes segwit. */
function ofScriptHash(bytes: string, { keys }: Address): Found[] {
  const hash = hex.decode(bytes);
  if (keys.some((key) => key.startsWith('hash160:'))) return wrappedForms(hash);
  return [...base58Forms('p2sh', hash), ...ofCash(`p2sh:${bytes}`)];
}

function ofCash(key: string): Form[] {
  const on = (chain: ChainName, prefix: string) => cashForms(prefix, key).map((form) => ({ chain, ...form }));
  return [...on('bitcoin-cash', 'bitcoincash').slice(0, 1), ...on('ecash', 'ecash')];
}

function ofCosmos(prefixes: ReadonlySet<string>, bytes: string): Found[] {
  return [...prefixes].map((prefix) => ({
    ...inBech32('cosmos', 'account', prefix, bytes),
    network: prefix,
  }));
}

/** EVM chains, those among them that write bech32 too, TRON, and the Cosmos networks of Ethermint. */
function ofEvm(bytes: string): Found[] {
  return [
    { chain: 'ethereum', kind: 'account', text: checksummed(bytes) },
    { ...inBech32('ethereum', 'account', 'one', bytes), network: 'Harmony' },
    { ...inBech32('ethereum', 'account', 'io', bytes), network: 'IoTeX' },
    { chain: 'tron', kind: 'account', text: base58check.encode(hex.decode(`41${bytes}`)) },
    ...ofCosmos(ETHERMINT_PREFIXES, bytes),
  ];
}

/** A raw key. What is not on the curve is a hash (of a multisignature, of a program), and is nobody's key elsewhere. */
function ofEd25519(bytes: string): Found[] {
  const key = hex.decode(bytes);
  if (!isOnCurve(key)) return [];
  return [
    { chain: 'stellar', kind: 'account', text: encodeAccount(key) },
    // Nobody's account, where all bytes are zero.
    ...(solana.parse(base58.encode(key))
      ? [{ chain: 'solana' as const, kind: 'account', text: base58.encode(key) }]
      : []),
    { chain: 'algorand', kind: 'account', text: encodeAlgorand(key) },
    { chain: 'near', kind: 'implicit', text: bytes },
  ];
}

/** An account id. That of a network's own module is text, and stands for nobody on other networks. */
function ofSs58(bytes: string): Found[] {
  if (!/^[0-9a-f]{64}$/.test(bytes)) return [];
  const account = hex.decode(bytes);
  return SS58_NETWORKS.map(([prefix, network]) => ({
    chain: 'polkadot',
    network,
    kind: 'account',
    text: encodeSs58(prefix, account),
  }));
}

/** CIP-19: the same payment credential with nothing staked, on the main network. */
function ofCardano(credential: string): Found[] {
  const [type, bytes = ''] = credential.split(':');
  const words = bech32.toWords(hex.decode(`${type === 'script' ? '71' : '61'}${bytes}`));
  return [{ chain: 'cardano', kind: 'enterprise', text: bech32.encode('addr', words) }];
}

function inBech32(chain: ChainName, kind: string, prefix: string, bytes: string): Found {
  return { chain, kind, text: bech32.encode(prefix, bech32.toWords(hex.decode(bytes))) };
}
