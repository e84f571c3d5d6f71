import type { Finding, Report, ReportClaim, ReportPlace } from '#lib/core/report.ts';

/** Reports as the popup gets them, for tests and the gallery. */

export const GAZA_NOW = '0x175d44451403Edf28469dF03A9280c1197ADb92c';

export function makeClaim(changes: Partial<ReportClaim> = {}): ReportClaim {
  return {
    id: 'sdn:47635/feature:70190',
    list: 'ofac-sdn',
    listTitle: 'OFAC SDN list',
    authority: 'US Treasury OFAC',
    subject: 'GAZA NOW',
    aliases: ['AL-AN'],
    programme: 'SDGT',
    legalBasis: 'Executive Order 13224',
    jurisdiction: 'US',
    value: GAZA_NOW,
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
    ...changes,
  };
}

export function makePlace(changes: Partial<ReportPlace> = {}): ReportPlace {
  return {
    how: 'text',
    frame: 0,
    flags: [],
    context: 'donation',
    at: { frameId: 0, text: GAZA_NOW, index: 0 },
    ...changes,
  };
}

export function makeFinding(changes: Partial<Finding> = {}): Finding {
  return {
    text: GAZA_NOW,
    chain: 'ethereum',
    canonical: GAZA_NOW,
    places: [makePlace()],
    level: 'listed',
    reasons: [
      {
        code: 'sanctioned',
        params: {
          authority: 'US Treasury OFAC',
          subject: 'GAZA NOW',
          programme: 'SDGT',
          listed: '2024-03-27',
          delisted: '',
          validUntil: '',
        },
      },
    ],
    claims: [makeClaim()],
    ...changes,
  };
}

/** An address that stands on no list. */
export function makeQuiet(canonical: string): Finding {
  return makeFinding({ text: canonical, canonical, level: 'none', reasons: [], claims: [] });
}

export function makeReport(changes: Partial<Report> = {}): Report {
  const addresses = changes.addresses ?? [makeFinding()];
  return {
    state: 'ready',
    url: 'https://relief.example/donate',
    title: 'Donate',
    date: '2025-11-21',
    watchlist: [
      {
        id: 'ofac-sdn',
        title: 'OFAC SDN list',
        version: '1',
        date: '2025-11-19',
        closed: false,
        freshUntil: null,
        problem: null,
        entries: 1884,
      },
      {
        id: 'us-forfeitures',
        title: 'US forfeiture cases of 2020',
        version: '1',
        date: '2020-08-13',
        closed: true,
        freshUntil: null,
        problem: null,
        entries: 159,
      },
    ],
    notes: [],
    level: addresses[0]?.level ?? 'none',
    context: 'donation',
    page: [],
    addresses,
    widgets: [],
    unread: [],
    timings: { scanMs: 1, lookupMs: 1, settledMs: 1 },
    ...changes,
  };
}
