import type { Entry } from '#lib/core/entry.ts';
import { entryKeys } from '#lib/watchlist/entry-keys.ts';
import safelist from './safelist.json' with { type: 'json' };

/** `services` are those of its hosts where people keep pages of their own (well-known.ts). */
const ADDRESSES = new Map(safelist.addresses.map(({ value, what }) => [value, what]));

/**
 * Entries that would accuse what everybody uses: a host of the safelist or one above it, a burn address, a
 * token contract. One is enough to fail a build. Pages on such hosts are fine.
 */
export function safelistHits(entries: Iterable<Entry>): string[] {
  const hits: string[] = [];
  for (const entry of entries) {
    const keyed = entryKeys(entry);
    if (!keyed.ok || entry.claims.every((claim) => claim.stance !== 'warns')) continue;
    const { value } = keyed.value;
    const host = safelist.hosts.find((safe) => safe === value || safe.endsWith(`.${value}`));
    const what = entry.kind === 'domain' ? host : ADDRESSES.get(value);
    if (what) hits.push(`${entry.claims[0]?.id}: ${entry.value} (${what})`);
  }
  return hits;
}
