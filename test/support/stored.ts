import type { Entry } from '#lib/core/entry.ts';
import type { Known } from '#lib/feed/pull/puller.ts';
import type { PulledList } from '#lib/feed/pull/registry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';

/** What the last pull of a list left behind. */
export interface Stored {
  cursor: string | null;
  entries: Entry[];
}

export const NOTHING: Stored = { cursor: null, entries: [] };

/** In the form in which a puller is told of it; a version to apply deltas to is none. */
export function knownOf({ cursor, entries }: Stored): Known {
  return {
    cursor,
    async *entries() {
      yield* entries;
    },
    list: async () => null,
  };
}

export function storedOf(pulled: PulledList | 'unchanged'): Stored {
  if (pulled === 'unchanged') throw new Error('unchanged');
  return { cursor: pulled.cursor, entries: pulled.list.chunks.flatMap(readChunk) };
}
