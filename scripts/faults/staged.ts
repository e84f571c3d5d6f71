import 'fake-indexeddb/auto';
import { parseAddress } from '#lib/address/registry.ts';
import type { Address } from '#lib/core/types.ts';
import { wait } from '#lib/core/wait.ts';
import { bodyOf } from '#lib/feed/body.ts';
import { createLock } from '#lib/feed/lock.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { createSubscriptions } from '#lib/feed/subscriptions.ts';
import { openStore } from '#lib/watchlist/db.ts';
import type { ListStore } from '#lib/watchlist/store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { syntheticAddress } from '../../test/bench/synthetic.ts';
import type { KillCount } from './kills.ts';

const URL_OF_LIST = 'https://lists.example/ethereum.txt';
/** Lines of the two versions: several shelves each, and few enough differ that neither is held back. */
const SIZES = [3_400, 3_500] as const;
const DATABASE = 'almsguard-faults';
/** Milliseconds between two looks at what is being tidied up, and looks until it is broken. */
const LOOK_MS = 5;
const LOOKS = 200;

/**
 * Ends the worker after each of the writes of an update in turn, from the first to the last: whoever starts next finds the
 * old version or the new one whole and nothing of the other, and brings the update to its end.
 */
export async function killBetweenWrites(): Promise<KillCount> {
  const count: KillCount = { tried: 0, old: 0, new: 0, broken: [] };
  for (let writes = 0; ; writes++) {
    const name = `${DATABASE}-${writes}`;
    await update(await openStore(name), SIZES[0]);
    const end = endAfter(writes);
    // What is left undone by whoever was ended is nobody's to tell.
    await openStore(name)
      .then((store) => update(store, SIZES[1]))
      .catch(() => undefined);
    const wasEnded = end();
    const store = await openStore(name);
    const [record] = await store.records();
    count.tried++;
    if (record?.entries === SIZES[0]) count.old++;
    else if (record?.entries === SIZES[1]) count.new++;
    const tell = (what: string) => count.broken.push(`after ${writes} writes: ${what}`);
    if (!(await judges(store, record?.entries ?? 0))) tell('no version is whole');
    if (!(await isTidy(name))) tell('something is left of what was staged');
    await update(store, SIZES[1]);
    if (!(await judges(store, SIZES[1])) || !(await isTidy(name))) tell('the update did not come afterwards');
    if (!wasEnded) return count;
  }
}

/** Lets so many transactions that write begin; what is asked of the database afterwards fails until the end of this. */
function endAfter(writes: number): () => boolean {
  const { transaction } = IDBDatabase.prototype;
  let begun = 0;
  IDBDatabase.prototype.transaction = function (...args) {
    if (args[1] === 'readwrite') begun++;
    if (begun > writes) throw new Error('the worker was ended');
    return transaction.apply(this, args);
  };
  return () => {
    IDBDatabase.prototype.transaction = transaction;
    return begun > writes;
  };
}

async function update(store: ListStore, lines: number): Promise<void> {
  const text = Array.from({ length: lines }, (_, n) => syntheticAddress(n)).join('\n');
  const subscriptions = createSubscriptions({
    store: () => store,
    pull: createPull(() => bodyOf(new TextEncoder().encode(text)), []),
    readBundled: async () => new Uint8Array(),
    lock: createLock(),
    now: Date.now,
    random: Math.random,
  });
  await subscriptions.add(URL_OF_LIST);
}

/** Whether the version of so many lines judges, from its first line to its last. */
async function judges(store: ListStore, lines: number): Promise<boolean> {
  const watchlist = createWatchlist(() => store);
  await watchlist.load();
  const isListed = async (n: number) =>
    (await watchlist.matchAddress(parseAddress(syntheticAddress(n)) as Address)).length > 0;
  for (let n = 0; n < lines; n += 100) if (!(await isListed(n))) return false;
  return lines > 0 && (await isListed(lines - 1)) && !(await isListed(lines));
}

/** Whether every stored piece is one of a version that the record names. */
async function isTidy(name: string): Promise<boolean> {
  for (let look = 0; look < LOOKS; look++) {
    if (await isTidyNow(name)) return true;
    await wait(LOOK_MS);
  }
  return false;
}

function isTidyNow(name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const tx = opening.result.transaction(['lists', 'shelves', 'staged']);
      const [records, shelves, marks] = [
        tx.objectStore('lists').getAll(),
        tx.objectStore('shelves').getAllKeys(),
        tx.objectStore('staged').count(),
      ];
      tx.oncomplete = () => {
        opening.result.close();
        const named = records.result.flatMap(({ generation, previous }) => [
          generation,
          previous?.generation,
        ]);
        resolve(marks.result === 0 && shelves.result.every((key) => named.includes((key as number[])[1])));
      };
    };
  });
}
