import { afterEach, describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { Address } from '#lib/core/types.ts';
import { ENTRIES_PER_CHUNK } from '#lib/watchlist/compiled.ts';
import { openStore } from '#lib/watchlist/db.ts';
import { type ListRecord, NO_VERSION } from '#lib/watchlist/store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { compiled, entry, listInfo } from '../support/entries.ts';
import { listRecord } from '../support/records.ts';

const NAME = 'almsguard-test';
const address = (n: number) => `0x${n.toString(16).padStart(40, '0')}`;
const record = (generation: number, over: Partial<ListRecord> = {}) => listRecord({ generation, ...over });
const list = (from: number, count: number) =>
  compiled(Array.from({ length: count }, (_, i) => entry(address(from + i))));

function rows(store: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const counting = opening.result.transaction(store).objectStore(store).count();
      counting.onsuccess = () => {
        opening.result.close();
        resolve(counting.result);
      };
    };
  });
}

function change<T>(store: string, key: IDBValidKey, by: (value: T) => T): Promise<void> {
  return new Promise((resolve) => {
    const opening = indexedDB.open(NAME);
    opening.onsuccess = () => {
      const tx = opening.result.transaction(store, 'readwrite');
      const reading = tx.objectStore(store).get(key);
      reading.onsuccess = () => tx.objectStore(store).put(by(reading.result), key);
      tx.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
}

describe('the store in IndexedDB', () => {
  afterEach(
    () =>
      new Promise<void>((resolve) => {
        indexedDB.deleteDatabase(NAME).onsuccess = () => resolve();
      }),
  );

  it('outlives the one who wrote it', async () => {
    await (await openStore(NAME)).apply(record(1), list(1, 3));
    const again = await openStore(NAME);
    expect(again.persistent).toBe(true);
    expect((await again.records()).map(({ id, generation }) => [id, generation])).toEqual([['file:a', 1]]);
    const watchlist = createWatchlist(() => again);
    await watchlist.load();
    const parsed = { chain: 'ethereum' as const, kind: 'account', canonical: '', identity: '', keys: [] };
    const keys = [`evm:${address(2).slice(2)}`];
    expect(await watchlist.matchAddress({ ...parsed, keys })).toMatchObject([
      { how: 'same-key', entry: { value: address(2) } },
    ]);
  });

  it('keeps a list as a few records, with the version before it and none older', async () => {
    const store = await openStore(NAME);
    const counts = async () => [await rows('lists'), await rows('keys'), await rows('shelves')];
    await store.apply(record(1), list(1, ENTRIES_PER_CHUNK * 9));
    expect(await counts()).toEqual([1, 1, 2]);
    await store.apply(record(2), list(1, ENTRIES_PER_CHUNK + 1));
    expect(await counts()).toEqual([1, 2, 3]);
    expect((await store.records())[0]?.previous).toMatchObject({ generation: 1, info: { id: 'example' } });
    await store.apply(record(3), list(1, 1));
    expect(await counts()).toEqual([1, 2, 2]);
    expect(await store.chunk('file:a', 1, 0)).toBeNull();
    expect(await store.chunk('file:a', 2, 1)).not.toBeNull();
    expect(await store.chunk('file:a', 3, 0)).not.toBeNull();
  });

  it('gives back each chunk of a list, one by one and many at once', async () => {
    const store = await openStore(NAME);
    const many = list(1, ENTRIES_PER_CHUNK * 20 + 1);
    await store.apply(record(1), many);
    const numbers = [...many.chunks.keys()];
    expect(await Promise.all(numbers.map((n) => store.chunk('file:a', 1, n)))).toEqual(many.chunks);
    expect(await store.chunk('file:a', 1, 13)).toEqual(many.chunks[13]);
    expect(await store.chunk('file:a', 1, numbers.length)).toBeNull();
    expect(await store.chunk('file:a', 2, 13)).toBeNull();
  });

  it('falls back to the version before when storage lost a piece, and then to none', async () => {
    const store = await openStore(NAME);
    await store.apply(record(1), list(1, 3));
    await store.apply(record(2), list(1, 9));
    const error = { code: 'damaged', message: '' } as const;
    const damaged = async () => (await store.records())[0] as ListRecord;
    const second = await damaged();
    await store.fallBack({ ...second, generation: 7 }, error);
    await store.fallBack({ ...second, content: 'another' }, error);
    expect((await store.records())[0]).toMatchObject({ generation: 2, lastError: null });
    await store.fallBack(second, error);
    expect((await store.records())[0]).toMatchObject({ generation: 1, previous: null, lastError: error });
    expect([await rows('keys'), await rows('shelves')]).toEqual([1, 1]);
    await store.fallBack(await damaged(), error);
    expect((await store.records())[0]).toMatchObject({ info: null, entries: 0, sha256: '', content: '' });
    expect([await rows('keys'), await rows('shelves')]).toEqual([0, 0]);
  });

  it('takes a chunk that was changed on the disk for what it is', async () => {
    const store = await openStore(NAME);
    await store.apply(record(1), list(1, 3));
    await store.apply(record(2), list(1, 9));
    await change('shelves', ['file:a', 2, 0], (shelf: Uint8Array[]) =>
      shelf.map((bytes) => bytes.fill(0x20, 0, 1)),
    );
    const watchlist = createWatchlist(() => store);
    await watchlist.load();
    expect(await watchlist.matchAddress(parseAddress(address(2)) as Address)).toHaveLength(1);
    expect((await store.records())[0]).toMatchObject({ generation: 1, lastError: { code: 'damaged' } });
  });

  it('takes a page of keys that was changed on the disk for what it is', async () => {
    const store = await openStore(NAME);
    await store.apply(record(1), list(1, 3));
    await store.apply(record(2), list(1, 9));
    await change('pages', ['file:a', 2, 0], (page: Uint32Array) => page.fill(1, -1));
    const watchlist = createWatchlist(() => store);
    await watchlist.load();
    for (let n = 1; n <= 3; n++) {
      expect(await watchlist.matchAddress(parseAddress(address(n)) as Address)).toHaveLength(1);
    }
    expect((await store.records())[0]).toMatchObject({ generation: 1, lastError: { code: 'damaged' } });
  });

  it('keeps the old version whole when the new one cannot be written', async () => {
    const store = await openStore(NAME);
    await store.apply(record(1), list(1, 3));
    // The last request of the transaction fails: a record that cannot be cloned.
    const unwritable = { ...record(2), lastError: (() => undefined) as unknown as ListRecord['lastError'] };
    await expect(store.apply(unwritable, list(1, 9))).rejects.toThrow();
    expect((await store.records()).map(({ generation }) => generation)).toEqual([1]);
    expect((await store.keys('file:a', 1))?.heads[0]).toHaveLength(3);
    expect(await store.page('file:a', 1, 0)).toHaveLength(6);
    expect(await store.chunk('file:a', 1, 0)).not.toBeNull();
  });

  it('changes several records together or none of them', async () => {
    const store = await openStore(NAME);
    await store.updateAll([record(1), { ...record(1), id: 'file:b' }]);
    const off = { ...record(1), enabled: false };
    const unwritable = { ...record(1), lastError: (() => undefined) as unknown as ListRecord['lastError'] };
    await expect(store.updateAll([off, { ...unwritable, id: 'file:b' }])).rejects.toThrow();
    expect((await store.records()).map(({ enabled }) => enabled)).toEqual([true, true]);
  });

  it('keeps what was derived from listed keys', async () => {
    const windows = [{ source: 'xkey:00', branch: 0, from: 100, keys: [['hash160:11'], ['hash160:22']] }];
    await (await openStore(NAME)).saveGrownWindows(windows);
    const again = await openStore(NAME);
    expect(await again.grownWindows()).toEqual(windows);
    await again.saveGrownWindows([]);
    expect(await again.grownWindows()).toEqual([]);
  });

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
    await new Promise<void>((resolve) => {
      indexedDB.deleteDatabase(NAME).onsuccess = () => resolve();
    });
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

  it('keeps what each signed feed was verified by, whole', async () => {
    const store = await openStore(NAME);
    expect(await store.trustFiles('https://one.example/')).toEqual({});
    await store.saveTrustFiles('https://one.example/', { root: Uint8Array.of(1), targets: Uint8Array.of(2) });
    await store.saveTrustFiles('https://two.example/', { root: Uint8Array.of(3) });
    await store.saveTrustFiles('https://one.example/', { root: Uint8Array.of(4) });
    const again = await openStore(NAME);
    expect(await again.trustFiles('https://one.example/')).toEqual({ root: Uint8Array.of(4) });
    expect(await again.trustFiles('https://two.example/')).toEqual({ root: Uint8Array.of(3) });
  });

  it('removes a list without a trace', async () => {
    const store = await openStore(NAME);
    await store.apply(record(1), list(1, 3));
    await store.apply(record(1, { id: 'file:b' }), list(1, 3));
    await store.remove('file:a');
    expect((await store.records()).map(({ id }) => id)).toEqual(['file:b']);
    const left = [await rows('lists'), await rows('keys'), await rows('pages'), await rows('shelves')];
    expect(left).toEqual([1, 1, 1, 1]);
  });
});
