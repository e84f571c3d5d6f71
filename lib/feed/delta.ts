import * as v from 'valibot';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { isSoundChunk } from '#lib/watchlist/chunk-check.ts';
import { areBelow, unpackKeys, unpackNumbers, unpackOrdinals } from '#lib/watchlist/columns.ts';
import { type CompiledList, ENTRIES_PER_CHUNK, type KeyIndex, keysOf } from '#lib/watchlist/compiled.ts';
import { INDEX_NUMBERS, type IndexNumber, type ListPieces } from '#lib/watchlist/list-pieces.ts';
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
import { type KeyEdits, mergeIndex } from './delta-merge.ts';
import { placeRows, writeRows } from './delta-rows.ts';

/**
 * What leads from one version of a list to the next (docs/FEED-FORMAT.md): rows that went, came or changed, and for
 * each index the keys that went and came. Rows that stay keep their order, so that what else they are in is a matter
 * of counting, and a delta is as large as the change.
 */
export const DELTA_MAGIC = 'ALMSDIFF';
export const DELTA_FORMAT = 2;
const KEY = 8;
const NUMBER = 4;

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

/**
 * The version that a delta leads to. It is refused unless it starts from exactly this version and the result has the
 * hash that it promises; the way out is the whole list.
 */
export async function applyDelta(
  old: ListPieces,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Result<CompiledList, DeltaErrorCode>> {
  const packed = readPacked(bytes, DELTA_MAGIC, DeltaHeader, DELTA_FORMAT);
  if (!packed.ok) return packed;
  const { header, body } = packed.value;
  const { info, entries, refused, refusals, rows, gone, added, rowsGone, rowsPut, chunks: lengths } = header;
  if (old.content !== header.base) {
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

  const keyEdits: KeyEdits[] = [];
  for (const n of INDEX_NUMBERS) {
    const away = unpackOrdinals(cut(gone[n] * NUMBER), gone[n], old.lengths[n]);
    const keys = unpackKeys(cut(added[n] * KEY), added[n]);
    const refs = unpackNumbers(cut(added[n] * NUMBER), added[n]);
    const checked = n === 1 ? added[n] : 0;
    const checks = unpackNumbers(cut(checked * NUMBER), checked);
    if (!away || !keys) return corrupt;
    keyEdits.push({ away, added: { ...keys, refs, checks }, places: edits.places });
  }

  if (lengths.length !== Math.ceil(rowsPut / ENTRIES_PER_CHUNK)) return corrupt;
  const brought = lengths.map((length) => cut(length));
  const isSound = brought.every((chunk, n) =>
    isSoundChunk(chunk, Math.min(ENTRIES_PER_CHUNK, rowsPut - n * ENTRIES_PER_CHUNK)),
  );
  if (!isSound) return corrupt;
  // The one works while the other waits for storage.
  const [chunks, [own, addresses, hosts]] = await Promise.all([
    writeRows(old, edits.origins, brought),
    mergeAll(old, keyEdits as [KeyEdits, KeyEdits, KeyEdits]),
  ]);
  if (![own, addresses, hosts].every(({ refs }) => areBelow(refs, rows))) return corrupt;
  const list = { info, entries, refused, refusals, rows, ...keysOf([own, addresses, hosts]), chunks };
  if ((await sealsOf(list)).content !== header.content) return corrupt;
  return ok(list);
}

async function mergeAll(
  old: ListPieces,
  [own, addresses, hosts]: readonly [KeyEdits, KeyEdits, KeyEdits],
): Promise<[KeyIndex, KeyIndex, KeyIndex]> {
  const merge = (n: IndexNumber, edits: KeyEdits) => mergeIndex(old.keys(n), old.lengths[n], edits, n === 1);
  return [await merge(0, own), await merge(1, addresses), await merge(2, hosts)];
}
