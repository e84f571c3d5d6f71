import type { Address } from '#lib/core/types.ts';
import type { Codec } from './codec.ts';
import { parseDescriptor } from './descriptor.ts';
import { keyOf, readExtendedKey } from './xpub.ts';

/**
 * Extended public keys (BIP-32) and output descriptors (BIP-380): one string that stands for as many addresses as
 * anybody cares to derive. Private ones are never read.
 */
export const extendedKey: Codec = {
  family: 'extended-key',
  chains: ['bitcoin', 'litecoin', 'dogecoin', 'dash'],
  parse(text) {
    return text.includes('(') ? parseDescriptor(text) : parseExtendedKey(text);
  },
};

/** `xpub`, `ypub` and `zpub` of one key differ in what a wallet makes of it: one key, one identity. */
function parseExtendedKey(text: string): Address | null {
  const read = readExtendedKey(text);
  if (!read) return null;
  const { kind, chain, testnet } = read;
  const key = keyOf(read.key);
  return {
    chain,
    kind,
    canonical: text,
    identity: key,
    keys: [key],
    ...(testnet && { notes: ['testnet'] }),
  };
}
