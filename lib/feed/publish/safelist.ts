import type { Entry } from '#lib/core/entry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { entryKeys } from '#lib/watchlist/entry-keys.ts';
import { findRefs } from '#lib/watchlist/index-search.ts';
import { key64 } from '#lib/watchlist/key.ts';
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
    if (!keyed.ok || !warns(entry)) continue;
    const { value } = keyed.value;
    const host = safelist.hosts.find((safe) => safe === value || safe.endsWith(`.${value}`));
    const what = entry.kind === 'domain' ? host : ADDRESSES.get(value);
    if (what) hits.push(`${entry.claims[0]?.id}: ${entry.value} (${what})`);
  }
  return hits;
}

/** The same of a compiled list. Of what stands in bulk only keys are left, so the safelist is looked up there. */
export function listHits(list: CompiledList): string[] {
  const rows = list.chunks.flatMap(readChunk);
  const isAccused = (kind: 'domain' | 'address', value: string) => {
    const keyed = entryKeys({ kind, value, chain: null, flags: [] });
    const index = kind === 'domain' ? list.bulk.hosts : list.bulk.addresses;
    const refs = keyed.ok ? keyed.value.keys.flatMap((key) => findRefs(index, key64(key))) : [];
    return refs.some((ref) => rows[ref] && warns(rows[ref]));
  };
  const hosts = new Set(safelist.hosts.flatMap(withParents));
  return [
    ...safelistHits(rows),
    ...[...hosts].filter((host) => isAccused('domain', host)),
    ...[...ADDRESSES]
      .filter(([value]) => isAccused('address', value))
      .map(([value, what]) => `${value} (${what})`),
  ];
}

function warns({ claims }: Entry): boolean {
  return claims.some(({ stance }) => stance === 'warns');
}

/** `a.b.org`: itself, `b.org` and `org`. */
function withParents(host: string): string[] {
  const labels = host.split('.');
  return labels.map((_, n) => labels.slice(n).join('.'));
}
