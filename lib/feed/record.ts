import { MAX_EARLY_REFRESHES } from '#lib/core/limits.ts';
import { type ListRecord, NO_VERSION } from '#lib/watchlist/store.ts';
import { type Clock, nextPart, nextTry } from './schedule.ts';
import { isAlarm } from './trust/refuse.ts';

const BUNDLED = 'bundled:';

/** Id of the subscription under which a bundled list is stored. */
export function bundledRecordId(id: string): string {
  return BUNDLED + id;
}

/** Id of the bundled list that a subscription is to; `null` for one to anything else. */
export function bundledIdOf(recordId: string): string | null {
  return recordId.startsWith(BUNDLED) ? recordId.slice(BUNDLED.length) : null;
}

/** Id of the subscription to an address of the person's own. */
export function urlRecordId(url: string): string {
  return `url:${new URL(url).href}`;
}

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
    early: 0,
    lastError: null,
    held: null,
    rank: null,
    label: null,
    supersedes: [],
  };
}

/**
 * A try counts as failed until it has succeeded: one that ends the worker, for want of memory, must not be the next one's
 * first thing again, and a list that ends it each time must be asked for ever more seldom.
 */
export function tried(record: ListRecord, clock: Clock): ListRecord {
  const failures = record.failures + 1;
  return { ...record, failures, lastTry: clock.now(), nextTry: nextTry(record, failures, clock) };
}

/** `moreToCome`: not all could be brought at once. */
export function succeeded(record: ListRecord, clock: Clock, moreToCome = false): ListRecord {
  // What an older extension stored has counted none.
  const before = record.early ?? 0;
  const isEarly = moreToCome && before < MAX_EARLY_REFRESHES;
  return {
    ...record,
    lastSuccess: clock.now(),
    lastTry: clock.now(),
    failures: 0,
    lastError: null,
    held: null,
    early: isEarly ? before + 1 : 0,
    nextTry: isEarly ? nextPart(record, clock) : nextTry(record, 0, clock),
  };
}

/** `held`: content hash of the version that waits for the person's word. */
export function failed(
  record: ListRecord,
  error: NonNullable<ListRecord['lastError']>,
  held: string | null,
  clock: Clock,
): ListRecord {
  // What a person adds fails without a try that was noted.
  const failures = Math.max(1, record.failures);
  return {
    ...record,
    failures,
    lastTry: clock.now(),
    nextTry: nextTry(record, failures, clock),
    // An alarm stands until a sound version comes, whatever goes wrong after it.
    lastError: isAlarm(record.lastError?.code) && !isAlarm(error.code) ? record.lastError : error,
    held,
  };
}
