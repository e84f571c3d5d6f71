import type { Entry } from '#lib/core/entry.ts';
import { type OpenChunk, openChunk } from './chunk.ts';
import { ENTRIES_PER_CHUNK } from './compiled.ts';
import type { Key64 } from './key.ts';
import { findKey, type Hit } from './key-search.ts';
import type { Filled } from './order.ts';
import { type KeyPage, pagesBefore } from './pages.ts';
import { isSealed, sha256, sha256Hex } from './seal.ts';
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

/** Pages of keys of one list kept at hand: of a million keys all. */
const MAX_PAGES_CACHED = 64;

/** Which keys of a list are searched. */
export type IndexName = 'own' | 'addresses' | 'hosts';
/** In the order of `indexesOf`. */
const INDEXES: readonly IndexName[] = ['own', 'addresses', 'hosts'];

/** A stored list as it is searched: the heads of its keys in memory, the rest read where one was met. */
export interface LoadedList {
  record: Filled;
  rows: number;
  find(index: IndexName, key: Key64): Promise<Hit[]>;
  row(ref: number): Promise<Entry | null>;
}

/** Reads the heads of a list's keys. Every piece is compared with its seal when it is first read; throws a `Damage`. */
export async function loadList(store: ListStore, record: Filled): Promise<LoadedList> {
  const { id, generation, content } = record;
  const stored = await store.keys(id, generation);
  if (!stored) throw new Damage(record);
  const { heads, rows, seals, keySeals } = stored;
  const isIntact = async (all: Uint8Array, n: number, piece: ArrayBufferView<ArrayBuffer>) =>
    content === '' || (await isSealed(all, n, sha256(piece)));
  if (content !== '' && (await sha256Hex(seals)) !== content) throw new Damage(record);
  const whole = [isIntact(seals, 0, keySeals), ...heads.map((head, n) => isIntact(keySeals, n, head))];
  if ((await Promise.all(whole)).includes(false)) throw new Damage(record);

  async function readPage(n: number): Promise<KeyPage> {
    const page = await store.page(id, generation, n);
    if (!page || !(await isIntact(keySeals, heads.length + n, page))) throw new Damage(record);
    return page;
  }
  const page = keeping(MAX_PAGES_CACHED, readPage);

  async function readChunk(n: number): Promise<OpenChunk> {
    const bytes = await store.chunk(id, generation, n);
    if (!bytes || !(await isIntact(seals, n + 1, bytes))) throw new Damage(record);
    try {
      return openChunk(bytes);
    } catch {
      throw new Damage(record);
    }
  }
  const chunk = keeping(MAX_CHUNKS_CACHED, readChunk);
  const [own, addresses, hosts] = heads;
  const search = { own, addresses, hosts };

  return {
    record,
    rows,
    async find(index, key) {
      const first = pagesBefore(heads, INDEXES.indexOf(index));
      return findKey(search[index], (n) => page(first + n), key);
    },
    async row(ref) {
      return (await chunk(Math.floor(ref / ENTRIES_PER_CHUNK))).at(ref % ENTRIES_PER_CHUNK);
    },
  };
}

/** The same reading, of which the last few results are kept; what failed is read anew. */
function keeping<T>(most: number, read: (n: number) => Promise<T>): (n: number) => Promise<T> {
  const kept = new Map<number, Promise<T>>();
  return (n) => {
    const known = kept.get(n);
    if (known) return known;
    if (kept.size >= most) kept.delete(kept.keys().next().value as number);
    const reading = read(n);
    reading.catch(() => kept.delete(n));
    kept.set(n, reading);
    return reading;
  };
}
