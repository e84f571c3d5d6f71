import { bech32 } from '@scure/base';
import { toHex } from '#lib/core/bytes.ts';
import type { Address } from '#lib/core/types.ts';
import { parseByron } from './cardano-byron.ts';
import type { Codec } from './codec.ts';

/** Prefixes of CIP-5: payment addresses, and stake (reward) addresses, of the main and the test networks. */
const SHELLEY = /^(addr|stake)(_test)?1/i;
/** Longer than a base address of a test network (108) and than any pointer. */
const MAX_SHELLEY_CHARS = 130;
const HASH_BYTES = 28;
const MAIN_NETWORK = 1;

/**
 * Cardano: Shelley addresses (CIP-19) and the older Byron ones. Who can spend is the payment credential, a key or a
 * script. The stake credential only says who earns on it and anybody can attach another's: it is a related key.
 */
export const cardano: Codec = {
  family: 'cardano',
  chains: ['cardano'],
  parse(text) {
    if (SHELLEY.test(text)) return parseShelley(text);
    return parseByron(text);
  },
};

function parseShelley(text: string): Address | null {
  if (text.length > MAX_SHELLEY_CHARS) return null;
  const decoded = bech32.decodeUnsafe(text, false);
  const bytes = decoded && bech32.fromWordsUnsafe(decoded.words);
  if (!decoded || !bytes || bytes.length <= HASH_BYTES) return null;
  const [header = 0] = bytes;
  const type = header >> 4;
  const network = header & 0x0f;
  const isTest = decoded.prefix.endsWith('_test');
  if (isTest && network === MAIN_NETWORK) return null;
  const parts = readParts(type, bytes, decoded.prefix.startsWith('stake'));
  if (!parts) return null;
  const canonical = text.toLowerCase();
  return {
    chain: 'cardano',
    canonical,
    identity: `cardano:${canonical}`,
    ...parts,
    // Tools exist that write `addr` before another network's id: nothing arrives on the main network there either.
    ...(network !== MAIN_NETWORK && { notes: ['testnet'] }),
  };
}

/** Kind and keys by the header type (CIP-19, "Shelley addresses"); `null` when the rest does not suit it. */
function readParts(
  type: number,
  bytes: Uint8Array,
  isStake: boolean,
): Pick<Address, 'kind' | 'keys' | 'relatedKeys'> | null {
  const rest = bytes.subarray(1 + HASH_BYTES);
  const first = toHex(bytes.subarray(1, 1 + HASH_BYTES));
  if (isStake) {
    return type >= 14 && rest.length === 0 ? { kind: 'stake', keys: [`cardano-stake:${first}`] } : null;
  }
  if (type > 7) return null;
  // Bit 0 of the type: the payment credential is the hash of a script.
  const keys = [`cardano-payment:${type & 1 ? 'script' : 'key'}:${first}`];
  if (type < 4) {
    if (rest.length !== HASH_BYTES) return null;
    return { kind: 'base', keys, relatedKeys: [`cardano-stake:${toHex(rest)}`] };
  }
  if (type < 6) return isPointer(rest) ? { kind: 'pointer', keys } : null;
  return rest.length === 0 ? { kind: 'enterprise', keys } : null;
}

/** Three numbers of variable length: slot, transaction, certificate. The last byte of each has its top bit clear. */
function isPointer(bytes: Uint8Array): boolean {
  return bytes.filter((byte) => byte < 0x80).length === 3 && (bytes.at(-1) ?? 0x80) < 0x80;
}
