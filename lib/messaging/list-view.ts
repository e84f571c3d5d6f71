import { daysBetween, isoDate } from '#lib/core/dates.ts';
import { STALE_DAYS } from '#lib/core/limits.ts';
import { coversOfBundled } from '#lib/core/list-words.ts';
import type { ListState, ListView, OfferView } from '#lib/core/lists.ts';
import { CATALOGUE, type Offer, offerOf, offerRecordId } from '#lib/feed/catalogue.ts';
import { isLocked, isManagedRecord, type Policy } from '#lib/feed/managed.ts';
import { bundledIdOf } from '#lib/feed/record.ts';
import { HELD_BACK } from '#lib/feed/sanity.ts';
import { isAlarm } from '#lib/feed/trust/refuse.ts';
import { supersederOf } from '#lib/watchlist/order.ts';
import type { ListRecord } from '#lib/watchlist/store.ts';

/** What a list is looked at beside. */
export interface Around {
  records: readonly ListRecord[];
  policy: Policy;
  /** Bytes so far of the downloads that run, by subscription. */
  underway: ReadonlyMap<string, number>;
  /** Epoch milliseconds. */
  now: number;
}

/** One subscription as people see it. */
export function viewOf(record: ListRecord, { records, policy, underway, now }: Around): ListView {
  const { id, origin, info } = record;
  const offer = offerOf(id);
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const managed = isManagedRecord(id);
  const locked = isLocked(id, policy);
  return {
    id,
    title: info?.title ?? offer?.title ?? record.label ?? record.url ?? id,
    publisher: info?.publisher ?? offer?.publisher ?? '',
    licence: info?.licence ?? offer?.licence ?? '',
    homepage: info?.homepage ?? offer?.homepage ?? null,
    origin,
    url: record.url,
    format: record.format,
    enabled: record.enabled,
    state: stateOf(record, underway, now),
    fetched: underway.get(id) ?? null,
    covers: coversOf(id, offer),
    replacedBy: supersederOf(record, records)?.info?.title ?? null,
    managed,
    locked,
    removable: origin !== 'bundled' && !managed && !locked && !offer?.isDefault,
    version: info?.version ?? '',
    date: info?.date ?? null,
    entries: record.entries,
    bytes: record.bytes,
    sha256: record.sha256,
    content: record.content,
    lapsed: isLapsed(record, now) ? time(record.freshUntil) : null,
    // What an older extension stored names none.
    faultyDelta: record.faultyDelta ?? null,
    lastSuccess: time(record.lastSuccess),
    lastTry: time(record.lastTry),
    nextTry: time(record.nextTry),
    lastError: record.lastError,
    refused: record.refused,
    refusals: record.refusals,
  };
}

/** What people's own lists hold nobody here can say. */
function coversOf(recordId: string, offer: Offer | null): string | null {
  const bundled = bundledIdOf(recordId);
  if (bundled !== null) return coversOfBundled(bundled);
  return offer && (offer.covers ?? offer.id);
}

export function stateOf(record: ListRecord, underway: ReadonlyMap<string, number>, now: number): ListState {
  const { id, enabled, info, lastError } = record;
  if (underway.has(id)) return 'fetching';
  if (!enabled) return 'off';
  // A feed that brings only what has run out failed, but what is there has more to be told of it.
  const hasRunOut = lastError?.code === 'expired' && info !== null;
  if (lastError && !hasRunOut) {
    if (lastError.code === HELD_BACK) return 'held-back';
    return isAlarm(lastError.code) ? 'alarm' : 'failed';
  }
  if (!info) return 'never';
  const isOld = !info.closed && daysBetween(info.date, isoDate(now)) > STALE_DAYS;
  return hasRunOut || isOld || isLapsed(record, now) ? 'stale' : 'current';
}

/** Whether the word of its signed feed that there is nothing newer has run out; no server need be asked for that. */
function isLapsed({ freshUntil }: ListRecord, now: number): boolean {
  return freshUntil !== null && freshUntil <= now;
}

/** What is offered and not subscribed to. */
export function viewOffers(
  records: readonly Pick<ListRecord, 'id'>[],
  offers: readonly Offer[] = CATALOGUE,
): OfferView[] {
  const taken = new Set(records.map(({ id }) => id));
  return offers
    .filter((offer) => !taken.has(offerRecordId(offer)))
    .map(({ id, title, publisher, licence, homepage, url, covers = id }) => ({
      id,
      title,
      publisher,
      licence,
      homepage,
      url,
      covers,
    }));
}
