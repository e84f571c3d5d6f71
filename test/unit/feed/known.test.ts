import { expect, it } from 'vitest';
import type { Entry } from '#lib/core/entry.ts';
import { knownOf } from '#lib/feed/known.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import type { ListRecord, ListStore } from '#lib/watchlist/store.ts';
import { compiled, entry, listInfo } from '../../support/entries.ts';
import { listRecord } from '../../support/records.ts';

async function all(entries: AsyncIterable<Entry>): Promise<string[]> {
  const values: string[] = [];
  for await (const { value } of entries) values.push(value);
  return values;
}

async function stored(): Promise<{ store: ListStore; record: ListRecord }> {
  const store = createMemoryStore();
  await store.apply(listRecord({}), compiled([entry('shop.example', { kind: 'domain' })], listInfo()));
  const [record] = await store.records();
  if (!record) throw new Error('nothing was stored');
  return { store, record };
}

it('what is stored is known, of a list that brought nothing yet nothing', async () => {
  const { store, record } = await stored();
  expect(await all(knownOf(record, store).entries())).toEqual(['shop.example']);
  const empty = { ...record, info: null };
  expect(await all(knownOf(empty, store).entries())).toEqual([]);
  expect(await knownOf(empty, store).list()).toBeNull();
});

it('a piece that storage lost is a fault like one of the way: the list comes whole then', async () => {
  const { store, record } = await stored();
  const lossy = { ...store, chunk: async () => null };
  await expect(all(knownOf(record, lossy).entries())).rejects.toMatchObject({ code: 'superseded' });
});
