import type { FindingDocument, ScanDocument } from '../../../scripts/scan/document.ts';

/** A document as the scan command writes it, with nothing found. */
export function scanned(url: string, fields: Partial<ScanDocument> = {}): ScanDocument {
  return {
    url,
    title: 'Give',
    scannedAt: '2026-11-21T10:00:00Z',
    browser: 'chromium/156',
    watchlist: [{ id: 'ofac-sdn', version: 'v1', date: '2025-11-19', entries: 1918 }],
    level: 'none',
    page: [],
    addresses: [],
    widgets: [],
    unread: [],
    timings: { scanMs: 1, lookupMs: 1, settledMs: 100 },
    ...fields,
  };
}

/** An address that stands in the text of such a page. */
export function foundOn(
  level: FindingDocument['level'],
  fields: Partial<FindingDocument> = {},
): FindingDocument {
  return {
    text: '1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
    chain: 'bitcoin',
    canonical: '1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
    places: [{ how: 'text', frame: 0, flags: [], context: 'donation' }],
    level,
    reasons: [],
    claims: [],
    ...fields,
  };
}
