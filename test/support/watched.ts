import type { Entry } from '#lib/core/entry.ts';
import type { CompileOptions } from '#lib/watchlist/compile.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { compiled, listInfo } from './entries.ts';
import { listRecord } from './records.ts';

/** A watchlist over a store in memory; `put` gives it its one list. */
export function createWatched(options?: CompileOptions) {
  const store = createMemoryStore();
  const watchlist = createWatchlist(() => store);
  const put = async (...entries: Entry[]) => {
    await store.apply(listRecord({ entries: entries.length }), compiled(entries, listInfo(), options));
    await watchlist.load();
  };
  return { store, watchlist, put };
}
