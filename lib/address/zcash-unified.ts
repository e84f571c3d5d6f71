import { bech32m } from '@scure/base';
import { toHex } from '#lib/core/bytes.ts';
import type { Address } from '#lib/core/types.ts';
import { keysOf } from './bitcoin-keys.ts';
import { unjumble } from './f4jumble.ts';

/** Typecodes of receivers and bytes of their encodings (ZIP-316, "Encoding of Unified Addresses"). */
const P2PKH = 0;
const P2SH = 1;
const SAPLING = 2;
const ORCHARD = 3;
/** Bytes of an item; also of the two that say when an address expires (revision 2). */
const ITEM_BYTES = new Map([
  [P2PKH, 20],
  [P2SH, 20],
  [SAPLING, 43],
  [ORCHARD, 43],
  [0xe0, 4],
  [0xe1, 8],
]);
/** Items that are no receivers (ZIP-316, "Metadata Items"), and those that nobody may ignore. */
const isMetadata = (type: number) => type >= 0xc0 && type <= 0xfc;
const isMustUnderstand = (type: number) => type >= 0xe0 && type <= 0xfc;
const PADDING_BYTES = 16;
/** ZIP-316: neither a typecode nor a length may be greater. */
const MAX_COMPACT = 0x2000000;

/**
 * Revision 0 (`u`), which wallets write, and revision 2 (`zu` without and `tu` with transparent receivers), of
 * which the project publishes test vectors.
 */
const REVISIONS = new Map<string, { test: boolean; revision: 0 | 2; transparent: boolean }>([
  ['u', { test: false, revision: 0, transparent: true }],
  ['utest', { test: true, revision: 0, transparent: true }],
  ['uregtest', { test: true, revision: 0, transparent: true }],
  ['zu', { test: false, revision: 2, transparent: false }],
  ['tu', { test: false, revision: 2, transparent: true }],
]);

interface Item {
  type: number;
  data: Uint8Array;
}

/**
 * A unified address (ZIP-316) under the human-readable part `hrp`, or `null`. It matches by each of its receivers.
 * It is noted as shielded only without a transparent receiver: with one, part of what it is paid can be followed.
 * Whether a receiver's bytes are a point on its curve is not checked.
 */
export function parseUnified(hrp: string, text: string): Address | null {
  const form = REVISIONS.get(hrp);
  const words = form && bech32m.decodeUnsafe(text, text.length)?.words;
  const jumbled = words && bech32m.fromWordsUnsafe(words);
  const message = jumbled && unjumble(jumbled);
  const items = message && readItems(message, hrp);
  if (!items) return null;
  const types = items.map(({ type }) => type);
  const isTransparent = types.includes(P2PKH) || types.includes(P2SH);
  const isShielded = types.includes(SAPLING) || types.includes(ORCHARD);
  if (types.includes(P2PKH) && types.includes(P2SH)) return null;
  if (form.revision === 0 ? !isShielded || types.some(isMustUnderstand) : types.every(isMetadata))
    return null;
  if (types.some((type) => isMustUnderstand(type) && !ITEM_BYTES.has(type))) return null;
  if (isTransparent && !form.transparent) return null;
  const canonical = text.toLowerCase();
  const notes: Address['notes'] = [
    ...(isTransparent ? [] : ['shielded' as const]),
    ...(form.test ? ['testnet' as const] : []),
  ];
  return {
    chain: 'zcash',
    kind: 'unified',
    canonical,
    identity: `zcash:${canonical}`,
    keys: items.flatMap(keysOfItem),
    ...(notes.length > 0 && { notes }),
  };
}

/** The items between the start and the padding, in strictly ascending order, or `null`. */
function readItems(message: Uint8Array, hrp: string): Item[] | null {
  const end = message.length - PADDING_BYTES;
  for (let i = 0; i < PADDING_BYTES; i++) {
    if (message[end + i] !== (i < hrp.length ? hrp.charCodeAt(i) : 0)) return null;
  }
  const items: Item[] = [];
  let at = 0;
  while (at < end) {
    const type = readCompactSize(message, at);
    const length = type && readCompactSize(message, type.next);
    if (!length || length.next + length.value > end) return null;
    const previous = items.at(-1);
    if (previous && previous.type >= type.value) return null;
    if ((ITEM_BYTES.get(type.value) ?? length.value) !== length.value) return null;
    at = length.next + length.value;
    items.push({ type: type.value, data: message.subarray(length.next, at) });
  }
  return items;
}

/** Bitcoin's CompactSize, in its shortest form only. It never ends the bytes: the padding stands behind it. */
function readCompactSize(bytes: Uint8Array, at: number): { value: number; next: number } | null {
  const first = bytes[at] ?? 255;
  if (first < 253) return { value: first, next: at + 1 };
  if (first === 255) return null;
  const size = first === 253 ? 2 : 4;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at + 1, size);
  const value = size === 2 ? view.getUint16(0, true) : view.getUint32(0, true);
  if (value < (size === 2 ? 253 : 0x10000) || value > MAX_COMPACT) return null;
  return { value, next: at + 1 + size };
}

function keysOfItem({ type, data }: Item): string[] {
  if (type === P2PKH) return keysOf('p2pkh', data);
  if (type === P2SH) return keysOf('p2sh', data);
  if (type === SAPLING) return [`sapling:${toHex(data)}`];
  if (type === ORCHARD) return [`orchard:${toHex(data)}`];
  return [];
}
