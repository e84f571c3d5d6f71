import { MAX_LISTS, MAX_NAME_CHARS } from '#lib/core/limits.ts';
import type { ActProblem } from '#lib/core/problems.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { SavedList } from '#lib/core/saved-lists.ts';
import { inOrder } from '#lib/watchlist/order.ts';
import type { ListRecord } from '#lib/watchlist/store.ts';
import { CATALOGUE, type Offer, offerOf, offerRecordId } from './catalogue.ts';
import { offeredRecord, tooManyLists } from './offered.ts';
import { bundledIdOf, bundledRecordId, newRecord, urlRecordId } from './record.ts';

/** The subscriptions for a file of settings. */
export function savedLists(records: readonly ListRecord[]): SavedList[] {
  return inOrder(records).flatMap((record): SavedList[] => {
    const { id, url, enabled } = record;
    const offer = offerOf(id);
    const label = (record.info?.title ?? offer?.title ?? record.label ?? url ?? id).slice(0, MAX_NAME_CHARS);
    const bundled = bundledIdOf(id);
    if (bundled !== null) return [{ kind: 'bundled', id: bundled, enabled, label }];
    if (offer) return [{ kind: 'offer', id: offer.id, enabled, label }];
    if (url !== null && id === urlRecordId(url)) return [{ kind: 'url', url, enabled, label }];
    return [];
  });
}

/** What an organisation leaves to the person. */
export interface SavingRules {
  mayAdd: boolean;
  /** Whether it decides if the list of a subscription is in use. */
  isLocked(id: string): boolean;
}

const NO_RULES: SavingRules = { mayAdd: true, isLocked: () => false };

/** Id of the subscription that a saved one is to. */
export function savedRecordId(list: SavedList): string {
  if (list.kind === 'url') return urlRecordId(list.url);
  return list.kind === 'offer' ? offerRecordId(list) : bundledRecordId(list.id);
}

/**
 * The records as a file of settings would have them: its lists first, in its order, then those that are here and not
 * in it. Nothing is removed, and what this version does not know is left out.
 */
export function withSaved(
  records: readonly ListRecord[],
  lists: readonly SavedList[],
  { mayAdd, isLocked }: SavingRules = NO_RULES,
  offers: readonly Offer[] = CATALOGUE,
): Result<ListRecord[], ActProblem> {
  const known = new Map(records.map((record) => [record.id, record]));
  const named = lists.flatMap((list) => {
    const id = savedRecordId(list);
    if (isLocked(id)) return known.get(id) ?? [];
    const record = known.get(id) ?? freshRecord(list, offers);
    return record ? { ...record, enabled: list.enabled } : [];
  });
  const added = named.filter(({ id }) => !known.has(id)).length;
  if (added > 0 && !mayAdd) return fail('managed', 'A policy of the browser does not allow more lists.');
  if (added > 0 && records.length + added > MAX_LISTS) return tooManyLists();
  const ids = new Set(named.map(({ id }) => id));
  const others = inOrder(records).filter(({ id }) => !ids.has(id));
  return ok([...named, ...others].map((record, rank) => ({ ...record, rank })));
}

/** `null` for a list that this version does not have. */
function freshRecord(list: SavedList, offers: readonly Offer[]): ListRecord | null {
  if (list.kind === 'url') {
    return { ...newRecord(urlRecordId(list.url), 'remote', list.url), label: list.label };
  }
  const offer = list.kind === 'offer' ? offers.find(({ id }) => id === list.id) : undefined;
  return offer ? offeredRecord(offer) : null;
}
