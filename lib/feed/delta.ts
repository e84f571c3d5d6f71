import * as v from 'valibot';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { openChunk, readChunk, writeChunk } from '#lib/watchlist/chunk.ts';
import { isSoundChunk } from '#lib/watchlist/chunk-check.ts';
import { unpackKeys, unpackNumbers, unpackOrdinals } from '#lib/watchlist/columns.ts';
import {
  type CompiledList,
  ENTRIES_PER_CHUNK,
  indexesOf,
  type KeyIndex,
  keysOf,
} from '#lib/watchlist/compiled.ts';
import {
  aboutList,
  count,
  createCutter,
  hash,
  type PackedErrorCode,
  readPacked,
  sum,
  three,
} from '#lib/watchlist/packed.ts';
import { sealsOf } from '#lib/watchlist/seal.ts';
import { mergeIndex } from './delta-merge.ts';

/**
 * What leads from one version of a list to the next (docs/FEED-FORMAT.md): rows that went, came or changed, and for
 * each index the keys that went and came. Rows that stay keep their order, so that what else they are in is a matter
 * of counting, and a delta is as large as the change.
 */
export const DELTA_MAGIC = 'ALMSDIFF';
export const DELTA_FORMAT = 2;
const KEY = 8;
const NUMBER = 4;
/** Of an old row: it has no place in the new version. */
export const NO_PLACE = 0xffffffff;

export const DeltaHeader = v.object({
  format: v.literal(DELTA_FORMAT),
  /** Content hash of the version that it starts from, and of the one that it leads to. */
  base: hash,
  content: hash,
  ...aboutList,
  /** Positions in each old index that go, and keys that come. */
  gone: three,
  added: three,
  /** Old rows that go; new rows that come or stand in place of an old one. */
  rowsGone: count,
  rowsPut: count,
  /** Byte length of each chunk of the latter. */
  chunks: v.array(count),
});
export type DeltaHeader = v.InferOutput<typeof DeltaHeader>;

export type DeltaErrorCode = PackedErrorCode | 'wrong-base';

/** Where the rows of the old version stand in the new one, and what comes besides. */
interface RowEdits {
  places: Uint32Array<ArrayBuffer>;
  /** Of each new row the old one that stays there, or `NO_PLACE` for one that comes with the delta. */
  origins: Uint32Array<ArrayBuffer>;
}

/**
 * The version that a delta leads to. It is refused unless it starts from exactly this version and the result has the
 * hash that it promises; the way out is the whole list.
 */
