import { type ListRecord, NO_VERSION } from '#lib/watchlist/store.ts';
import { type Clock, nextTry } from './schedule.ts';
import { isAlarm } from './trust/refuse.ts';

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

/** A try that ends the worker, for want of memory, must not be the next one's first thing again. */
export function tried(record: ListRecord, clock: Clock): ListRecord {
  return { ...record, lastTry: clock.now(), nextTry: nextTry(record, record.failures + 1, clock) };
}

export function succeeded(record: ListRecord, clock: Clock): ListRecord {
  return {
    ...record,
    lastSuccess: clock.now(),
    lastTry: clock.now(),
    failures: 0,
    lastError: null,
    held: null,
    nextTry: nextTry(record, 0, clock),
  };
}

/** `held`: content hash of the version that waits for the person's word. */
export function failed(
  record: ListRecord,
  error: NonNullable<ListRecord['lastError']>,
  held: string | null,
  clock: Clock,
): ListRecord {
  const failures = record.failures + 1;
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
