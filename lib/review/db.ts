/** The one file that opens the database of the review workspace. */
import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, type IDBPTransaction, openDB } from 'idb';
import { groupBy } from '#lib/core/group-by.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { LoggedAct, ReviewCase, Sha256 } from '#lib/core/review.ts';
import { MAX_FIRST_ROWS, patchFirst, readFirst, writeFirst } from './first-rows.ts';
import { FOLD, foldCase } from './fold.ts';
import { type Draft, type Head, headAfter, seal } from './log.ts';
import type { Receipt } from './push/receipts.ts';
import {
  AFTER_LOOSE,
  caseIn,
  casesIn,
  looseOf,
  MAX_LOOSE,
  putCases,
  type Shelf,
  shelfOf,
  shelve,
} from './shelves.ts';
import type { Attachment, ReviewStore, StoreProblem } from './store.ts';

const NAME = 'almsguard-review';
/** Lines or cases beyond which one question for all is less work than one for each. */
const MAX_ASKED_SINGLY = 200;
const STORES = ['log', 'cases', 'attachments', 'meta', 'receipts'] as const;

interface Schema extends DBSchema {
  log: { key: string; value: LoggedAct; indexes: { chain: [string, number]; case: string } };
  /** What the acts come to: can be worked out anew at any time. */
  cases: { key: string; value: Shelf };
  attachments: { key: Sha256; value: Uint8Array<ArrayBuffer> };
  meta:
    | { key: 'fold'; value: number }
    | { key: 'head'; value: Head }
    /** How a list begins (first-rows.ts). */
    | { key: 'first'; value: string };
  receipts: { key: [string, string]; value: Receipt };
}
type Writing = IDBPTransaction<Schema, typeof STORES, 'readwrite'>;
type Log = IDBPObjectStore<Schema, typeof STORES, 'log', 'readwrite'>;

/**
 * Opens it at whatever version it has: an earlier Almsguard then reads what a later one wrote, where the browser
 * would otherwise refuse it. Only a store that is missing raises the version.
 */
export async function openReview(
  name = NAME,
  newDevice: () => string = () => crypto.randomUUID(),
): Promise<ReviewStore> {
  let db = await openDB<Schema>(name);
  if (STORES.some((store) => !db.objectStoreNames.contains(store))) {
    const version = db.version + 1;
    db.close();
    db = await openDB<Schema>(name, version, { upgrade: createStores, blocking: stepAside });
  } else {
    db.addEventListener('versionchange', () => db.close());
  }
  const store = new IdbReviewStore(db, newDevice);
  await store.foldAnew();
  // Nobody waits for it, and where the browser refuses it nothing is lost.
  store.tidy().catch(() => undefined);
  return store;
}

/** Another page of the extension adds a store: do not stand in its way. */
function stepAside(_current: number, _blocked: number | null, event: IDBVersionChangeEvent): void {
  (event.target as IDBDatabase).close();
}

function createStores(db: IDBPDatabase<Schema>): void {
  const missing = STORES.filter((store) => !db.objectStoreNames.contains(store));
  for (const store of missing) {
    if (store === 'log') {
      const log = db.createObjectStore('log', { keyPath: 'id' });
      log.createIndex('chain', ['device', 'seq']);
      log.createIndex('case', 'case');
    } else if (store === 'cases') db.createObjectStore('cases', { keyPath: 'id' });
    else if (store === 'receipts') db.createObjectStore('receipts', { keyPath: ['target', 'id'] });
    else db.createObjectStore(store);
  }
}

class IdbReviewStore implements ReviewStore {
  readonly #db: IDBPDatabase<Schema>;
  readonly #newDevice: () => string;

  constructor(db: IDBPDatabase<Schema>, newDevice: () => string) {
    this.#db = db;
    this.#newDevice = newDevice;
  }

