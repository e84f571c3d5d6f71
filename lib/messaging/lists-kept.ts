import { wait } from '#lib/core/wait.ts';
import { CATALOGUE, describePulled, hostsFor } from '#lib/feed/catalogue.ts';
import { FETCH_LIMITS, fetchFeed } from '#lib/feed/fetch.ts';
import type { Lock } from '#lib/feed/lock.ts';
import { governed } from '#lib/feed/managed.ts';
import { createManaged } from '#lib/feed/managed-lists.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { SIGNED_FEEDS } from '#lib/feed/signed/feeds.ts';
import { createSignedPull } from '#lib/feed/signed/signed-pull.ts';
import { createSubscriptions } from '#lib/feed/subscriptions.ts';
import type { Settings } from '#lib/settings.ts';
import { openStore } from '#lib/watchlist/db.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import type { ListStore } from '#lib/watchlist/store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { stayingAwake } from './awake.ts';
import { bootWatchlist } from './boot.ts';

export interface ListsKeptDeps {
  /** Where the extension's own files are, with a slash at the end. */
  origin: string;
  /** Any call of the browser's: it keeps the worker awake. */
  ping(): Promise<unknown>;
  /** What an organisation laid down. */
  managedStorage(): Promise<unknown>;
  settings: Pick<Settings, 'appliedStates' | 'setAppliedStates' | 'toldPolicy' | 'setToldPolicy'>;
  lock: Lock;
}

/** Puts together everything that keeps lists: where they are stored, how they come, who governs them. */
export function keepLists({ origin, ping, managedStorage, settings, lock }: ListsKeptDeps) {
  let store: ListStore = createMemoryStore();
  const watchlist = createWatchlist(
    () => store,
    async () => subscriptions.installBundled(await bundledLists()),
  );
  const readBundled = async (file: string) =>
    new Uint8Array(await (await fetch(`${origin}watchlist/${file}`)).arrayBuffer());
  const bundledLists = async () => JSON.parse(new TextDecoder().decode(await readBundled('index.json')));
  const publicLists = describePulled(createPull((url) => fetchFeed(url, hostsFor(url))));
  const pull = createSignedPull(publicLists, SIGNED_FEEDS, {
    store: ({ url }) => ({
      get: () => store.trustFiles(url),
      put: (files) => store.saveTrustFiles(url, { ...files }),
    }),
    get: (url, maxBytes) => fetchFeed(url, [], fetch, { ...FETCH_LIMITS, bytes: maxBytes }),
    lock,
    now: Date.now,
  });
  const subscriptions = createSubscriptions({
    store: () => store,
    pull: (pulling) => stayingAwake(ping, () => pull(pulling)),
    readBundled,
    lock,
    now: Date.now,
    random: Math.random,
  });

  const managed = createManaged({
    stored: async () => managedStorage(),
    toldLast: settings.toldPolicy,
    setToldLast: settings.setToldPolicy,
    subscriptions,
    applied: settings.appliedStates,
    setApplied: settings.setAppliedStates,
    wait,
    now: Date.now,
  });
  const ownLists = governed(subscriptions, async () => (await managed.known()).policy);
  const booted = bootWatchlist({
    openStore,
    useStore: (opened) => {
      store = opened;
    },
    subscriptions,
    watchlist,
    bundledLists,
  });
  /** The catalogue of this version, and whatever the organisation lays down now. */
  async function subscribeAnew() {
    // What it no longer offers takes no bundled list's place: that speaks before anybody waits for a policy.
    if (await subscriptions.installOffered(CATALOGUE).catch(() => false)) await watchlist.load();
    if (await managed.apply().catch(() => false)) await watchlist.load();
  }

  return { watchlist, store: () => store, subscriptions, managed, ownLists, booted, subscribeAnew };
}
