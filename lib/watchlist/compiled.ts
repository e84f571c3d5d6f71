import type { ListInfo, Refusal } from '#lib/core/entry.ts';

/**
 * A list in the form in which it is stored and searched: sorted 64-bit keys as typed arrays, and the
 * entries themselves in chunks of JSON that are read only where a key matched.
 */
export interface CompiledList {
  info: ListInfo;
  entries: number;
  /** How many records of the source were left out, and the first of them. */
  refused: number;
  refusals: Refusal[];
  index: KeyIndex;
  /** UTF-8 JSON of `ENTRIES_PER_CHUNK` entries each (see compile.ts). */
  chunks: Uint8Array<ArrayBuffer>[];
}

/** `hi`/`lo`: the halves of each 64-bit key, sorted; `refs`: ordinal of the entry each key leads to. */
export interface KeyIndex {
  hi: Uint32Array<ArrayBuffer>;
  lo: Uint32Array<ArrayBuffer>;
  refs: Uint32Array<ArrayBuffer>;
}

export const ENTRIES_PER_CHUNK = 128;

/** Format of lists that come as files of this form (docs/FEED-FORMAT.md), under an id of their publisher's own. */
export const COMPILED_FORMAT = 'almsguard';
