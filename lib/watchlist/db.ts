/** The one file that opens IndexedDB. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { KeyIndex } from './compiled.ts';
import type { GrownWindow } from './derived.ts';
import type { ListRecord, ListStore } from './store.ts';

const NAME = 'almsguard';
const VERSION = 2;

interface Schema extends DBSchema {
  lists: { key: string; value: ListRecord };
  /** One record of typed arrays per list: a hundred times faster than a row per address. */
  indexes: { key: string; value: KeyIndex };
  chunks: { key: [id: string, generation: number, n: number]; value: Uint8Array };
  /** One record. */
  grown: { key: 'windows'; value: GrownWindow[] };
}

/** The persistent store. Rejects where the browser refuses storage (private windows, a full disk). */
export async function openStore(name = NAME): Promise<ListStore> {
  const db = await openDB<Schema>(name, VERSION, {
    upgrade(db, oldVersion) {
      if (oldVersion < 1) {
        db.createObjectStore('lists', { keyPath: 'id' });
        db.createObjectStore('indexes');
        db.createObjectStore('chunks');
      }
      if (oldVersion < 2) db.createObjectStore('grown');
    },
    // A newer version of the extension wants to upgrade: do not stand in its way.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  return new IdbStore(db);
}

class IdbStore implements ListStore {
  readonly persistent = true;
  readonly #db: IDBPDatabase<Schema>;

  constructor(db: IDBPDatabase<Schema>) {
    this.#db = db;
  }

  records() {
    return this.#db.getAll('lists');
  }

  async index(id: string) {
    return (await this.#db.get('indexes', id)) ?? null;
  }

  async chunk(id: string, generation: number, n: number) {
    return (await this.#db.get('chunks', [id, generation, n])) ?? null;
  }

  async apply(record: ListRecord, list: Parameters<ListStore['apply']>[1]) {
    const tx = this.#db.transaction(['lists', 'indexes', 'chunks'], 'readwrite', { durability: 'strict' });
    const chunks = tx.objectStore('chunks');
    // A request that fails ends the transaction, which is what is waited for.
    const queue = (request: Promise<unknown>) => request.catch(() => undefined);
    try {
      queue(chunks.delete(allChunksOf(record.id)));
      for (const [n, chunk] of list.chunks.entries()) {
        queue(chunks.put(chunk, [record.id, record.generation, n]));
      }
      queue(tx.objectStore('indexes').put(list.index, record.id));
      queue(tx.objectStore('lists').put(record));
    } catch (error) {
      // What throws before it is queued would leave the others to be committed without it.
      queue(tx.done);
      tx.abort();
      throw error;
    }
    await tx.done;
  }

  async update(record: ListRecord) {
    await this.#db.put('lists', record);
  }

  async remove(id: string) {
    const tx = this.#db.transaction(['lists', 'indexes', 'chunks'], 'readwrite');
    await Promise.all([
      tx.objectStore('chunks').delete(allChunksOf(id)),
      tx.objectStore('indexes').delete(id),
      tx.objectStore('lists').delete(id),
      tx.done,
    ]);
  }

  async grownWindows() {
    return (await this.#db.get('grown', 'windows')) ?? [];
  }

  async saveGrownWindows(windows: GrownWindow[]) {
    await this.#db.put('grown', windows, 'windows');
  }
}

function allChunksOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, 0, 0], [id, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]);
}
