import type { ProblemCode } from '#lib/core/problems.ts';
import { ok, type Result } from '#lib/core/result.ts';
import { bodyOf, FeedFault } from '#lib/feed/body.ts';
import { createLock } from '#lib/feed/lock.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { createSubscriptions, type SubscriptionDeps } from '#lib/feed/subscriptions.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';

export const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
export const URL = 'https://lists.example/mine.csv';
export const HOUR = 3_600_000;
export const bytes = (text: string) => new TextEncoder().encode(text);

/** Subscriptions to a server that serves one file under every address, or fails. Tests change what they need. */
export function createWorld() {
  const store = createMemoryStore();
  const world = {
    store,
    now: Date.UTC(2026, 10, 21),
    served: ok(bytes(`value\n${EVM}\n`)) as Result<Uint8Array<ArrayBuffer>, ProblemCode>,
    fetched: [] as string[],
    bundled: new Map<string, Uint8Array<ArrayBuffer>>(),
    /** The same subscriptions with something else beneath, as in another worker. */
    again: (over: Partial<SubscriptionDeps>) => createSubscriptions({ ...deps, ...over }),
    find: async (id: string) => (await store.records()).find((record) => record.id === id),
    async only() {
      const [record] = await store.records();
      if (!record) throw new Error('no record');
      return record;
    },
  };
  const deps: SubscriptionDeps = {
    store: () => store,
    // No pullers: every list is one file.
    pull: createPull(async function* (url) {
      world.fetched.push(url);
      if (!world.served.ok) throw new FeedFault(world.served.error.code, world.served.error.message);
      // What was read is given back.
      yield* bodyOf(world.served.value.slice());
    }, []),
    readBundled: async (file) => world.bundled.get(file) as Uint8Array<ArrayBuffer>,
    lock: createLock(),
    now: () => world.now,
    random: () => 0.5,
  };
  return Object.assign(world, { deps, lists: createSubscriptions(deps) });
}

export type World = ReturnType<typeof createWorld>;
