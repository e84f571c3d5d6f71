import { MAX_ENTRIES, MAX_REFUSALS_KEPT } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { Claim, Entry, EntryFlag, EntryKind, ListInfo, Refusal } from '#lib/core/types.ts';
import { type CompiledList, ENTRIES_PER_CHUNK } from './compiled.ts';
import { entryKeys } from './entry-keys.ts';
import { buildIndex } from './index-search.ts';
import { type Key64, key64 } from './key.ts';

/** What most claims of a list share is written once per chunk; the rest stands with the claim. */
type SharedClaim = Omit<Claim, 'id' | 'firstSeen' | 'memo'>;
type ClaimRow = [shared: number, id: string, firstSeen: Claim['firstSeen'], memo: Claim['memo']];
type EntryRow = [
  kind: EntryKind,
  value: string,
  chain: Entry['chain'],
  flags: EntryFlag[],
  claims: ClaimRow[],
];
interface Chunk {
  shared: SharedClaim[];
  rows: EntryRow[];
}

export interface Compiled {
  list: CompiledList;
  /** Every record that was left out, the adapter's refusals included. */
  refused: Refusal[];
}

/**
 * Turns entries into the searchable form. Entries of one canonical value become one entry with all their
 * claims; what has no key is refused with its reason. Same entries, same bytes.
 */
export function compileList(
  info: ListInfo,
  entries: Iterable<Entry>,
  refusedBefore: readonly Refusal[] = [],
): Result<Compiled, 'too-many-entries'> {
  const refused = [...refusedBefore];
  const byIdentity = new Map<string, { entry: Entry; keys: string[] }>();
  for (const entry of entries) {
    const keyed = entryKeys(entry);
    if (!keyed.ok) {
      refused.push({
        where: entry.claims[0]?.id ?? '',
        value: entry.value.slice(0, 120),
        reason: keyed.error.code,
      });
      continue;
    }
    const { value, chain, keys } = keyed.value;
    const identity = `${entry.kind} ${chain} ${value}`;
    const known = byIdentity.get(identity);
    if (known) {
      known.entry.claims.push(...entry.claims);
      known.entry.flags = [...new Set([...known.entry.flags, ...entry.flags])];
    } else {
      byIdentity.set(identity, { entry: { ...entry, value, chain, claims: [...entry.claims] }, keys });
    }
    if (byIdentity.size > MAX_ENTRIES) return fail('too-many-entries', `more than ${MAX_ENTRIES} entries`);
  }
  const keys: Key64[] = [];
  const refs: number[] = [];
  const compiled = [...byIdentity.values()];
  compiled.forEach((item, ref) => {
    for (const key of item.keys) {
      keys.push(key64(key));
      refs.push(ref);
    }
  });
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let i = 0; i < compiled.length; i += ENTRIES_PER_CHUNK) {
    chunks.push(writeChunk(compiled.slice(i, i + ENTRIES_PER_CHUNK).map((item) => item.entry)));
  }
  const list: CompiledList = {
    info,
    entries: compiled.length,
    refused: refused.length,
    refusals: refused.slice(0, MAX_REFUSALS_KEPT),
    index: buildIndex(keys, refs),
    chunks,
  };
  return ok({ list, refused });
}

function writeChunk(entries: Entry[]): Uint8Array<ArrayBuffer> {
  const shared = new Map<string, number>();
  const rows = entries.map(({ kind, value, chain, flags, claims }): EntryRow => {
    const claimRows = claims.map(({ id, firstSeen, memo, ...rest }): ClaimRow => {
      const text = JSON.stringify(rest);
      if (!shared.has(text)) shared.set(text, shared.size);
      return [shared.get(text) as number, id, firstSeen, memo];
    });
    return [kind, value, chain, flags, claimRows];
  });
  const chunk: Chunk = { shared: [...shared.keys()].map((text) => JSON.parse(text)), rows };
  return new TextEncoder().encode(JSON.stringify(chunk));
}

/** The entries of one chunk. Throws on bytes that no compiler wrote: the caller has checked their hash. */
export function readChunk(bytes: Uint8Array): Entry[] {
  const chunk = JSON.parse(new TextDecoder().decode(bytes)) as Chunk;
  return chunk.rows.map(([kind, value, chain, flags, claims]) => ({
    kind,
    value,
    chain,
    flags,
    claims: claims.map(([index, id, firstSeen, memo]) => ({
      ...(chunk.shared[index] as SharedClaim),
      id,
      firstSeen,
      memo,
    })),
  }));
}
