import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { Address } from '#lib/core/types.ts';
import { applyVersion } from '#lib/feed/apply-version.ts';
import { bodyOf } from '#lib/feed/body.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { openStore } from '#lib/watchlist/db.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import { sealsOf } from '#lib/watchlist/seal.ts';
import { chunksOf, Displaced } from '#lib/watchlist/staging.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { killBetweenWrites } from '../../../scripts/faults/staged.ts';
import { syntheticAddress } from '../../bench/synthetic.ts';
import { compiled, entry } from '../../support/entries.ts';
import { listRecord } from '../../support/records.ts';
import { createWorld, HOUR } from '../feed/subscriptions-setup.ts';

const ID = 'url:https://lists.example/ethereum.txt';
const SOURCE = { id: 'x', name: 'https://lists.example/ethereum.txt', today: '2026-01-01' };
/** Two shelves and a part of a third. */
const LINES = 2_500;

const textOf = (lines: number, from = 0) =>
  new TextEncoder().encode(Array.from({ length: lines }, (_, n) => syntheticAddress(from + n)).join('\n'));

/** Names of databases, each a new one. */
let last = 0;
const nextName = () => `staging-${++last}`;

function rawKeys(name: string, store: string): Promise<IDBValidKey[]> {
  return new Promise((resolve) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const reading = opening.result.transaction(store).objectStore(store).getAllKeys();
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result);
      };
    };
  });
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const taken: T[] = [];
  for await (const item of items) taken.push(item);
  return taken;
}

async function read(bytes: Uint8Array, staging: Parameters<typeof readList>[2] = null) {
  const result = await readList(bodyOf(bytes.slice()), SOURCE, staging);
  if (!result.ok) throw new Error(result.error.message);
  return result.value.list;
}

