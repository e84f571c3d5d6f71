import { parseAddress } from '#lib/address/registry.ts';
import type { Entry } from '#lib/core/entry.ts';
import type { MatchHow } from '#lib/core/report.ts';
import type { Address } from '#lib/core/types.ts';
import type { PlaceKey } from '#lib/detect/place.ts';
import { entryKeys } from './entry-keys.ts';

/**
 * How an address meets an entry that the index led to; `null` when it does not: the index holds
 * shortened keys, and a contract or a shared address is nobody's beyond itself.
 */
export function matchAddress(address: Address, entry: Entry): MatchHow | null {
  if (entry.kind !== 'address') return null;
  const listed = parseAddress(entry.value);
  if (!listed) return null;
  if (listed.identity === address.identity) return 'exact';
  if (entry.flags.length > 0) return null;
  return listed.keys.some((key) => address.keys.includes(key)) ? 'same-key' : null;
}

/** How a text that no codec reads meets an entry: letter by letter or not at all. */
export function matchText(text: string, entry: Entry): MatchHow | null {
  return entry.kind === 'address' && entry.value === text ? 'exact' : null;
}

/** How a place meets an entry that the index led to. */
export function matchPlace(place: PlaceKey, entry: Entry): MatchHow | null {
  const keyed = entryKeys(entry);
  if (!keyed.ok || !keyed.value.keys.includes(place.key)) return null;
  return entry.kind === 'handle' ? 'handle' : place.how;
}
