import { isoDate } from '#lib/core/dates.ts';
import type { Entry } from '#lib/core/entry.ts';
import { ok, type Result } from '#lib/core/result.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { Damage } from '#lib/watchlist/loaded-list.ts';
import { type Filled, isFilled } from '#lib/watchlist/order.ts';
import { chunksOf } from '#lib/watchlist/staging.ts';
import type { ListRecord, ListStore } from '#lib/watchlist/store.ts';
import { storedEntries } from '#lib/watchlist/stored-list.ts';
import type { PulledList } from './pull/registry.ts';
import { succeeded } from './record.ts';
import type { Clock } from './schedule.ts';
import { storageProblem } from './staged.ts';
import { keepsTombstones, tombstonesOf, withTombstones } from './tombstones.ts';
import { type Brought, supersededLists, supersedesOf } from './version-gate.ts';

/** Stores a version that was read. On any failure the stored version stays as it is. */
export async function applyVersion(
  store: ListStore,
  record: ListRecord,
  read: Brought,
  clock: Clock,
): Promise<Result<ListRecord, 'storage' | 'superseded'>> {
  const good = succeeded(record, clock, read !== 'unchanged' && read.moreToCome);
  const isSame = read !== 'unchanged' && read.sha256 === record.sha256 && record.sha256 !== '' && record.info;
  if (read === 'unchanged' || isSame) {
    // The same bytes read on a later day: a file that does not date itself is as new as that.
    const info = read === 'unchanged' ? record.info : read.list.info;
    const same = { ...good, info, supersedes: info ? supersedesOf(record, info) : record.supersedes };
    await store.update(same);
    return ok(same);
  }
  const { format, bytes, sha256, cursor } = read;
  const { info, entries, refused, refusals } = read.list;
  try {
    // What is staged is read again for it, and may be gone by now.
    const list = await withHistory(store, record, read, clock);
    const next: ListRecord = {
      ...good,
      generation: list.staged?.generation ?? record.generation + 1,
      format,
      info,
      entries,
      refused,
      refusals,
      tombstones: list.rows - read.list.rows,
      bytes,
      sha256,
      cursor,
      faultyDelta: read.faultyDelta ?? null,
      supersedes: supersedesOf(record, info),
    };
    await store.apply(next, list);
    return ok(next);
  } catch (error) {
    return storageProblem(error);
  }
}

/** The version with what its publisher has taken off since the one that speaks now. */
async function withHistory(
  store: ListStore,
  record: ListRecord,
  read: PulledList,
  { now }: Clock,
): Promise<CompiledList> {
  const { list, format, isMeant, refused } = read;
  // A list that comes bit by bit may still bring what is missing.
  if (isMeant || !keepsTombstones(record.url, format, list.info)) return list;
  const speaking = isFilled(record) ? [record] : await supersededLists(store, record, list.info);
  const old = await Promise.all(
    speaking.map(async (one) => ({ date: one.info.date, entries: await readable(store, one) })),
  );
  const entries: Entry[] = [];
  for await (const chunk of chunksOf(list)) entries.push(...readChunk(chunk));
  const { date } = list.info;
  const tombstones = tombstonesOf({ date, entries, refused }, old, isoDate(now()));
  return withTombstones(list, entries, tombstones);
}

/** Every row that storage still gives back: a sound version must not wait for what is lost. */
async function readable(store: ListStore, record: Filled): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of storedEntries(store, record)) entries.push(entry);
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
  }
  return entries;
}