  append(drafts: readonly Draft[], attachments: readonly Attachment[] = []) {
    return this.#write(attachments, async (tx) => {
      const log = tx.objectStore('log');
      const meta = tx.objectStore('meta');
      let head = ((await meta.get('head')) as Head | undefined) ?? {
        device: this.#newDevice(),
        seq: 0,
        hash: '',
        at: '',
      };
      const lines: LoggedAct[] = [];
      for (const draft of await newIn(log, drafts)) {
        const line = seal(draft, head);
        head = headAfter(line);
        lines.push(line);
      }
      await addTo(log, lines);
      await meta.put(head, 'head');
      return { lines, value: null };
    });
  }

  merge(lines: readonly LoggedAct[], attachments: readonly Attachment[] = []) {
    return this.#write(attachments, async (tx) => {
      const log = tx.objectStore('log');
      const meta = tx.objectStore('meta');
      const head = (await meta.get('head')) as Head | undefined;
      const added = await newIn(log, lines);
      // A copy of this profile went on writing its chain: from here on this one writes a chain of its own.
      if (added.some(({ device }) => device === head?.device)) await meta.delete('head');
      await addTo(log, added);
      return { lines: added, value: added.length };
    });
  }

  async cases() {
    return casesIn(await this.#db.getAll('cases'));
  }

  async case(id: string) {
    const cases = this.#db.transaction('cases').store;
    return caseIn((await cases.get(looseOf(id))) ?? (await cases.get(shelfOf(id))), id);
  }

  async first(reviewer: string) {
    return readFirst((await this.#db.get('meta', 'first')) as string | undefined, reviewer);
  }

  async keepFirst(reviewer: string, cases: readonly ReviewCase[]) {
    const tx = this.#db.transaction(['cases', 'meta'], 'readwrite');
    const loose = tx.objectStore('cases');
    // Somebody else may have changed one that whoever asks has not heard of yet.
    const rows = cases.slice(0, MAX_FIRST_ROWS).map(async (one) => {
      const changed = await loose.get(looseOf(one.id));
      return changed ? (caseIn(changed, one.id) ?? []) : one;
    });
    await tx.objectStore('meta').put(writeFirst(reviewer, (await Promise.all(rows)).flat()), 'first');
    await tx.done;
  }

  linesOf(caseId: string) {
    return this.#db.getAllFromIndex('log', 'case', caseId);
  }

  log() {
    return this.#db.getAllFromIndex('log', 'chain');
  }

  async attachment(hash: Sha256) {
    return (await this.#db.get('attachments', hash)) ?? null;
  }

  receipts() {
    return this.#db.getAll('receipts');
  }

  async addReceipt(receipt: Receipt) {
    await this.#db.put('receipts', receipt);
  }

  close() {
    this.#db.close();
  }

  /** Works every case out anew where they were worked out in another way. */
  async foldAnew(): Promise<void> {
    // Whoever writes waits for everybody who reads, and nearly always there is nothing to write.
    if ((await this.#db.get('meta', 'fold')) === FOLD) return;
    const tx = this.#db.transaction(STORES, 'readwrite');
    if ((await tx.objectStore('meta').get('fold')) !== FOLD) {
      const cases = tx.objectStore('cases');
      const byCase = groupBy(await tx.objectStore('log').getAll(), (line) => line.case);
      await shelve(
        cases,
        [...byCase.values()].flatMap((lines) => foldCase(lines) ?? []),
      );
      await tx.objectStore('meta').delete('first');
      await tx.objectStore('meta').put(FOLD, 'fold');
    }
    await tx.done;
  }

  /** Puts loose cases away, where they have become many. */
  async tidy(): Promise<void> {
    if ((await this.#db.count('cases', IDBKeyRange.upperBound(AFTER_LOOSE))) <= MAX_LOOSE) return;
    const tx = this.#db.transaction('cases', 'readwrite');
    const all = await tx.store.getAll();
    await Promise.all([shelve(tx.store, casesIn(all)), tx.done]);
  }

  /** One transaction for an act, what belongs to it, and what the case is then. */
  async #write<T>(
    attachments: readonly Attachment[],
    work: (tx: Writing) => Promise<{ lines: readonly LoggedAct[]; value: T }>,
  ): Promise<Result<T, StoreProblem>> {
    const tx = this.#db.transaction(STORES, 'readwrite', { durability: 'strict' });
    try {
      const [log, cases, kept] = [
        tx.objectStore('log'),
        tx.objectStore('cases'),
        tx.objectStore('attachments'),
      ];
      await Promise.all(
        attachments.map(async ({ hash, bytes }) => {
          if ((await kept.getKey(hash)) === undefined) await kept.put(bytes, hash);
        }),
      );
      const { lines, value } = await work(tx);
      const touched = new Set(lines.map((line) => line.case));
      const now = (await logsOf(log, touched)).flatMap((own) => foldCase(own) ?? []);
      await putCases(cases, touched, now);
      await patch(tx.objectStore('meta'), touched, now);
      await tx.done;
      return ok(value);
    } catch (error) {
      tx.done.catch(() => undefined);
      try {
        tx.abort();
      } catch {
        // It ended by itself.
      }
      return refused(tx.error ?? error);
    }
  }
}

/** What is kept of how a list begins tells what has become of these cases. */
async function patch(
  meta: IDBPObjectStore<Schema, typeof STORES, 'meta', 'readwrite'>,
  touched: ReadonlySet<string>,
  now: readonly ReviewCase[],
): Promise<void> {
  const before = (await meta.get('first')) as string | undefined;
  if (before === undefined) return;
  const after = patchFirst(before, touched, now);
  if (after === undefined) await meta.delete('first');
  else if (after !== before) await meta.put(after, 'first');
}

/** The lines of each of these cases. To ask for one after the other is more work than to read all, from some number on. */
async function logsOf(log: Pick<Log, 'getAll' | 'index'>, ids: ReadonlySet<string>): Promise<LoggedAct[][]> {
  if (ids.size <= MAX_ASKED_SINGLY) {
    return Promise.all([...ids].map(async (id) => log.index('case').getAll(id)));
  }
  const byCase = groupBy(await log.getAll(), (line) => line.case);
  return [...ids].map((id) => byCase.get(id) ?? []);
}

/** All at once: a request after the other takes twenty times as long. `async`, so that none is left unheard when one throws. */
async function addTo(
  log: { add(line: LoggedAct): Promise<string> },
  lines: readonly LoggedAct[],
): Promise<void> {
  await Promise.all(lines.map(async (line) => log.add(line)));
}

/** Those that are not there yet, each once, as it comes first. */
async function newIn<T extends { id: string }>(
  log: Pick<Log, 'getKey' | 'getAllKeys'>,
  items: readonly T[],
): Promise<T[]> {
  const once = [...new Map(items.toReversed().map((item) => [item.id, item])).values()].reverse();
  if (once.length > MAX_ASKED_SINGLY) {
    const known = new Set(await log.getAllKeys());
    return once.filter(({ id }) => !known.has(id));
  }
  const there = await Promise.all(once.map(async ({ id }) => log.getKey(id)));
  return once.filter((_, i) => there[i] === undefined);
}

function refused(error: unknown): { ok: false; error: { code: StoreProblem; message: string } } {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  return name === 'QuotaExceededError'
    ? fail('disk-full', 'There is no room left on this device: nothing was kept of what was just done')
    : fail('storage', `The browser refused to keep it: ${message}`);
}
