import { hideSecrets } from '#lib/address/secrets.ts';
import type { EntryKind } from '#lib/core/entry.ts';
import type { RefusalReason } from '#lib/core/refusals.ts';
import { domainKey, pageKey } from '#lib/detect/place.ts';

export type SiteValue =
  | { kind: Extract<EntryKind, 'domain' | 'page' | 'handle'>; value: string }
  | { reason: RefusalReason };

/** By far the most lines of a list; their canonical form needs no more than lower case. */
const PLAIN_HOST =
  /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;
/** Beyond lib/detect/place.ts: behind a provider's address translation (RFC 6598), multicast and reserved. */
const NOBODYS = /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^(22[4-9]|2[34]\d|25[0-5])\.|^\[ff/;

/**
 * What one value of a domain list names, in canonical form. A path makes it a page, which is less than its host.
 * A wildcard and a port are refused: as a host they would accuse more than the list does.
 */
export function readSite(text: string): SiteValue {
  const plain = text.toLowerCase();
  if (PLAIN_HOST.test(plain)) return domain(plain);
  if (hideSecrets(text) !== text) return { reason: 'secret' };
  const url = URL.parse(SCHEME.test(text) ? text : `https://${text}`);
  if (/^[^/?#]*\*/.test(text.replace(SCHEME, ''))) return { reason: 'wildcard' };
  if (!url) return { reason: 'bad-host' };
  if (url.port !== '') return { reason: 'has-port' };
  // `1.2.3` and `0x7f.1` are read as addresses too, which nobody meant who wrote a host name.
  if (IPV4.test(url.hostname) && !text.includes(url.hostname)) return { reason: 'bad-host' };
  if (NOBODYS.test(url.hostname)) return { reason: 'private-host' };
  if (url.pathname === '/' && !url.search && !url.hash) return domain(text);
  const host = domainKey(url.hostname);
  if (!host.ok) return { reason: host.error.code };
  const page = pageKey(text);
  if (!page.ok) return { reason: page.error.code };
  return { kind: page.value.page.startsWith('t.me/') ? 'handle' : 'page', value: page.value.page };
}

function domain(text: string): SiteValue {
  const key = domainKey(text);
  return key.ok ? { kind: 'domain', value: key.value.host } : { reason: key.error.code };
}
