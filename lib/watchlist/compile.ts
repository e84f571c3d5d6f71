import { hideSecrets } from '#lib/address/secrets.ts';
import type { Entry, ListInfo, Refusal } from '#lib/core/entry.ts';
import { MAX_ENTRIES, MAX_EXTENDED_KEYS, MAX_REFUSALS_KEPT, MAX_REFUSALS_READ } from '#lib/core/limits.ts';
import type { RefusalReason } from '#lib/core/refusals.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { bulkCheckOf, isPlain, withoutValue } from './bulk.ts';
import type { CompiledList } from './compiled.ts';
import { firstChildKeys } from './derived.ts';
import { entryKeys } from './entry-keys.ts';
import { createRows, type HeldRows } from './held-rows.ts';
import { imitatedKeysOf } from './imitated-keys.ts';
import { type Column, createColumn, emptyIndex } from './index-build.ts';
import { key64 } from './key.ts';
import { createNames } from './known-names.ts';
import type { Staging } from './staging.ts';

type Arranged = Pick<CompiledList, 'rows' | 'index' | 'bulk' | 'chunks' | 'staged'>;

export { readChunk } from './chunk.ts';

/**
 * An entry with its place in the source, for the report of what was left out; a number is that of a line. Few are told
 * of, and engines keep the texts of numbers for long.
 */
export interface SourceEntry extends Entry {
  where?: string | number;
  /**
   * How the source spells it, where a second one of its canonical value is a duplicate, of which nothing is kept. A source
   * of a million lines need not remember them itself then.
   */
  once?: string;
}

export interface Compiled {
  list: CompiledList;
  /** The records that were left out, the adapter's refusals included. */
  refused: Refusal[];
}

/** A mailbox is personal, whatever it was refused for and whatever stands beside it: no report of what was left out keeps it. */
const LIKE_A_MAILBOX = /[\p{L}\p{N}._%+-][@\uff20][\p{L}\p{N}]/u;

/** Takes the records of a list one by one. */
export interface Compiler {
  add(entry: SourceEntry): void;
  refuse(refusal: Refusal): void;
  /** With a staging to be waited for before `finish`; rejects as `Staging.settled` does. */
  settle(): Promise<void>;
  finish(info: ListInfo): Result<Compiled, 'too-many-entries'>;
}

/** What is wanted of the compiled form. */
export interface CompileOptions {
  /**
   * Whether addresses and hosts of which the same is said shrink to their keys. Claims that differ in an id of
   * their publisher's or in a date are not the same; the number of a line is left out.
   */
  bulk?: boolean;
  /** Takes chunks while the list is read; not in bulk, where rows are arranged at the end. */
  staging?: Staging | null;
}

/**
 * Turns entries into the searchable form. Entries of one canonical value become one entry with all their
 * claims; what has no key is refused with its reason. Same entries, same bytes.
 */
export function createCompiler({ bulk = false, staging = null }: CompileOptions = {}): Compiler {
  const refused: Refusal[] = [];
  let refusals = 0;
  const items: Items = {
    rows: createRows(bulk ? null : staging),
    keys: createColumn(),
    checks: [],
    vouched: new Set(),
  };
  const { rows, keys, checks, vouched } = items;
  const names = createNames(keys);
  let parents = 0;
  let tooMany = false;
  const refuse = ({ where, value, reason }: Refusal) => {
    refusals++;
    const kept = LIKE_A_MAILBOX.test(value) ? '' : hideSecrets(value);
    if (refused.length < MAX_REFUSALS_READ) refused.push(shorten({ where, value: kept, reason }));
  };

  function noteVouched(n: number, entry: Pick<Entry, 'kind' | 'value' | 'claims'>): void {
    if (vouched.has(n) || !entry.claims.some(({ stance }) => stance === 'verified')) return;
    vouched.add(n);
    // In bulk rows get their places at the end.
    if (!bulk) addImitated(keys, entry, n);
  }

  return {
    refuse,

    add(entry) {
      const { once, flags, claims } = entry;
      const leaveOut = (reason: RefusalReason, value = entry.value) =>
        refuse({ where: placeOf(entry.where ?? claims[0]?.id ?? ''), value, reason });
      const keyed = entryKeys(entry);
      if (!keyed.ok) return leaveOut(keyed.error.code);
      const { kind, value, chain, parent } = keyed.value;
      const own = keyed.value.keys.map(key64);
      const tag = names.tagOf(nameOf(keyed.value), own[0]);
      const known = names.find(tag);
      if (known !== null) {
        if (once !== undefined) return leaveOut('duplicate', once);
        rows.add(known, entry);
        return noteVouched(known, { kind, value, claims });
      }
      if (parent && parents >= MAX_EXTENDED_KEYS) return leaveOut('too-many-extended-keys');
      tooMany ||= rows.length >= MAX_ENTRIES;
      if (tooMany) return;
      if (parent) parents++;
      const n = rows.length;
      names.add(tag);
      for (const key of own) keys.add(key, n);
      if (parent) for (const key of firstChildKeys(parent)) keys.add(key64(key), n);
      if (bulk) checks.push(bulkCheckOf(keyed.value));
      noteVouched(n, { kind, value, claims });
      rows.push({ kind, value, chain, flags, claims });
    },

    settle: () => rows.settle(),

    finish(info) {
      if (tooMany)
        return fail('too-many-entries', `more than ${MAX_ENTRIES} entries`, {
          detail: { code: 'entries', params: { limit: String(MAX_ENTRIES) } },
        });
      names.close();
      const entries = rows.length;
      const searched = bulk ? arrange(items) : asTheyCame(items);
      const refusalsKept = refused.slice(0, MAX_REFUSALS_KEPT);
      const list = { info, entries, refused: refusals, refusals: refusalsKept, ...searched };
      return ok({ list, refused });
    },
  };
}

