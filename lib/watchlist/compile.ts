import { hideSecrets } from '#lib/address/secrets.ts';
import type { Claim, Entry, EntryFlag, EntryKind, ListInfo, Refusal } from '#lib/core/entry.ts';
import { MAX_ENTRIES, MAX_EXTENDED_KEYS, MAX_REFUSALS_KEPT, MAX_REFUSALS_READ } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { type CompiledList, ENTRIES_PER_CHUNK } from './compiled.ts';
import { firstChildKeys } from './derived.ts';
import { entryKeys } from './entry-keys.ts';
import { imitatedKeysOf } from './imitated-keys.ts';
import { buildIndex } from './index-search.ts';
import { type Key64, key64 } from './key.ts';

/**
 * One chunk as JSON. What repeats is written once: `base` is the first claim, `shared` how others differ
 * from it, `shapes` the kinds, chains and flags that occur.
 */
interface Chunk {
  base: SharedClaim | null;
  shared: Partial<SharedClaim>[];
  shapes: [kind: EntryKind, chain: Entry['chain'], flags: EntryFlag[]][];
  rows: [value: string, shape: number, ...claims: ClaimRow[]][];
}
type SharedClaim = Omit<Claim, 'id' | 'firstSeen' | 'memo'>;
type ClaimRow = [shared: number, id: string, firstSeen?: Claim['firstSeen'], memo?: Claim['memo']];

/** An entry with its place in the source, for the report of what was left out. */
export interface SourceEntry extends Entry {
  where?: string;
}

export interface Compiled {
  list: CompiledList;
  /** The records that were left out, the adapter's refusals included. */
  refused: Refusal[];
}

/** Takes the records of a list one by one. */
export interface Compiler {
  add(entry: SourceEntry): void;
  refuse(refusal: Refusal): void;
  finish(info: ListInfo): Result<Compiled, 'too-many-entries'>;
}

/**
 * Turns entries into the searchable form. Entries of one canonical value become one entry with all their
 * claims; what has no key is refused with its reason. Same entries, same bytes.
 */
export function createCompiler(): Compiler {
  const refused: Refusal[] = [];
  let refusals = 0;
  const byIdentity = new Map<string, { entry: Entry; keys: string[] }>();
  let parents = 0;
  let tooMany = false;
  const refuse = ({ where, value, reason }: Refusal) => {
    refusals++;
    if (refused.length < MAX_REFUSALS_READ)
      refused.push(shorten({ where, value: hideSecrets(value), reason }));
  };
  return {
    refuse,

    add(entry) {
      const leaveOut = (reason: string) =>
        refuse({ where: entry.where ?? entry.claims[0]?.id ?? '', value: entry.value, reason });
      const keyed = entryKeys(entry);
      if (!keyed.ok) return leaveOut(keyed.error.code);
      const { kind, value, chain, parent } = keyed.value;
      const identity = `${kind} ${chain} ${value}`;
      const known = byIdentity.get(identity);
      if (known) {
        known.entry.claims.push(...entry.claims);
        known.entry.flags = [...new Set([...known.entry.flags, ...entry.flags])];
        return;
      }
      if (parent && parents >= MAX_EXTENDED_KEYS) return leaveOut('too-many-extended-keys');
      tooMany ||= byIdentity.size >= MAX_ENTRIES;
      if (tooMany) return;
      if (parent) parents++;
      const keys = parent ? [...keyed.value.keys, ...firstChildKeys(parent)] : keyed.value.keys;
      const { flags, claims } = entry;
      byIdentity.set(identity, { entry: { kind, value, chain, flags, claims: [...claims] }, keys });
    },

    finish(info) {
      if (tooMany) return fail('too-many-entries', `more than ${MAX_ENTRIES} entries`);
      return ok({ list: compile(info, [...byIdentity.values()], refusals, refused), refused });
    },
  };
}

/** All at once. */
export function compileList(
  info: ListInfo,
  entries: Iterable<SourceEntry>,
  refused: readonly Refusal[] = [],
): Result<Compiled, 'too-many-entries'> {
  const compiler = createCompiler();
  for (const refusal of refused) compiler.refuse(refusal);
  for (const entry of entries) compiler.add(entry);
  return compiler.finish(info);
}

function compile(
  info: ListInfo,
  compiled: { entry: Entry; keys: string[] }[],
  refused: number,
  refusals: readonly Refusal[],
): CompiledList {
  const keys: Key64[] = [];
  const refs: number[] = [];
  compiled.forEach((item, ref) => {
    for (const key of [...item.keys, ...imitatedKeysOf(item.entry)]) {
      keys.push(key64(key));
      refs.push(ref);
    }
  });
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let i = 0; i < compiled.length; i += ENTRIES_PER_CHUNK) {
    chunks.push(writeChunk(compiled.slice(i, i + ENTRIES_PER_CHUNK).map((item) => item.entry)));
  }
  return {
    info,
    entries: compiled.length,
    refused,
    refusals: refusals.slice(0, MAX_REFUSALS_KEPT),
    index: buildIndex(keys, refs),
    chunks,
  };
}

function shorten({ where, value, reason }: Refusal): Refusal {
  return { where: where.slice(0, 200), value: value.slice(0, 120), reason };
}

function writeChunk(entries: Entry[]): Uint8Array<ArrayBuffer> {
  const shared = createTable<Partial<SharedClaim>>();
  const shapes = createTable<Chunk['shapes'][number]>();
  const first = entries[0]?.claims[0];
  const base = first ? sharedPart(first) : null;
  const rows = entries.map(({ kind, value, chain, flags, claims }): Chunk['rows'][number] => [
    value,
    shapes.add([kind, chain, flags]),
    ...claims.map((claim): ClaimRow => {
      const index = shared.add(difference(sharedPart(claim), base));
      if (claim.memo !== null) return [index, claim.id, claim.firstSeen, claim.memo];
      return claim.firstSeen === null ? [index, claim.id] : [index, claim.id, claim.firstSeen];
    }),
  ]);
  const chunk: Chunk = { base, shared: shared.values(), shapes: shapes.values(), rows };
  return new TextEncoder().encode(JSON.stringify(chunk));
}

/** A chunk as read; its entries are spelled out one by one, as they are asked for. */
export interface OpenChunk {
  entries: number;
  at(n: number): Entry | null;
}

/** Opens a chunk. Throws on bytes that no compiler wrote: the caller has checked their hash. */
export function openChunk(bytes: Uint8Array): OpenChunk {
  const { base, shared, shapes, rows } = JSON.parse(new TextDecoder().decode(bytes)) as Chunk;
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

function sharedPart({ id, firstSeen, memo, ...rest }: Claim): SharedClaim {
  return rest;
}

function difference(claim: SharedClaim, base: SharedClaim | null): Partial<SharedClaim> {
  const known: Record<string, unknown> = { ...base };
  return Object.fromEntries(
    Object.entries(claim).filter(([key, value]) => JSON.stringify(known[key]) !== JSON.stringify(value)),
  );
}

/** Values that are equal as JSON, kept once. */
function createTable<T>() {
  const indexes = new Map<string, number>();
  return {
    add(value: T): number {
      const text = JSON.stringify(value);
      const known = indexes.get(text);
      if (known !== undefined) return known;
      indexes.set(text, indexes.size);
      return indexes.size - 1;
    },
    values: (): T[] => [...indexes.keys()].map((text) => JSON.parse(text)),
  };
}
