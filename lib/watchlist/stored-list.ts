import type { Entry } from '#lib/core/entry.ts';
import { type CompiledList, ENTRIES_PER_CHUNK } from './compiled.ts';
import { loadList } from './loaded-list.ts';
import type { Filled } from './order.ts';
import type { ListStore } from './store.ts';

/** Every row of a stored version, each piece compared with its seal. Throws a `Damage`. */
export async function* storedEntries(store: ListStore, record: Filled): AsyncGenerator<Entry, void> {
  const list = await loadList(store, record);
  for (let ref = 0; ref < list.rows; ref++) {
    const entry = await list.row(ref);
    if (entry) yield entry;
  }
}

/** A stored version as it was applied, for a delta to start from; `null` where a piece of it is missing. */
export async function storedList(store: ListStore, record: Filled): Promise<CompiledList | null> {
  const { id, generation, info, entries, refused, refusals } = record;
  const keys = await store.keys(id, generation);
  if (!keys) return null;
  const { index, bulk, rows } = keys;
  const wanted = Array.from({ length: Math.ceil(rows / ENTRIES_PER_CHUNK) }, (_, n) => n);
  const chunks = await Promise.all(wanted.map((n) => store.chunk(id, generation, n)));
  if (chunks.includes(null)) return null;
  return {
    info,
    entries,
    refused,
    refusals,
    rows,
    index,
    bulk,
    chunks: chunks.filter((chunk) => chunk !== null),
  };
}
