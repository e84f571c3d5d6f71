import { secp256k1 } from '@noble/curves/secp256k1.js';
import { toHex } from '#lib/core/bytes.ts';
import type { Address } from '#lib/core/types.ts';
import { isDescriptorChecksum } from './descriptor-checksum.ts';
import { keyOf, type ParentKey, readExtendedKey } from './xpub.ts';

/** Script expressions over one key (BIP-381 to BIP-386), as they open. A taproot script tree is not read. */
const SINGLE = new Set(['pk(', 'pkh(', 'wpkh(', 'sh(wpkh(', 'combo(', 'tr(']);
/** Over several keys (BIP-383): nobody can tell whose they are from one of them. */
const MULTI = new Set(
  ['', 'sh(', 'wsh(', 'sh(wsh('].flatMap((outer) => [`${outer}multi(`, `${outer}sortedmulti(`]),
);
/** BIP-383: keys of a P2WSH multisig. */
const MAX_KEYS = 20;

/** Opening, arguments, closing, checksum. */
const SCRIPT = /^(((?:[a-z]{2,11}\(){1,3})([^()#]{1,1900})(\){1,3}))(?:#([a-z0-9]{8}))?$/;
/** BIP-380: origin, key, path. Hardened steps below a public key lead nowhere, so they are no part of it. */
const KEY =
  /^(\[[0-9a-fA-F]{8}(?:\/\d{1,10}['h]?){0,20}\])?([1-9A-HJ-NP-Za-km-z]{111}|(?:0[23])?[0-9a-f]{64})((?:\/(?:\d{1,10}|<\d{1,10}(?:;\d{1,10}){1,9}>)){0,10})(\/\*)?$/;

/** A key with the paths that lead down from it; `*` at their end when `ranged`. */
export interface KeySource {
  /** Without a chain code it has no children: the key is what is meant. */
  key: ParentKey | { publicKey: Uint8Array; chainCode: null };
  paths: number[][];
  ranged: boolean;
}

/** The address-like reading of an output descriptor (BIP-380), or `null`. A wrong checksum is no descriptor. */
export function parseDescriptor(text: string): Address | null {
  const read = readDescriptor(text);
  if (!read) return null;
  const { script, identity, sources, testnet } = read;
  const only = sources.length === 1 ? sources[0]?.key : undefined;
  return {
    chain: 'bitcoin',
    kind: 'descriptor',
    // Both marks of a hardened step mean the same.
    canonical: script.replaceAll("'", 'h'),
    identity,
    keys: only?.chainCode ? [identity, keyOf(only)] : [identity],
    ...(testnet && { notes: ['testnet'] }),
  };
}

/** What a descriptor over one key derives from; `null` for everything else. */
export function descriptorSource(text: string): KeySource | null {
  const sources = readDescriptor(text)?.sources ?? [];
  return sources.length === 1 ? (sources[0] ?? null) : null;
}

interface Descriptor {
  script: string;
  /** Without origins, which only say where a key came from. */
  identity: string;
  sources: KeySource[];
  testnet: boolean;
}

function readDescriptor(text: string): Descriptor | null {
  const match = SCRIPT.exec(text);
  if (!match) return null;
  const [, script = '', opening = '', body = '', closing = '', checksum] = match;
  if (opening.split('(').length - 1 !== closing.length) return null;
  if (checksum !== undefined && !isDescriptorChecksum(script, checksum)) return null;
  const args = body.split(',');
  const threshold = MULTI.has(opening) ? args.shift() : undefined;
  if (threshold === undefined ? !SINGLE.has(opening) || args.length !== 1 : !isThreshold(threshold, args)) {
    return null;
  }
  const keys = args.map((arg) => readKey(arg, opening));
  if (!keys.every((key) => key !== null)) return null;
  const names = keys.map(({ identity }) => identity);
  // BIP-383: their order means nothing.
  if (opening.includes('sortedmulti(')) names.sort();
  return {
    script,
    identity: `descriptor:${opening}${[...(threshold ? [threshold] : []), ...names].join(',')}`,
    sources: keys.map(({ source }) => source),
    testnet: keys.some(({ testnet }) => testnet),
  };
}

function isThreshold(text: string, keys: string[]): boolean {
  return /^[1-9]\d?$/.test(text) && keys.length <= MAX_KEYS && Number(text) <= keys.length;
}

function readKey(
  text: string,
  opening: string,
): { source: KeySource; identity: string; testnet: boolean } | null {
  const match = KEY.exec(text);
  if (!match) return null;
  const [, , key = '', path = '', star] = match;
  const ranged = star !== undefined;
  const paths = readPaths(path);
  if (!paths) return null;
  const extended = readExtendedKey(key);
  if (extended) {
    const source = { key: extended.key, paths, ranged };
    return { source, identity: `${keyOf(extended.key)}${path}${star ?? ''}`, testnet: extended.testnet };
  }
  const publicKey = readPublicKey(key, opening);
  if (!publicKey || path !== '' || ranged) return null;
  const source = { key: { publicKey, chainCode: null }, paths, ranged };
  return { source, identity: toHex(publicKey), testnet: false };
}

/** Compressed, or x-only in a taproot output (BIP-386), which has an even y. */
function readPublicKey(hex: string, opening: string): Uint8Array | null {
  if (hex.length === 64 && opening !== 'tr(') return null;
  try {
    return secp256k1.Point.fromHex(hex.length === 64 ? `02${hex}` : hex).toBytes();
  } catch {
    return null;
  }
}

/** `/<0;1>/5` is two paths (BIP-389); no more than one such step, and no index of the hardened half. */
function readPaths(path: string): number[][] | null {
  const steps = path
    .split('/')
    .slice(1)
    .map((step) => step.replace(/[<>]/g, '').split(';').map(Number));
  if (steps.flat().some((index) => index >= 0x80000000)) return null;
  const ways = steps.filter((step) => step.length > 1);
  if (ways.length > 1) return null;
  return Array.from({ length: ways[0]?.length ?? 1 }, (_, way) =>
    steps.map((step) => step[way] ?? step[0] ?? 0),
  );
}
