import type { Entry } from '#lib/core/entry.ts';
import { type CompiledList, ENTRIES_PER_CHUNK, type ListKeys } from './compiled.ts';
import { loadList } from './loaded-list.ts';
import type { Filled } from './order.ts';
import { joinPages, pageCount } from './pages.ts';
import type { ListRecord, ListStore, StoredKeys } from './store.ts';

/** Every row of a stored version, each piece compared with its seal. Throws a `Damage`. */
export async function* storedEntries(store: ListStore, record: Filled): AsyncGenerator<Entry, void> {
  const list = await loadList(store, record);
  for (let ref = 0; ref < list.rows; ref++) {
    const entry = await list.row(ref);
    if (entry) yield entry;
  }
}

/** All keys of a stored version; `null` where a piece of them is missing. */
export async function storedKeys(
  store: ListStore,
  { id, generation }: Pick<ListRecord, 'id' | 'generation'>,
): Promise<(ListKeys & Pick<StoredKeys, 'rows'>) | null> {
  const stored = await store.keys(id, generation);
  if (!stored) return null;
  const { heads, rows } = stored;
  const pages = await readAll(pageCount(heads), (n) => store.page(id, generation, n));
  const keys = pages && joinPages(heads, pages);
  return keys && { ...keys, rows };
}

/** A stored version as it was applied, for a delta to start from; `null` where a piece of it is missing. */
export async function storedList(store: ListStore, record: Filled): Promise<CompiledList | null> {
  const { id, generation, info, entries, refused, refusals } = record;
  const keys = await storedKeys(store, record);
  if (!keys) return null;
  const { index, bulk, rows } = keys;
  const chunks = await readAll(Math.ceil(rows / ENTRIES_PER_CHUNK), (n) => store.chunk(id, generation, n));
  return chunks && { info, entries, refused, refusals, rows, index, bulk, chunks };
}

async function readAll<T>(count: number, read: (n: number) => Promise<T | null>): Promise<T[] | null> {
  const pieces = await Promise.all(Array.from({ length: count }, (_, n) => read(n)));
  const there = pieces.filter((piece) => piece !== null);
  return there.length === count ? there : null;
}
