/** The one file that opens the database of the lists. */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { KeyIndex, ListKeys } from './compiled.ts';
import type { GrownWindow } from './derived.ts';
import { emptyIndex } from './index-build.ts';
import { headsOf, type KeyPage, pagesOf } from './pages.ts';
import { sealsOf } from './seal.ts';
import {
  applied,
  fallenBack,
  type ListRecord,
  type ListStore,
  type StoredKeys,
  type TrustRecord,
} from './store.ts';
import { together } from './together.ts';

const NAME = 'almsguard';
const VERSION = 5;
/** Chunks that are stored in one record: what a record costs is more than what is in it. */
const CHUNKS_PER_SHELF = 8;

type PieceKey = [id: string, generation: number, n: number];

interface Schema extends DBSchema {
  lists: { key: string; value: ListRecord };
  /** Typed arrays, one record per version of a list: a hundred times faster than a row per address. */
  keys: { key: [id: string, generation: number]; value: StoredKeys };
  pages: { key: PieceKey; value: KeyPage };
  shelves: { key: PieceKey; value: Uint8Array<ArrayBuffer>[] };
  /** Of lists that were stored before version 5, and not refreshed since: a chunk each. */
  chunks: { key: PieceKey; value: Uint8Array<ArrayBuffer> };
  /** One record. */
  grown: { key: 'windows'; value: GrownWindow[] };
  /** By the feed's URL. */
  trust: { key: string; value: TrustRecord };
}