describe('a version that is staged', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is the same list, byte for byte, and holds no more than what fills no shelf', async () => {
    // Every tenth value once more, with something else to say: in chunks that were written long since.
    const rows = Array.from({ length: LINES }, (_, n) => `${syntheticAddress(n)},one`);
    const again = rows.filter((_, n) => n % 10 === 0).map((row) => row.replace('one', 'two'));
    const csv = new TextEncoder().encode(['value,subject', ...rows, ...again].join('\n'));
    const store = await openStore(nextName());
    for (const bytes of [textOf(LINES), csv, await writeContainer(await read(csv))]) {
      const held = await read(bytes);
      const staging = store.stage(ID);
      const list = await read(bytes, staging);
      expect(await sealsOf(list)).toEqual(await sealsOf(held));
      expect(list.staged?.shelves).toBe(2);
      expect([list.chunks.length, held.chunks.length]).toEqual([4, 20]);
      expect(await all(chunksOf(list))).toEqual(held.chunks);
      await staging?.drop();
    }
  });

  it('is stored as one that was held whole', async () => {
    const [name, other] = [nextName(), nextName()];
    const store = await openStore(name);
    const staging = store.stage(ID);
    const list = await read(textOf(LINES), staging);
    await store.apply(listRecord({ id: ID, generation: list.staged?.generation ?? 0 }), list);
    await staging?.drop();
    const plain = await openStore(other);
    await plain.apply(listRecord({ id: ID, generation: 1 }), await read(textOf(LINES)));
    expect(await store.records()).toEqual(await plain.records());
    expect(await store.keys(ID, 1)).toEqual(await plain.keys(ID, 1));
    expect(await rawKeys(name, 'shelves')).toEqual(await rawKeys(other, 'shelves'));
    for (let n = 0; n < 20; n++) expect(await store.chunk(ID, 1, n)).toEqual(await plain.chunk(ID, 1, n));
    expect(await rawKeys(name, 'staged')).toEqual([]);
  });

  it('gives back what is written', async () => {
    const staging = (await openStore(nextName())).stage(ID);
    const shelf = Array.from({ length: 8 }, () => new Uint8Array(1));
    staging?.put(shelf);
    await staging?.settled();
    expect(shelf.map(({ length }) => length)).toEqual(shelf.map(() => 0));
  });

  it('makes no room for a short list, and none where lists are held in memory', async () => {
    const name = nextName();
    const store = await openStore(name);
    const staging = store.stage(ID);
    expect((await read(textOf(100), staging)).staged).toBeUndefined();
    expect(await rawKeys(name, 'staged')).toEqual([]);
    expect(createMemoryStore().stage(ID)).toBeNull();
  });

  it('gives way to one that was applied meanwhile, and leaves that as it is', async () => {
    const name = nextName();
    const store = await openStore(name);
    const [one, other] = [store.stage(ID), store.stage(ID)];
    const lists = [await read(textOf(LINES), one), await read(textOf(LINES, 1), other)] as const;
    const generations = lists.map(({ staged }) => staged?.generation);
    expect(new Set(generations).size).toBe(2);
    await store.apply(listRecord({ id: ID, generation: generations[0] as number }), lists[0]);
    const late = listRecord({ id: ID, generation: generations[1] as number });
    await expect(store.apply(late, lists[1])).rejects.toThrow(Displaced);
    other?.put(Array.from({ length: 8 }, () => new Uint8Array(1)));
    await expect(other?.settled()).rejects.toThrow(Displaced);
    for (const staging of [one, other]) await staging?.drop();
    expect((await store.records())[0]).toMatchObject({ generation: generations[0], previous: null });
    expect(await store.chunk(ID, generations[0] as number, 0)).toEqual((await read(textOf(LINES))).chunks[0]);
    expect(await rawKeys(name, 'shelves')).toHaveLength(3);
  });

  it('gives way to a short one under its own number, and to the end of the list', async () => {
    const name = nextName();
    const store = await openStore(name);
    const staging = store.stage(ID);
    const list = await read(textOf(LINES), staging);
    await store.apply(listRecord({ id: ID, generation: 1 }), compiled([entry(syntheticAddress(7))]));
    expect(list.staged?.generation).toBe(1);
    await expect(store.apply(listRecord({ id: ID, generation: 1 }), list)).rejects.toThrow(Displaced);
    await staging?.drop();
    expect(readChunk((await store.chunk(ID, 1, 0)) as Uint8Array)).toHaveLength(1);
    await read(textOf(LINES), store.stage(ID));
    await store.remove(ID);
    expect([await rawKeys(name, 'shelves'), await rawKeys(name, 'staged')]).toEqual([[], []]);
  });

  it('is told to be gone where what its publisher took off is looked for', async () => {
    const url = 'https://sanctionslistservice.ofac.treas.gov/sdn.txt';
    const id = `url:${url}`;
    const store = await openStore(nextName());
    const staging = store.stage(id);
    const list = await read(textOf(LINES), staging);
    await store.remove(id);
    const info = { ...list.info, id: 'ofac-sdn', publisher: 'US Treasury OFAC' };
    const brought = { list: { ...list, info }, refused: [], format: 'x', bytes: 0, sha256: '', cursor: null };
    const clock = { now: () => 0, random: () => 0 };
    const applied = await applyVersion(store, listRecord({ id, url }), brought, clock);
    expect(applied).toMatchObject({ ok: false, error: { code: 'superseded' } });
  });

  it('of which the worker was ended is gone after the next start, and the others are not', async () => {
    const name = nextName();
    await read(textOf(LINES), (await openStore(name)).stage(ID));
    expect(await rawKeys(name, 'shelves')).toHaveLength(2);
    const store = await openStore(name);
    const staging = store.stage(ID);
    const list = await read(textOf(LINES), staging);
    await vi.waitFor(async () => expect(await rawKeys(name, 'staged')).toEqual([[ID, 2]]));
    await store.apply(listRecord({ id: ID, generation: 2 }), list);
    expect(await rawKeys(name, 'shelves')).toEqual([0, 1, 2].map((n) => [ID, 2, n]));
  });

  it('leaves the old version or the new one, wherever between two writes the worker is ended', async () => {
    const count = await killBetweenWrites();
    expect(count.broken).toEqual([]);
    expect(count.old + count.new).toBe(count.tried);
    // The room, three shelves, what applies them, and what a try notes.
    expect(count.old).toBeGreaterThanOrEqual(5);
    expect(count.new).toBeGreaterThan(0);
  });
});

