import { isoDate } from '#lib/core/dates.ts';
import type { Entry } from '#lib/core/entry.ts';
import { MAX_LISTS, REFRESH_HOURS, RETRY_MINUTES } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { Damage } from '#lib/watchlist/loaded-list.ts';
import { isFilled } from '#lib/watchlist/order.ts';
import { sealsOf } from '#lib/watchlist/seal.ts';
import type { ListRecord, ListStore } from '#lib/watchlist/store.ts';
import { storedEntries, storedList } from '#lib/watchlist/stored-list.ts';
import { bodyOf, FeedFault } from './body.ts';
import { offerOf } from './catalogue.ts';
import { isFeedUrl } from './fetch.ts';
import type { Source } from './formats/adapter.ts';
import { readList } from './formats/registry.ts';
import type { Lock } from './lock.ts';
import { createOffered, type Offered, tooManyLists } from './offered.ts';
import type { Known } from './pull/puller.ts';
import type { Pull, PulledList } from './pull/registry.ts';
import { newRecord } from './record.ts';
import { countChange, HELD_BACK, judgeChange, judgeFirst } from './sanity.ts';
import { isAlarm } from './trust/refuse.ts';

/** One list that comes with the extension (public/watchlist/index.json). */
export interface BundledList {
  id: string;
  file: string;
  sha256: string;
}

export interface SubscriptionDeps {
  store(): ListStore;
  pull: Pull;
  /** Bytes of a bundled file. */
  readBundled(file: string): Promise<Uint8Array<ArrayBuffer>>;
  lock: Lock;
  now(): number;
  /** 0 … 1; spreads the tries of many users over time. */
  random(): number;
}

