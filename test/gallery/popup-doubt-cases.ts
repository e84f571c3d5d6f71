import { makeClaim, makeFinding, makePlace, makeQuiet, makeReport } from '../support/report-views.ts';
import type { PopupCase } from './popup-cases.ts';

/** Where lists do not agree, or where something on the page does not, and where not all was read. */

const OWN = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const watcher = makeClaim({
  authority: 'Some watcher',
  tier: 'reported',
  confidence: 'community',
  programme: null,
  bearing: 'outweighed',
});
const charity = makeClaim({
  authority: 'Some Register',
  subject: 'Orchard School',
  bearing: 'for',
  listed: null,
  programme: null,
});
const disagree = { authority: 'Some watcher', voucher: 'Some Register', subject: 'Orchard School' };

export const DOUBT_CASES: Record<string, PopupCase> = {
  'not-agreed': {
    answer: makeReport({
      level: 'none',
      addresses: [
        makeFinding({
          level: 'none',
          reasons: [{ code: 'conflict', params: disagree }],
          claims: [charity, watcher],
        }),
      ],
    }),
  },
  'official-counts': {
    answer: makeReport({
      addresses: [
        makeFinding({
          reasons: [
            ...makeFinding().reasons,
            { code: 'official-counts', params: { ...disagree, authority: 'US Treasury OFAC' } },
          ],
          claims: [makeClaim(), charity],
        }),
      ],
    }),
  },
  disputed: {
    answer: makeReport({
      level: 'delisted',
      addresses: [
        makeFinding({
          level: 'delisted',
          reasons: [{ code: 'disputed', params: { authority: 'US Treasury OFAC' } }],
          claims: [
            makeClaim({
              status: 'disputed',
              validUntil: '2026-03-01',
              changed: '2026-01-12',
              memo: '1002371',
            }),
          ],
        }),
      ],
    }),
  },
  'memo-needed': {
    answer: makeReport({
      level: 'caution',
      addresses: [
        makeFinding({
          level: 'caution',
          reasons: [{ code: 'memo-needed', params: { authority: 'US Treasury OFAC' } }],
          claims: [makeClaim({ bearing: 'neither', memo: '1002371' })],
        }),
      ],
    }),
  },
  'code-differs': {
    answer: makeReport({
      level: 'caution',
      addresses: [
        makeFinding({
          text: OWN,
          canonical: OWN,
          level: 'caution',
          reasons: [
            { code: 'qr-differs', params: { printed: OWN, other: makeFinding().canonical } },
            { code: 'rotates', params: { chain: 'ethereum', date: '2025-11-02' } },
            { code: 'wrong-checksum-case', params: {} },
          ],
          claims: [],
          places: [makePlace({ how: 'qr', frame: 2, flags: ['hidden'] })],
        }),
      ],
    }),
  },
  'not-all-read': {
    answer: makeReport({
      level: 'none',
      addresses: [makeQuiet(OWN)],
      unread: [
        { what: 'frame', count: 2, why: 'not-answering' },
        { what: 'image', count: 1, why: 'picture' },
        { what: 'pdf', count: 1, why: 'pdf' },
        { what: 'limit', count: 40, why: 'too-many-candidates' },
        { what: 'limit', count: 20, why: 'too-many-places' },
        { what: 'limit', count: 1, why: 'too-much-text' },
        { what: 'limit', count: 3, why: 'keys' },
        { what: 'frame', count: 1, why: 'sign-in' },
      ],
    }),
  },
  'back-failed': { answer: makeReport(), press: 'main .primary' },
  'refresh-failed': { answer: makeReport(), press: 'footer button' },
  'review-offered': { answer: makeReport({ addresses: [makeQuiet(OWN)], level: 'none' }), reviews: true },
};
