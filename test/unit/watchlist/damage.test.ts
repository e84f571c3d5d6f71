import { beforeEach, describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { Address } from '#lib/core/types.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import type { KeyPage } from '#lib/watchlist/pages.ts';
import type { ListStore, StoredKeys } from '#lib/watchlist/store.ts';
import { createWatchlist, type Watchlist } from '#lib/watchlist/watchlist.ts';
import { claim, compiled, entry } from '../../support/entries.ts';
import { listRecord } from '../../support/records.ts';

const EVM = '0xE950DC316b836e4EeFb8308bf32Bf7C72a1358FF';
const OTHER = '0x52908400098527886E0F7030069857D2E4169EE7';
const said = (subject: string) => compiled([entry(EVM, { claims: [claim({ subject })] })]);

/** Changes of what storage gives back for one generation. */
interface Rot {
  chunk?: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> | null;
  keys?: (keys: StoredKeys) => StoredKeys | null;
  page?: (page: KeyPage) => KeyPage | null;
}

describe('a stored list of which a piece is damaged', () => {
  let store: ListStore;
  let rot: Map<number, Rot>;
  let restored: number;
  let watchlist: Watchlist;
  beforeEach(() => {
    rot = new Map();
    restored = 0;
    const sound = createMemoryStore();
    store = {
      ...sound,
      async chunk(id, generation, n) {
        const bytes = await sound.chunk(id, generation, n);
        return (
          bytes &&
          (rot.get(generation)?.chunk?.(bytes.slice()) ?? (rot.get(generation)?.chunk ? null : bytes))
        );
      },
      async page(id, generation, n) {
        const page = await sound.page(id, generation, n);
        const change = rot.get(generation)?.page;
        return page && change ? change(page.slice()) : page;
      },
      async keys(id, generation) {
        const keys = await sound.keys(id, generation);
        return (
          keys &&
          (rot.get(generation)?.keys?.(structuredClone(keys)) ?? (rot.get(generation)?.keys ? null : keys))
        );
      },
    };
    watchlist = createWatchlist(
      () => store,
      async () => void restored++,
    );
  });
  const apply = (generation: number, subject: string) =>
    store.apply(listRecord({ generation, url: 'https://lists.example/', origin: 'remote' }), said(subject));
  const subjects = async () =>
    (await watchlist.matchAddress(parseAddress(EVM) as Address)).map(
      ({ entry: { claims } }) => claims[0]?.subject,
    );
  const flip = (bytes: Uint8Array<ArrayBuffer>) => {
    // In the middle of the text: it stays readable JSON.
    const at = new TextDecoder().decode(bytes).indexOf('Newer');
    bytes[at] = 'L'.charCodeAt(0);
    return bytes;
  };

  it('comes back from what the extension brings where storage lost every list at once', async () => {
    await apply(1, 'Older');
    await apply(2, 'Newer');
    watchlist = createWatchlist(
      () => store,
      () => apply(1, 'Brought along'),
    );
    await watchlist.load();
    for (const { id } of await store.records()) await store.remove(id);
    expect(await subjects()).toEqual(['Brought along']);
  });

  it.each<[string, Rot]>([
    ['a chunk that was changed', { chunk: flip }],
    ['a chunk that is gone', { chunk: () => null }],
    ['keys that are gone', { keys: () => null }],
    [
      'a head that was changed',
      {
        keys: (keys) => {
          keys.heads[0][0] = 7;
          return keys;
        },
      },
    ],
    ['a page that is gone', { page: () => null }],
    // Of one key its lower half and the row that it leads to.
    ['a lower half that was changed', { page: (page) => page.fill(7, 0, 1) }],
    ['a row that a key leads to that was changed', { page: (page) => page.fill(1, -1) }],
    [
      'a seal of a page that was changed',
      {
        keys: (keys) => {
          keys.keySeals[3 * 32] = (keys.keySeals[3 * 32] as number) ^ 1;
          return keys;
        },
      },
    ],
    [
      'a seal that was changed',
      {
        keys: (keys) => {
          keys.seals[33] = (keys.seals[33] as number) ^ 1;
          return keys;
        },
      },
    ],
  ])('%s: the version before judges, and the list says so', async (_name, damage) => {
    await apply(1, 'Older');
    await apply(2, 'Newer');
    rot.set(2, damage);
    await watchlist.load();
    expect(await subjects()).toEqual(['Older']);
    const [record] = await store.records();
    expect(record).toMatchObject({
      generation: 1,
      previous: null,
      nextTry: 0,
      lastError: { code: 'damaged' },
    });
    expect(watchlist.lists()[0]?.problem?.code).toBe('damaged');
    expect(restored).toBe(0);
  });

  it('is noticed too where the pieces are sound, but those of another version', async () => {
    await apply(1, 'Older');
    await apply(2, 'Newer');
    const [keys, chunk] = [await store.keys('file:a', 1), await store.chunk('file:a', 1, 0)];
    rot.set(2, { keys: () => keys, chunk: () => chunk });
    await watchlist.load();
    expect(await subjects()).toEqual(['Older']);
    expect((await store.records())[0]).toMatchObject({ generation: 1, lastError: { code: 'damaged' } });
  });

  it('takes nothing from a version that came meanwhile', async () => {
    await apply(1, 'Older');
    const [older] = await store.records();
    if (!older) throw new Error('no record');
    await apply(2, 'Newer');
    const error = { code: 'damaged', message: '' } as const;
    await store.fallBack(older, error);
    await store.fallBack({ ...older, generation: 2 }, error);
    await watchlist.load();
    expect(await subjects()).toEqual(['Newer']);
    expect((await store.records())[0]).toMatchObject({ generation: 2, lastError: null });
  });

  it('gives up where storage goes on giving damage', async () => {
    await apply(1, 'Only');
    rot.set(1, { keys: () => null });
    let falls = 0;
    store.fallBack = async () => void falls++;
    await expect(watchlist.load()).rejects.toThrow('damaged');
    expect(falls).toBeLessThan(20);
  });

  it('is as it was where nothing is damaged', async () => {
    await apply(1, 'Older');
    await apply(2, 'Newer');
    await watchlist.load();
    expect(await subjects()).toEqual(['Newer']);
    expect((await store.records())[0]).toMatchObject({
      generation: 2,
      lastError: null,
      previous: { generation: 1 },
    });
  });

  it('asks for what comes with the extension when the version before is damaged too', async () => {
    await apply(1, 'Older');
    await apply(2, 'Newer');
    await store.apply(listRecord({ id: 'file:b' }), compiled([entry(OTHER)]));
    rot.set(2, { chunk: flip });
    rot.set(1, { chunk: (bytes) => bytes.fill(0x20) });
    await watchlist.load();
    // The other list is generation 1 as well; it is not asked for this address.
    expect(await subjects()).toEqual([]);
    expect(restored).toBe(1);
    expect(watchlist.lists().map(({ entries }) => entries)).toHaveLength(1);
    expect((await store.records()).find(({ id }) => id === 'file:a')).toMatchObject({
      info: null,
      sha256: '',
      lastError: { code: 'damaged' },
    });
  });

  it('is not ready when there is nothing left at all', async () => {
    await apply(1, 'Only');
    rot.set(1, { keys: () => null });
    await expect(watchlist.load()).rejects.toThrow('damaged');
  });

  it('works with what is restored', async () => {
    watchlist = createWatchlist(
      () => store,
      () => apply(2, 'Bundled'),
    );
    await apply(1, 'Only');
    rot.set(1, { keys: () => null });
    await watchlist.load();
    expect(await subjects()).toEqual(['Bundled']);
  });

  it('a version that an older extension stored has no seals and is taken as it is', async () => {
    await apply(1, 'Only');
    const [record] = await store.records();
    if (record) await store.update({ ...record, content: '' });
    rot.set(1, { keys: (keys) => ({ ...keys, seals: new Uint8Array(), keySeals: new Uint8Array() }) });
    await watchlist.load();
    expect(await subjects()).toEqual(['Only']);
  });
});
