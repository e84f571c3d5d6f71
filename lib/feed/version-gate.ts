import type { ListInfo } from '#lib/core/entry.ts';
import { ok, type Result } from '#lib/core/result.ts';
import { Damage } from '#lib/watchlist/loaded-list.ts';
import { type Filled, isFilled } from '#lib/watchlist/order.ts';
import { sealsOf } from '#lib/watchlist/seal.ts';
import type { ListRecord, ListStore } from '#lib/watchlist/store.ts';
import { storedPieces } from '#lib/watchlist/stored-list.ts';
import { firstHandOffer, isOfferRecord } from './catalogue.ts';
import type { PulledList } from './pull/registry.ts';
import { countChange, type HELD_BACK, judgeChange, judgeFirst } from './sanity.ts';

/** What became of a download: a version, or word that the stored one is still the publisher's newest. */
export type Brought = PulledList | 'unchanged';

/** Whether a version may take the place of the stored one without being asked about. */
export async function judgeVersion(
  store: ListStore,
  record: ListRecord,
  read: Brought,
  accept: boolean,
): Promise<Result<null, typeof HELD_BACK>> {
  if (read === 'unchanged' || read.isMeant) return ok(null);
  if (accept && record.held === (await sealsOf(read.list)).content) return ok(null);
  if (!isFilled(record)) {
    const bundled = await supersededLists(store, record, read.list.info);
    return judgeFirst(read.list.entries, Math.max(0, ...bundled.map(({ entries }) => entries)));
  }
  const judged = await judgeAgainst(store, record, read);
  if (judged.ok || !record.previous?.info) return judged;
  // A file that was cut off by a fifth was taken for the publisher's: the whole one that follows is as it was before.
  const before = { ...record, ...record.previous, info: record.previous.info };
  return (await judgeAgainst(store, before, read)).ok ? ok(null) : judged;
}

async function judgeAgainst(store: ListStore, record: Filled, { list }: PulledList) {
  const before = await storedPieces(store, record);
  if (!before) return ok(null);
  try {
    // Tombstones are no part of what may come or go.
    return judgeChange(await countChange(before, list, before.rows - record.tombstones));
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    return ok(null);
  }
}

/** Ids of bundled lists whose place a version takes (`ListRecord.supersedes`). */
export function supersedesOf(record: ListRecord, info: ListInfo): string[] {
  if (isOfferRecord(record.id)) return record.supersedes;
  return [...(firstHandOffer(record.url, info)?.supersedes ?? [])];
}

/** The bundled lists whose place a version takes. */
export async function supersededLists(
  store: ListStore,
  record: ListRecord,
  info: ListInfo,
): Promise<Filled[]> {
  const ids = supersedesOf(record, info);
  return (await store.records()).filter(
    (one): one is Filled => isFilled(one) && one.origin === 'bundled' && ids.includes(one.info.id),
  );
}
