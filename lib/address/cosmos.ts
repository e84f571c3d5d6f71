import { bech32 } from '@scure/base';
import { toHex } from '#lib/core/bytes.ts';
import type { Codec } from './codec.ts';
import { ETHERMINT_PREFIXES, SECP256K1_PREFIXES, TEST_PREFIXES } from './cosmos-prefixes.ts';

/** Characters from the separator to the end: `1`, the data in groups of five bits, six of checksum (BIP-173). */
const ACCOUNT_TAIL = 1 + 32 + 6;
const CONTRACT_TAIL = 1 + 52 + 6;
/** What the SDK appends to the account prefix for the operator of a validator (cosmos-sdk, types/address.go). */
const OPERATOR = 'valoper';
/** Longest prefix of the table with `valoper` behind it. */
const MAX_PREFIX_CHARS = 11 + OPERATOR.length;

/**
 * The Cosmos family: bech32 over 20 bytes (accounts, and validators under their operator's account) or 32 (contracts
 * and module accounts, ADR-028). The prefix names the network; the 20 bytes are the same on every network whose keys
 * are of one type.
 */
export const cosmos: Codec = {
  family: 'cosmos',
  chains: ['cosmos'],
  parse(text) {
    const size = text.length;
    if (size > MAX_PREFIX_CHARS + CONTRACT_TAIL) return null;
    const isAccount = text[size - ACCOUNT_TAIL] === '1';
    if (!isAccount && text[size - CONTRACT_TAIL] !== '1') return null;
    const prefix = text.slice(0, size - (isAccount ? ACCOUNT_TAIL : CONTRACT_TAIL)).toLowerCase();
    const isOperator = isAccount && prefix.endsWith(OPERATOR);
    const network = isOperator ? prefix.slice(0, -OPERATOR.length) : prefix;
    const namespace = namespaceOf(network);
    const hex = namespace ? hexOf(text) : null;
    if (!hex) return null;
    const canonical = text.toLowerCase();
    return {
      chain: 'cosmos',
      kind: isOperator ? 'validator' : isAccount ? 'account' : 'contract',
      canonical,
      identity: `cosmos:${canonical}`,
      keys: [isAccount ? `${namespace}:${hex}` : `cosmos-contract:${network}:${hex}`],
      ...(TEST_PREFIXES.has(network) && { notes: ['testnet'] }),
    };
  },
};

/** What 20 bytes under this prefix are, as a key namespace (codec.ts); `null` for a prefix of another family. */
function namespaceOf(network: string): string | null {
  if (SECP256K1_PREFIXES.has(network) || TEST_PREFIXES.has(network)) return 'hash160';
  return ETHERMINT_PREFIXES.has(network) ? 'evm' : null;
}

/** The bytes behind a valid checksum; the length was settled by where the separator stood. */
function hexOf(text: string): string | null {
  const decoded = bech32.decodeUnsafe(text);
  const bytes = decoded && bech32.fromWordsUnsafe(decoded.words);
  return bytes ? toHex(bytes) : null;
}
