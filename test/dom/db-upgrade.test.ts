/** What an Almsguard before this one stored is there after the update, and goes with the next refresh. */
import { afterEach, describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { Address } from '#lib/core/types.ts';
import { ENTRIES_PER_CHUNK } from '#lib/watchlist/compiled.ts';
import { openStore } from '#lib/watchlist/db.ts';
import { type ListRecord, NO_VERSION } from '#lib/watchlist/store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { listInfo } from '../support/entries.ts';
import { address, deleteAll, list, NAME, record, rows } from './db-lists.ts';

describe('the store in IndexedDB', () => {
  afterEach(deleteAll);

  it.each([1, 2])('takes over the lists that its version %i stored', async (version) => {
    const { index, chunks } = list(1, 3);
    const { hi, lo, refs } = index;
    const { content, previous, rank, supersedes, ...old } = record(4, { entries: 3 });
    await new Promise<void>((resolve) => {
      const opening = indexedDB.open(NAME, version);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore('lists', { keyPath: 'id' }).put(old);
        opening.result.createObjectStore('indexes').put({ hi, lo, refs }, 'file:a');
        opening.result.createObjectStore('chunks').put(chunks[0], ['file:a', 4, 0]);
        if (version === 2) opening.result.createObjectStore('grown');
      };
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
    });
    const store = await openStore(NAME);
    expect(await store.records()).toEqual([record(4, { entries: 3 })]);
    const watchlist = createWatchlist(() => store);
    await watchlist.load();
    expect(await watchlist.matchAddress(parseAddress(address(2)) as Address)).toHaveLength(1);
    expect(await store.grownWindows()).toEqual([]);
    // The next version is sealed, and the old one is there to fall back to.
    await store.apply(record(5), list(1, 4));
    expect((await store.records())[0]).toMatchObject({ previous: { generation: 4 } });
    expect((await store.records())[0]?.content).toHaveLength(64);
  });

  it('takes over the lists that its version 3 stored, the version before them too', async () => {
    const { index, bulk, chunks } = list(1, 3);
    const older = { ...NO_VERSION, info: listInfo(), generation: 3, content: 'aa', entries: 3 };
    const old = record(4, { entries: 3, content: 'bb', previous: older });
    await new Promise<void>((resolve) => {
      const opening = indexedDB.open(NAME, 3);
      opening.onupgradeneeded = () => {
        const create = (name: string) => opening.result.createObjectStore(name);
        opening.result.createObjectStore('lists', { keyPath: 'id' }).put(old);
        const [keys, pieces] = [create('keys'), create('chunks')];
        for (const generation of [3, 4]) {
          keys.put({ index, bulk, rows: 3, seals: Uint8Array.of(1) }, ['file:a', generation]);
          pieces.put(chunks[0], ['file:a', generation, 0]);
        }
        create('grown').put([], 'windows');
        create('trust').put({ root: Uint8Array.of(7) }, 'https://one.example/');
      };
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
    });
    const store = await openStore(NAME);
    const [taken] = await store.records();
    // Under seals of another kind before: neither version has one now.
    expect(taken).toEqual({ ...old, content: '', previous: { ...older, content: '' } });
    expect(await store.trustFiles('https://one.example/')).toEqual({ root: Uint8Array.of(7) });
    const watchlist = createWatchlist(() => store);
    const found = async () => (await watchlist.matchAddress(parseAddress(address(2)) as Address)).length;
    await watchlist.load();
    expect(await found()).toBe(1);
    await store.fallBack(taken as ListRecord, null);
    await watchlist.load();
    expect(await found()).toBe(1);
  });

  it('takes over the lists that its version 4 stored, under their seals', async () => {
    // Two versions, as they are stored today but for their chunks, which stood in a record each.
    const made = await openStore(NAME);
    await made.apply(record(3), list(1, ENTRIES_PER_CHUNK * 2));
    await made.apply(record(4), list(1, ENTRIES_PER_CHUNK * 2 + 5));
    const all = (name: string) =>
      new Promise<[IDBValidKey, unknown][]>((resolve) => {
        const opening = indexedDB.open(NAME);
        opening.onsuccess = () => {
          const store = opening.result.transaction(name).objectStore(name);
          const [keys, values] = [store.getAllKeys(), store.getAll()];
          values.onsuccess = () => {
            opening.result.close();
            resolve(keys.result.map((key, n) => [key, values.result[n]]));
          };
        };
      });
    const stored = await Promise.all(['lists', 'keys', 'pages', 'shelves'].map(all));
    await deleteAll();
    await new Promise<void>((resolve) => {
      const opening = indexedDB.open(NAME, 4);
      opening.onupgradeneeded = () => {
        const [lists, keys, pages, shelves] = stored as [[IDBValidKey, unknown][], ...typeof stored];
        const db = opening.result;
        const store = db.createObjectStore('lists', { keyPath: 'id' });
        for (const [, value] of lists) store.put(value);
        for (const [name, records] of [
          ['keys', keys],
          ['pages', pages],
        ] as const) {
          const put = db.createObjectStore(name);
          for (const [key, value] of records ?? []) put.put(value, key);
        }
        const chunks = db.createObjectStore('chunks');
        for (const [key, shelf] of shelves ?? []) {
          const [id, generation] = key as [string, number];
          for (const [n, chunk] of (shelf as Uint8Array[]).entries()) chunks.put(chunk, [id, generation, n]);
        }
        for (const name of ['grown', 'trust']) db.createObjectStore(name);
      };
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
    });
    const store = await openStore(NAME);
    const [taken] = await store.records();
    expect(taken).toMatchObject({ generation: 4, content: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const watchlist = createWatchlist(() => store);
    const found = async (n: number) =>
      (await watchlist.matchAddress(parseAddress(address(n)) as Address)).length;
    await watchlist.load();
    expect([await found(2), await found(ENTRIES_PER_CHUNK * 2 + 5)]).toEqual([1, 1]);
    expect((await store.records())[0]).toMatchObject({ generation: 4, lastError: null });
    // What is refreshed leaves nothing of it behind but the version before, and then nothing.
    await store.apply(record(5), list(1, 3));
    expect([await rows('chunks'), await rows('shelves')]).toEqual([3, 1]);
    await store.apply(record(6), list(1, 3));
    expect([await rows('chunks'), await rows('shelves')]).toEqual([0, 2]);
  });

  it('takes over all that its version 5 stored, and stages beside it', async () => {
    const made = await openStore(NAME);
    await made.apply(record(3), list(1, ENTRIES_PER_CHUNK));
    await made.apply(record(4), list(1, ENTRIES_PER_CHUNK * 2 + 5));
    const before = await made.records();
    const id = before[0]?.id as string;
    const pieces = await allPieces();
    await deleteAll();
    // The same stores but the one for marks.
    await new Promise<void>((resolve) => {
      const opening = indexedDB.open(NAME, 5);
      opening.onupgradeneeded = () => {
        for (const name of ['lists', 'chunks', 'grown', 'keys', 'trust', 'pages', 'shelves']) {
          const isOfLists = name === 'lists';
          const store = opening.result.createObjectStore(name, isOfLists ? { keyPath: 'id' } : {});
          for (const [key, value] of pieces.get(name) ?? []) {
            if (isOfLists) store.put(value);
            else store.put(value, key);
          }
        }
      };
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
    });
    const store = await openStore(NAME);
    expect(await store.records()).toEqual(before);
    expect(await allPieces()).toEqual(pieces);
    const watchlist = createWatchlist(() => store);
    await watchlist.load();
    const last = parseAddress(address(ENTRIES_PER_CHUNK * 2 + 5)) as Address;
    expect(await watchlist.matchAddress(last)).toHaveLength(1);
    const staging = store.stage(id);
    staging?.put([new Uint8Array(1)]);
    expect(await staging?.close()).toMatchObject({ generation: 5, shelves: 1 });
    await staging?.drop();
  });
});

/** Every record of every store, with its key. */
async function allPieces(): Promise<Map<string, [IDBValidKey, unknown][]>> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open(NAME);
    opening.onsuccess = () => resolve(opening.result);
  });
  const found = new Map<string, [IDBValidKey, unknown][]>();
  for (const name of db.objectStoreNames) {
    const store = db.transaction(name).objectStore(name);
    const [keys, values] = [store.getAllKeys(), store.getAll()];
    await new Promise((resolve) => {
      values.onsuccess = resolve;
    });
    found.set(
      name,
      keys.result.map((key, n) => [key, values.result[n]]),
    );
  }
  db.close();
  return found;
}
