import type { Entry } from '#lib/core/entry.ts';
import { readChunk } from '#lib/watchlist/chunk.ts';
import { type CompiledList, ENTRIES_PER_CHUNK } from '#lib/watchlist/compiled.ts';
import { clean } from '../formats/clean.ts';
import type { Tell } from './progress.ts';

export interface Changes {
  added: Entry[];
  removed: Entry[];
  /** Things that stay and of which something else is said now. */
  changed: { before: Entry; after: Entry }[];
  /** Keys in bulk, whose values are not kept: only their number can be told. */
  bulk: { before: number; after: number };
}

/** What an editor wants to see before signing. Of the version before only names are held, for it may have a million. */
export function changesBetween(before: CompiledList | null, after: CompiledList): Changes {
  const old = new Map<string, number>();
  const oldRows = before ? rowsOf(before) : null;
  for (const [n, entry] of oldRows?.all() ?? []) old.set(nameOf(entry), n);
  const added: Entry[] = [];
  const changed: Changes['changed'] = [];
  for (const [, entry] of rowsOf(after).all()) {
    const name = nameOf(entry);
    const n = old.get(name);
    const known = n === undefined ? undefined : oldRows?.at(n);
    if (!known) added.push(entry);
    else if (JSON.stringify(known) !== JSON.stringify(entry)) changed.push({ before: known, after: entry });
    old.delete(name);
  }
  return {
    added,
    removed: [...old.values()].flatMap((n) => oldRows?.at(n) ?? []),
    changed,
    bulk: { before: before ? bulkOf(before) : 0, after: bulkOf(after) },
  };
}

/** How lists differ from those of an earlier build, by their ids; a list that was not there before has no changes. */
export interface Compared {
  /** Versions of before. */
  versions: Map<string, string>;
  changes: Map<string, Changes>;
  /** Ids of lists that are none any more. */
  gone: string[];
}

export function compareLists(
  lists: readonly CompiledList[],
  before: ReadonlyMap<string, CompiledList>,
  tell: Tell,
): Compared {
  const changes = new Map<string, Changes>();
  for (const list of lists) {
    const { id } = list.info;
    const old = before.get(id);
    if (!old) continue;
    tell(`${id}: comparing ${list.entries} entries`);
    changes.set(id, changesBetween(old, list));
  }
  return {
    versions: new Map([...before].map(([id, { info }]) => [id, info.version])),
    changes,
    gone: [...before.keys()].filter((id) => !lists.some(({ info }) => info.id === id)),
  };
}

/** One line a list. */
export function summariseChanges(lists: readonly CompiledList[], compared: Compared | null): string {
  if (!compared) return '';
  const lines = lists.map(({ info: { id } }) => {
    const changes = compared.changes.get(id);
    return changes ? `${id}: ${countChanges(changes)}` : `${id}: a new list`;
  });
  return [...lines, ...compared.gone.map((id) => `${id}: the whole list goes`), ''].join('\n');
}

/** One line for each, the first so many of every kind, and a head with the numbers. */
export function describeChanges(id: string, changes: Changes, most = Number.POSITIVE_INFINITY): string {
  const { added, removed, changed, bulk } = changes;
  const lines = [`${id}: ${countChanges(changes)}`];
  if (bulk.before + bulk.after > 0) lines.push(`  in bulk: ${bulk.before} keys before, ${bulk.after} now`);
  const tell = <T>(some: readonly T[], sign: string, line: (one: T) => string) => {
    for (const one of some.slice(0, most)) lines.push(`  ${sign} ${clean(line(one))}`);
    if (some.length > most) lines.push(`  ${sign} and ${some.length - most} more`);
  };
  tell(added, '+', lineOf);
  tell(removed, '-', lineOf);
  tell(changed, '~', ({ before, after }) => `${lineOf(after)}  was: ${saidOf(before)}`);
  return `${lines.join('\n')}\n`;
}

export function countChanges({ added, removed, changed }: Changes): string {
  return `${added.length} added, ${removed.length} removed, ${changed.length} changed`;
}

/** Entries that have a row of their own, with its number; one chunk is open at a time. */
function rowsOf({ chunks }: CompiledList) {
  let open: { chunk: number; rows: Entry[] } | null = null;
  const rowsIn = (chunk: number) => {
    if (open?.chunk !== chunk) {
      const bytes = chunks[chunk];
      open = { chunk, rows: bytes ? readChunk(bytes) : [] };
    }
    return open.rows;
  };
  return {
    at: (n: number) => rowsIn(Math.floor(n / ENTRIES_PER_CHUNK))[n % ENTRIES_PER_CHUNK],
    *all(): Generator<[number, Entry], void> {
      for (let chunk = 0; chunk < chunks.length; chunk++) {
        for (const [i, entry] of rowsIn(chunk).entries()) {
          if (entry.value !== '') yield [chunk * ENTRIES_PER_CHUNK + i, entry];
        }
      }
    },
  };
}

function bulkOf({ bulk }: CompiledList): number {
  return bulk.addresses.hi.length + bulk.hosts.hi.length;
}

function nameOf({ kind, chain, value }: Entry): string {
  return `${kind} ${chain} ${value}`;
}

function lineOf(entry: Entry): string {
  return `${entry.kind} ${entry.value}  ${saidOf(entry)}`;
}

function saidOf({ claims }: Entry): string {
  return claims
    .map(({ status, subject, authority, id }) => `${status}, ${subject ?? authority} (${id})`)
    .join('; ');
}
