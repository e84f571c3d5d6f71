import { getDomain } from 'tldts';
import type { ReviewCase } from '#lib/core/review.ts';
import { HOST_RULES } from '#lib/detect/host-rules.ts';
import { placeKeys } from '#lib/detect/place.ts';

const RULES = new Map(
  HOST_RULES.flatMap((rule) => [rule.host, ...(rule.aliases ?? [])].map((host) => [host, rule])),
);
const PAGE = 'page:';

/**
 * Whose place a page is, so that two pages of one owner meet: the registrable domain, with those under which everybody
 * registers told apart (the private part of the Public Suffix List); at a service where people keep pages of their own
 * (lib/detect/host-rules.ts), the page. Empty where the address does not tell.
 */
export function placesOf({ url, host, seen }: ReviewCase): string[] {
  const first = placeOf(url, host);
  const finalUrl = seen?.finalUrl ?? url;
  const last = finalUrl === url ? null : placeOf(finalUrl, URL.parse(finalUrl)?.hostname ?? '');
  return [...new Set([first, last])].filter((place) => place !== null);
}

function placeOf(href: string, host: string): string | null {
  const domain = getDomain(host, { allowPrivateDomains: true, extractHostname: false }) ?? host;
  const rule = RULES.get(domain);
  if (!rule) return domain || null;
  const first = placeKeys(href)
    .find(({ how }) => how === 'page')
    ?.key.slice(PAGE.length);
  const name = first?.slice(rule.host.length + 1) ?? '';
  return first && !rule.common?.includes(name) ? first : null;
}