export interface Subscriptions extends Offered {
  /** Applies bundled lists that are not there yet or came newer with an update. */
  installBundled(lists: readonly BundledList[]): Promise<void>;
  add(url: string): Promise<Result<ListRecord>>;
  importFile(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Result<ListRecord>>;
  /** What a person asks for; with `accept` the very version that was held back is taken over, and no other. */
  refresh(id: string, accept?: boolean): Promise<void>;
  /** Refreshes every list whose time has come; `false` when there was none. */
  refreshDue(): Promise<boolean>;
  setEnabled(id: string, enabled: boolean): Promise<Result<null>>;
  remove(id: string): Promise<Result<null>>;
  /** Bytes so far of the downloads that run, by subscription. */
  underway(): ReadonlyMap<string, number>;
}

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Lists as people know them from ad blockers: added, refreshed, switched, removed. A failure never loses the old version. */
export function createSubscriptions(deps: SubscriptionDeps): Subscriptions {
  const { store, now } = deps;
  const underway = new Map<string, number>();
  const find = async (id: string) => (await store().records()).find((record) => record.id === id);

  /** Stores a version that was read. On any failure the stored version stays as it is. */
  async function applyList(record: ListRecord, read: PulledList | 'unchanged'): Promise<Result<ListRecord>> {
    const succeeded = {
      lastSuccess: now(),
      lastTry: now(),
      failures: 0,
      lastError: null,
      held: null,
      nextTry: nextTry(record, 0),
    };
    if (read === 'unchanged' || (read.sha256 === record.sha256 && record.sha256 !== '' && record.info)) {
      // The same bytes read on a later day: a file that does not date itself is as new as that.
      const info = read === 'unchanged' ? record.info : read.list.info;
      const same = { ...record, ...succeeded, info };
      await store().update(same);
      return ok(same);
    }
    const { list, format, bytes, sha256, cursor } = read;
    const next: ListRecord = {
      ...record,
      ...succeeded,
      generation: record.generation + 1,
      format,
      info: list.info,
      entries: list.entries,
      refused: list.refused,
      refusals: list.refusals,
      bytes,
      sha256,
      cursor,
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

  /** Downloads and reads, which may take a minute, and touches nothing that is stored. */
  async function bring(record: ListRecord, url: string): Promise<Result<PulledList | 'unchanged'>> {
    const { id } = record;
    underway.set(id, 0);
    const onBytes = (count: number) => underway.set(id, (underway.get(id) ?? 0) + count);
    try {
      return await deps.pull({ url, source: sourceOf(record, url), known: knownOf(record), onBytes });
    } finally {
      underway.delete(id);
    }
  }

  /** What a puller may start from. */
  function knownOf(record: ListRecord): Known {
    const { cursor } = record;
    async function* entries(): AsyncGenerator<Entry, void> {
      if (!isFilled(record)) return;
      try {
        yield* storedEntries(store(), record);
      } catch (error) {
        if (!(error instanceof Damage)) throw error;
        throw new FeedFault('superseded', 'The list changed while it was refreshed. Try again.');
      }
    }
    return { cursor, entries, list: async () => (isFilled(record) ? storedList(store(), record) : null) };
  }

  function sourceOf(record: ListRecord, name: string): Source {
    return { id: listId(record, name), name, today: isoDate(now()) };
  }

  function nextTry(record: Pick<ListRecord, 'origin'>, failures: number): number | null {
    if (record.origin !== 'remote') return null;
    const pause =
      failures === 0
        ? REFRESH_HOURS * HOUR
        : Math.min(RETRY_MINUTES * MINUTE * 2 ** (failures - 1), REFRESH_HOURS * HOUR);
    return now() + Math.round(pause * (0.9 + 0.2 * deps.random()));
  }

  /** Whether a version may take the place of the stored one without being asked about. */
  async function judgeVersion(
    record: ListRecord,
    read: PulledList | 'unchanged',
    accept: boolean,
  ): Promise<Result<null>> {
    if (read === 'unchanged' || read.isMeant) return ok(null);
    if (accept && record.held === (await sealsOf(read.list)).content) return ok(null);
    if (record.info === null) return judgeFirst(read.list.entries, await supersededEntries(record));
    const before = await store().keys(record.id, record.generation);
    return before ? judgeChange(countChange(before, read.list)) : ok(null);
  }

  /** Entries of the bundled list that this one would take the place of; 0 where there is none. */
  async function supersededEntries({ supersedes }: ListRecord): Promise<number> {
    const bundled = (await store().records()).filter(
      ({ origin, info }) => origin === 'bundled' && info && supersedes.includes(info.id),
    );
    return Math.max(0, ...bundled.map(({ entries }) => entries));
  }

  /** What the person did to the list while it was downloaded must stand. */
  function refreshRecord(id: string, byHand: boolean, accept = false): Promise<void> {
    return deps.lock(`refresh ${id}`, async () => {
      const before = await oneAtATime(() => noteTry(id, byHand));
      if (!before?.url) return;
      const read = await bring(before, before.url).catch(unexpected);
      await oneAtATime(async () => {
        const record = await find(id);
        if (!record) return;
        const applied = await takeOver(record, before, read, accept).catch(unexpected);
        if (!applied.ok) await noteFailure(record, applied.error, read);
      });
    });
  }

  /** A try that ends the worker, for want of memory, must not be the next one's first thing again. */
  async function noteTry(id: string, byHand: boolean): Promise<ListRecord | null> {
    const record = await find(id);
    // Whoever had the lock before may have refreshed it.
    if (!record?.url || !(byHand || isDue(record))) return null;
    await store().update({ ...record, lastTry: now(), nextTry: nextTry(record, record.failures + 1) });
    return record;
  }

  async function takeOver(
    record: ListRecord,
    before: ListRecord,
    read: Result<PulledList | 'unchanged'>,
    accept: boolean,
  ): Promise<Result<unknown>> {
    if (!read.ok) return read;
    // Storage lost the version that the publisher calls unchanged.
    if (read.value === 'unchanged' && record.content !== before.content) {
      return fail('superseded', 'The list changed while it was refreshed. Try again.');
    }
    const judged = await judgeVersion(record, read.value, accept);
    return judged.ok ? applyList(record, read.value) : judged;
  }

  async function noteFailure(
    record: ListRecord,
    error: NonNullable<ListRecord['lastError']>,
    read: Result<PulledList | 'unchanged'>,
  ): Promise<void> {
    const failures = record.failures + 1;
    const held = error.code === HELD_BACK && read.ok && read.value !== 'unchanged' ? read.value.list : null;
    await store().update({
      ...record,
      failures,
      lastTry: now(),
      nextTry: nextTry(record, failures),
      // An alarm stands until a sound version comes, whatever goes wrong after it.
      lastError: isAlarm(record.lastError?.code) && !isAlarm(error.code) ? record.lastError : error,
      held: held && (await sealsOf(held)).content,
    });
  }

  /** A time further away than any pause was set by a clock that was wrong. */
  function isDue({ enabled, url, nextTry }: ListRecord): boolean {
    const isOver = (nextTry ?? 0) <= now() || (nextTry ?? 0) > now() + 2 * REFRESH_HOURS * HOUR;
    return enabled && url !== null && isOver;
  }

  /** Reading a record and writing it back must not interleave with another such pair. */
  function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    return deps.lock('lists', work);
  }

  /** Stores a version under the id of a record, new or known. */
  function put(fresh: ListRecord, read: PulledList | 'unchanged'): Promise<Result<ListRecord>> {
    return oneAtATime(async () => {
      const known = await find(fresh.id);
      if (!known && fresh.origin !== 'bundled' && (await store().records()).length >= MAX_LISTS) {
        return tooManyLists();
      }
      const judged = known?.origin === 'remote' ? await judgeVersion(known, read, false) : ok(null);
      if (!judged.ok && known) await noteFailure(known, judged.error, ok(read));
      return judged.ok ? applyList(known ?? fresh, read) : judged;
    });
  }

  /** Reads a file that is at hand. */
  async function putFile(fresh: ListRecord, name: string, bytes: Uint8Array): Promise<Result<ListRecord>> {
    const read = await readList(bodyOf(bytes), sourceOf(fresh, name));
    return read.ok ? put(fresh, { ...read.value, cursor: null }) : read;
  }

  return {
    async installBundled(lists) {
      for (const { id, file, sha256 } of lists) {
        const recordId = bundledRecordId(id);
        const known = await find(recordId);
        if (known?.sha256 === sha256) continue;
        const fresh = newRecord(recordId, 'bundled', null);
        const applied = await putFile(fresh, file, await deps.readBundled(file));
        if (!applied.ok) throw new Error(`bundled list ${id}: ${applied.error.message}`);
      }
    },

    async add(url) {
      const target = url.trim();
      if (!isFeedUrl(target)) return fail('bad-url', 'A list needs an https:// address.');
      const fresh = newRecord(`url:${new URL(target).href}`, 'remote', target);
      const read = await bring((await find(fresh.id)) ?? fresh, target);
      return read.ok ? put(fresh, read.value) : read;
    },

    importFile: (name, bytes) => putFile(newRecord(`file:${name}`, 'file', null), name, bytes),

    refresh: (id, accept) => refreshRecord(id, true, accept),

    async refreshDue() {
      const due = (await store().records()).filter(isDue);
      for (const { id } of due) await refreshRecord(id, false);
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
        if (offerOf(id)?.isDefault) {
          return fail('default', 'Almsguard offers this list to everybody. Switch it off instead.');
        }
        await store().remove(id);
        return ok(null);
      }),

    ...createOffered(store, oneAtATime),
    underway: () => underway,
  };
}

/** A bug in one list's adapter, or storage that gives up, must not keep the others from being refreshed. */
function unexpected(error: unknown): ReturnType<typeof fail> {
  return fail('internal', `Something went wrong that Almsguard did not expect (${String(error)}).`);
}

/** Id of the subscription under which a bundled list is stored. */
export function bundledRecordId(id: string): string {
  return `bundled:${id}`;
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
