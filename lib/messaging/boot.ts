import { bundledRecordId } from '#lib/feed/record.ts';
import type { BundledList, Subscriptions } from '#lib/feed/subscriptions.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import type { ListStore } from '#lib/watchlist/store.ts';
import type { Watchlist } from '#lib/watchlist/watchlist.ts';

export interface BootDeps {
  openStore(): Promise<ListStore>;
  /** Makes everything else work on this store. */
  useStore(store: ListStore): void;
  subscriptions: Pick<Subscriptions, 'installBundled'>;
  watchlist: Pick<Watchlist, 'load' | 'lists'>;
  bundledLists(): Promise<BundledList[]>;
}

/**
 * Brings the watchlist up: what is stored judges at once, and newer bundled lists are applied behind it.
 * On a first start, or where storage is refused, the bundled lists are waited for. Resolves to whether
 * bundled lists may still replace stored ones; rejects only when there is no list at all.
 */
export async function bootWatchlist(deps: BootDeps): Promise<{ update: () => Promise<void> }> {
  const installed = async () => deps.subscriptions.installBundled(await deps.bundledLists());
  const store = await deps.openStore().catch(() => null);
  if (store) {
    deps.useStore(store);
    try {
      const stored = new Set((await store.records()).flatMap(({ id, info }) => (info ? [id] : [])));
      // A first start that was ended in the middle left some of them: without all there is no "not listed".
      if ((await deps.bundledLists()).every(({ id }) => stored.has(bundledRecordId(id)))) {
        await deps.watchlist.load();
        return { update: async () => installed().then(deps.watchlist.load) };
      }
      await installed();
      await deps.watchlist.load();
      return { update: async () => undefined };
    } catch {
      // The disk is full or the profile forbids storage: the bundled lists work from memory as well.
    }
  }
  deps.useStore(createMemoryStore());
  await installed();
  await deps.watchlist.load();
  return { update: async () => undefined };
}
