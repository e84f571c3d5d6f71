import { concat, release } from '#lib/core/bytes.ts';
import type { CompiledList, StagedChunks } from './compiled.ts';
import { sha256 } from './seal.ts';

/**
 * Staging: chunks of a version are written away while it is still read, under a generation that no record names, so that
 * a worker need not hold them until it is whole. What is staged is nobody's list: a version is there when its record, its
 * keys and what is left of its chunks are stored in one transaction, and else all of it is dropped.
 */

/** Chunks that are stored in one record: what a record costs is more than what is in it. */
export const CHUNKS_PER_SHELF = 8;

export type Shelf = Uint8Array<ArrayBuffer>[];

/** Room for one version in a store. */
export interface StagingPlace {
  generation: number;
  /** What the room is known by; whoever drops it takes that away. */
  mark: string;
  /** Rejects where the browser refuses, and with `Displaced`. */
  write(n: number, shelf: Shelf): Promise<void>;
  read(n: number): Promise<Shelf>;
  /** Unless it was applied meanwhile. */
  drop(): Promise<void>;
}

/** Another version of the list was applied, or the list was removed, and what was staged beside it went with that. */
export class Displaced extends Error {
  constructor(id: string) {
    super(`list ${id} changed while its next version was staged`);
  }
}

/** One version on its way. Room is made for it with the first shelf: a short list needs none. */
export interface Staging {
  /** Takes the next `CHUNKS_PER_SHELF` chunks; they are empty once they are written. */
  put(shelf: Shelf): void;
  /** Until all that was put is written. Rejects where it could not be. */
  settled(): Promise<void>;
  /** Writes a shelf that was put anew. */
  change(n: number, by: (shelf: Shelf) => Shelf): Promise<void>;
  /** What was put, once it is written; `null` where nothing was. */
  close(): Promise<StagedChunks | null>;
  /** Gives the room back unless the version was applied. What fails goes with the next start or version (db.ts). */
  drop(): Promise<void>;
}

export function createStaging(open: () => Promise<StagingPlace>): Staging {
  let place: Promise<StagingPlace> | null = null;
  let shelves = 0;
  /** Of the chunks of each shelf, in one piece. */
  const seals: Promise<Uint8Array<ArrayBuffer>>[] = [];
  let writing: Promise<void> = Promise.resolve();

  function write(n: number, shelf: Shelf): void {
    seals[n] = Promise.all(shelf.map(sha256)).then(concat);
    place ??= open();
    const opened = place;
    writing = writing.then(async () => {
      await (await opened).write(n, shelf);
      for (const chunk of shelf) release(chunk);
    });
    // Told where it is waited for.
    writing.catch(() => undefined);
  }

  return {
    put: (shelf) => write(shelves++, shelf),
    settled: () => writing,
    async change(n, by) {
      await writing;
      if (place) write(n, by(await (await place).read(n)));
      await writing;
    },
    async close() {
      await writing;
      if (!place) return null;
      const { generation, mark, read } = await place;
      return { generation, mark, shelves, seals: concat(await Promise.all(seals)), read };
    },
    async drop() {
      await place?.then((opened) => opened.drop()).catch(() => undefined);
    },
  };
}

/** Every chunk of a list, those that are staged among them. */
export async function* chunksOf({
  staged,
  chunks,
}: CompiledList): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  for (let n = 0; n < (staged?.shelves ?? 0); n++) yield* (await staged?.read(n)) ?? [];
  yield* chunks;
}
