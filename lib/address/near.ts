import { toHex } from '#lib/core/bytes.ts';
import type { Address } from '#lib/core/types.ts';
import type { Codec } from './codec.ts';

/** Characters of the longest account id; an implicit one has as many (NEAR nomicon, "Account ID"). */
const MAX_CHARS = 64;
const IMPLICIT = /^[0-9a-f]{64}$/;
const NAMED = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/;
/**
 * The accounts under which people are given theirs. By the rules any name is an account (`google.com` is one),
 * which would make one of every host.
 */
export const TOP_LEVEL: ReadonlySet<string> = new Set(['near', 'tg', 'testnet']);

/**
 * NEAR. No form has a checksum. An implicit account is the raw ed25519 key that opened it; a named one changes its
 * keys at will, so its only key is its name. The form `0x…` is read by the EVM codec.
 */
export const near: Codec = {
  family: 'near',
  chains: ['near'],
  parse(text) {
    if (text.length > MAX_CHARS) return null;
    const dot = text.lastIndexOf('.');
    // Names are lower case by the rules; where a sentence begins with one, people write otherwise.
    if (dot !== -1) return parseNamed(text.charAt(0).toLowerCase() + text.slice(1), dot);
    return IMPLICIT.test(text) ? describe(text, 'implicit', `ed25519:${text}`) : null;
  },
};

function parseNamed(name: string, lastDot: number): Address | null {
  const top = name.slice(lastDot + 1);
  if (!TOP_LEVEL.has(top) || !NAMED.test(name)) return null;
  const address = describe(name, 'named', `near:${toHex(new TextEncoder().encode(name))}`);
  return top === 'testnet' ? { ...address, notes: ['testnet'] } : address;
}

function describe(canonical: string, kind: string, key: string): Address {
  return { chain: 'near', kind, canonical, identity: `near:${canonical}`, keys: [key], needsContext: true };
}
