import { parseAddress } from '#lib/address/registry.ts';
import { lookAlike, visibleEnds } from '#lib/address/visible-ends.ts';
import type { Entry } from '#lib/core/entry.ts';
import type { Address } from '#lib/core/types.ts';
import { imitatedKeys, type Likeness, likenessOf } from '#lib/detect/host-likeness.ts';

/** Keys that lead from an imitation to what it imitates. Only what a charity published itself has them: few. */
export function imitatedKeysOf({ kind, value, claims }: Pick<Entry, 'kind' | 'value' | 'claims'>): string[] {
  if (!claims.some(({ stance }) => stance === 'verified')) return [];
  if (kind === 'domain') return imitatedKeys(value);
  const address = kind === 'address' ? parseAddress(value) : null;
  return address ? endsKeys(address) : [];
}

/** The key under which addresses of the same visible ends stand. */
export function endsKeys(address: Address): string[] {
  const ends = visibleEnds(address);
  return ends ? [`ends:${ends.key}`] : [];
}

export function imitatesAddress(address: Address, { kind, value }: Entry): boolean {
  const other = kind === 'address' ? parseAddress(value) : null;
  return other !== null && lookAlike(address, other);
}

export function imitatesHost(host: string, { kind, value }: Entry): Likeness | null {
  return kind === 'domain' ? likenessOf(host, value) : null;
}
