import { isoDate } from '#lib/core/dates.ts';
import { MAX_FEED_BYTES, MAX_LISTS, REFRESH_HOURS, RETRY_MINUTES } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { sha256Hex } from '#lib/watchlist/container.ts';
import type { ListRecord, ListStore } from '#lib/watchlist/store.ts';
import { isFeedUrl } from './fetch.ts';
import type { readList } from './formats/registry.ts';

/** One list that comes with the extension (public/watchlist/index.json). */
export interface BundledList {
  id: string;
  file: string;
  sha256: string;
}

export interface SubscriptionDeps {
  store(): ListStore;
  read: typeof readList;
  fetchFeed(url: string): Promise<Result<Uint8Array<ArrayBuffer>>>;
  /** Bytes of a bundled file. */
  readBundled(file: string): Promise<Uint8Array<ArrayBuffer>>;
  now(): number;
  /** 0 … 1; spreads the tries of many users over time. */
  random(): number;
}

export interface Subscriptions {
  /** Applies bundled lists that are not there yet or came newer with an update. */
  installBundled(lists: readonly BundledList[]): Promise<void>;
  add(url: string): Promise<Result<ListRecord>>;
  importFile(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Result<ListRecord>>;
  refresh(id: string): Promise<void>;
  /** Refreshes every list whose time has come; `false` when there was none. */
  refreshDue(): Promise<boolean>;
  setEnabled(id: string, enabled: boolean): Promise<Result<null>>;
  remove(id: string): Promise<Result<null>>;
}

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Lists as people know them from ad blockers: added, refreshed, switched, removed. A failure never loses the old version. */
export function createSubscriptions(deps: SubscriptionDeps): Subscriptions {
  const { store, now } = deps;
  const find = async (id: string) => (await store().records()).find((record) => record.id === id);

  /** Reads and stores a new version. On any failure the stored version stays as it is. */
  async function applyBytes(
    record: ListRecord,
    name: string,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<Result<ListRecord>> {
    const sha256 = await sha256Hex(bytes);
    const succeeded = {
      lastSuccess: now(),
      lastTry: now(),
      failures: 0,
      lastError: null,
      nextTry: nextTry(record, 0),
    };
    if (sha256 === record.sha256 && record.info) {
      const same = { ...record, ...succeeded };
      await store().update(same);
      return ok(same);
    }
    const read = await deps.read(bytes, { id: listId(record, name), name, today: isoDate(now()) });
    if (!read.ok) return read;
    const { list } = read.value;
    const next: ListRecord = {
      ...record,
      ...succeeded,
      generation: record.generation + 1,
      format: read.value.format,
      info: list.info,
      entries: list.entries,
      refused: list.refused,
      refusals: list.refusals,
      bytes: bytes.length,
      sha256,
    };
    try {
      await store().apply(next, list);
    } catch (error) {
      return fail(
        'storage',
        `The browser refused to store the list (${String(error)}). The old version stays.`,
      );
    }
    return ok(next);
  }

  function nextTry(record: Pick<ListRecord, 'origin'>, failures: number): number | null {
    if (record.origin !== 'remote') return null;
    const pause =
      failures === 0
        ? REFRESH_HOURS * HOUR
        : Math.min(RETRY_MINUTES * MINUTE * 2 ** (failures - 1), REFRESH_HOURS * HOUR);
    return now() + Math.round(pause * (0.9 + 0.2 * deps.random()));
  }

  /** The download may take a minute; what the person did to the list meanwhile must stand. */
  async function refreshRecord({ id, url }: ListRecord): Promise<void> {
    if (!url) return;
    const bytes = await deps.fetchFeed(url);
    await oneAtATime(async () => {
      const record = await find(id);
      if (!record) return;
      const applied = bytes.ok ? await applyBytes(record, url, bytes.value) : bytes;
      if (applied.ok) return;
      const failures = record.failures + 1;
      await store().update({
        ...record,
        failures,
        lastTry: now(),
        nextTry: nextTry(record, failures),
        lastError: applied.error,
      });
    });
  }

  let last: Promise<unknown> = Promise.resolve();
  /** Reading a record and writing it back must not interleave with another such pair. */
  function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  }

  /** Stores a version under an id, new or known. */
  function put(
    id: string,
    origin: ListRecord['origin'],
    url: string | null,
    name: string,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<Result<ListRecord>> {
    return oneAtATime(async () => {
      const known = await find(id);
      if (!known && origin !== 'bundled' && (await store().records()).length >= MAX_LISTS) {
        return fail('too-many-lists', `No more than ${MAX_LISTS} lists. Remove one first.`);
      }
      return applyBytes(known ?? newRecord(id, origin, url), name, bytes);
    });
  }

  return {
    async installBundled(lists) {
      for (const { id, file, sha256 } of lists) {
        const recordId = bundledRecordId(id);
        const known = await find(recordId);
        if (known?.sha256 === sha256) continue;
        const applied = await put(recordId, 'bundled', null, file, await deps.readBundled(file));
        if (!applied.ok) throw new Error(`bundled list ${id}: ${applied.error.message}`);
      }
    },

    async add(url) {
      const target = url.trim();
      if (!isFeedUrl(target)) return fail('bad-url', 'A list needs an https:// address.');
      const id = `url:${new URL(target).href}`;
      const bytes = await deps.fetchFeed(target);
      return bytes.ok ? put(id, 'remote', target, target, bytes.value) : bytes;
    },

    async importFile(name, bytes) {
      if (bytes.length > MAX_FEED_BYTES) return fail('too-large', 'The file is too large.');
      return put(`file:${name}`, 'file', null, name, bytes);
    },

    async refresh(id) {
      const record = await find(id);
      if (record) await refreshRecord(record);
    },

    async refreshDue() {
      const due = (await store().records()).filter(
        ({ enabled, url, nextTry }) => enabled && url && (nextTry ?? 0) <= now(),
      );
      for (const record of due) await refreshRecord(record);
      return due.length > 0;
    },

    setEnabled: (id, enabled) =>
      oneAtATime(async () => {
        const record = await find(id);
        if (!record) return fail('no-list', 'There is no such list any more.');
        await store().update({ ...record, enabled });
        return ok(null);
      }),

    remove: (id) =>
      oneAtATime(async () => {
        const record = await find(id);
        if (record?.origin === 'bundled') {
          return fail('bundled', 'This list comes with Almsguard. Switch it off instead.');
        }
        await store().remove(id);
        return ok(null);
      }),
  };
}

/** Id of the subscription under which a bundled list is stored. */
export function bundledRecordId(id: string): string {
  return `bundled:${id}`;
}

function newRecord(id: string, origin: ListRecord['origin'], url: string | null): ListRecord {
  return {
    id,
    origin,
    url,
    enabled: true,
    format: '',
    generation: 0,
    info: null,
    entries: 0,
    refused: 0,
    refusals: [],
    bytes: 0,
    sha256: '',
    lastSuccess: null,
    lastTry: null,
    nextTry: null,
    failures: 0,
    lastError: null,
  };
}

/** The id that a file without one of its own gets: its name, in the letters that an id may have. */
function listId(record: ListRecord, name: string): string {
  const base =
    name
      .replace(/[?#].*$/, '')
      .split('/')
      .filter(Boolean)
      .at(-1) ?? record.id;
  const slug = base
    .replace(/\.[a-z0-9]+$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|-+$/g, '')
    .slice(0, 64);
  return slug || 'list';
}
