/** The database of the lists: what stands in it, and how it came from what older versions stored. */
import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import type { KeyIndex, ListKeys } from './compiled.ts';
import type { GrownWindow } from './derived.ts';
import { emptyIndex } from './index-build.ts';
import { headsOf, type KeyPage, pagesOf } from './pages.ts';
import type { Shelf } from './staging.ts';
import type { ListRecord, StoredKeys, TrustRecord } from './store.ts';

export const VERSION = 6;

export type PieceKey = [id: string, generation: number, n: number];

export interface Schema extends DBSchema {
  lists: { key: string; value: ListRecord };
  /** Typed arrays, one record per version of a list: a hundred times faster than a row per address. */
  keys: { key: [id: string, generation: number]; value: StoredKeys };
  pages: { key: PieceKey; value: KeyPage };
  shelves: { key: PieceKey; value: Shelf };
  /** What the shelves of a version that is staged are known by (staging.ts). */
  staged: { key: [id: string, generation: number]; value: string };
  /** Of lists that were stored before version 5, and not refreshed since: a chunk each. */
  chunks: { key: PieceKey; value: Uint8Array<ArrayBuffer> };
  /** One record. */
  grown: { key: 'windows'; value: GrownWindow[] };
  /** By the feed's URL. */
  trust: { key: string; value: TrustRecord };
}

type Upgrade = IDBPTransaction<
  Schema,
  ('lists' | 'keys' | 'pages' | 'shelves' | 'staged' | 'chunks' | 'grown' | 'trust')[],
  'versionchange'
>;

/** Brings the database up from an older version, or from none. */
export async function upgrade(db: IDBPDatabase<Schema>, oldVersion: number, tx: Upgrade): Promise<void> {
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
  if (oldVersion < 5) db.createObjectStore('shelves');
  db.createObjectStore('staged');
  if (oldVersion === 3) await takeOverKeys(tx);
  else if (oldVersion === 1 || oldVersion === 2) await takeOverIndexes(db, tx);
}

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
