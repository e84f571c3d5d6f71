import type { Entry } from '#lib/core/entry.ts';
import { MAX_EVIDENCE_LINKS, MAX_EVIDENCE_URLS, MAX_FIELD_CHARS } from '#lib/core/limits.ts';
import type { RefusalReason } from '#lib/core/refusals.ts';
import { webUrl } from '#lib/core/web-url.ts';
import { FRONTS, HOST_RULES, MOBILE_FRONTS } from '#lib/detect/host-rules.ts';
import { placeKeys } from '#lib/detect/place.ts';
import { chainOfLabel } from '../chain-names.ts';
import { readPaid } from './community-value.ts';
import { readSite } from './host-value.ts';

/** What an indicator points at, as an entry knows it. */
export type Indicated = Pick<Entry, 'kind' | 'value' | 'chain'>;

/** The label is only a hint: an address that parses says itself where it belongs. */
export function indicatedAddress(value: string, label: string): Indicated | { reason: RefusalReason } {
  return readPaid(value, chainOfLabel(label));
}

/** A URL with a path indicates that page and not its host, which may be somebody else's. */
export function indicatedSite(value: string): Indicated | { reason: RefusalReason } {
  const site = readSite(value);
  if ('reason' in site) return site;
  // `facebook.com` indicates nobody: what is meant is a page there, and the record does not say which.
  if (site.kind === 'domain' && holdsPages(site.value)) return { reason: 'shared-host' };
  return { ...site, chain: null };
}

export function indicatedDomain(value: string): Indicated | { reason: RefusalReason } {
  const site = indicatedSite(value);
  return 'reason' in site || site.kind === 'domain' ? site : { reason: 'has-path' };
}

/** Links that may be shown beside a claim: to the web, and never to the very place that it warns of. */
export function evidenceUrls(urls: readonly string[], warned: Indicated | null = null): string[] {
  const place = warned && `${warned.kind === 'domain' ? 'host' : 'page'}:${warned.value}`;
  const shown = urls.slice(0, MAX_EVIDENCE_LINKS).filter((url) => {
    if (url.length > MAX_FIELD_CHARS || !webUrl(url)) return false;
    return placeKeys(url).every(({ key }) => key !== place);
  });
  return [...new Set(shown)].slice(0, MAX_EVIDENCE_URLS);
}

function holdsPages(host: string): boolean {
  const dot = host.indexOf('.');
  const first = host.slice(0, dot);
  const bare = FRONTS.includes(first) || MOBILE_FRONTS.includes(first) ? host.slice(dot + 1) : host;
  return HOST_RULES.some((rule) => rule.host === bare || rule.aliases?.includes(bare));
}
