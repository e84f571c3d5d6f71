import { sha256 } from '@noble/hashes/sha2.js';
import { base64urlnopad } from '@scure/base';
import { MAX_MISP_EVENTS } from '#lib/core/limits.ts';

/**
 * Which versions of which events a list was made from: a short hash of each. The highest timestamp alone would not do:
 * an event that was written first and published last would never be fetched.
 */
export type Done = ReadonlySet<string>;

const PREFIX = 'misp1:';
/** Of a list of which more is to come. */
const UNFINISHED = 'misp1+';
/** Characters of one hash, 48 bits: among ten thousand events two are mistaken for each other once in five million feeds. */
const LENGTH = 8;

export function versionHash(uuid: string, timestamp: number): string {
  const digest = sha256(new TextEncoder().encode(`${uuid} ${timestamp}`));
  return base64urlnopad.encode(digest.subarray(0, (LENGTH / 4) * 3));
}

/** At most `MAX_MISP_EVENTS` hashes. */
export function writeCursor(done: Done, moreToCome = false): string {
  return (moreToCome ? UNFINISHED : PREFIX) + [...done].toSorted().slice(0, MAX_MISP_EVENTS).join('');
}

/** `null` for what is no cursor of this form: then nothing is known and everything is fetched anew. */
export function readCursor(cursor: string | null): Done | null {
  const isCursor = cursor?.startsWith(PREFIX) || isUnfinished(cursor);
  const hashes = isCursor ? (cursor?.slice(PREFIX.length) ?? null) : null;
  if (hashes === null || hashes.length % LENGTH !== 0 || hashes.length > MAX_MISP_EVENTS * LENGTH)
    return null;
  return new Set(
    Array.from({ length: hashes.length / LENGTH }, (_, n) => hashes.slice(n * LENGTH, (n + 1) * LENGTH)),
  );
}

/** Whether what comes next was expected: the rest of a list that could not be brought at once. */
export function isUnfinished(cursor: string | null): boolean {
  return cursor?.startsWith(UNFINISHED) ?? false;
}
