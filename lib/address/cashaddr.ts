import { bech32 } from '@scure/base';
import { toHex } from '#lib/core/bytes.ts';
import type { ChainName } from '#lib/core/chains.ts';
import type { Address } from '#lib/core/types.ts';
import { keysOfKeyHash } from './bitcoin-keys.ts';
import type { Codec } from './codec.ts';
import { fromWords, type PolymodCode, polymod, toWords } from './polymod.ts';

interface Prefix {
  prefix: string;
  chain: ChainName;
  test?: true;
}

/** CashAddr, "Prefix"; eCash, "CashAddr". */
const PREFIXES: readonly Prefix[] = [
  { prefix: 'bitcoincash', chain: 'bitcoin-cash' },
  { prefix: 'ecash', chain: 'ecash' },
  { prefix: 'bchtest', chain: 'bitcoin-cash', test: true },
  { prefix: 'bchreg', chain: 'bitcoin-cash', test: true },
  { prefix: 'ectest', chain: 'ecash', test: true },
  { prefix: 'ecregtest', chain: 'ecash', test: true },
];
/** Wallets leave out the prefix of a main network; the checksum covers it, so that it can be found again. */
const OMITTED = PREFIXES.filter(({ test }) => !test);
/** Without a prefix: P2PKH and P2SH of 20 bytes, P2SH of 32, and both ready for tokens. */
const BARE = /^(?:[qpzr][0-9a-z]{41}|[pr][0-9a-z]{60})$/;
const WITH_PREFIX = /^(bitcoincash|ecash|bchtest|bchreg|ectest|ecregtest):([0-9a-z]{42,112})$/;

/** CashAddr, "Checksum". */
const CODE: PolymodCode = {
  bits: 40n,
  generators: [0x98f2bc8e61n, 0x79b76d99e2n, 0xf33e5fb3c4n, 0xae2eabe2a8n, 0x1e4f43e470n],
};
const CHECKSUM_CHARS = 8;
/** Bytes of the hash by the low three bits of the version byte (CashAddr, "Version byte"). */
const HASH_BYTES = [20, 24, 28, 32, 40, 48, 56, 64];

/**
 * Bitcoin Cash and eCash: CashAddr, with its prefix or without, in lower or in upper case.
 *
 * The legacy form (`1…`, `3…`) is bitcoin.ts's: the string alone cannot tell the chain, so it has an identity of
 * its own and meets the CashAddr form by their key. A token-aware address (CashTokens, types 2 and 3) only says
 * what its owner's wallet can hold: it has the identity of the plain form.
 */
export const cashaddr: Codec = {
  family: 'cashaddr',
  chains: ['bitcoin-cash', 'ecash'],
  parse(text) {
    if (text.length < 42) return null;
    const lower = text.toLowerCase();
    const found = WITH_PREFIX.exec(lower);
    if (!found && !BARE.test(lower)) return null;
    // CashAddr: mixed case must be refused.
    if (text !== lower && text !== text.toUpperCase()) return null;
    const words = toWords(found?.[2] ?? lower);
    if (!words) return null;
    const candidates = found ? PREFIXES.filter(({ prefix }) => prefix === found[1]) : OMITTED;
    const network = candidates.find(({ prefix }) => polymod([...expand(prefix), ...words], CODE) === 1n);
    const payload = network && bech32.fromWordsUnsafe(words.slice(0, -CHECKSUM_CHARS));
    return payload ? describe(network, payload) : null;
  },
};

/** Low five bits of each character, and a separator. */
function expand(prefix: string): number[] {
  return [...Array.from(prefix, (char) => char.charCodeAt(0) & 31), 0];
}

/** `payload`: version byte and hash. */
export function encodeCashaddr(prefix: string, payload: Uint8Array): string {
  const words = bech32.toWords(payload);
  const rest = polymod([...expand(prefix), ...words, ...new Array(CHECKSUM_CHARS).fill(0)], CODE) ^ 1n;
  for (let i = CHECKSUM_CHARS - 1; i >= 0; i--) words.push(Number((rest >> BigInt(5 * i)) & 31n));
  return `${prefix}:${fromWords(words)}`;
}

function describe(network: Prefix, payload: Uint8Array): Address | null {
  const version = payload[0] ?? 0x80;
  const hash = payload.subarray(1);
  // The highest bit is reserved.
  if (version & 0x80 || hash.length !== HASH_BYTES[version & 7]) return null;
  const type = version >> 3;
  const plain = type === 2 || type === 3 ? type - 2 : type;
  const base = new Uint8Array([(plain << 3) | (version & 7), ...hash]);
  return {
    chain: network.chain,
    ...kindOf(plain, hash, type !== plain),
    canonical: encodeCashaddr(network.prefix, payload),
    identity: `${network.chain}:${encodeCashaddr(network.prefix, base)}`,
    ...(network.test && { notes: ['testnet'] }),
  };
}

function kindOf(type: number, hash: Uint8Array, tokens: boolean): Pick<Address, 'kind' | 'keys'> {
  const suffix = tokens ? '-tokens' : '';
  const hex = toHex(hash);
  if (type === 0 && hash.length === 20) return { kind: `p2pkh${suffix}`, keys: keysOfKeyHash(hash) };
  if (type === 1 && hash.length === 20) return { kind: `p2sh${suffix}`, keys: [`p2sh:${hex}`] };
  if (type === 1 && hash.length === 32) return { kind: `p2sh32${suffix}`, keys: [`p2sh32:${hex}`] };
  // The encoding leaves room for other types and lengths; nothing can be paid to them today.
  return { kind: `cashaddr-type${type}-${hash.length * 8}`, keys: [`cashaddr${type}:${hex}`] };
}
