import { sha256 } from '@noble/hashes/sha2.js';
import { bech32, bech32m, createBase58check } from '@scure/base';
import { toHex } from '#lib/core/bytes.ts';
import type { Address, AddressNote } from '#lib/core/types.ts';
import { base58CheckPayload } from './base58check.ts';
import { keysOf } from './bitcoin-keys.ts';
import type { Codec } from './codec.ts';
import { parseUnified } from './zcash-unified.ts';

/** Version bytes of Sprout and of P2PKH (Zcash protocol specification, 5.6). */
const SPROUT = new Map([
  [0x169a, { test: false }],
  [0x16b6, { test: true }],
]);
const P2PKH = { main: [0x1c, 0xb8], test: [0x1d, 0x25] } as const;
/** Characters of a Sprout address: base58check of two version bytes and two keys of 32. */
const SPROUT_CHARS = 95;

/** Human-readable parts (Zcash protocol specification, 5.6.3; ZIP-320). */
const BECH32 = new Map<string, { kind: 'sapling' | 'tex'; test: boolean }>([
  ['zs', { kind: 'sapling', test: false }],
  ['ztestsapling', { kind: 'sapling', test: true }],
  ['zregtestsapling', { kind: 'sapling', test: true }],
  ['tex', { kind: 'tex', test: false }],
  ['textest', { kind: 'tex', test: true }],
  ['texregtest', { kind: 'tex', test: true }],
]);
/** `tex1…` with 20 bytes. */
const MIN_CHARS = 42;
const MAX_HRP_CHARS = 15;
const base58check = createBase58check(sha256);

/** Zcash beside its plain transparent addresses, which are bitcoin.ts's: Sprout, Sapling, TEX, unified. */
export const zcash: Codec = {
  family: 'zcash',
  chains: ['zcash'],
  parse(text) {
    if (text.length < MIN_CHARS) return null;
    if (text.length === SPROUT_CHARS && /^z[ct]/.test(text)) return parseSprout(text);
    const separator = text.indexOf('1');
    if (separator < 1 || separator > MAX_HRP_CHARS) return null;
    const hrp = text.slice(0, separator).toLowerCase();
    const form = BECH32.get(hrp);
    if (form) return form.kind === 'tex' ? parseTex(text, form.test) : parseSapling(text, form.test);
    return parseUnified(hrp, text);
  },
};

/** Protocol specification, 5.6.3.1. */
function parseSprout(text: string): Address | null {
  const payload = base58CheckPayload(text);
  if (!payload) return null;
  const form = SPROUT.get((payload[0] ?? 0) * 256 + (payload[1] ?? 0));
  return form ? describe('sprout', text, [`sprout:${toHex(payload.subarray(2))}`], form.test) : null;
}

/** Protocol specification, 5.6.3.1: bech32 over a diversifier of 11 bytes and a key of 32. */
function parseSapling(text: string, test: boolean): Address | null {
  const words = bech32.decodeUnsafe(text)?.words;
  const bytes = words && bech32.fromWordsUnsafe(words);
  if (bytes?.length !== 43) return null;
  return describe('sapling', text.toLowerCase(), [`sapling:${toHex(bytes)}`], test);
}

/** The form of a main network's P2PKH address for those who take transparent funds only (ZIP-320). */
export function encodeTex(hash: Uint8Array): string {
  return bech32m.encode('tex', bech32m.toWords(hash));
}

/** ZIP-320: a P2PKH address that may be paid from transparent funds only; the destination is the same. */
function parseTex(text: string, test: boolean): Address | null {
  const words = bech32m.decodeUnsafe(text)?.words;
  const hash = words && bech32m.fromWordsUnsafe(words);
  if (hash?.length !== 20) return null;
  const base = base58check.encode(Uint8Array.of(...P2PKH[test ? 'test' : 'main'], ...hash));
  return {
    chain: 'zcash',
    kind: 'tex',
    canonical: text.toLowerCase(),
    identity: `zcash:${base}`,
    keys: keysOf('p2pkh', hash),
    ...(test && { notes: ['testnet'] }),
  };
}

function describe(kind: 'sprout' | 'sapling', canonical: string, keys: string[], test: boolean): Address {
  const notes: AddressNote[] = test ? ['shielded', 'testnet'] : ['shielded'];
  return { chain: 'zcash', kind, canonical, identity: `zcash:${canonical}`, keys, notes };
}