/** A place in a source, as a report has it (lib/core/where.ts). */
export function placeOf(where: string | number): string {
  return typeof where === 'number' ? `line ${where}` : where;
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

/** Entries in the order in which they came. */
interface Items {
  rows: HeldRows;
  /** Their keys, entry by entry, each with the entry's ordinal. */
  keys: Column;
  /** In bulk only: what is kept of each (bulk.ts); `null` where it must have a row of its own. */
  checks: (number | undefined | null)[];
  /** Those that some charity published itself. */
  vouched: Set<number>;
}

/** Every entry has a row of its own. */
function asTheyCame({ rows, keys }: Items): Arranged {
  return {
    rows: rows.length,
    index: keys.build(),
    bulk: { addresses: emptyIndex(), hosts: emptyIndex() },
    ...rows.close(),
  };
}

/** Rows and the keys that lead to them: entries of their own first, then what those in bulk share. */
function arrange({ rows: items, keys, checks, vouched }: Items): Arranged {
  items.close();
  const rows = createRows();
  const columns = { index: createColumn(), addresses: createColumn(), hosts: createColumn() };
  const places: { column: Column; ref: number }[] = [];
  const inBulk: number[] = [];
  for (let n = 0; n < items.length; n++) {
    const entry = items.at(n);
    if (checks[n] !== null && isPlain(entry)) {
      inBulk.push(n);
      continue;
    }
    if (vouched.has(n)) addImitated(columns.index, entry, rows.length);
    places[n] = { column: columns.index, ref: rows.length };
    rows.push(entry);
  }
  const known = new Map<string, number>();
  for (const n of inBulk) {
    const row = withoutValue(items.at(n));
    const text = JSON.stringify(row);
    const ref = known.get(text) ?? rows.length;
    if (ref === rows.length) rows.push(row);
    known.set(text, ref);
    places[n] = { column: row.kind === 'domain' ? columns.hosts : columns.addresses, ref };
  }
  for (let i = 0; i < keys.length; i++) {
    const n = keys.refAt(i);
    const { column, ref } = places[n] as { column: Column; ref: number };
    column.add(keys.keyAt(i), ref, column === columns.index ? undefined : (checks[n] ?? undefined));
  }
  return {
    rows: rows.length,
    index: columns.index.build(),
    bulk: { addresses: columns.addresses.build(), hosts: columns.hosts.build() },
    ...rows.close(),
  };
}

function addImitated(column: Column, entry: Pick<Entry, 'kind' | 'value' | 'claims'>, ref: number): void {
  for (const key of imitatedKeysOf(entry)) column.add(key64(key), ref);
}

/** What makes two entries the same thing. */
function nameOf({ kind, chain, value }: Pick<Entry, 'kind' | 'chain' | 'value'>): string {
  return `${kind} ${chain} ${value}`;
}

function shorten({ where, value, reason }: Refusal): Refusal {
  return { where: where.slice(0, 200), value: value.slice(0, 120), reason };
}
