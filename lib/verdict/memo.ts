import { parseAddress } from '#lib/address/registry.ts';
import type { Claim, Entry } from '#lib/core/entry.ts';
import type { Address } from '#lib/core/types.ts';

/** How a claim's memo and the address agree; `missing` where only a memo could tell whom it concerns. */
export type MemoFit = 'unbound' | 'fits' | 'missing' | 'other';

/** A custodial address says nothing of who is paid through it: only its memo or tag does. */
export function fitMemo(claim: Claim, entry: Entry, address: Address | null): MemoFit {
  const bound = claim.memo ?? memoInside(entry);
  if (bound === null) return entry.flags.includes('shared') ? 'missing' : 'unbound';
  if (address?.memo === undefined) return 'missing';
  return plain(bound) === plain(address.memo) ? 'fits' : 'other';
}

/**
 * The customer that an X-address or a muxed account names: to another customer of the same account it is another
 * destination. A Monero payment id only tells one payment from another.
 */
export function customerOf({ chain, memo }: Address): string | null {
  return chain === 'monero' ? null : (memo ?? null);
}

function memoInside({ kind, value }: Entry): string | null {
  const listed = kind === 'address' ? parseAddress(value) : null;
  return listed && customerOf(listed);
}

/** Tags are numbers, which people write with zeros before them; payment ids are hex. */
function plain(memo: string): string {
  return memo
    .trim()
    .toLowerCase()
    .replace(/^0+(?=\d+$)/, '');
}
