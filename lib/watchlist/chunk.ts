import type { Claim, Entry, EntryFlag, EntryKind } from '#lib/core/entry.ts';
import { ENTRIES_PER_CHUNK } from './compiled.ts';

/**
 * One chunk as JSON. What repeats is written once: `base` is the first claim, `shared` how others differ
 * from it, `shapes` the kinds, chains and flags that occur.
 */
export interface Chunk {
  base: SharedClaim | null;
  shared: Partial<SharedClaim>[];
  shapes: [kind: EntryKind, chain: Entry['chain'], flags: EntryFlag[]][];
  rows: [value: string, shape: number, ...claims: ClaimRow[]][];
}
export type SharedClaim = Omit<Claim, 'id' | 'firstSeen' | 'memo'>;
/** In the order in which they are written: two lists that say the same are the same bytes, whoever read them. */
export const SHARED_FIELDS = [
  'stance',
  'authority',
  'subject',
  'aliases',
  'programmes',
  'legalBasis',
  'jurisdiction',
  'category',
  'relation',
  'tier',
  'confidence',
  'status',
  'listed',
  'validUntil',
  'delisted',
  'urls',
  // Later than the others: claims are compared as texts, and a base that lacks it gets it last.
  'changed',
] as const satisfies (keyof SharedClaim)[];
export type ClaimRow = [shared: number, id: string, firstSeen?: Claim['firstSeen'], memo?: Claim['memo']];

export function writeChunks(rows: readonly Entry[]): Uint8Array<ArrayBuffer>[] {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let i = 0; i < rows.length; i += ENTRIES_PER_CHUNK) {
    chunks.push(writeChunk(rows.slice(i, i + ENTRIES_PER_CHUNK)));
  }
  return chunks;
}

export function writeChunk(entries: Entry[]): Uint8Array<ArrayBuffer> {
  const shared = createTable<Partial<SharedClaim>>();
  const shapes = createTable<Chunk['shapes'][number]>();
  const first = entries[0]?.claims[0];
  const base = first ? (difference(first, null) as SharedClaim) : null;
  // Of a plain list all rows have the very same claim and flags: they are written once.
  let said: { claim: Claim; place: number } | null = null;
  const claimOf = (claim: Claim): ClaimRow => {
    if (said?.claim !== claim) said = { claim, place: shared.add(difference(claim, base)) };
    return claimRow(said.place, claim.id, claim.firstSeen, claim.memo);
  };
  let shaped: { like: Entry; place: number } | null = null;
  const shapeOf = (entry: Entry): number => {
    const { kind, chain, flags } = entry;
    const isLike = shaped?.like.kind === kind && shaped.like.chain === chain && shaped.like.flags === flags;
    if (!shaped || !isLike) shaped = { like: entry, place: shapes.add([kind, chain, flags]) };
    return shaped.place;
  };
  const rows = entries.map((entry): Chunk['rows'][number] => [
    entry.value,
    shapeOf(entry),
    ...entry.claims.map(claimOf),
  ]);
  return encodeChunk(base, shared.texts(), shapes.texts(), rows);
}

export function claimRow(
  index: number,
  id: string,
  firstSeen: Claim['firstSeen'],
  memo: Claim['memo'],
): ClaimRow {
  if (memo !== null) return [index, id, firstSeen, memo];
  return firstSeen === null ? [index, id] : [index, id, firstSeen];
}

/**
 * A `Chunk`, of which what is in the tables was written already to tell whether it is there. That no change is dated is
 * not written into the base: lists of sources that date none have no byte for it.
 */
export function encodeChunk(
  base: Chunk['base'],
  shared: string,
  shapes: string,
  rows: Chunk['rows'],
): Uint8Array<ArrayBuffer> {
  const tables = `"shared":[${shared}],"shapes":[${shapes}]`;
  const written = JSON.stringify(base && { ...base, changed: base.changed ?? undefined });
  return new TextEncoder().encode(`{"base":${written},${tables},"rows":${JSON.stringify(rows)}}`);
}

/** A chunk as read; its entries are spelled out one by one, as they are asked for. */
export interface OpenChunk {
  entries: number;
  at(n: number): Entry | null;
}

/** Throws on bytes that no compiler wrote: the caller has checked them, or their hash. */
export function parseChunk(bytes: Uint8Array): Chunk {
  const { base, ...tables } = JSON.parse(new TextDecoder().decode(bytes)) as Chunk;
  return { base: base && { ...base, changed: base.changed ?? null }, ...tables };
}

/** Opens a chunk, as `parseChunk` does. */
export function openChunk(bytes: Uint8Array): OpenChunk {
  const { base, shared, shapes, rows } = parseChunk(bytes);
  const at = (n: number): Entry | null => {
    const row = rows[n];
    if (!row) return null;
    const [value, shape, ...claims] = row;
    const [kind, chain, flags] = shapes[shape] as Chunk['shapes'][number];
    return {
      kind,
      value,
      chain,
      flags,
      claims: claims.map(([index, id, firstSeen = null, memo = null]) => ({
        ...(base as SharedClaim),
        ...shared[index],
        id,
        firstSeen,
        memo,
      })),
    };
  };
  return { entries: rows.length, at };
}

/** Every entry of a chunk. */
export function readChunk(bytes: Uint8Array): Entry[] {
  const chunk = openChunk(bytes);
  return Array.from({ length: chunk.entries }, (_, n) => chunk.at(n) as Entry);
}

/** What the claim says otherwise than the base; all of it without one. */
function difference(claim: Claim, base: SharedClaim | null): Partial<SharedClaim> {
  const differing: Partial<Record<keyof SharedClaim, unknown>> = {};
  for (const field of SHARED_FIELDS) {
    if (!base || !isEqual(base[field], claim[field])) differing[field] = claim[field];
  }
  return differing as Partial<SharedClaim>;
}

type Said = SharedClaim[keyof SharedClaim] | undefined;

/** Of texts, and of lists of them: there may be a million. */
export function isEqual(a: Said, b: Said): boolean {
  if (a === b) return true;
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((text, i) => text === b[i]);
}

/** Values that are equal as JSON, kept once, as their texts. */
function createTable<T>() {
  const indexes = new Map<string, number>();
  return {
    texts: () => [...indexes.keys()].join(),
    add(value: T): number {
      const text = JSON.stringify(value);
      const known = indexes.get(text) ?? indexes.size;
      if (known === indexes.size) indexes.set(text, known);
      return known;
    },
  };
}
