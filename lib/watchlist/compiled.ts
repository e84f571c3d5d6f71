import type { ListInfo, Refusal } from '#lib/core/entry.ts';

/**
 * A list in the form in which it is stored and searched: sorted 64-bit keys as typed arrays, and what is said
 * of them in rows, in chunks of JSON that are read only where a key matched.
 */
export interface CompiledList extends ListKeys {
  info: ListInfo;
  /** Things listed. */
  entries: number;
  /** How many records of the source were left out, and the first of them. */
  refused: number;
  refusals: Refusal[];
  /** Rows of all chunks: an entry of its own each, or what many keys in bulk share. */
  rows: number;
  /** UTF-8 JSON of `ENTRIES_PER_CHUNK` rows each (see compile.ts); of a list that is staged, those behind the staged ones. */
  chunks: Uint8Array<ArrayBuffer>[];
  /** Its first chunks, where they are in the store already. */
  staged?: StagedChunks;
}

/** Chunks on their shelves, written before their list was whole (staging.ts). */
export interface StagedChunks {
  generation: number;
  /** What shows that they are still there. */
  mark: string;
  shelves: number;
  /** Of each chunk (seal.ts), one after the other. */
  seals: Uint8Array<ArrayBuffer>;
  read(shelf: number): Promise<Uint8Array<ArrayBuffer>[]>;
}

/** Everything that is searched; the worker holds it in memory. */
export interface ListKeys {
  /** Keys of entries that have a row of their own. */
  index: KeyIndex;
  /** Keys alone, many to a row without a value (docs/adr/012-compact-lists.md). */
  bulk: { addresses: KeyIndex; hosts: KeyIndex };
}

/**
 * `hi`/`lo`: the halves of each 64-bit key, sorted; `refs`: ordinal of the row each key leads to;
 * `checks`: of addresses in bulk 32 more bits, which tell the very address from another of the same key.
 */
export interface KeyIndex {
  hi: Uint32Array<ArrayBuffer>;
  lo: Uint32Array<ArrayBuffer>;
  refs: Uint32Array<ArrayBuffer>;
  /** As long as `hi`, or empty. */
  checks: Uint32Array<ArrayBuffer>;
}

/** The three indexes in the order in which they are written and hashed. */
export function indexesOf({ index, bulk }: ListKeys): [KeyIndex, KeyIndex, KeyIndex] {
  return [index, bulk.addresses, bulk.hosts];
}

export function keysOf([index, addresses, hosts]: readonly [KeyIndex, KeyIndex, KeyIndex]): ListKeys {
  return { index, bulk: { addresses, hosts } };
}

export const ENTRIES_PER_CHUNK = 128;

/** Format of lists that come as files of this form (docs/FEED-FORMAT.md), under an id of their publisher's own. */
export const COMPILED_FORMAT = 'almsguard';
