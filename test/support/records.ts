import type { ListRecord } from '#lib/watchlist/store.ts';
import { listInfo } from './entries.ts';

/** The record of a list imported from a file; tests name what differs. */
export function listRecord(over: Partial<ListRecord> = {}): ListRecord {
  return {
    id: 'file:a',
    origin: 'file',
    url: null,
    enabled: true,
    format: 'csv',
    generation: 1,
    info: listInfo(),
    entries: 0,
    refused: 0,
    refusals: [],
    bytes: 0,
    sha256: '',
    lastSuccess: null,
    lastTry: null,
    nextTry: null,
    failures: 0,
    lastError: null,
    ...over,
  };
}
