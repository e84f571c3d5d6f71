import type { ChainName } from '#lib/core/chains.ts';
import type { Address, AddressNote } from '#lib/core/types.ts';
import { base58CheckPayload } from './base58check.ts';
import { describeProgram, keysOf } from './bitcoin-keys.ts';
import { NETWORKS, type Network } from './bitcoin-networks.ts';
import { parseStealth } from './bitcoin-stealth.ts';
import { decodeSegwit } from './bitcoinjs.ts';
import type { Codec } from './codec.ts';
import { parseConfidential } from './liquid.ts';

/** Characters of a base58check string of 25 or 26 bytes. */
const BASE58_CHARS = { min: 26, max: 36 };
/** Longest human-readable part of the table. */
const MAX_HRP_CHARS = 8;

/** What a version byte means: every network that uses it, in the order of the table. */
interface Reading {
  kind: 'p2pkh' | 'p2sh';
  chains: ChainName[];
  test: boolean;
}

const BY_VERSION = readVersions(NETWORKS);
const BY_HRP = new Map(NETWORKS.flatMap((network) => network.hrp.map((hrp) => [hrp, network] as const)));

/** Bitcoin and the networks that write their addresses as it does (bitcoin-networks.ts), test networks included. */
export const bitcoin: Codec = {
  family: 'bitcoin',
  chains: [...new Set(NETWORKS.map(({ chain }) => chain))],
  parse(text) {
    // A base58 string may happen to begin like a bech32 one.
    return parseBech32(text) ?? parseBase58(text);
  },
};

function parseBase58(text: string): Address | null {
  if (text.length < BASE58_CHARS.min || text.length > BASE58_CHARS.max) return null;
  const payload = base58CheckPayload(text);
  if (!payload) return null;
  const [first = 0, second = 0] = payload;
  const version = payload.length === 22 ? first * 256 + second : first;
  const reading = payload.length === 21 || payload.length === 22 ? BY_VERSION.get(version) : undefined;
  if (!reading) return null;
  const [chain = 'bitcoin'] = reading.chains;
  return {
    chain,
    ...(reading.chains.length > 1 && { chains: reading.chains }),
    kind: reading.kind,
    canonical: text,
    identity: `${chain}:${text}`,
    keys: keysOf(reading.kind, payload.subarray(-20)),
    ...notes(reading.test),
  };
}

function parseBech32(text: string): Address | null {
  // The data part has no `1`: the last one is the separator (BIP-173).
  const separator = text.lastIndexOf('1');
  if (separator < 2 || separator > MAX_HRP_CHARS) return null;
  const hrp = text.slice(0, separator).toLowerCase();
  const network = BY_HRP.get(hrp);
  if (!network) return parseStealth(hrp, text) ?? parseConfidential(hrp, text);
  const decoded = decodeSegwit(text);
  const program = decoded && describeProgram(decoded.version, decoded.data);
  if (!program) return null;
  // BIP-173: the lower-case form is the one to store; an all-upper-case one is the same address.
  const canonical = text.toLowerCase();
  return {
    chain: network.chain,
    ...program,
    canonical,
    identity: `${network.chain}:${canonical}`,
    ...notes(network.test),
  };
}

function notes(test: boolean | undefined): { notes?: AddressNote[] } {
  return test ? { notes: ['testnet'] } : {};
}

function readVersions(networks: readonly Network[]): Map<number, Reading> {
  const readings = new Map<number, Reading>();
  for (const { chain, test = false, p2pkh, p2sh } of networks) {
    for (const [kind, versions] of [
      ['p2pkh', p2pkh],
      ['p2sh', p2sh],
    ] as const) {
      for (const version of versions) {
        const known = readings.get(version);
        // A key hash on one network and a script hash on another: the first one's keys hold, both names are told.
        if (known) known.chains.push(chain);
        else readings.set(version, { kind, chains: [chain], test });
      }
    }
  }
  return readings;
}
