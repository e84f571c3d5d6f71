import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { Address } from '#lib/core/types.ts';
import { ENTRIES_PER_CHUNK } from '#lib/watchlist/compiled.ts';
import { openStore } from '#lib/watchlist/db.ts';
import type { ListRecord } from '#lib/watchlist/store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { address, deleteAll, list, NAME, record, rows } from './db-lists.ts';

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
  afterEach(deleteAll);

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

  it('goes on by itself after the browser closed it', async () => {
    const connections: IDBDatabase[] = [];
    const { open } = indexedDB;
    vi.spyOn(indexedDB, 'open').mockImplementation((...of) => {
      const opening = open.apply(indexedDB, of);
      opening.addEventListener('success', () => connections.push(opening.result));
      return opening;
    });
    const store = await openStore(NAME);
    await store.apply(record(1), list(1, 3));
    // As it does where the disk fails, or where somebody has its data deleted.
    connections[0]?.close();
    connections[0]?.dispatchEvent(new Event('close'));
    await vi.waitFor(async () => expect(await store.records()).toMatchObject([{ generation: 1 }]));
    await store.apply(record(2), list(1, 4));
    expect(await store.records()).toMatchObject([{ generation: 2 }]);
    vi.restoreAllMocks();
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
