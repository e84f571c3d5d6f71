import type { RefusalReason } from '#lib/core/refusals.ts';
import { type Indicated, indicatedAddress, indicatedDomain, indicatedSite } from './intel-value.ts';

/**
 * No version of STIX has an object for an address of a coin, so everybody has made one up: OpenCTI and the extension
 * `extension-definition--be78509e-6958-51b1-8b26-d17ee0eba2d7` write `cryptocurrency-wallet:value`, an older version
 * of the latter `:address`, exporters of other tools the rest.
 */
const WALLETS: readonly string[] = [
  'cryptocurrency',
  'cryptocurrency-address',
  'cryptocurrency-wallet',
  'x-bitcoin-address',
  'x-crypto',
  'x-crypto-addr',
  'x-crypto-address',
  'x-crypto-wallet',
  'x-cryptocurrency-address',
  'x-cryptocurrency-wallet',
  'x-cryptocurrencywallet',
];
const WALLET_PATHS: readonly string[] = ['address', 'value', 'wallet_address'];

/** What an observable of this type with this value at this path is; `other-type` where no list can hold it. */
export function observed(type: string, path: string, value: string): Indicated | { reason: RefusalReason } {
  if (WALLETS.includes(type) && WALLET_PATHS.includes(path)) return indicatedAddress(value, '');
  if (path === 'value' && type === 'domain-name') return indicatedDomain(value);
  if (path === 'value' && type === 'url') return indicatedSite(value);
  return { reason: 'other-type' };
}

/** Path of the value in an object of this type, as far as it is one that a list can hold. */
export function valuePaths(type: string): readonly string[] {
  if (WALLETS.includes(type)) return WALLET_PATHS;
  return type === 'domain-name' || type === 'url' ? ['value'] : [];
}