export async function applyDelta(
  old: CompiledList,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Result<CompiledList, DeltaErrorCode>> {
  const packed = readPacked(bytes, DELTA_MAGIC, DeltaHeader, DELTA_FORMAT);
  if (!packed.ok) return packed;
  const { header, body } = packed.value;
  const { info, entries, refused, refusals, rows, gone, added, rowsGone, rowsPut, chunks: lengths } = header;
  if ((await sealsOf(old)).content !== header.base) {
    return fail('wrong-base', 'The changes are for another version of the list.');
  }
  const corrupt = fail('corrupt', 'The changes are damaged.');
  const columns = sum(gone) + sum(added) * 3 + added[1] + rowsGone + rowsPut * 2;
  if (body.length !== columns * NUMBER + sum(lengths)) return corrupt;

  const cut = createCutter(body);
  const rowsAway = unpackOrdinals(cut(rowsGone * NUMBER), rowsGone, old.rows);
  const putAt = unpackOrdinals(cut(rowsPut * NUMBER), rowsPut, rows);
  const putFor = unpackNumbers(cut(rowsPut * NUMBER), rowsPut);
  const edits = rowsAway && putAt && placeRows(old.rows, rows, rowsAway, putAt, putFor);
  if (!edits) return corrupt;

  const olds = indexesOf(old);
  const indexes: KeyIndex[] = [];
  for (const n of [0, 1, 2] as const) {
    const away = unpackOrdinals(cut(gone[n] * NUMBER), gone[n], olds[n].hi.length);
    const keys = unpackKeys(cut(added[n] * KEY), added[n]);
    const refs = unpackNumbers(cut(added[n] * NUMBER), added[n]);
    const checked = n === 1 ? added[n] : 0;
    const checks = unpackNumbers(cut(checked * NUMBER), checked);
    const index = away && keys && mergeIndex(olds[n], away, { ...keys, refs, checks }, edits.places);
    if (!index || !areBelow(index.refs, rows)) return corrupt;
    indexes.push(index);
  }

  if (lengths.length !== Math.ceil(rowsPut / ENTRIES_PER_CHUNK)) return corrupt;
  const brought = lengths.map((length) => cut(length));
  const isSound = brought.every((chunk, n) =>
    isSoundChunk(chunk, Math.min(ENTRIES_PER_CHUNK, rowsPut - n * ENTRIES_PER_CHUNK)),
  );
  if (!isSound) return corrupt;
  const chunks = writeRows(old, edits.origins, brought);
  const [index, addresses, hosts] = indexes as [KeyIndex, KeyIndex, KeyIndex];
  const list = { info, entries, refused, refusals, rows, ...keysOf([index, addresses, hosts]), chunks };
  if ((await sealsOf(list)).content !== header.content) return corrupt;
  return ok(list);
}

/** `null` where the numbers do not add up. */
function placeRows(
  oldRows: number,
  rows: number,
  away: Uint32Array,
  putAt: Uint32Array,
  putFor: Uint32Array,
): RowEdits | null {
  const places = new Uint32Array(oldRows);
  const origins = new Uint32Array(rows);
  for (const old of away) places[old] = NO_PLACE;
  for (const [i, at] of putAt.entries()) {
    origins[at] = NO_PLACE;
    const replaced = (putFor[i] as number) - 1;
    if (replaced >= oldRows) return null;
    // Nobody stays where another stands.
    if (replaced >= 0) places[replaced] = NO_PLACE;
  }
  let at = 0;
  for (let old = 0; old < oldRows; old++) {
    if (places[old] === NO_PLACE) continue;
    while (origins[at] === NO_PLACE) at++;
    places[old] = at;
    origins[at] = old;
    at++;
  }
  while (origins[at] === NO_PLACE) at++;
  if (at !== rows) return null;
  for (const [i, put] of putAt.entries()) {
    const replaced = (putFor[i] as number) - 1;
    if (replaced >= 0) places[replaced] = put;
  }
  return { places, origins };
}

/** Whether every number is below a limit: a loop, for there are a million. */
function areBelow(values: Uint32Array, limit: number): boolean {
  for (let i = 0; i < values.length; i++) if ((values[i] as number) >= limit) return false;
  return true;
}

/** Chunks in which nothing moved stay as they are; the others are written anew. */
function writeRows(
  old: CompiledList,
  origins: Uint32Array,
  brought: readonly Uint8Array[],
): Uint8Array<ArrayBuffer>[] {
  // Rows that stay keep their order, so one open chunk is enough.
  let open: { n: number; chunk: ReturnType<typeof openChunk> } | null = null;
  const oldRow = (ref: number) => {
    const n = Math.floor(ref / ENTRIES_PER_CHUNK);
    if (open?.n !== n) open = { n, chunk: openChunk(old.chunks[n] as Uint8Array) };
    return open.chunk.at(ref % ENTRIES_PER_CHUNK);
  };
  const fresh = brought.flatMap(readChunk).values();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let from = 0; from < origins.length; from += ENTRIES_PER_CHUNK) {
    const part = origins.subarray(from, from + ENTRIES_PER_CHUNK);
    const same = old.chunks[from / ENTRIES_PER_CHUNK];
    const isWhole = part.length === Math.min(ENTRIES_PER_CHUNK, old.rows - from);
    if (same && isWhole && part.every((origin, i) => origin === from + i)) {
      chunks.push(same);
      continue;
    }
    const rows = Array.from(part, (origin) => (origin === NO_PLACE ? fresh.next().value : oldRow(origin)));
    chunks.push(writeChunk(rows.filter((row) => row !== null && row !== undefined)));
  }
  return chunks;
}
