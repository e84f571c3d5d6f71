import { v5 as uuidv5 } from 'uuid';
import { webUrl } from '#lib/core/web-url.ts';

/** Namespace of the ids that Almsguard derives from names (RFC 9562 section 5.5). Never changes: ids would. */
export const NAMESPACE = '5b0c9f6e-6d0b-4c55-9a0e-2f1f5c1c7c1a';

/** Parameters that say where a visitor came from, and nothing about the page. */
const TRACKING = /^(utm_[a-z]+|fbclid|gclid|dclid|msclkid|igshid|mc_cid|mc_eid|yclid|twclid)$/i;

/**
 * The address that a page is one case under: without a fragment, unless it is a route (`#/…`, `#!…`), and without
 * what only tells where a visitor came from. `null` for anything that is not on the web.
 */
export function caseUrl(text: string): string | null {
  const url = webUrl(text.trim());
  if (!url) return null;
  url.username = '';
  url.password = '';
  if (!/^#[!/]/.test(url.hash)) url.hash = '';
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  return url.href;
}

/** UUIDv5 of {@link caseUrl}: the same page is the same case in every workspace, whatever way it came. */
export function caseId(url: string): string {
  return uuidv5(url, NAMESPACE);
}
