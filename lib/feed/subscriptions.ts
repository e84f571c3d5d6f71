import { isoDate } from '#lib/core/dates.ts';
import { MAX_LISTS } from '#lib/core/limits.ts';
import type { ActProblem, ProblemCode } from '#lib/core/problems.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { isFeedUrl } from '#lib/core/web-url.ts';
import { sealsOf } from '#lib/watchlist/seal.ts';
import type { Staging } from '#lib/watchlist/staging.ts';
import type { ListRecord, ListStore } from '#lib/watchlist/store.ts';
import { applyVersion } from './apply-version.ts';
import { type Arranged, createArranged } from './arranged.ts';
import { inPieces } from './body.ts';
import type { Source } from './formats/adapter.ts';
import { readList } from './formats/registry.ts';
import { knownOf } from './known.ts';
import { listId } from './list-id.ts';
import type { Lock } from './lock.ts';
import { createOffered, type Offered, tooManyLists } from './offered.ts';
import type { Pull } from './pull/registry.ts';
import { bundledRecordId, failed, newRecord, tried, urlRecordId } from './record.ts';
import { HELD_BACK } from './sanity.ts';
import { type Clock, isDue } from './schedule.ts';
import { SUPERSEDED } from './staged.ts';
import { type Brought, judgeVersion } from './version-gate.ts';

/** One list that comes with the extension (public/watchlist/index.json). */
export interface BundledList {
  id: string;
  file: string;
  sha256: string;
}

export interface SubscriptionDeps extends Clock {
  store(): ListStore;
  pull: Pull;
  /** Bytes of a bundled file. */
  readBundled(file: string): Promise<Uint8Array<ArrayBuffer>>;
  lock: Lock;
}

export interface Subscriptions extends Offered, Arranged {
  /** Applies bundled lists that are not there yet or came newer with an update, and drops those that come no more. */
  installBundled(lists: readonly BundledList[]): Promise<void>;
  add(url: string): Promise<Result<ListRecord, ActProblem>>;
  importFile(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Result<ListRecord, ActProblem>>;
  /**
   * What a person asks for; with `accept` the very version that was held back is taken over, and no other. Tells whether
   * another version speaks now.
   */
  refresh(id: string, accept?: boolean): Promise<boolean>;
  /**
   * Refreshes every list whose time has come, one after the other; `false` when there was none. `changed` is called after each
   * of which another version speaks now while more are to come: a slow one keeps nobody from what those before it brought.
   */
  refreshDue(changed?: () => Promise<unknown>): Promise<boolean>;
  /** Bytes so far of the downloads that run, by subscription. */
  underway(): ReadonlyMap<string, number>;
}

/** Lists as people know them from ad blockers: added, refreshed, switched, removed. A failure never loses the old version. */
export function createSubscriptions(deps: SubscriptionDeps): Subscriptions {
  const { store, now } = deps;
  const underway = new Map<string, number>();
  /** Until when a signed feed vouches for what came last, by subscription. */
  const vouched = new Map<string, number>();
  const find = async (id: string) => (await store().records()).find((record) => record.id === id);

  /**
   * What is read for a list waits in the store; what did not become its version is gone afterwards. Two versions of a list
   * are not brought at once: the first to be stored would put the other one out, which would look like a failure.
   */
  function bringing<T>(id: string, work: (room: Staging | null) => Promise<T>): Promise<T> {
    return deps.lock(`refresh ${id}`, async () => {
      const room = store().stage(id);
      try {
        return await work(room);
      } finally {
        await room?.drop();
      }
    });
  }

  /** Downloads and reads, which may take a minute, and touches nothing that judges. */
  async function bring(
    record: ListRecord,
    url: string,
    room: Staging | null,
  ): Promise<Result<Brought, ProblemCode>> {
    const { id } = record;
    underway.set(id, 0);
    vouched.delete(id);
    const onBytes = (count: number) => underway.set(id, (underway.get(id) ?? 0) + count);
    try {
      return await deps.pull({
        url,
        source: sourceOf(record, url),
        known: knownOf(record, store()),
        staging: room,
        onBytes,
        onVouched: (until) => vouched.set(id, until),
      });
    } finally {
      underway.delete(id);
    }
  }

  function apply(record: ListRecord, read: Brought): Promise<Result<ListRecord, ProblemCode>> {
    return applyVersion(store(), { ...record, freshUntil: vouched.get(record.id) ?? null }, read, deps);
  }

  function sourceOf(record: ListRecord, name: string): Source {
    return { id: listId(record, name), name, today: isoDate(now()) };
  }

  /** What the person did to the list while it was downloaded must stand. Tells whether another version speaks now. */
  function refreshRecord(id: string, byHand: boolean, accept = false): Promise<boolean> {
    return bringing(id, async (room) => {
      const before = await oneAtATime(() => noteTry(id, byHand));
      const url = before?.url;
      if (!url) return false;
      const read = await bring(before, url, room).catch(unexpected);
      return oneAtATime(async () => {
        const record = await find(id);
        if (!record) return false;
        const applied = await takeOver(record, before, read, accept).catch(unexpected);
        if (!applied.ok) await noteFailure(record, applied.error, read);
        return applied.ok && applied.value.generation !== record.generation;
      });
    });
  }

  async function noteTry(id: string, byHand: boolean): Promise<ListRecord | null> {
    const record = await find(id);
    // Whoever had the lock before may have refreshed it.
    if (!record?.url || !(byHand || isDue(record, now()))) return null;
    await store().update(tried(record, deps));
    return record;
  }

  async function takeOver(
    record: ListRecord,
    before: ListRecord,
    read: Result<Brought, ProblemCode>,
    accept: boolean,
  ): Promise<Result<ListRecord, ProblemCode>> {
    if (!read.ok) return read;
    // Storage lost the version that the publisher calls unchanged.
    if (read.value === 'unchanged' && record.content !== before.content) {
      return fail('superseded', SUPERSEDED);
    }
    const judged = await judgeVersion(store(), record, read.value, accept);
    return judged.ok ? apply(record, read.value) : judged;
  }

  async function noteFailure(
    record: ListRecord,
    error: NonNullable<ListRecord['lastError']>,
    read: Result<Brought, ProblemCode>,
  ): Promise<void> {
    const held = error.code === HELD_BACK && read.ok && read.value !== 'unchanged' ? read.value.list : null;
    await store().update(failed(record, error, held && (await sealsOf(held)).content, deps));
  }

  /** Reading a record and writing it back must not interleave with another such pair. */
  function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    return deps.lock('lists', work);
  }

