import type { Entry } from '#lib/core/entry.ts';
import { Damage } from '#lib/watchlist/loaded-list.ts';
import { isFilled } from '#lib/watchlist/order.ts';
import type { ListRecord, ListStore } from '#lib/watchlist/store.ts';
import { storedEntries, storedPieces } from '#lib/watchlist/stored-list.ts';
import { FeedFault } from './body.ts';
import type { Known } from './pull/puller.ts';
import { SUPERSEDED } from './staged.ts';

/** What a puller may start from. */
export function knownOf(record: ListRecord, store: ListStore): Known {
  async function* entries(): AsyncGenerator<Entry, void> {
    if (!isFilled(record)) return;
    try {
      yield* storedEntries(store, record);
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      throw new FeedFault('superseded', SUPERSEDED);
    }
  }
  const list = async () => (isFilled(record) ? storedPieces(store, record) : null);
  return { cursor: record.cursor, entries, list };
}
