import { hasChildren } from '#lib/address/derive.ts';
import { parseAddress } from '#lib/address/registry.ts';
import type { Entry, EntryKind } from '#lib/core/entry.ts';
import type { MatchHow } from '#lib/core/report.ts';
import type { Address } from '#lib/core/types.ts';
import type { PlaceKey } from '#lib/detect/place.ts';
import { entryKeys, ownedKeys } from './entry-keys.ts';

/** Kinds of entries that are paid to. */
const PAID: readonly EntryKind[] = ['address', 'xpub', 'descriptor'];

/**
 * How an address meets an entry that the index led to; `null` when it does not: the index holds
 * shortened keys, and a contract or a shared address is nobody's beyond itself.
 */
export function matchAddress(
  address: Address,
  entry: Entry,
  isChild: (listed: Address, keys: readonly string[]) => boolean,
): MatchHow | null {
  const listed = PAID.includes(entry.kind) ? parseAddress(entry.value) : null;
  if (!listed) return null;
  if (listed.identity === address.identity) return 'exact';
  if (entry.flags.length > 0) return null;
  if (meet(ownedKeys(listed), address.keys)) return 'same-key';
  if (hasChildren(listed) && isChild(listed, address.keys)) return 'derived';
  const all = ({ keys, relatedKeys = [] }: Address) => [...keys, ...relatedKeys];
  return meet(all(listed), all(address)) ? 'member' : null;
}

function meet(some: readonly string[], others: readonly string[]): boolean {
  return some.some((key) => others.includes(key));
}

/** How a place meets an entry that the index led to. */
export function matchPlace(place: PlaceKey, entry: Entry): MatchHow | null {
  const keyed = entryKeys(entry);
  if (!keyed.ok || !keyed.value.keys.includes(place.key)) return null;
  return entry.kind === 'handle' ? 'handle' : place.how;
}

/** The entry, where it is an address that a child with these keys owns. */
export function matchChild(keys: readonly string[], entry: Entry): Entry | null {
  const listed = entry.kind === 'address' && entry.flags.length === 0 ? parseAddress(entry.value) : null;
  return listed && meet(ownedKeys(listed), keys) ? entry : null;
}
