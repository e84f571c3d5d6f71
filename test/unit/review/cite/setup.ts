import { createWords } from '#components/i18n.tsx';
import type { CitedList } from '#lib/core/checked.ts';
import type { ReportClaim } from '#lib/core/report.ts';
import type { ClaimCitation } from '#lib/review/cite/citation.ts';
import { english } from '../../components/english.ts';

export const words = createWords(english, 'en-GB');
export const ADDRESS = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
export const CHECKED = '2026-11-21T14:03:00.000Z';

export const LIST: CitedList = {
  id: 'ofac-sdn',
  title: 'OFAC SDN List',
  version: '2026-11-20',
  date: '2026-11-20',
  hash: 'ab'.repeat(32),
};

export function claimOf(over: Partial<ReportClaim> = {}): ReportClaim {
  return {
    id: 'sdn:47635/feature:70190',
    list: 'ofac-sdn',
    listTitle: 'OFAC SDN List',
    authority: 'OFAC',
    subject: 'GAZA NOW',
    aliases: [],
    programme: 'SDGT',
    legalBasis: 'Executive Order 13224',
    jurisdiction: 'US',
    value: ADDRESS,
    valueChain: 'ethereum',
    match: 'exact',
    bearing: 'against',
    relation: 'direct',
    tier: 'official',
    confidence: 'official-list',
    status: 'active',
    listed: '2024-03-27',
    validUntil: null,
    changed: null,
    delisted: null,
    memo: null,
    url: 'https://sanctionssearch.ofac.treas.gov/Details.aspx?id=47635',
    ...over,
  };
}

export function citationOf(over: Partial<ReportClaim> = {}, list: CitedList = LIST): ClaimCitation {
  return {
    says: 'claim',
    thing: { text: ADDRESS, chain: 'ethereum' },
    claim: claimOf(over),
    list,
    checked: CHECKED,
  };
}
