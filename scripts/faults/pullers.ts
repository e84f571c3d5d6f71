import { bodyOf, FeedFault } from '#lib/feed/body.ts';
import { createLock } from '#lib/feed/lock.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { createSubscriptions } from '#lib/feed/subscriptions.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import type { ListRecord } from '#lib/watchlist/store.ts';
import type { Kind } from './damage.ts';
import { PULLER_FILES, type Published, type PullerFile, START } from './puller-files.ts';

const DAY_MS = 86_400_000;
/** Records that one damaged bit may cost or make, unseen: what it hit, and its neighbour. */
const MOST = 2;

/** Files of every puller, each the second refresh of a list that came whole before. */
export function pullerKinds(): Promise<Kind[]> {
  return Promise.all(PULLER_FILES.map(pullerKind));
}

interface State {
  record: ListRecord;
  /** Everything that is listed, and whether it is accused. */
  values: Set<string>;
}

async function pullerKind({ name, list, at, days: [first, second, third] }: PullerFile): Promise<Kind> {
  const bytes = new TextEncoder().encode(second.files[at]);
  if (bytes.length === 0) throw new Error(`${name}: nothing is served there`);
  const sound = createClient(list);
  const before = await sound.come(first);
  const after = await sound.come(second);
  const later = await sound.come(third);
  for (const { record } of [before, after, later]) {
    if (record.lastError) throw new Error(`${name}: ${record.lastError.message}`);
  }
  if (new Set([before, after, later].map(({ record }) => record.content)).size < 3) {
    throw new Error(`${name}: the days are not told apart`);
  }
  if (!sound.asked.has(at)) throw new Error(`${name}: nobody asks for ${at}`);

  let client = sound;
  return {
    file: name,
    bytes,
    async meet(damaged) {
      client = createClient(list);
      const known = await client.come(first);
      const { record, values } = await client.come(second, { [at]: damaged });
      if (record.lastError?.code === 'internal') throw new Error(record.lastError.message);
      if (record.content === known.record.content) return 'refused';
      if (record.lastError) throw new Error('the stored version is lost');
      if (record.content === after.record.content) return 'harmless';
      if (record.previous?.content !== known.record.content) throw new Error('the version before is lost');
      const invented = [...values].filter((value) => !before.values.has(value) && !after.values.has(value));
      if (invented.length > MOST) throw new Error(`${invented.length} records are nobody's`);
      // What ends early may end between two records; a damaged bit may not cost more than what it hits.
      const lost = [...after.values].filter((value) => !values.has(value)).length - record.refused;
      if (damaged.length === bytes.length && lost > MOST) throw new Error(`${lost} records are lost unseen`);
      return 'other';
    },
    async recovers() {
      const { record, values } = await client.come(third);
      if (record.lastError !== null) return false;
      // What damage put on an official list is history afterwards, which does not warn.
      if (record.tombstones > 0) return [...values].toSorted().join() === [...later.values].toSorted().join();
      return record.content === later.record.content;
    },
  };
}

/** A device that asks for the list whenever the publisher has something to serve. */
function createClient(list: string) {
  const store = createMemoryStore();
  const asked = new Set<string>();
  let served: Readonly<Record<string, string | Uint8Array>> = {};
  let now = START;
  const lists = createSubscriptions({
    store: () => store,
    pull: createPull((url) => {
      asked.add(url);
      const file = served[url];
      if (file === undefined) throw new FeedFault('not-found', url);
      return bodyOf(typeof file === 'string' ? new TextEncoder().encode(file) : file.slice());
    }),
    readBundled: async () => new Uint8Array(),
    lock: createLock(),
    now: () => now,
    random: () => 0.5,
  });
  return {
    asked,
    async come({ day, files }: Published, instead: Record<string, Uint8Array> = {}): Promise<State> {
      served = { ...files, ...instead };
      now = START + day * DAY_MS;
      if ((await store.records()).length === 0) await lists.add(list);
      else await lists.refresh(`url:${list}`);
      const [record] = await store.records();
      if (!record) throw new Error(`the list ${list} is gone`);
      const values = new Set<string>();
      for (let n = 0; ; n++) {
        const chunk = await store.chunk(record.id, record.generation, n);
        if (!chunk) break;
        for (const { kind, value, claims } of readChunk(chunk)) {
          for (const { stance, status } of claims) {
            if (status === 'active') values.add(`${stance} ${kind} ${value}`);
          }
        }
      }
      return { record, values };
    },
  };
}
