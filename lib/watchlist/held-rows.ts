import type { Claim, Entry, EntryFlag } from '#lib/core/entry.ts';
import { groupBy } from '#lib/core/group-by.ts';
import { readChunk, writeChunk } from './chunk.ts';
import { type CompiledList, ENTRIES_PER_CHUNK, type StagedChunks } from './compiled.ts';
import { CHUNKS_PER_SHELF, type Staging } from './staging.ts';

/**
 * Rows of a list that is being made. Each chunk is written as soon as it is full: a million rows as objects take several
 * times the memory of what is written of them. With a staging, whole shelves of chunks go there and are held no more.
 */
export interface HeldRows {
  readonly length: number;
  push(row: Entry): void;
  /** A row that is held, without what was added to it since unless all are closed. */
  at(n: number): Entry;
  /** Says more of a row that is there. */
  add(n: number, more: Pick<Entry, 'flags' | 'claims'>): void;
  /** Says in what is staged what was added to it. To be waited for before `close`; rejects as `Staging.settled` does. */
  settle(): Promise<void>;
  /** All rows in chunks, with what was added to them. Nothing can be put any more. */
  close(): Pick<CompiledList, 'chunks' | 'staged'>;
}

/** What was said of a row after it was written. */
interface Addition {
  flags: EntryFlag[];
  claims: Claim[];
}

export function createRows(staging: Staging | null = null): HeldRows {
  /** Chunks that are not on a shelf. */
  let written: Uint8Array<ArrayBuffer>[] = [];
  let shelved = 0;
  let staged: StagedChunks | null = null;
  /** Rows of the chunk that is not full yet. */
  let last: Entry[] = [];
  let length = 0;
  /** The chunk that was asked for last, spelled out: rows are asked for in their order. */
  let open: { chunk: number; rows: Entry[] } | null = null;
  /** By row, until the end: writing a chunk anew each time would take longer than reading the list. */
  const additions = new Map<number, Addition>();

  function rowsOf(chunk: number): Entry[] {
    if (open?.chunk !== chunk) open = { chunk, rows: readChunk(written[chunk - shelved] as Uint8Array) };
    return open.rows;
  }

  function at(n: number): Entry {
    const chunk = Math.floor(n / ENTRIES_PER_CHUNK);
    const rows = chunk === shelved + written.length ? last : rowsOf(chunk);
    return rows[n % ENTRIES_PER_CHUNK] as Entry;
  }

  function write(rows: Entry[]): void {
    written.push(writeChunk(rows));
    last = [];
    if (!staging || written.length < CHUNKS_PER_SHELF) return;
    staging.put(written);
    shelved += written.length;
    written = [];
  }

  /** The chunk with what was added to its rows. */
  function withAdded(bytes: Uint8Array<ArrayBuffer>, added: readonly [number, Addition][] = []) {
    if (added.length === 0) return bytes;
    const rows = readChunk(bytes);
    for (const [n, { flags, claims }] of added) {
      const row = rows[n % ENTRIES_PER_CHUNK] as Entry;
      row.flags = [...new Set([...row.flags, ...flags])];
      row.claims = [...row.claims, ...claims];
      additions.delete(n);
    }
    return writeChunk(rows);
  }

  const additionsByChunk = () => groupBy(additions, ([n]) => Math.floor(n / ENTRIES_PER_CHUNK));

  return {
    get length() {
      return length;
    },
    at,
    push(row) {
      length = last.push(row) + (shelved + written.length) * ENTRIES_PER_CHUNK;
      if (last.length === ENTRIES_PER_CHUNK) write(last);
    },
    add(n, { flags, claims }) {
      const more = additions.get(n) ?? { flags: [], claims: [] };
      additions.set(n, more);
      more.flags = [...new Set([...more.flags, ...flags])];
      more.claims.push(...claims);
    },
    async settle() {
      if (!staging) return;
      const added = additionsByChunk();
      const shelves = [...added.keys()].filter((chunk) => chunk < shelved).map(shelfOf);
      for (const shelf of new Set(shelves)) {
        const first = shelf * CHUNKS_PER_SHELF;
        await staging.change(shelf, (chunks) =>
          chunks.map((bytes, i) => withAdded(bytes, added.get(first + i))),
        );
      }
      staged = await staging.close();
    },
    close() {
      const added = additionsByChunk();
      if (last.length > 0) written.push(writeChunk(last));
      last = [];
      open = null;
      written = written.map((bytes, i) => withAdded(bytes, added.get(shelved + i)));
      return { chunks: written, ...(staged && { staged }) };
    },
  };
}

function shelfOf(chunk: number): number {
  return Math.floor(chunk / CHUNKS_PER_SHELF);
}
