import type { Entry } from '#lib/core/entry.ts';
import { type OpenChunk, openChunk } from './chunk.ts';
import { ENTRIES_PER_CHUNK, type ListKeys } from './compiled.ts';
import type { Filled } from './order.ts';
import { isSealed, sealKeys, sha256, sha256Hex } from './seal.ts';
import type { ListStore } from './store.ts';

/** Parsed chunks of one list kept at hand; a page seldom meets entries of more. */
const MAX_CHUNKS_CACHED = 32;

/** A piece of a list that storage gives back otherwise than it got it, or not at all. */
export class Damage extends Error {
  readonly record: Filled;

  constructor(record: Filled) {
    super(`entries of list ${record.info.id} are missing from storage or damaged`);
    this.record = record;
  }
}

/** A stored list as it is searched: keys in memory, rows read where a key matched. */
export interface LoadedList {
  record: Filled;
  keys: ListKeys;
  rows: number;
  row(ref: number): Promise<Entry | null>;
}

/** Reads the keys of a list. Every piece is compared with its seal when it is first read; throws a `Damage`. */
export async function loadList(store: ListStore, record: Filled): Promise<LoadedList> {
  const { id, generation, content } = record;
  const stored = await store.keys(id, generation);
  if (!stored) throw new Damage(record);
  const { seals, rows, ...keys } = stored;
  const isIntact = (n: number, seal: () => Promise<Uint8Array>) =>
    content === '' ? true : isSealed(seals, n, seal());
  if (content !== '' && (await sha256Hex(seals)) !== content) throw new Damage(record);
  if (!(await isIntact(0, () => sealKeys(keys)))) throw new Damage(record);

  const chunks = new Map<number, Promise<OpenChunk>>();
  async function readChunk(n: number): Promise<OpenChunk> {
    const bytes = await store.chunk(id, generation, n);
    if (!bytes || !(await isIntact(n + 1, () => sha256(bytes)))) throw new Damage(record);
    try {
      return openChunk(bytes);
    } catch {
      throw new Damage(record);
    }
  }
  return {
    record,
    keys,
    rows,
    async row(ref) {
      const n = Math.floor(ref / ENTRIES_PER_CHUNK);
      let chunk = chunks.get(n);
      if (!chunk) {
        if (chunks.size >= MAX_CHUNKS_CACHED) chunks.delete(chunks.keys().next().value as number);
        chunk = readChunk(n);
        chunk.catch(() => chunks.delete(n));
        chunks.set(n, chunk);
      }
      return (await chunk).at(ref % ENTRIES_PER_CHUNK);
    },
  };
}
