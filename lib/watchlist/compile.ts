import { hideSecrets } from '#lib/address/secrets.ts';
import type { Entry, ListInfo, Refusal } from '#lib/core/entry.ts';
import { MAX_ENTRIES, MAX_EXTENDED_KEYS, MAX_REFUSALS_KEPT, MAX_REFUSALS_READ } from '#lib/core/limits.ts';
import type { RefusalReason } from '#lib/core/refusals.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { bulkCheckOf, isPlain, withoutValue } from './bulk.ts';
import { writeChunks } from './chunk.ts';
import type { CompiledList } from './compiled.ts';
import { firstChildKeys } from './derived.ts';
import { entryKeys } from './entry-keys.ts';
import { imitatedKeysOf } from './imitated-keys.ts';
import { buildIndex } from './index-build.ts';
import { type Key64, key64 } from './key.ts';

type Arranged = Pick<CompiledList, 'rows' | 'index' | 'bulk' | 'chunks'>;

export { readChunk } from './chunk.ts';

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

/** What is wanted of the compiled form. */
export interface CompileOptions {
  /**
   * Whether addresses and hosts of which the same is said shrink to their keys. Claims that differ in an id or a
   * date are not the same, so a source that numbers its lines gains nothing.
   */
  bulk?: boolean;
}

/**
 * Turns entries into the searchable form. Entries of one canonical value become one entry with all their
 * claims; what has no key is refused with its reason. Same entries, same bytes.
 */
export function createCompiler({ bulk = false }: CompileOptions = {}): Compiler {
  const refused: Refusal[] = [];
  let refusals = 0;
  const byIdentity = new Map<string, Keyed>();
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
      const leaveOut = (reason: RefusalReason) =>
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
      const check = bulk ? bulkCheckOf(keyed.value) : null;
      byIdentity.set(identity, { entry: { kind, value, chain, flags, claims: [...claims] }, keys, check });
    },

    finish(info) {
      if (tooMany) return fail('too-many-entries', `more than ${MAX_ENTRIES} entries`);
      const searched = arrange([...byIdentity.values()]);
      const refusalsKept = refused.slice(0, MAX_REFUSALS_KEPT);
      const list = { info, entries: byIdentity.size, refused: refusals, refusals: refusalsKept, ...searched };
      return ok({ list, refused });
    },
  };
}

/** All at once. */
export function compileList(
  info: ListInfo,
  entries: Iterable<SourceEntry>,
  refused: readonly Refusal[] = [],
  options?: CompileOptions,
): Result<Compiled, 'too-many-entries'> {
  const compiler = createCompiler(options);
  for (const refusal of refused) compiler.refuse(refusal);
  for (const entry of entries) compiler.add(entry);
  return compiler.finish(info);
}

interface Keyed {
  entry: Entry;
  keys: string[];
  /** What bulk keeps of it (bulk.ts); `null` where it must have a row of its own. */
  check: number | undefined | null;
}

/** Rows and the keys that lead to them: entries of their own first, then what those in bulk share. */
function arrange(items: readonly Keyed[]): Arranged {
  const rows: Entry[] = [];
  const columns = { index: createColumn(), addresses: createColumn(), hosts: createColumn() };
  const isOwn = ({ entry, check }: Keyed) => check === null || !isPlain(entry);
  for (const { entry, keys } of items.filter(isOwn)) {
    for (const key of [...keys, ...imitatedKeysOf(entry)]) columns.index.add(key, rows.length);
    rows.push(entry);
  }
  const known = new Map<string, number>();
  for (const { entry, keys, check } of items.filter((item) => !isOwn(item))) {
    const row = withoutValue(entry);
    const text = JSON.stringify(row);
    const ref = known.get(text) ?? rows.push(row) - 1;
    known.set(text, ref);
    const column = row.kind === 'domain' ? columns.hosts : columns.addresses;
    for (const key of keys) column.add(key, ref, check ?? undefined);
  }
  return {
    rows: rows.length,
    index: columns.index.build(),
    bulk: { addresses: columns.addresses.build(), hosts: columns.hosts.build() },
    chunks: writeChunks(rows),
  };
}

function createColumn() {
  const keys: Key64[] = [];
  const refs: number[] = [];
  const checks: number[] = [];
  return {
    add(key: string, ref: number, check?: number) {
      keys.push(key64(key));
      refs.push(ref);
      if (check !== undefined) checks.push(check);
    },
    build: () => buildIndex(keys, refs, checks),
  };
}

function shorten({ where, value, reason }: Refusal): Refusal {
  return { where: where.slice(0, 200), value: value.slice(0, 120), reason };
}
