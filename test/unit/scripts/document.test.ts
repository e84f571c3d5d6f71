import { describe, expect, test } from 'vitest';
import type { Report } from '#lib/core/report.ts';
import { toDocument } from '../../../scripts/scan/document.ts';
import { matchOf } from '../../../scripts/scan/report/match.ts';
import { ZPUB } from '../../support/account-key.ts';

const NOW = new Date('2026-11-21T10:00:00.123Z');
const driver = { name: 'chromium', version: '156.0.8078.79', trueUrl: (url: string) => url } as const;

const REPORT: Report = {
  state: 'ready',
  url: 'https://example.org/donate',
  title: 'Give',
  date: '2026-11-21',
  watchlist: [
    {
      id: 'ofac-sdn',
      title: 'OFAC SDN',
      version: 'v1',
      date: '2025-11-19',
      entries: 1918,
      closed: false,
      freshUntil: null,
      problem: null,
    },
  ],
  notes: [{ code: 'stale', params: {} }],
  level: 'listed',
  context: 'donation',
  page: [],
  addresses: [
    {
      text: '1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
      chain: 'bitcoin',
      chains: ['bitcoin', 'bitcoin-cash'],
      canonical: '1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
      places: [
        {
          how: 'text',
          frame: 0,
          flags: ['hidden'],
          context: 'donation',
          at: { frameId: 7, text: '1Boat', index: 2 },
        },
      ],
      level: 'listed',
      reasons: [{ code: 'sanctioned', params: { authority: 'US Treasury OFAC' } }],
      claims: [
        {
          id: 'sdn:47635/feature:70190',
          list: 'ofac-sdn',
          listTitle: 'OFAC SDN',
          authority: 'US Treasury OFAC',
          subject: 'Some Front Ltd',
          aliases: ['Front'],
          programme: 'SDGT',
          jurisdiction: 'US',
          legalBasis: 'EO 13224',
          value: '1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
          valueChain: 'bitcoin',
          match: 'exact',
          bearing: 'against',
          relation: 'direct',
          tier: 'official',
          confidence: 'official-list',
          status: 'active',
          listed: '2020-08-13',
          validUntil: null,
          changed: '2025-06-05',
          delisted: null,
          memo: null,
          url: 'https://example.gov/notice',
        },
      ],
    },
  ],
  widgets: [{ provider: 'btcpay', kind: 'iframe', host: 'pay.example' }],
  unread: [{ what: 'frame', count: 3, why: 'cross-origin' }],
  timings: { scanMs: 3.1, lookupMs: 2.4, settledMs: 180 },
};

describe('toDocument', () => {
  test('has the fields of docs/SCAN.md and no others', () => {
    expect(toDocument(REPORT, { requested: REPORT.url }, driver, NOW)).toEqual({
      url: 'https://example.org/donate',
      title: 'Give',
      scannedAt: '2026-11-21T10:00:00Z',
      browser: 'chromium/156',
      watchlist: [{ id: 'ofac-sdn', version: 'v1', date: '2025-11-19', entries: 1918 }],
      level: 'listed',
      page: [],
      addresses: [
        {
          text: '1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
          chain: 'bitcoin',
          chains: ['bitcoin', 'bitcoin-cash'],
          canonical: '1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
          places: [{ how: 'text', frame: 0, flags: ['hidden'], context: 'donation' }],
          level: 'listed',
          reasons: [{ code: 'sanctioned', params: { authority: 'US Treasury OFAC' } }],
          claims: [
            {
              id: 'sdn:47635/feature:70190',
              list: 'ofac-sdn',
              authority: 'US Treasury OFAC',
              subject: 'Some Front Ltd',
              programme: 'SDGT',
              match: 'exact',
              relation: 'direct',
              tier: 'official',
              status: 'active',
              listed: '2020-08-13',
              validUntil: null,
              delisted: null,
              memo: null,
              url: 'https://example.gov/notice',
            },
          ],
        },
      ],
      widgets: [{ provider: 'btcpay', kind: 'iframe', host: 'pay.example' }],
      unread: [{ what: 'frame', count: 3, why: 'cross-origin' }],
      timings: { scanMs: 3.1, lookupMs: 2.4, settledMs: 180 },
    });
  });

  test('has one word for both ways between a key and an address of it, and our report tells which', () => {
    const [listed] = REPORT.addresses;
    if (!listed) throw new Error('no address');
    const met = (canonical: string, match: 'parent' | 'derived') => {
      const claims = listed.claims.map((claim) => ({ ...claim, match }));
      const report = { ...REPORT, addresses: [{ ...listed, canonical, claims }] };
      const [finding] = toDocument(report, { requested: REPORT.url }, driver, NOW).addresses;
      const [claim] = finding?.claims ?? [];
      return finding && claim && [claim.match, matchOf(claim, finding)];
    };
    expect(met(ZPUB, 'parent')).toEqual(['derived', 'parent']);
    expect(met(listed.canonical, 'derived')).toEqual(['derived', 'derived']);
  });

  test('names the address that was asked for only where it differs', () => {
    const document = toDocument(REPORT, { requested: 'https://example.org/' }, driver, NOW);
    expect(document).toMatchObject({
      url: 'https://example.org/donate',
      requestedUrl: 'https://example.org/',
    });
  });

  test('a local file keeps its own address, however the browser was given it', () => {
    const firefox = {
      name: 'firefox',
      version: '153.7.0',
      trueUrl: (url: string) => url.replace('http://served.invalid/', 'file:///'),
    } as const;
    const page = [
      {
        text: 'http://served.invalid/a.html',
        chain: null,
        canonical: 'served.invalid',
        places: [],
        level: 'none' as const,
        reasons: [],
        claims: [],
      },
    ];
    const report: Report = { ...REPORT, url: 'http://served.invalid/a.html', page };
    const document = toDocument(report, { requested: 'file:///a.html' }, firefox, NOW);
    expect(document).toMatchObject({ url: 'file:///a.html', page: [{ text: 'file:///a.html' }] });
    expect(document).not.toHaveProperty('requestedUrl');
    expect(document.browser).toBe('firefox/153');
  });
});
