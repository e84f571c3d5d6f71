import { getPublicSuffix } from 'tldts';
import { hasChildren } from '#lib/address/derive.ts';
import { parseHandle } from '#lib/address/handle.ts';
import { parseAddress } from '#lib/address/registry.ts';
import { tokenAccountKeys } from '#lib/address/solana-tokens.ts';
import type { Entry, EntryKind } from '#lib/core/entry.ts';
import type { RefusalReason } from '#lib/core/refusals.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { Address } from '#lib/core/types.ts';
import { domainKey, pageKey } from '#lib/detect/place.ts';
import { parseWidgetAccount } from '#lib/detect/widgets/account.ts';

/** What an entry turns out to be, its canonical value and the keys it is found under. */
export interface EntryKeys {
  kind: EntryKind;
  value: string;
  chain: Entry['chain'];
  keys: string[];
  /** What it spells, where it is paid to. */
  address?: Address;
  /** Set where further addresses come of it, whose keys are not among `keys` (derived.ts). */
  parent?: Address;
}

/** A payment link to Lightning: its scheme says of a value what else a list has to say beside it. */
export const LIGHTNING_LINK = /^lightning:/i;

/** What was read last: a list's line is read, and what it spells, whose keys are the same, compiled. */
let last: EntryKeys | null = null;

/** The keys of an entry, or why it cannot stand on a list. */
export function entryKeys(
  entry: Pick<Entry, 'kind' | 'value' | 'chain' | 'flags'>,
): Result<EntryKeys, RefusalReason> {
  switch (entry.kind) {
    case 'address': {
      if (last?.value === entry.value && last.chain === entry.chain) return ok(last);
      const isLink = LIGHTNING_LINK.test(entry.value);
      const { value, chain } = isLink
        ? { value: entry.value.replace(LIGHTNING_LINK, ''), chain: 'lightning' as const }
        : entry;
      const address = parseAddress(value);
      if (isMailbox(value, chain, address)) {
        return fail('mailbox', 'this is written like a mailbox, and nothing says that it is for Lightning');
      }
      if (!address || isOther(address, value, chain) || (isLink && address.chain !== chain)) {
        return fail('bad-address', `"${entry.value}" is no address of a known form`);
      }
      last = paidKeys(address);
      return ok(last);
    }
    case 'xpub':
    case 'descriptor': {
      const address = parseAddress(entry.value);
      if (!address || !hasChildren(address))
        return fail(`bad-${entry.kind}`, `this is no public ${entry.kind}`);
      return ok(paidKeys(address));
    }
    case 'domain': {
      const domain = domainKey(entry.value);
      if (!domain.ok) return domain;
      const { host, key } = domain.value;
      // `co.uk`, and `github.io` too: everybody's pages would stand accused.
      if (getPublicSuffix(host, { allowPrivateDomains: true }) === host) {
        return fail(
          'public-suffix',
          `"${host}" is a public suffix: its subdomains belong to different people`,
        );
      }
      return ok({ kind: 'domain', value: host, chain: null, keys: [key] });
    }
    case 'page':
    case 'handle': {
      const page = pageKey(entry.value);
      if (!page.ok) return page;
      return ok({ kind: entry.kind, value: page.value.page, chain: null, keys: [page.value.key] });
    }
    case 'widget': {
      const account = parseWidgetAccount(entry.value);
      if (!account.ok) return account;
      const { provider, account: name, key } = account.value;
      return ok({ kind: 'widget', value: `${provider}:${name}`, chain: null, keys: [key] });
    }
  }
}

/** Lists write extended keys among their addresses, so the value tells what it is. */
function paidKeys(address: Address): EntryKeys {
  const { canonical: value, chain, relatedKeys = [] } = address;
  const keys = [...ownedKeys(address), ...relatedKeys];
  if (!hasChildren(address)) return { kind: 'address', value, chain, keys, address };
  const kind = address.kind === 'descriptor' ? 'descriptor' : 'xpub';
  return { kind, value, chain, keys, address, parent: address };
}

/** Keys that show one owner. */
export function ownedKeys(address: Address): string[] {
  return [...address.keys, ...tokenAccountKeys(address)];
}

/**
 * Whether a value is as likely somebody's mailbox, which is none of a list's business: a Lightning address is written in
 * the same way (LUD-16), and only the list itself can say that it means one.
 */
function isMailbox(value: string, chain: Entry['chain'], address: Address | null): boolean {
  if (!parseHandle(value)) return false;
  return address === null || (address.kind === 'lightning-address' && chain !== 'lightning');
}

const HEX_KEY = /^[0-9a-f]{64}$/i;

/**
 * Whether a form without a checksum only happens to be spelled like this chain's: a list has named a transaction
 * under Monero that is spelled like a NEAR account.
 */
function isOther({ needsContext, chain }: Address, value: string, named: Entry['chain']): boolean {
  if (!needsContext) return false;
  return named === null ? HEX_KEY.test(value) : named !== chain;
}
