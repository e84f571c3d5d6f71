import type { Report } from '#lib/core/report.ts';
import type { Bundle } from '#lib/review/bundle/bundle.ts';
import { writeBundle } from '#lib/review/bundle/write.ts';
import { entry } from '../../../support/entries.ts';
import { claimOf, LIST } from '../cite/setup.ts';

export const HTML =
  '<!doctype html><html><head><title>Help</title></head><body><h1>Help us</h1><p>Send to 0x5aAe</p></body></html>';

export function reportOf(over: Partial<Report> = {}): Report {
  return {
    state: 'ready',
    url: 'https://charity.example/donate',
    title: 'Help us',
    date: '2026-11-21',
    watchlist: [
      {
        id: 'ofac-sdn',
        title: 'OFAC SDN List',
        version: '2026-11-20',
        date: '2026-11-20',
        closed: false,
        freshUntil: null,
        entries: 1,
        problem: null,
      },
    ],
    notes: [],
    level: 'listed',
    context: 'donation',
    page: [],
    addresses: [
      {
        text: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
        chain: 'ethereum',
        canonical: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
        places: [],
        level: 'listed',
        reasons: [{ code: 'sanctioned', params: { authority: 'OFAC' } }],
        claims: [claimOf()],
      },
    ],
    widgets: [],
    unread: [],
    timings: { scanMs: 1, lookupMs: 1, settledMs: 1 },
    ...over,
  };
}

export function bundleOf(over: Partial<Bundle> = {}): Bundle {
  return {
    at: '2026-11-21T14:03:00.000Z',
    page: { url: 'https://charity.example/donate', title: 'Help us' },
    report: reportOf(),
    placements: [],
    lists: [LIST],
    entries: [{ list: 'ofac-sdn', how: 'exact', entry: entry('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed') }],
    environment: {
      extension: '0.1.0',
      browser: 'Chromium 140',
      language: 'en',
      viewport: { width: 1280, height: 800 },
    },
    capture: { left: { picture: 2 }, picture: 'whole' },
    html: new TextEncoder().encode(HTML),
    picture: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4]),
    views: { plain: Uint8Array.from([0xff, 0xd8, 1]), marked: null },
    ...over,
  };
}

export const packed = (over: Partial<Bundle> = {}) => writeBundle(bundleOf(over));
