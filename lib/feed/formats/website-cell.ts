import { parse } from 'tldts';
import type { RefusalReason } from '#lib/core/refusals.ts';

export type Website = { kind: 'domain' | 'page'; value: string } | { reason: RefusalReason };

/** File names under which a server shows its front page: the site as a whole is meant. */
const FRONT_PAGE = /^\/(index|default)\.(html?|php|aspx?)$/i;

/**
 * What one "Website" cell of a list names. Cells hold whatever somebody typed: upper case, `https:/x`,
 * paths, several sites at once. A path makes it a page, because the rest of the host may be others'
 * (`facebook.com/…`); a top-level domain that does not exist makes it a mistake.
 */
export function readWebsites(cell: string): Website[] {
  return cell
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((text) => {
      const url = URL.parse(`https://${text.replace(/^https?:\/*/i, '')}`);
      const host = url ? parse(url.hostname) : null;
      if (!url || !host || (!host.isIcann && !host.isPrivate && !host.isIp)) {
        return { reason: host?.publicSuffix && host.domain ? 'unknown-tld' : 'bad-host' };
      }
      if (url.search) return { kind: 'page', value: url.host + url.pathname + url.search };
      return url.pathname === '/' || FRONT_PAGE.test(url.pathname)
        ? { kind: 'domain', value: url.host }
        : { kind: 'page', value: url.host + url.pathname };
    });
}
