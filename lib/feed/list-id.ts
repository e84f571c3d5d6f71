import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '#lib/core/bytes.ts';
import type { ListRecord } from '#lib/watchlist/store.ts';
import { isOfferRecord } from './catalogue.ts';
import { fileName } from './file-name.ts';

/** Hex characters that tell lists of one name apart. */
const MARK_CHARS = 8;
const MAX_NAME_CHARS = 64;

/**
 * The id that a list without one of its own gets: its file's name, in the letters that an id may have, and a mark of
 * where it comes from. Claims are told by the list they are on, and two people may well call a file `list.csv`.
 */
export function listId(record: Pick<ListRecord, 'id' | 'origin' | 'url'>, name: string): string {
  const slug = slugOf(fileName(name) || record.id);
  // The names of these are known, and nobody else is given them.
  if (record.origin === 'bundled' || isOfferRecord(record.id)) return slug || 'list';
  const mark = markOf(record.url === null ? record.id : new URL(record.url).href);
  return `${slug.slice(0, MAX_NAME_CHARS - MARK_CHARS - 1) || 'list'}-${mark}`;
}

function slugOf(base: string): string {
  return base
    .replace(/\.[a-z0-9]+$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|-+$/g, '')
    .slice(0, MAX_NAME_CHARS);
}

/** The same for one address however it came to be subscribed to: then it is one list. */
function markOf(from: string): string {
  return toHex(sha256(new TextEncoder().encode(from))).slice(0, MARK_CHARS);
}
