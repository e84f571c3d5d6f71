import { afterEach, describe, expect, it } from 'vitest';
import { ENTRIES_PER_CHUNK } from '#lib/watchlist/compiled.ts';
import { openStore } from '#lib/watchlist/db.ts';
import type { ListRecord } from '#lib/watchlist/store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { compiled, entry } from '../support/entries.ts';
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

  it('keeps a list as a few records, and none of the version before', async () => {
    const store = await openStore(NAME);
    await store.apply(record(1), list(1, ENTRIES_PER_CHUNK * 3));
    expect([await rows('lists'), await rows('indexes'), await rows('chunks')]).toEqual([1, 1, 3]);
    await store.apply(record(2), list(1, ENTRIES_PER_CHUNK + 1));
    expect([await rows('lists'), await rows('indexes'), await rows('chunks')]).toEqual([1, 1, 2]);
    expect(await store.chunk('file:a', 1, 0)).toBeNull();
    expect(await store.chunk('file:a', 2, 1)).not.toBeNull();
  });

  it('keeps the old version whole when the new one cannot be written', async () => {
    const store = await openStore(NAME);
    await store.apply(record(1), list(1, 3));
    // The last request of the transaction fails: a record that cannot be cloned.
    const unwritable = { ...record(2), lastError: (() => undefined) as unknown as ListRecord['lastError'] };
    await expect(store.apply(unwritable, list(1, 9))).rejects.toThrow();
    expect((await store.records()).map(({ generation }) => generation)).toEqual([1]);
    expect((await store.index('file:a'))?.hi).toHaveLength(3);
    expect(await store.chunk('file:a', 1, 0)).not.toBeNull();
  });

  it('keeps what was derived from listed keys', async () => {
    const windows = [{ source: 'xkey:00', branch: 0, from: 100, keys: [['hash160:11'], ['hash160:22']] }];
    await (await openStore(NAME)).saveGrownWindows(windows);
    const again = await openStore(NAME);
    expect(await again.grownWindows()).toEqual(windows);
    await again.saveGrownWindows([]);
    expect(await again.grownWindows()).toEqual([]);
  });

  it('takes over the lists that its first version stored', async () => {
    await new Promise<void>((resolve) => {
      const opening = indexedDB.open(NAME, 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore('lists', { keyPath: 'id' }).put(record(1));
        opening.result.createObjectStore('indexes');
        opening.result.createObjectStore('chunks');
      };
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
    });
    const store = await openStore(NAME);
    expect((await store.records()).map(({ id }) => id)).toEqual(['file:a']);
    expect(await store.grownWindows()).toEqual([]);
  });

  it('removes a list without a trace', async () => {
    const store = await openStore(NAME);
    await store.apply(record(1), list(1, 3));
    await store.apply(record(1, { id: 'file:b' }), list(1, 3));
    await store.remove('file:a');
    expect((await store.records()).map(({ id }) => id)).toEqual(['file:b']);
    expect([await rows('lists'), await rows('indexes'), await rows('chunks')]).toEqual([1, 1, 1]);
  });
});
