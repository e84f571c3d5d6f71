import { parseAddress } from '#lib/address/registry.ts';
import type { ChainName } from '#lib/core/chains.ts';
import type { EntryKind } from '#lib/core/entry.ts';
import type { RefusalReason } from '#lib/core/refusals.ts';
import { entryKeys, LIGHTNING_LINK } from '#lib/watchlist/entry-keys.ts';
import { readSite } from './host-value.ts';

/** `value` is canonical: two spellings of one destination have the same. */
export type ListedValue =
  | { kind: EntryKind; value: string; chain: ChainName | null }
  | { reason: RefusalReason };

/** An account of an Ethereum-like chain, or any other 20 bytes. */
const BARE_HEX = /^[0-9a-f]{40}$/i;
const TRANSACTION = /^(0x)?[0-9a-f]{64}$/i;
/** A Cyrillic letter in an address looks right and leads nowhere. */
const FOREIGN_LETTER = /[^\P{L}A-Za-z]/u;

/** An address in one of the spellings that lists have. `hint` is the chain that the list says it is about. */
export function readPaid(token: string, hint: ChainName | null): ListedValue {
  const entry = entryKeys({ kind: 'address', value: token, chain: hint, flags: [] });
  // A name such as `alice.eth` looks like a site: a chain has to say it.
  if (entry.ok && (hint || !token.includes('.') || LIGHTNING_LINK.test(token))) {
    const { kind, value, chain } = entry.value;
    return { kind, value, chain };
  }
  if (!entry.ok && entry.error.code === 'mailbox') return { reason: 'mailbox' };
  if (TRANSACTION.test(token)) return { reason: 'transaction-id' };
  if (BARE_HEX.test(token)) return readBareHex(token);
  if (FOREIGN_LETTER.test(token)) return { reason: 'foreign-letter' };
  return { reason: 'bad-address' };
}

/** Without `0x` only the checksum in its capitals (EIP-55) shows that it is no hash. */
function readBareHex(token: string): ListedValue {
  const address = parseAddress(`0x${token}`);
  if (address?.canonical !== `0x${token}`) return { reason: 'missing-prefix' };
  return { kind: 'address', value: address.canonical, chain: address.chain };
}

/** Whether it is an address without any word of what chain it belongs to. */
export function isPaid(token: string): boolean {
  return !looksLikeSite(token) && 'kind' in readPaid(token, null);
}

/** An address or, of what can be none, a site. */
export function readListed(token: string, hint: ChainName | null): ListedValue {
  const isSite = looksLikeSite(token);
  const paid: ListedValue = isSite && !hint ? { reason: 'bad-address' } : readPaid(token, hint);
  if (!('reason' in paid) || !isSite) return paid;
  const site = readSite(token);
  return 'reason' in site ? site : { ...site, chain: null };
}

/** With a scheme, or dots before a label that is no number; an IPv4 address whole. No address is written so. */
function looksLikeSite(token: string): boolean {
  return /^https?:\/\/.|^[^\s/@]+\.[^\s/.]*[^\d\s/.][^\s/.]*\.?(\/|$)|^(\d+\.){3}\d+(\/|$)/i.test(token);
}
