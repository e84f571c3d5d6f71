import { type ListRecord, NO_VERSION } from '#lib/watchlist/store.ts';

/** A subscription that has brought nothing yet. */
export function newRecord(id: string, origin: ListRecord['origin'], url: string | null): ListRecord {
  return {
    id,
    origin,
    url,
    enabled: true,
    ...NO_VERSION,
    previous: null,
    lastSuccess: null,
    lastTry: null,
    nextTry: null,
    failures: 0,
    lastError: null,
    held: null,
    rank: null,
    supersedes: [],
  };
}
