import { addDays, isIsoDate } from '#lib/core/dates.ts';
import type { Claim, Entry, IsoDate, Refusal } from '#lib/core/entry.ts';
import type { RefusalReason } from '#lib/core/refusals.ts';
import type { SourceEntry } from '#lib/watchlist/compile.ts';
import { makeClaim } from '../claim.ts';
import type { Published } from './inputs.ts';
import type { Gathered } from './ofac-sdn.ts';

/**
 * The one grade of evidence that is enough: the address stands in the repository that the organisation's own site is
 * made from, at a named commit. Lists of others, labels of explorers and old collections are not: to vouch wrongly is
 * as bad as to accuse wrongly.
 */
const FIRST_PARTY = 'first-party-repo';
/** Hosts where anybody may have a page: none of them is an organisation's own. */
const CODE_HOSTS = ['github.com', 'gitlab.com', 'codeberg.org', 'sourceforge.net'];
/** Days after which what was read on a page vouches for nothing any more: organisations change their addresses. */
const READ_DAYS = 365;

/** Addresses that organisations publish on a site of their own, and those sites. */
export function gatherVerified({ generated, entries: rows }: Published): Gathered {
  const entries: SourceEntry[] = [];
  const refused: Refusal[] = [];
  const sites = new Map<string, Entry>();
  for (const row of rows) {
    const reason = whyNot(row, generated);
    if (reason) {
      refused.push({ where: row.org, value: row.address, reason });
      continue;
    }
    const claim = claimOf(row);
    entries.push({
      kind: 'address',
      value: row.address,
      chain: null,
      flags: [],
      claims: [claim],
      where: row.org,
    });
    const host = hostOf(row);
    if (!sites.has(host)) {
      sites.set(host, {
        kind: 'domain',
        value: host,
        chain: null,
        flags: [],
        claims: [{ ...claim, id: host }],
      });
    }
  }
  return { entries: [...entries, ...sites.values()], refused };
}

/** The newest day on which a page was read, of those that count. */
export function newestReading({ generated, entries }: Published): IsoDate {
  const read = entries.filter((row) => !whyNot(row, generated)).map(({ observed }) => observed);
  return read.sort().at(-1) ?? generated;
}

function whyNot(row: Published['entries'][number], generated: IsoDate): RefusalReason | null {
  if (row.evidence !== FIRST_PARTY) return 'no-first-hand-source';
  const host = hostOf(row);
  if (!host || CODE_HOSTS.includes(host)) return 'no-site-of-its-own';
  if (!isIsoDate(row.observed) || addDays(row.observed, READ_DAYS) < generated) return 'read-too-long-ago';
  return null;
}

function claimOf({ org, source, verifyUrl, observed }: Published['entries'][number]): Claim {
  const [, repository, commit, path] = /^([\w.-]+\/[\w.-]+)@([0-9a-f]{7,40}):(\S+)$/.exec(source) ?? [];
  const kept = repository ? [`https://github.com/${repository}/blob/${commit}/${path}`] : [];
  return makeClaim({
    id: source,
    stance: 'verified',
    authority: 'Almsguard',
    subject: org,
    tier: 'reported',
    confidence: 'research',
    status: 'active',
    firstSeen: observed,
    validUntil: addDays(observed, READ_DAYS),
    urls: [verifyUrl ?? '', ...kept].filter(Boolean),
  });
}

function hostOf({ verifyUrl }: Published['entries'][number]): string {
  const url = verifyUrl ? URL.parse(verifyUrl) : null;
  return url?.protocol === 'https:' ? url.hostname.replace(/^www\./, '') : '';
}
