import { MAX_MISP_EVENTS } from '#lib/core/limits.ts';
import type { Sink } from '../formats/adapter.ts';
import { fieldsOf, nameOf, numberOf } from '../formats/json-fields.ts';
import { uuidOf } from '../formats/misp-event.ts';
import { versionHash } from './misp-cursor.ts';

/** One row of a feed's manifest: an event, and its version. */
export interface Listed {
  uuid: string;
  /** Seconds since 1970 of its last change. */
  timestamp: number;
  organisation: string | null;
  version: string;
}

/**
 * The events of a `manifest.json`, newest first: an object of UUIDs with what is told of each event (PyMISP,
 * `MISPEvent.to_feed`). `null` where it is something else. Events beyond the limit are refused, the oldest ones.
 */
export function readManifest(json: unknown, sink: Sink): Listed[] | null {
  const rows = fieldsOf(json);
  if (!rows) return null;
  const listed = Object.entries(rows).map(([key, value]) => listedOf(key, value) ?? key);
  const events = listed.filter((row) => typeof row !== 'string');
  if (events.length === 0 && listed.length > 0) return null;
  for (const row of listed) if (typeof row === 'string') sink.refuse('manifest', row, 'bad-record');
  events.sort((a, b) => b.timestamp - a.timestamp || (a.uuid < b.uuid ? -1 : 1));
  for (const { uuid } of events.slice(MAX_MISP_EVENTS)) sink.refuse(`misp:${uuid}`, '', 'too-many-events');
  return events.slice(0, MAX_MISP_EVENTS);
}

function listedOf(key: string, value: unknown): Listed | null {
  const uuid = uuidOf(key);
  const row = fieldsOf(value);
  const timestamp = numberOf(row?.timestamp);
  if (!uuid || !row || timestamp === null) return null;
  const organisation = nameOf(fieldsOf(row.Orgc)?.name);
  return { uuid, timestamp, organisation, version: versionHash(uuid, timestamp) };
}
