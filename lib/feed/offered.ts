import { MAX_LISTS } from '#lib/core/limits.ts';
import type { ActProblem } from '#lib/core/problems.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { ListRecord, ListStore } from '#lib/watchlist/store.ts';
import { isOfferRecord, type Offer, offerRecordId } from './catalogue.ts';
import { isManagedRecord, type ManagedList, managedRecordId } from './managed.ts';
import { newRecord } from './record.ts';

/** Subscriptions to lists that somebody else names: the catalogue, or an organisation. Nothing is downloaded yet. */
export interface Offered {
  /**
   * Brings the subscriptions to offered lists in line with the catalogue, and adds those that are on by default; `true`
   * where that changed any, for another list may speak then.
   */
  installOffered(offers: readonly Offer[]): Promise<boolean>;
  /** Subscribes to an offered list, or switches it on. */
  subscribe(offer: Offer): Promise<Result<ListRecord, ActProblem>>;
  /** Subscribes to the lists of a policy, and drops those that it no longer names; `true` where that changed any. */
  installManaged(lists: readonly ManagedList[]): Promise<boolean>;
}

/** `oneAtATime` keeps one change of records from interleaving with another. */
export function createOffered(
  store: () => ListStore,
  oneAtATime: <T>(work: () => Promise<T>) => Promise<T>,
): Offered {
  return {
    installOffered: (offers) =>
      oneAtATime(async () => {
        const records = await store().records();
        const set: ListRecord[] = [];
        for (const offer of offers) {
          const known = records.find(({ id }) => id === offerRecordId(offer));
          const terms = termsOf(offer);
          if (known && !isAsSaid(known, terms)) set.push({ ...known, ...terms });
          else if (!known && offer.isDefault) set.push(offeredRecord(offer));
        }
        // Who is offered no more is not asked any more: a feed without the keys it was built with would go on unsigned.
        for (const record of records.filter(({ id, url }) => isOfferRecord(id) && url !== null)) {
          if (offers.some((offer) => offerRecordId(offer) === record.id)) continue;
          set.push({ ...record, url: null, nextTry: null, supersedes: [] });
        }
        for (const record of set) await store().update(record);
        return set.length > 0;
      }),

    subscribe: (offer) =>
      oneAtATime(async () => {
        const records = await store().records();
        const known = records.find(({ id }) => id === offerRecordId(offer));
        if (!known && records.length >= MAX_LISTS) return tooManyLists();
        const record = { ...(known ?? offeredRecord(offer)), ...termsOf(offer), enabled: true };
        await store().update(record);
        return ok(record);
      }),

    installManaged: (lists) =>
      oneAtATime(async () => {
        const records = await store().records();
        const wanted = new Map(lists.map((list) => [managedRecordId(list.url), list]));
        const gone = records.filter(({ id }) => isManagedRecord(id) && !wanted.has(id));
        const set: ListRecord[] = [];
        for (const [id, { url, locked }] of wanted) {
          const known = records.find((record) => record.id === id);
          if (!known) set.push(newRecord(id, 'remote', url));
          else if (locked && !known.enabled) set.push({ ...known, enabled: true });
        }
        for (const { id } of gone) await store().remove(id);
        for (const record of set) await store().update(record);
        return gone.length + set.length > 0;
      }),
  };
}

export function tooManyLists() {
  return fail('too-many-lists', `There are ${MAX_LISTS} lists.`, { counts: [MAX_LISTS] });
}

export function offeredRecord(offer: Offer): ListRecord {
  return { ...newRecord(offerRecordId(offer), 'remote', offer.url), ...termsOf(offer) };
}

/** What the catalogue says of a subscription; it may say otherwise in the next version. */
function termsOf({ url, supersedes }: Offer): Pick<ListRecord, 'url' | 'supersedes'> {
  return { url, supersedes: [...supersedes] };
}

function isAsSaid(record: ListRecord, { url, supersedes }: ReturnType<typeof termsOf>): boolean {
  return record.url === url && String(record.supersedes) === String(supersedes);
}
