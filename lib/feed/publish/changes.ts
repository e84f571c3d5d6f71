import type { Entry } from '#lib/core/entry.ts';
import { readChunk } from '#lib/watchlist/chunk.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';

export interface Changes {
  added: Entry[];
  removed: Entry[];
  /** Things that stay and of which something else is said now. */
  changed: { before: Entry; after: Entry }[];
  /** Keys in bulk, whose values are not kept: only their number can be told. */
  bulk: { before: number; after: number };
}

/** What an editor wants to see before signing. */
export function changesBetween(before: CompiledList | null, after: CompiledList): Changes {
  const old = new Map(before ? rowsOf(before).map((entry) => [nameOf(entry), entry]) : []);
  const next = new Map(rowsOf(after).map((entry) => [nameOf(entry), entry]));
  const changed: Changes['changed'] = [];
  for (const [name, entry] of next) {
    const known = old.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(entry))
      changed.push({ before: known, after: entry });
  }
  return {
    added: [...next].filter(([name]) => !old.has(name)).map(([, entry]) => entry),
    removed: [...old].filter(([name]) => !next.has(name)).map(([, entry]) => entry),
    changed,
    bulk: { before: before ? bulkOf(before) : 0, after: bulkOf(after) },
  };
}

/** One line for each, and a head with the numbers. */
export function describeChanges(id: string, { added, removed, changed, bulk }: Changes): string {
  const lines = [`${id}: ${added.length} added, ${removed.length} removed, ${changed.length} changed`];
  if (bulk.before + bulk.after > 0) lines.push(`  in bulk: ${bulk.before} keys before, ${bulk.after} now`);
  for (const entry of added) lines.push(`  + ${lineOf(entry)}`);
  for (const entry of removed) lines.push(`  - ${lineOf(entry)}`);
  for (const { before, after } of changed) lines.push(`  ~ ${lineOf(after)}  was: ${saidOf(before)}`);
  return `${lines.join('\n')}\n`;
}

function rowsOf({ chunks }: CompiledList): Entry[] {
  return chunks.flatMap(readChunk).filter(({ value }) => value !== '');
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