  /** Stores a version under the id of a record, new or known. */
  function put(fresh: ListRecord, read: Brought): Promise<Result<ListRecord, ActProblem>> {
    return oneAtATime(async () => {
      const known = await find(fresh.id);
      if (!known && fresh.origin !== 'bundled' && (await store().records()).length >= MAX_LISTS) {
        return tooManyLists();
      }
      const record = known ?? fresh;
      const judged = record.origin === 'remote' ? await judgeVersion(store(), record, read, false) : ok(null);
      // A new one stands there without data then, for the person to decide on.
      if (!judged.ok) await noteFailure(record, judged.error, ok(read));
      return judged.ok ? apply(record, read) : judged;
    });
  }

  /** What an older extension brought and this one does not is nobody's any more: it would go on accusing as it did then. */
  async function dropAllBut(lists: readonly BundledList[]): Promise<void> {
    const kept = new Set(lists.map(({ id }) => bundledRecordId(id)));
    for (const { id, origin } of await store().records()) {
      if (origin === 'bundled' && !kept.has(id)) await store().remove(id);
    }
  }

  /** Reads a file that is at hand. */
  function putFile(
    fresh: ListRecord,
    name: string,
    bytes: Uint8Array,
  ): Promise<Result<ListRecord, ActProblem>> {
    return bringing(fresh.id, async (room) => {
      const read = await readList(inPieces(bytes), sourceOf(fresh, name), room);
      return read.ok ? put(fresh, { ...read.value, cursor: null }) : read;
    });
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
      await oneAtATime(() => dropAllBut(lists));
    },

    async add(url) {
      const target = url.trim();
      if (!isFeedUrl(target)) return fail('bad-url', 'A list needs an https:// address.');
      const fresh = newRecord(urlRecordId(target), 'remote', target);
      return bringing(fresh.id, async (room) => {
        const read = await bring((await find(fresh.id)) ?? fresh, target, room);
        return read.ok ? put(fresh, read.value) : read;
      });
    },

    importFile: (name, bytes) => putFile(newRecord(`file:${name}`, 'file', null), name, bytes),

    refresh: (id, accept) => refreshRecord(id, true, accept),

    async refreshDue(changed = async () => undefined) {
      const due = (await store().records()).filter((record) => isDue(record, now()));
      for (const [index, { id }] of due.entries()) {
        // What it cannot even note of one, on a full disk, is tried when the alarm rings again.
        const isNew = await refreshRecord(id, false).catch(() => false);
        if (isNew && index < due.length - 1) await changed().catch(() => undefined);
      }
      return due.length > 0;
    },

    ...createArranged(store, oneAtATime),
    ...createOffered(store, oneAtATime),
    underway: () => underway,
  };
}

/** A bug in one list's adapter, or storage that gives up, must not keep the others from being refreshed. */
function unexpected(error: unknown): ReturnType<typeof fail<'internal'>> {
  return fail('internal', `Something went wrong that Almsguard did not expect (${String(error)}).`);
}
