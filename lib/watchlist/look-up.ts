import type { Entry } from '#lib/core/entry.ts';
import type { MatchHow } from '#lib/core/report.ts';
import type { Address } from '#lib/core/types.ts';
import type { PlaceKey } from '#lib/detect/place.ts';
import { meetAddress, meetChild, meetPlace } from './bulk.ts';
import type { Child } from './children.ts';
import { type Key64, key64 } from './key.ts';
import type { LoadedList } from './loaded-list.ts';
import { matchChild } from './match.ts';

interface Met<How extends string> {
  how: How;
  entry: Entry;
}

/** A key, shortened once for all lists that are asked for it. */
export interface Asked {
  key: string;
  short: Key64;
}

export function askFor(key: string): Asked {
  return { key, short: key64(key) };
}

/** What stands under keys of one list with a row of its own, and is met. */
export async function ownEntries<How extends string>(
  { find, row }: LoadedList,
  asked: readonly Asked[],
  meets: (entry: Entry) => How | null,
): Promise<Met<How>[]> {
  const met: Met<How>[] = [];
  const hits = await Promise.all(asked.map(({ short }) => find('own', short)));
  for (const ref of new Set(hits.flat().map((hit) => hit.ref))) {
    const entry = await row(ref);
    const how = entry && meets(entry);
    if (entry && how) met.push({ how, entry });
  }
  return met;
}

/** What a list holds of an address, under its keys, in bulk: of each row once, the very address before another of its key. */
export async function addressesInBulk(
  { find, row }: LoadedList,
  address: Address,
  asked: readonly Asked[],
): Promise<Met<MatchHow>[]> {
  const met = new Map<number, Met<MatchHow>>();
  for (const { key, short } of asked) {
    for (const { ref, check } of await find('addresses', short)) {
      const shared = await row(ref);
      const one = shared && meetAddress(address, key, check, shared);
      if (one && (one.how === 'exact' || !met.has(ref))) met.set(ref, one);
    }
  }
  return [...met.values()];
}

export async function placesInBulk(
  { find, row }: LoadedList,
  place: PlaceKey,
  { short }: Asked,
): Promise<Met<MatchHow>[]> {
  const met: Met<MatchHow>[] = [];
  for (const { ref } of await find('hosts', short)) {
    const shared = await row(ref);
    const one = shared && meetPlace(place, shared);
    if (one) met.push(one);
  }
  return met;
}

/** Which children of an extended key a list holds, each entry once for each. */
export async function childrenIn(
  { find, row }: LoadedList,
  parent: Address,
  children: readonly Child[],
): Promise<(Met<'parent'> & { path: string })[]> {
  const met: (Met<'parent'> & { path: string })[] = [];
  for (const { path, keys, shortened } of children) {
    const entries = new Map<string, Promise<Entry | null>>();
    for (const key of shortened) {
      for (const { ref } of await find('own', key)) {
        entries.set(
          `${ref}`,
          row(ref).then((entry) => entry && matchChild(keys, entry)),
        );
      }
      for (const { ref, check } of await find('addresses', key)) {
        entries.set(
          `${ref} ${check}`,
          row(ref).then((shared) => shared && meetChild(parent, keys, check, shared)),
        );
      }
    }
    for (const entry of await Promise.all(entries.values())) {
      if (entry) met.push({ how: 'parent', entry, path });
    }
  }
  return met;
}
