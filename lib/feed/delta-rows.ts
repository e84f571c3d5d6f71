import { type Chunk, parseChunk } from '#lib/watchlist/chunk.ts';
import { moveRows, type PlacedRow } from '#lib/watchlist/chunk-move.ts';
import { ENTRIES_PER_CHUNK } from '#lib/watchlist/compiled.ts';
import type { ListPieces } from '#lib/watchlist/list-pieces.ts';
import { sealOf } from '#lib/watchlist/seal.ts';

/** Of an old row: it has no place in the new version. */
export const NO_PLACE = 0xffffffff;

/** Where the rows of the old version stand in the new one, and what comes besides. */
export interface RowEdits {
  places: Uint32Array<ArrayBuffer>;
  /** Of each new row the old one that stays there, or `NO_PLACE` for one that comes with the delta. */
  origins: Uint32Array<ArrayBuffer>;
}

/** `null` where the numbers do not add up. */
export function placeRows(
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

/** The chunks of the new version. Those in which nothing moved stay as they are. */
export async function writeRows(
  old: ListPieces,
  origins: Uint32Array,
  brought: readonly Uint8Array[],
): Promise<Uint8Array<ArrayBuffer>[]> {
  const oldChunk = inOrder(old.chunks());
  const fresh = freshRows(brought);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let from = 0; from < origins.length; from += ENTRIES_PER_CHUNK) {
    const part = origins.subarray(from, from + ENTRIES_PER_CHUNK);
    const isWhole = part.length === Math.min(ENTRIES_PER_CHUNK, old.rows - from);
    const isSame = isWhole && part.every((origin, i) => origin === from + i);
    const chunk = isSame
      ? (await oldChunk(from / ENTRIES_PER_CHUNK)).bytes
      : moveRows(await placedRows(part, oldChunk, fresh));
    // Hashed beside what is still to be done.
    sealOf(chunk);
    chunks.push(chunk);
  }
  return chunks;
}

async function placedRows(
  origins: Uint32Array,
  oldChunk: ReturnType<typeof inOrder>,
  fresh: Iterator<PlacedRow>,
): Promise<PlacedRow[]> {
  const rows: PlacedRow[] = [];
  let open: { first: number; chunk: Chunk } | null = null;
  for (const origin of origins) {
    if (origin === NO_PLACE) {
      rows.push(fresh.next().value);
      continue;
    }
    const n = Math.floor(origin / ENTRIES_PER_CHUNK);
    if (open?.first !== n * ENTRIES_PER_CHUNK) {
      open = { first: n * ENTRIES_PER_CHUNK, chunk: (await oldChunk(n)).parsed() };
    }
    rows.push({ chunk: open.chunk, n: origin - open.first });
  }
  return rows;
}

function* freshRows(brought: readonly Uint8Array[]): Generator<PlacedRow> {
  for (const bytes of brought) {
    const chunk = parseChunk(bytes);
    for (const n of chunk.rows.keys()) yield { chunk, n };
  }
}

/** Chunks by their number. Rows that stay keep their order, so that none is asked for again once a later one was. */
function inOrder(chunks: AsyncIterable<Uint8Array<ArrayBuffer>>) {
  const coming = chunks[Symbol.asyncIterator]();
  let at = -1;
  let current: OldChunk;
  return async (n: number): Promise<OldChunk> => {
    for (; at < n; at++) {
      const next = await coming.next();
      if (next.done) throw new Error('a list has fewer chunks than rows');
      if (at + 1 === n) current = opened(next.value);
    }
    return current;
  };
}

interface OldChunk {
  bytes: Uint8Array<ArrayBuffer>;
  parsed(): Chunk;
}

function opened(bytes: Uint8Array<ArrayBuffer>): OldChunk {
  let chunk: Chunk | null = null;
  return {
    bytes,
    parsed() {
      chunk ??= parseChunk(bytes);
      return chunk;
    },
  };
}
