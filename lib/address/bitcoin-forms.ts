import { sha256 } from '@noble/hashes/sha2.js';
import { bech32, bech32m, createBase58check, hex } from '@scure/base';
import type { ChainName } from '#lib/core/chains.ts';
import { NETWORKS, type Network } from './bitcoin-networks.ts';
import { encodeCashaddr } from './cashaddr.ts';

/** A hash as each Bitcoin-like network writes it. */
export interface Form {
  chain: ChainName;
  kind: string;
  text: string;
}

const base58check = createBase58check(sha256);
const MAIN = NETWORKS.filter(({ test }) => !test);

/** base58check forms of a hash on every main network. */
export function base58Forms(kind: 'p2pkh' | 'p2sh', hash: Uint8Array): Form[] {
  return MAIN.flatMap((network) => base58Of(network, kind, hash).slice(0, 1));
}

/** P2SH-wrapped P2WPKH, on the networks that have segwit. */
export function wrappedForms(hash: Uint8Array): Form[] {
  return MAIN.filter(({ hrp }) => hrp.length > 0).flatMap((network) =>
    base58Of(network, 'p2sh', hash)
      .slice(0, 1)
      .map((form) => ({ ...form, kind: 'p2sh-p2wpkh' })),
  );
}

/** Segwit forms of a program (BIP-173, BIP-350) on every main network that has them. */
export function segwitForms(kind: string, version: number, program: Uint8Array): Form[] {
  const coder = version === 0 ? bech32 : bech32m;
  return MAIN.flatMap(({ chain, hrp }) =>
    hrp.map((prefix) => ({
      chain,
      kind,
      text: coder.encode(prefix, [version, ...coder.toWords(program)]),
    })),
  );
}

/** What stood on Bitcoin Cash and eCash before CashAddr: Bitcoin's own forms, and BitPay's. */
export function legacyForms(chain: ChainName, key: string): Pick<Form, 'kind' | 'text'>[] {
  const [kind, bytes = ''] = key.split(':');
  const network = MAIN.find((one) => one.chain === chain);
  const type = kind === 'hash160' ? 'p2pkh' : kind === 'p2sh' ? 'p2sh' : null;
  if (!network || !type) return [];
  return base58Of(network, type, hex.decode(bytes)).map(({ text }) => ({ kind: 'legacy', text }));
}

/** CashAddr types by key: P2PKH and P2SH, plain and, on Bitcoin Cash, ready for tokens (CashTokens). */
const TYPES: Partial<Record<string, { kind: string; version: number }>> = {
  hash160: { kind: 'p2pkh', version: 0 },
  p2sh: { kind: 'p2sh', version: 8 },
  p2sh32: { kind: 'p2sh32', version: 11 },
};
/** Types 2 and 3 are 0 and 1 for wallets that know tokens. */
const TOKENS = 16;

/** CashAddr forms of a hash under a prefix; none for a type that nothing can be paid to. */
export function cashForms(prefix: string, key: string): Pick<Form, 'kind' | 'text'>[] {
  const [namespace = '', bytes = ''] = key.split(':');
  const type = TYPES[namespace];
  if (!type) return [];
  const encode = (version: number) => encodeCashaddr(prefix, Uint8Array.of(version, ...hex.decode(bytes)));
  const plain = { kind: type.kind, text: encode(type.version) };
  if (prefix === 'ecash' || prefix === 'ectest') return [plain];
  return [plain, { kind: `${type.kind}-tokens`, text: encode(type.version + TOKENS) }];
}

function base58Of(network: Network, kind: 'p2pkh' | 'p2sh', hash: Uint8Array): Form[] {
  return network[kind].map((version) => ({
    chain: network.chain,
    kind,
    text: base58check.encode(
      Uint8Array.of(...(version > 255 ? [version >> 8, version & 255] : [version]), ...hash),
    ),
  }));
}
