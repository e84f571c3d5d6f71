import { newRecord } from '#lib/feed/record.ts';
import type { ListRecord } from '#lib/watchlist/store.ts';
import { listInfo } from './entries.ts';

/** The record of a list imported from a file; tests name what differs. */
export function listRecord(over: Partial<ListRecord> = {}): ListRecord {
  return { ...newRecord('file:a', 'file', null), format: 'csv', generation: 1, info: listInfo(), ...over };
}