describe('a subscription whose versions are staged', () => {
  async function subscribed() {
    const name = nextName();
    const store = await openStore(name);
    const world = createWorld();
    let text = textOf(LINES);
    const pull = createPull(() => bodyOf(text), []);
    const lists = world.again({ store: () => store, pull });
    expect(await lists.add(ID.slice('url:'.length))).toMatchObject({ ok: true });
    return {
      name,
      store,
      lists,
      come: async (next: Uint8Array<ArrayBuffer>) => {
        text = next;
        world.now += 25 * HOUR;
        await lists.refresh(ID);
        return (await store.records())[0];
      },
      judges: async (n: number) => {
        const watchlist = createWatchlist(() => store);
        await watchlist.load();
        return (await watchlist.matchAddress(parseAddress(syntheticAddress(n)) as Address)).length > 0;
      },
      left: async () => [
        await rawKeys(name, 'staged'),
        new Set((await rawKeys(name, 'shelves')).map((key) => (key as number[])[1])),
      ],
    };
  }

  it('keeps two of them and nothing else, whatever was begun beside them', async () => {
    const { come, left, judges, store } = await subscribed();
    await read(textOf(LINES), store.stage(ID));
    for (let n = 1; n <= 3; n++) await come(textOf(LINES, n * 10));
    expect(await left()).toEqual([[], new Set([4, 5])]);
    expect([await judges(20), await judges(30), await judges(LINES + 29)]).toEqual([false, true, true]);
  });

  it('keeps nothing of one that is held back', async () => {
    const { come, left, judges } = await subscribed();
    expect(await come(textOf(LINES, LINES))).toMatchObject({
      lastError: { code: 'held-back' },
      entries: LINES,
    });
    expect(await left()).toEqual([[], new Set([1])]);
    expect([await judges(0), await judges(LINES)]).toEqual([true, false]);
  });

  it('is not brought twice at once: added while it is refreshed, neither puts the other one out', async () => {
    const { store, left, judges } = await subscribed();
    let version = 0;
    const pull = createPull(() => bodyOf(textOf(LINES, 10 * ++version)), []);
    const lists = createWorld().again({ store: () => store, pull });
    const [, added] = await Promise.all([lists.refresh(ID), lists.add(ID.slice('url:'.length))]);
    expect(added).toMatchObject({ ok: true, value: { generation: 3 } });
    expect((await store.records())[0]).toMatchObject({ generation: 3, failures: 0, lastError: null });
    expect(await left()).toEqual([[], new Set([2, 3])]);
    expect([await judges(19), await judges(20), await judges(LINES + 19)]).toEqual([false, true, true]);
  });

  const twice = () => {
    const rows = Array.from({ length: LINES }, (_, n) => `${syntheticAddress(n + 10)},one`);
    return new TextEncoder().encode(['value,subject', ...rows, rows[0]?.replace('one', 'two')].join('\n'));
  };

  it.each([
    ['a plain list', 2, () => textOf(LINES, 10)],
    ['a list of the form that is stored', 2, async () => writeContainer(await read(textOf(LINES, 10)))],
    ['a list that says more of what is staged', 3, twice],
  ])('keeps the old one where the disk is full in the middle, and says so: %s', async (_, nth, next) => {
    const { come, left, judges } = await subscribed();
    const bytes = await next();
    const { put } = IDBObjectStore.prototype;
    let shelves = 0;
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      if (this.name === 'shelves' && ++shelves === nth) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, args);
    });
    expect(await come(bytes.slice())).toMatchObject({ generation: 1, lastError: { code: 'storage' } });
    expect(shelves).toBe(nth);
    full.mockRestore();
    expect(await left()).toEqual([[], new Set([1])]);
    expect([await judges(0), await judges(LINES)]).toEqual([true, false]);
    expect(await come(bytes.slice())).toMatchObject({ generation: 2, lastError: null });
  });
});
