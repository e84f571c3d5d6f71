import { parseAddress } from '#lib/address/registry.ts';
import type { Entry } from '#lib/core/entry.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { type Key64, key64 } from '#lib/watchlist/key.ts';
import { syntheticAddress } from '../../test/bench/synthetic.ts';
import { claim, compiled, entry, listInfo } from '../../test/support/entries.ts';

/** What is found of a list, and what either version of it has to give. */
export interface Standing {
  entries: number;
  /** What is said of each address that is asked for; `null` where the list does not hold it. */
  says: ReadonlyMap<string, string | null>;
}

export interface Version extends Standing {
  list: CompiledList;
}

/** The EIP-55 example address; both versions list it, whatever else they hold. */
export const HELD = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
/**
 * Which invented addresses the smaller version holds beside it, and which the larger one: each has some of its own, and
 * few enough come and go that neither is held back.
 */
const RANGES = [
  { from: 0, to: 30_000 },
  { from: 500, to: 32_500 },
] as const;
/** One address in so many is said to be another's in the other version, so that what changed is a small part of it. */
const RENAMED = 20;
/** Of the keys in their order, one in so many is asked for: in every page of keys, and all over the entries. */
const ASKED = 128;

/** The two versions of the list, the smaller one first. */
export function bothVersions(): [Version, Version] {
  const addresses = addressesAskedFor();
  const versionOf = ({ from, to }: (typeof RANGES)[number]): Version => {
    const held: Entry = entry(HELD, { claims: [claim({ id: 'held' })] });
    const invented = Array.from({ length: to - from }, (_, i) => {
      const renamed = (from + i) % RENAMED === 0;
      const claims = [claim(renamed ? { subject: `Front of the list from ${from} on` } : {})];
      return entry(syntheticAddress(from + i), { claims });
    });
    const entries = [held, ...invented];
    const subjects = new Map(entries.map(({ value, claims }) => [value, claims[0]?.subject ?? null]));
    return {
      list: compiled(entries, listInfo({ id: 'changing', version: String(to) })),
      entries: entries.length,
      says: new Map(addresses.map((address) => [address, subjects.get(address) ?? null])),
    };
  };
  return [versionOf(RANGES[0]), versionOf(RANGES[1])];
}

/**
 * In the order of their keys, which is that of the list: the first, the middle and the last of those that both versions
 * hold, and of those that one alone does; and many in between.
 */
function addressesAskedFor(): string[] {
  const [smaller, larger] = RANGES;
  const [removed, kept, added] = [
    inKeyOrder(smaller.from, larger.from),
    inKeyOrder(larger.from, smaller.to),
    inKeyOrder(smaller.to, larger.to),
  ];
  const ends = [removed, kept, added].flatMap((some) =>
    [0, some.length >> 1, some.length - 1].map((i) => some[i]),
  );
  const between = inKeyOrder(smaller.from, larger.to).filter((_, i) => i % ASKED === 0);
  return [...new Set([...ends, ...between, HELD])].filter((address) => address !== undefined);
}

function inKeyOrder(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, i) => syntheticAddress(from + i))
    .map((address): [string, Key64] => [address, key64(parseAddress(address)?.keys[0] ?? '')])
    .sort(([, a], [, b]) => a.hi - b.hi || a.lo - b.lo)
    .map(([address]) => address);
}

/** Whether this is that version in everything that is asked for, and nothing of another. */
export function isWholly(found: Standing, version: Standing): boolean {
  return found.entries === version.entries && differences(found, version) === 0;
}

/** Addresses of which the version says something else. */
export function differences(found: Standing, version: Standing): number {
  return [...version.says].filter(([address, said]) => found.says.get(address) !== said).length;
}
