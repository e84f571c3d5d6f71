/** The one file that opens the database of the lists. */
import { type IDBPDatabase, openDB } from 'idb';
import { type PieceKey, type Schema, upgrade, VERSION } from './db-upgrade.ts';
import type { GrownWindow } from './derived.ts';
import { headsOf, type KeyPage, pagesOf } from './pages.ts';
import { sealsOf } from './seal.ts';
import { CHUNKS_PER_SHELF, createStaging, Displaced, type Shelf, type StagingPlace } from './staging.ts';
import { applied, fallenBack, type ListRecord, type ListStore, type TrustRecord } from './store.ts';
import { together } from './together.ts';

const NAME = 'almsguard';

/** The persistent store. Rejects where the browser refuses storage (private windows, a full disk). */
export async function openStore(name = NAME): Promise<ListStore> {
  const store = new IdbStore(await open());
  return store;

  async function open() {
    const db = await openDB<Schema>(name, VERSION, {
      upgrade: (db, oldVersion, _newVersion, tx) => upgrade(db, oldVersion, tx),
      // A newer version of the extension wants to upgrade: do not stand in its way.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
      // The disk failed, or somebody had the browser's data deleted: a worker that is never idle would judge no page any more.
      terminated() {
        open()
          .then((next) => store.goOnWith(next))
          .catch(() => undefined);
      },
    });
    // Whoever staged it has ended. Nobody waits for the disk to be tidied, and what fails is tried at the next start.
    dropLeftovers(db).catch(() => undefined);
    return db;
  }
}

/** What is stored by version, beside the record. */
const PIECES = ['keys', 'pages', 'shelves', 'staged', 'chunks'] as const;

class IdbStore implements ListStore {
  readonly persistent = true;
  #db: IDBPDatabase<Schema>;

  readonly #page = together((keys: PieceKey[]) => this.#readPages(keys));
  readonly #chunk = together((keys: PieceKey[]) => this.#readChunks(keys));

  constructor(db: IDBPDatabase<Schema>) {
    this.#db = db;
  }

  /** The connection of before was closed by the browser. */
  goOnWith(db: IDBPDatabase<Schema>) {
    this.#db = db;
  }

  async #readPages(keys: PieceKey[]): Promise<(KeyPage | undefined)[]> {
    const { store } = this.#db.transaction('pages');
    return Promise.all(keys.map((key) => store.get(key)));
  }

  /** Neighbours on one shelf are read once. */
  async #readChunks(keys: PieceKey[]): Promise<(Uint8Array<ArrayBuffer> | undefined)[]> {
    const tx = this.#db.transaction(['shelves', 'chunks']);
    const shelves = new Map<string, Promise<Shelf | undefined>>();
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

  stage(id: string) {
    return createStaging(() => makeRoom(this.#db, id));
  }

  async apply(record: ListRecord, list: Parameters<ListStore['apply']>[1]) {
    const { seals, keySeals, content } = await sealsOf(list);
    const { staged = null } = list;
    const tx = this.#db.transaction(['lists', ...PIECES], 'readwrite', { durability: 'strict' });
    const pages = tx.objectStore('pages');
    const shelves = tx.objectStore('shelves');
    // A request that fails ends the transaction, which is what is waited for.
    const queue = (request: Promise<unknown>) => request.catch(() => undefined);
    const { id, generation } = record;
    try {
      const next = applied(record, content, await tx.objectStore('lists').get(id));
      const marks = tx.objectStore('staged');
      if (staged && (await marks.get([id, generation])) !== staged.mark) throw new Displaced(id);
      queue(marks.delete(allOf(id)));
      const kept = [next.previous, staged].flatMap((one) => (one ? [one.generation] : []));
      for (const range of allBut(id, kept)) {
        for (const piece of PIECES) queue(tx.objectStore(piece).delete(range));
      }
      let shelf = staged?.shelves ?? 0;
      for (let from = 0; from < list.chunks.length; from += CHUNKS_PER_SHELF) {
        queue(shelves.put(list.chunks.slice(from, from + CHUNKS_PER_SHELF), [id, generation, shelf++]));
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
    await Promise.all([
      ...PIECES.map((piece) => tx.objectStore(piece).delete(allOf(id))),
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

function allOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}

/** Every version of a list but these. */
function allBut(id: string, generations: readonly number[]): IDBKeyRange[] {
  const ranges: IDBKeyRange[] = [];
  let from: IDBValidKey = [id];
  for (const generation of generations.toSorted((a, b) => a - b)) {
    ranges.push(IDBKeyRange.bound(from, [id, generation], false, true));
    from = [id, generation, []];
  }
  return [...ranges, IDBKeyRange.bound(from, [id, []])];
}

/**
 * Room for a version under a generation of its own, in transactions of its own. A version that is applied, or the list's
 * end, takes the mark away with the room; what is written then would stand in the way of another.
 */
async function makeRoom(db: IDBPDatabase<Schema>, id: string): Promise<StagingPlace> {
  const mark = crypto.randomUUID();
  const making = db.transaction(['lists', 'staged'], 'readwrite');
  const record = await making.objectStore('lists').get(id);
  const others = await making.objectStore('staged').getAllKeys(allOf(id));
  const taken = [record?.generation, record?.previous?.generation, ...others.map(([, number]) => number)];
  const generation = Math.max(0, ...taken.map((number) => number ?? 0)) + 1;
  const key: [string, number] = [id, generation];
  making
    .objectStore('staged')
    .put(mark, key)
    .catch(() => undefined);
  await making.done;

  return {
    generation,
    mark,
    async write(n, shelf) {
      // What is lost of it when the power fails is told by its seals; that it is whole is seen to with the record.
      const tx = db.transaction(['staged', 'shelves'], 'readwrite', { durability: 'relaxed' });
      const isThere = (await tx.objectStore('staged').get(key)) === mark;
      if (isThere)
        tx.objectStore('shelves')
          .put(shelf, [...key, n])
          .catch(() => undefined);
      await tx.done;
      if (!isThere) throw new Displaced(id);
    },
    async read(n) {
      const shelf = await db.get('shelves', [...key, n]);
      if (!shelf) throw new Displaced(id);
      return shelf;
    },
    drop: () => dropRoom(db, key, mark),
  };
}

async function dropRoom(db: IDBPDatabase<Schema>, key: [string, number], mark: string): Promise<void> {
  const tx = db.transaction(['staged', 'shelves'], 'readwrite');
  if ((await tx.objectStore('staged').get(key)) === mark) {
    await Promise.all([
      tx.objectStore('shelves').delete(versionRange(...key)),
      tx.objectStore('staged').delete(key),
    ]);
  }
  await tx.done;
}

async function dropLeftovers(db: IDBPDatabase<Schema>): Promise<void> {
  const { store } = db.transaction('staged');
  const [keys, marks] = await Promise.all([store.getAllKeys(), store.getAll()]);
  for (const [i, key] of keys.entries()) await dropRoom(db, key, marks[i] as string);
}
