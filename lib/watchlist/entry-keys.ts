import { getPublicSuffix } from 'tldts';
import { CODECS, parseAddress } from '#lib/address/registry.ts';
import type { Entry } from '#lib/core/entry.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { domainKey, pageKey } from '#lib/detect/place.ts';

/** An entry's canonical value and the keys it is found under. */
export interface EntryKeys {
  value: string;
  chain: Entry['chain'];
  keys: string[];
}

/**
 * The keys of an entry, or why it cannot stand on a list. An address of a chain without a codec keeps
 * its text as its only key, so that a list stays whole until the codec exists.
 */
export function entryKeys(entry: Pick<Entry, 'kind' | 'value' | 'chain' | 'flags'>): Result<EntryKeys> {
  switch (entry.kind) {
    case 'address': {
      const address = parseAddress(entry.value);
      if (!address) return unparsed(entry);
      return ok({ value: address.canonical, chain: address.chain, keys: address.keys });
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
      return ok({ value: host, chain: null, keys: [key] });
    }
    case 'page':
    case 'handle': {
      const page = pageKey(entry.value);
      return page.ok ? ok({ value: page.value.page, chain: null, keys: [page.value.key] }) : page;
    }
    default:
      return ok({ value: entry.value, chain: entry.chain, keys: [`${entry.kind}:${entry.value}`] });
  }
}

const PARSED_CHAINS = new Set<Entry['chain']>(CODECS.flatMap((codec) => codec.chains));

function unparsed(entry: Pick<Entry, 'value' | 'chain'>): Result<EntryKeys> {
  if (entry.chain === null || PARSED_CHAINS.has(entry.chain)) {
    return fail('bad-address', `"${entry.value}" is no address of a known form`);
  }
  return ok({ value: entry.value, chain: entry.chain, keys: [`text:${entry.value}`] });
}
