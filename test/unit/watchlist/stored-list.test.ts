import { beforeEach, describe, expect, it } from 'vitest';
import { ENTRIES_PER_CHUNK, indexesOf } from '#lib/watchlist/compiled.ts';
import { INDEX_NUMBERS, type ListPieces } from '#lib/watchlist/list-pieces.ts';
import { Damage } from '#lib/watchlist/loaded-list.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import { type Filled, isFilled } from '#lib/watchlist/order.ts';
import { sealsOf } from '#lib/watchlist/seal.ts';
import type { ListStore } from '#lib/watchlist/store.ts';
import { storedPieces } from '#lib/watchlist/stored-list.ts';
import { compiled, entry, listInfo } from '../../support/entries.ts';
import { listRecord } from '../../support/records.ts';

/** More chunks than are asked for at once. */
const PAGES = ENTRIES_PER_CHUNK * 70;
const LIST = compiled(
  [
    ...Array.from({ length: PAGES }, (_, n) => entry(`facebook.com/page-${n}`, { kind: 'page' })),
    entry('0xE950DC316b836e4EeFb8308bf32Bf7C72a1358FF'),
    entry('shop.example', { kind: 'domain' }),
  ],
  listInfo(),
  { bulk: true },
);

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('the pieces of a stored version', () => {
  let store: ListStore;
  let record: Filled;
  beforeEach(async () => {
    store = createMemoryStore();
    await store.apply(listRecord({}), LIST);
    const [stored] = await store.records();
    if (!stored || !isFilled(stored)) throw new Error('nothing was stored');
    record = stored;
  });
  const pieces = async () => (await storedPieces(store, record)) as ListPieces;

  it('are those of the list that was stored, in order', async () => {
    const { content, rows, lengths, keys, chunks } = await pieces();
    expect({ content, rows }).toEqual({ content: (await sealsOf(LIST)).content, rows: LIST.rows });
    expect(lengths).toEqual(indexesOf(LIST).map(({ hi }) => hi.length));
    expect(await all(chunks())).toEqual(LIST.chunks);
    for (const which of INDEX_NUMBERS) {
      const parts = await all(keys(which));
      const column = (name: 'hi' | 'lo' | 'refs' | 'checks') => parts.flatMap((part) => [...part[name]]);
      for (const name of ['hi', 'lo', 'refs', 'checks'] as const) {
        expect(column(name)).toEqual([...(indexesOf(LIST)[which][name] ?? [])]);
      }
    }
  });

  it('are given back as they are gone through where the store keeps copies of its own', async () => {
    const memory = store;
    store = {
      ...memory,
      persistent: true,
      keys: async (...key) => structuredClone(await memory.keys(...key)),
      page: async (...key) => structuredClone(await memory.page(...key)),
    };
    const { keys, lengths } = await pieces();
    const parts = await all(keys(0));
    expect(lengths[0]).toBeGreaterThan(0);
    expect(parts.flatMap(({ hi, lo, refs }) => [hi.length, lo.length, refs.length])).toEqual([0, 0, 0]);
    // Those of the next index stand where they stood.
    let found = 0;
    for await (const { lo } of keys(1)) found += lo.length;
    expect(found).toBe(lengths[1]);
  });

  it('stay in a store that holds them itself', async () => {
    const gone = async () => {
      const { keys } = await pieces();
      return (await all(keys(0))).map(({ hi, lo }) => [hi.length, lo.length]);
    };
    const [first, second] = [await gone(), await gone()];
    expect(first).toEqual([[PAGES, PAGES]]);
    expect(second).toEqual(first);
  });

  it('are not there where nothing is stored', async () => {
    expect(await storedPieces(store, { ...record, generation: 9 })).toBeNull();
  });

  it.each<[string, (store: ListStore) => ListStore]>([
    ['a chunk is gone', (sound) => ({ ...sound, chunk: async () => null })],
    [
      'a chunk was changed',
      (sound) => ({
        ...sound,
        chunk: async (...key) => (await sound.chunk(...key))?.slice().fill(0x20, 0, 1) ?? null,
      }),
    ],
  ])('are damage where %s', async (_name, damaged) => {
    store = damaged(store);
    await expect(all((await pieces()).chunks())).rejects.toThrow(Damage);
  });

  it.each<[string, (store: ListStore) => ListStore]>([
    ['a page is gone', (sound) => ({ ...sound, page: async () => null })],
    [
      'a page was cut',
      (sound) => ({ ...sound, page: async (...key) => (await sound.page(...key))?.slice(1) ?? null }),
    ],
  ])('are damage where %s', async (_name, damaged) => {
    store = damaged(store);
    await expect(all((await pieces()).keys(0))).rejects.toThrow(Damage);
  });
});
