import { concat, toHex } from '#lib/core/bytes.ts';
import type { CompiledList, KeyIndex, ListKeys } from './compiled.ts';
import { headsOf, pagesOf } from './pages.ts';

/**
 * Seals: a SHA-256 over each piece of the keys (pages.ts) and over these one of all keys; one over each chunk; and over
 * the latter two the content hash of the list.
 * One and the same hash says that a file arrived whole, what version a delta starts from and leads to, and that
 * storage gives back what it was given, piece by piece.
 */
const SEAL_BYTES = 32;
/** Pages that are hashed at once. */
const PAGES_AT_ONCE = 8;

export interface Seals {
  /** `SEAL_BYTES` each: of the keys, then of every chunk. */
  seals: Uint8Array<ArrayBuffer>;
  /** `SEAL_BYTES` each: of the heads, then of every page. */
  keySeals: Uint8Array<ArrayBuffer>;
  /** Hex. */
  content: string;
}

/** By the index: lists are copied to give them another name, their parts are not. */
const known = new WeakMap<KeyIndex, Pick<CompiledList, 'bulk' | 'chunks'> & { made: Promise<Seals> }>();

/** The seals of a list, worked out once: lists do not change. */
export function sealsOf(list: CompiledList): Promise<Seals> {
  const { index, bulk, chunks } = list;
  const before = known.get(index);
  if (before && before.bulk === bulk && before.chunks === chunks) return before.made;
  const made = makeSeals(list);
  known.set(index, { bulk, chunks, made });
  return made;
}

async function makeSeals(list: CompiledList): Promise<Seals> {
  const keySeals = await sealKeys(list);
  const [keysSeal, ...held] = await Promise.all([sha256(keySeals), ...list.chunks.map(sealOf)]);
  const seals = concat([keysSeal, list.staged?.seals ?? new Uint8Array(), ...held]);
  return { seals, keySeals, content: await sha256Hex(seals) };
}

async function sealKeys(keys: ListKeys): Promise<Uint8Array<ArrayBuffer>> {
  const made = [...headsOf(keys)].map(sha256);
  for (const page of pagesOf(keys)) {
    // Of each page that waits to be hashed there is a copy.
    if (made.length % PAGES_AT_ONCE === 0) await Promise.all(made);
    made.push(sha256(page));
  }
  return concat(await Promise.all(made));
}

const chunkSeals = new WeakMap<Uint8Array, Promise<Uint8Array<ArrayBuffer>>>();

/** The seal of a chunk, worked out once: chunks do not change, and two versions share some. */
export function sealOf(chunk: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const made = chunkSeals.get(chunk) ?? sha256(chunk);
  chunkSeals.set(chunk, made);
  return made;
}

/** Whether bytes are those of the n-th seal. */
export async function isSealed(seals: Uint8Array, n: number, seal: Promise<Uint8Array>): Promise<boolean> {
  const expected = seals.subarray(n * SEAL_BYTES, (n + 1) * SEAL_BYTES);
  return toHex(await seal) === toHex(expected);
}

export async function sha256(data: ArrayBufferView<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', data));
}

export async function sha256Hex(data: ArrayBufferView<ArrayBuffer>): Promise<string> {
  return toHex(await sha256(data));
}
