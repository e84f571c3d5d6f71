import type { Claim, Entry, EntryFlag } from '#lib/core/entry.ts';
import { groupBy } from '#lib/core/group-by.ts';
import { readChunk, writeChunk } from './chunk.ts';
import { ENTRIES_PER_CHUNK } from './compiled.ts';

/** Chunks that stay spelled out after one of their rows was asked for: what comes twice often comes in the same order. */
const MAX_CHUNKS_OPEN = 8;

/**
 * Rows of a list that is being made. Each chunk is written as soon as it is full: a million rows as objects take several
 * times the memory of what is written of them.
 */
export interface HeldRows {
  readonly length: number;
  push(row: Entry): void;
  /** A row, without what was added to it since unless all are closed. */
  at(n: number): Entry;
  /** Says more of a row that is there. */
  add(n: number, more: Pick<Entry, 'flags' | 'claims'>): void;
  /** All rows in chunks, with what was added to them. Nothing can be put any more. */
  close(): Uint8Array<ArrayBuffer>[];
}

export function createRows(): HeldRows {
  const written: Uint8Array<ArrayBuffer>[] = [];
  /** Rows of the chunk that is not full yet. */
  let last: Entry[] = [];
  let length = 0;
  const open = new Map<number, Entry[]>();
  /** By row, until the end: writing a chunk anew each time would take longer than reading the list. */
  const additions = new Map<number, { flags: EntryFlag[]; claims: Claim[] }>();

  function rowsOf(chunk: number): Entry[] {
    const known = open.get(chunk);
    if (known) return known;
    const rows = readChunk(written[chunk] as Uint8Array);
    if (open.size >= MAX_CHUNKS_OPEN) open.delete(open.keys().next().value as number);
    open.set(chunk, rows);
    return rows;
  }

  function at(n: number): Entry {
    const chunk = Math.floor(n / ENTRIES_PER_CHUNK);
    const rows = chunk === written.length ? last : rowsOf(chunk);
    return rows[n % ENTRIES_PER_CHUNK] as Entry;
  }

  function write(rows: Entry[]): void {
    written.push(writeChunk(rows));
    last = [];
  }

  return {
    get length() {
      return length;
    },
    at,
    push(row) {
      length = last.push(row) + written.length * ENTRIES_PER_CHUNK;
      if (last.length === ENTRIES_PER_CHUNK) write(last);
    },
    add(n, { flags, claims }) {
      const more = additions.get(n) ?? { flags: [], claims: [] };
      additions.set(n, more);
      more.flags = [...new Set([...more.flags, ...flags])];
      more.claims.push(...claims);
    },
    close() {
      if (last.length > 0) write(last);
      const changed = groupBy(additions, ([n]) => Math.floor(n / ENTRIES_PER_CHUNK));
      for (const [chunk, rowsChanged] of changed) {
        const rows = readChunk(written[chunk] as Uint8Array);
        for (const [n, { flags, claims }] of rowsChanged) {
          const row = rows[n % ENTRIES_PER_CHUNK] as Entry;
          row.flags = [...new Set([...row.flags, ...flags])];
          row.claims = [...row.claims, ...claims];
        }
        written[chunk] = writeChunk(rows);
      }
      additions.clear();
      open.clear();
      return written;
    },
  };
}
