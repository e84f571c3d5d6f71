import { parseAddress } from '#lib/address/registry.ts';
import type { Sdn } from './inputs.ts';

/** The one spelling by which copies of a list are compared. */
export function canonical(address: string): string {
  return parseAddress(address)?.canonical ?? address;
}

/** Every address of the list as it stands. */
export function sdnAddresses({ parties }: Sdn): Set<string> {
  return new Set(parties.flatMap(({ wallets }) => wallets.map(({ address }) => canonical(address))));
}
