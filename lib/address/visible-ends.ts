import type { ChainName } from '#lib/core/chains.ts';
import type { Address } from '#lib/core/types.ts';

/**
 * What people see of an address where a wallet shortens it: `0x1234…cdef`. Address poisoning puts one with the same
 * ends into somebody's sight.
 *
 * Four characters on each side, behind what every address of a form begins with: 32 bits in hex, 40 and more in other
 * alphabets. Of 2,000 honest addresses on one page, two million pairs, two agree by chance once in 2,000 such pages
 * of hex and once in half a million of the next alphabet, bech32.
 */
export const HEAD_CHARS = 4;
export const TAIL_CHARS = 4;
/** Shorter ones are shown whole. */
const MIN_CHARS = 25;

/** What every address of a form begins with. The letter after the 1 of a witness address is its version. */
const BECH32 = /^[a-z]{1,20}1(?=[02-9ac-hj-np-z]+$)/;
const CONSTANT = /^(?:0x|[a-z]+:.|nano_\d|tz\d|KT1|t\d(?=[1-9A-Za-z]{33}$)|[UE]Q|Ae2tdPwUPEZ|DdzFFzCqrh)/;
/** Forms that begin with any character at once; all others have a letter or two for their network. */
const WITHOUT: readonly ChainName[] = ['solana', 'near', 'algorand'];
/** Names show themselves whole; invoices are new each time. */
const NAMES: readonly ChainName[] = ['ens', 'lightning'];
const ONE_CHARACTER = /^(.)\1*$/;

export interface Ends {
  head: string;
  tail: string;
  /** Chain, constant beginning and both ends: equal for addresses that look alike when they are shortened. */
  key: string;
}

/** `null` for what is not shortened, and for ends that tell nothing (`0000`). */
export function visibleEnds({ chain, kind, canonical }: Address): Ends | null {
  if (NAMES.includes(chain) || kind === 'named' || /pub$|^descriptor$/.test(kind)) return null;
  const text = canonical.startsWith('0x') ? canonical.toLowerCase() : canonical;
  const start = lengthOfConstant(text, chain);
  if (text.length < MIN_CHARS || text.length < start + HEAD_CHARS + TAIL_CHARS) return null;
  const head = text.slice(start, start + HEAD_CHARS);
  const tail = text.slice(-TAIL_CHARS);
  if (ONE_CHARACTER.test(head) || ONE_CHARACTER.test(tail)) return null;
  return { head, tail, key: `${chain}:${text.slice(0, start)}${head}…${tail}` };
}

function lengthOfConstant(text: string, chain: ChainName): number {
  const bech32 = BECH32.exec(text)?.[0].length;
  if (bech32 !== undefined) return chain === 'cosmos' ? bech32 : bech32 + 1;
  return CONSTANT.exec(text)?.[0].length ?? (WITHOUT.includes(chain) ? 0 : 1);
}

/** Whether two addresses look alike when they are shortened, and belong to different people. */
export function lookAlike(a: Address, b: Address): boolean {
  const ends = visibleEnds(a);
  return (
    ends !== null &&
    ends.key === visibleEnds(b)?.key &&
    a.identity !== b.identity &&
    !a.keys.some((key) => b.keys.includes(key))
  );
}
