import type { Address } from '#lib/core/types.ts';
import { bitcoin } from './bitcoin.ts';
import type { Codec } from './codec.ts';
import { evm } from './evm.ts';
import { tron } from './tron.ts';

/** Every address family, in the order in which they are tried. */
export const CODECS: readonly Codec[] = [bitcoin, evm, tron];

/** The address that one token spells, or `null`. */
export function parseAddress(text: string): Address | null {
  for (const codec of CODECS) {
    const address = codec.parse(text);
    if (address) return address;
  }
  return null;
}
