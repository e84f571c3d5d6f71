import type { Refusal } from '#lib/core/entry.ts';
import type { Sink } from '#lib/feed/formats/adapter.ts';
import type { SourceEntry } from '#lib/watchlist/compile.ts';

/** A sink that keeps what an adapter puts into it. */
export function gatherer(): { sink: Sink; entries: SourceEntry[]; refused: Refusal[] } {
  const entries: SourceEntry[] = [];
  const refused: Refusal[] = [];
  return {
    sink: {
      entry: (entry) => void entries.push(entry),
      refuse: (where, value, reason) => void refused.push({ where, value, reason }),
    },
    entries,
    refused,
  };
}
