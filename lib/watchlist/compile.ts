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
import { createColumn, createNumbers, type Numbers } from './index-build.ts';
import { key64 } from './key.ts';

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
  /** In the order in which they came, and by kind and chain, then value. */
  const items: Keyed[] = [];
  const byValue = new Map<string, Map<string, Keyed>>();
  const keys = { hi: createNumbers(), lo: createNumbers() };
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
      const alike = byValue.get(`${kind} ${chain}`) ?? new Map<string, Keyed>();
      byValue.set(`${kind} ${chain}`, alike);
      const known = alike.get(value);
      if (known) {
        // What was given belongs to whoever gave it.
        if (!known.isCopy) known.entry.claims = [...known.entry.claims];
        known.isCopy = true;
        known.entry.claims.push(...entry.claims);
        known.entry.flags = [...new Set([...known.entry.flags, ...entry.flags])];
        return;
      }
      if (parent && parents >= MAX_EXTENDED_KEYS) return leaveOut('too-many-extended-keys');
      tooMany ||= items.length >= MAX_ENTRIES;
      if (tooMany) return;
      if (parent) parents++;
      const { flags, claims } = entry;
      const check = bulk ? bulkCheckOf(keyed.value) : null;
      // One text, where the source has it as it is spelled here.
      const kept = value === entry.value ? entry.value : value;
      const item = {
        entry: { kind, value: kept, chain, flags, claims },
        isCopy: false,
        from: keys.hi.length,
        check,
      };
      items.push(item);
      alike.set(kept, item);
      for (const key of parent ? [...keyed.value.keys, ...firstChildKeys(parent)] : keyed.value.keys) {
        const { hi, lo } = key64(key);
        keys.hi.push(hi);
        keys.lo.push(lo);
      }
    },

    finish(info) {
      if (tooMany)
        return fail('too-many-entries', `more than ${MAX_ENTRIES} entries`, {
          detail: { code: 'entries', params: { limit: String(MAX_ENTRIES) } },
        });
      const searched = arrange(items, keys);
      const refusalsKept = refused.slice(0, MAX_REFUSALS_KEPT);
      const list = { info, entries: items.length, refused: refusals, refusals: refusalsKept, ...searched };
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
  /** Whether its claims are no longer the very list that was given. */
  isCopy: boolean;
  /** The first of its keys; they go on to the first of the next. */
  from: number;
  /** What bulk keeps of it (bulk.ts); `null` where it must have a row of its own. */
  check: number | undefined | null;
}

/** Rows and the keys that lead to them: entries of their own first, then what those in bulk share. */
function arrange(items: readonly Keyed[], keys: { hi: Numbers; lo: Numbers }): Arranged {
  const rows: Entry[] = [];
  const columns = { index: createColumn(), addresses: createColumn(), hosts: createColumn() };
  const isOwn = ({ entry, check }: Keyed) => check === null || !isPlain(entry);
  const keysOf = (n: number) => {
    const from = (items[n] as Keyed).from;
    const end = items[n + 1]?.from ?? keys.hi.length;
    return Array.from({ length: end - from }, (_, i) => ({
      hi: keys.hi.at(from + i),
      lo: keys.lo.at(from + i),
    }));
  };
  for (const [n, item] of items.entries()) {
    if (!isOwn(item)) continue;
    for (const key of keysOf(n)) columns.index.add(key, rows.length);
    for (const key of imitatedKeysOf(item.entry)) columns.index.add(key64(key), rows.length);
    rows.push(item.entry);
  }
  const known = new Map<string, number>();
  for (const [n, item] of items.entries()) {
    if (isOwn(item)) continue;
    const { entry, check } = item;
    const row = withoutValue(entry);
    const text = JSON.stringify(row);
    const ref = known.get(text) ?? rows.push(row) - 1;
    known.set(text, ref);
    const column = row.kind === 'domain' ? columns.hosts : columns.addresses;
    for (const key of keysOf(n)) column.add(key, ref, check ?? undefined);
  }
  return {
    rows: rows.length,
    index: columns.index.build(),
    bulk: { addresses: columns.addresses.build(), hosts: columns.hosts.build() },
    chunks: writeChunks(rows),
  };
}

function shorten({ where, value, reason }: Refusal): Refusal {
  return { where: where.slice(0, 200), value: value.slice(0, 120), reason };
}