/** The persistent store. Rejects where the browser refuses storage (private windows, a full disk). */
export async function openStore(name = NAME): Promise<ListStore> {
  const db = await openDB<Schema>(name, VERSION, {
    async upgrade(db, oldVersion, _newVersion, tx) {
      if (oldVersion < 1) {
        db.createObjectStore('lists', { keyPath: 'id' });
        db.createObjectStore('chunks');
      }
      if (oldVersion < 2) db.createObjectStore('grown');
      if (oldVersion < 3) {
        db.createObjectStore('keys');
        db.createObjectStore('trust');
      }
      if (oldVersion < 4) db.createObjectStore('pages');
      db.createObjectStore('shelves');
      if (oldVersion === 3) await takeOverKeys(tx);
      else if (oldVersion === 1 || oldVersion === 2) await takeOverIndexes(db, tx);
    },
    // A newer version of the extension wants to upgrade: do not stand in its way.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  return new IdbStore(db);
}

type Upgrade = IDBPTransaction<
  Schema,
  ('lists' | 'keys' | 'pages' | 'shelves' | 'chunks' | 'grown' | 'trust')[],
  'versionchange'
>;

/** Until version 2 the keys stood under the list's id, in one index, and had no seals. */
async function takeOverIndexes(db: IDBPDatabase<Schema>, tx: Upgrade): Promise<void> {
  const old = tx as unknown as IDBPTransaction<
    { indexes: { key: string; value: Omit<KeyIndex, 'checks'> } },
    ['indexes'],
    'versionchange'
  >;
  for (const record of await tx.objectStore('lists').getAll()) {
    const index = await old.objectStore('indexes').get(record.id);
    await tx.objectStore('lists').put({
      ...record,
      content: '',
      tombstones: 0,
      previous: null,
      rank: null,
      supersedes: [],
      held: null,
    });
    if (!index) continue;
    const keys = {
      index: { ...emptyIndex(), ...index },
      bulk: { addresses: emptyIndex(), hosts: emptyIndex() },
    };
    await putUnsealed(tx, [record.id, record.generation], keys, record.entries);
  }
  (db as unknown as IDBPDatabase<{ indexes: { key: string; value: unknown } }>).deleteObjectStore('indexes');
}

/** Until version 3 the keys of a version stood in one piece, and under another seal. */
async function takeOverKeys(tx: Upgrade): Promise<void> {
  const keys = tx.objectStore('keys');
  for (const key of await keys.getAllKeys()) {
    const { rows, ...whole } = (await keys.get(key)) as unknown as ListKeys & { rows: number };
    await putUnsealed(tx, key, whole, rows);
  }
  const lists = tx.objectStore('lists');
  for (const record of await lists.getAll()) {
    const previous = record.previous && { ...record.previous, content: '' };
    await lists.put({ ...record, content: '', previous });
  }
}

/** Hashing would not wait for the transaction: what an older version stored goes without seals until it is refreshed. */
async function putUnsealed(
  tx: Upgrade,
  [id, generation]: [string, number],
  keys: ListKeys,
  rows: number,
): Promise<void> {
  let n = 0;
  for (const page of pagesOf(keys)) await tx.objectStore('pages').put(page, [id, generation, n++]);
  const unsealed = { heads: headsOf(keys), rows, seals: new Uint8Array(), keySeals: new Uint8Array() };
  await tx.objectStore('keys').put(unsealed, [id, generation]);
}

/** What is stored by version, beside the record. */
const PIECES = ['keys', 'pages', 'shelves', 'chunks'] as const;

class IdbStore implements ListStore {
  readonly persistent = true;
  readonly #db: IDBPDatabase<Schema>;

  readonly #page = together((keys: PieceKey[]) => this.#readPages(keys));
  readonly #chunk = together((keys: PieceKey[]) => this.#readChunks(keys));

  constructor(db: IDBPDatabase<Schema>) {
    this.#db = db;
  }

  async #readPages(keys: PieceKey[]): Promise<(KeyPage | undefined)[]> {
    const { store } = this.#db.transaction('pages');
    return Promise.all(keys.map((key) => store.get(key)));
  }

  /** Neighbours on one shelf are read once. */
  async #readChunks(keys: PieceKey[]): Promise<(Uint8Array<ArrayBuffer> | undefined)[]> {
    const tx = this.#db.transaction(['shelves', 'chunks']);
    const shelves = new Map<string, Promise<Uint8Array<ArrayBuffer>[] | undefined>>();
    return Promise.all(
      keys.map(async (key) => {
        const [id, generation, n] = key;
        const at: PieceKey = [id, generation, Math.floor(n / CHUNKS_PER_SHELF)];
        const shelf = shelves.get(at.join()) ?? tx.objectStore('shelves').get(at);
        shelves.set(at.join(), shelf);
        const chunks = await shelf;
        return chunks ? chunks[n % CHUNKS_PER_SHELF] : tx.objectStore('chunks').get(key);
      }),
    );
  }

  records() {
    return this.#db.getAll('lists');
  }

  async keys(id: string, generation: number) {
    return (await this.#db.get('keys', [id, generation])) ?? null;
  }

  async page(id: string, generation: number, n: number) {
    return (await this.#page([id, generation, n])) ?? null;
  }

  async chunk(id: string, generation: number, n: number) {
    return (await this.#chunk([id, generation, n])) ?? null;
  }

  async apply(record: ListRecord, list: Parameters<ListStore['apply']>[1]) {
    const { seals, keySeals, content } = await sealsOf(list);
    const tx = this.#db.transaction(['lists', ...PIECES], 'readwrite', { durability: 'strict' });
    const pages = tx.objectStore('pages');
    const shelves = tx.objectStore('shelves');
    // A request that fails ends the transaction, which is what is waited for.
    const queue = (request: Promise<unknown>) => request.catch(() => undefined);
    const { id, generation } = record;
    try {
      const next = applied(record, content, await tx.objectStore('lists').get(id));
      for (const range of allBut(id, next.previous?.generation ?? null)) {
        for (const piece of PIECES) queue(tx.objectStore(piece).delete(range));
      }
      for (let n = 0; n * CHUNKS_PER_SHELF < list.chunks.length; n++) {
        const shelf = list.chunks.slice(n * CHUNKS_PER_SHELF, (n + 1) * CHUNKS_PER_SHELF);
        queue(shelves.put(shelf, [id, generation, n]));
      }
      let n = 0;
      for (const page of pagesOf(list)) queue(pages.put(page, [id, generation, n++]));
      const stored = { heads: headsOf(list), rows: list.rows, seals, keySeals };
      queue(tx.objectStore('keys').put(stored, [id, generation]));
      queue(tx.objectStore('lists').put(next));
    } catch (error) {
      // What throws before it is queued would leave the others to be committed without it.
      queue(tx.done);
      tx.abort();
      throw error;
    }
    await tx.done;
  }

  async fallBack({ id, generation, content }: ListRecord, error: ListRecord['lastError']) {
    const tx = this.#db.transaction(['lists', ...PIECES], 'readwrite');
    const record = await tx.objectStore('lists').get(id);
    // Another version may stand under the same number by now.
    if (record?.generation === generation && record.content === content) {
      const range = versionRange(id, generation);
      await Promise.all([
        ...PIECES.map((piece) => tx.objectStore(piece).delete(range)),
        tx.objectStore('lists').put(fallenBack(record, error)),
      ]);
    }
    await tx.done;
  }

  async update(record: ListRecord) {
    await this.#db.put('lists', record);
  }

  async updateAll(records: readonly ListRecord[]) {
    const tx = this.#db.transaction('lists', 'readwrite');
    try {
      for (const record of records) tx.store.put(record).catch(() => undefined);
    } catch (error) {
      // What throws before it is queued would leave the others to be committed without it.
      tx.done.catch(() => undefined);
      tx.abort();
      throw error;
    }
    await tx.done;
  }

  async remove(id: string) {
    const tx = this.#db.transaction(['lists', ...PIECES], 'readwrite');
    const [all] = allBut(id, null) as [IDBKeyRange];
    await Promise.all([
      ...PIECES.map((piece) => tx.objectStore(piece).delete(all)),
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

  async trustFiles(feed: string) {
    return (await this.#db.get('trust', feed)) ?? {};
  }

  async saveTrustFiles(feed: string, files: TrustRecord) {
    await this.#db.put('trust', files, feed);
  }
}

/** Of keys that begin with an id and a generation: an empty list sorts behind every number. */
function versionRange(id: string, generation: number): IDBKeyRange {
  return IDBKeyRange.bound([id, generation], [id, generation, []]);
}

/** Every version of a list but one. */
function allBut(id: string, generation: number | null): IDBKeyRange[] {
  if (generation === null) return [IDBKeyRange.bound([id], [id, []])];
  return [
    IDBKeyRange.bound([id], [id, generation], false, true),
    IDBKeyRange.bound([id, generation, []], [id, []]),
  ];
}
