import { type CompiledList, indexesOf, type KeyIndex } from './compiled.ts';
import { sealsOf } from './seal.ts';
import { chunksOf } from './staging.ts';

/** Which of a list's indexes, in the order of `indexesOf`. */
export type IndexNumber = 0 | 1 | 2;
export const INDEX_NUMBERS: readonly IndexNumber[] = [0, 1, 2];

/**
 * A version of a list as it is gone through from its beginning to its end, some of it at a time: two lists of a million
 * are more than a worker should hold. Going through the pieces of a stored version may throw a `Damage`.
 */
export interface ListPieces {
  /** Content hash (seal.ts). */
  content: string;
  rows: number;
  /** Keys of each index. */
  lengths: readonly [number, number, number];
  /**
   * The keys of an index in order, some at a time. Each part is only good until the next is asked for, and an index is gone
   * through once: of a stored version, what was gone through is given back.
   */
  keys(which: IndexNumber): AsyncIterable<KeyIndex>;
  chunks(): AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/** A list that is held whole. */
export async function piecesOf(list: CompiledList): Promise<ListPieces> {
  const indexes = indexesOf(list);
  const [own, addresses, hosts] = indexes;
  return {
    content: (await sealsOf(list)).content,
    rows: list.rows,
    lengths: [own.hi.length, addresses.hi.length, hosts.hi.length],
    async *keys(which) {
      yield indexes[which];
    },
    async *chunks() {
      yield* chunksOf(list);
    },
  };
}
