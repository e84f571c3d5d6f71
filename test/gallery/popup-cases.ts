import type { PopupActions } from '#components/Popup.tsx';
import { type PageMap, spotKey } from '#lib/core/page-map.ts';
import type { Finding, Level, Report } from '#lib/core/report.ts';
import { makeClaim, makeFinding, makePlace, makeQuiet, makeReport } from '../support/report-views.ts';
import { DOUBT_CASES } from './popup-doubt-cases.ts';
import { PLACE_CASES } from './popup-place-cases.ts';

/** One state of the popup. `tab`: what the browser tells of the tab, where that matters. */
export interface PopupCase {
  answer: Report | 'never' | 'fails';
  tab?: string | null;
  /** Somebody reviews on this device. */
  reviews?: true;
  /** What the person presses; it fails. */
  press?: string;
}

const TRON = 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW';
const ETHER = '0xE950DC316b836e4EeFb8308bf32Bf7C72a1358FF';
const BITCOIN = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';
const OWN = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const TWIN = '0x5aAeb61D0b4a3F6e8C95E1f7D2A64B0c7f1BeAed';
const KEY = `xpub6CUGRUo${'zYkq7Wd4'.repeat(12)}`;
const ADDRESS_OF_KEY = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const WATCHER = 'Some watcher';

const one = (finding: Partial<Finding> & { level: Level }, report: Partial<Report> = {}) =>
  makeReport({ addresses: [makeFinding(finding)], level: finding.level, ...report });
const because = (code: string, params: Record<string, string> = {}) => [{ code, params }];
const bare = (state: Report['state'], url = 'https://relief.example/') =>
  makeReport({ state, url, addresses: [], level: 'none' });
const unreadable = (tab: string | null): PopupCase => ({ answer: bare('unreadable', ''), tab });
const [ofac] = makeReport().watchlist;

const sameKey = makeFinding({
  text: TRON,
  canonical: TRON,
  chain: 'tron',
  level: 'same-key',
  places: [makePlace({ at: { frameId: 0, text: TRON, index: 0 } })],
  reasons: because('same-key', {
    chain: 'tron',
    valueChain: 'ethereum',
    value: ETHER,
    authority: 'US Treasury OFAC',
    subject: 'GAZA NOW',
  }),
  claims: [makeClaim({ match: 'same-key', value: ETHER })],
});

const bitcoin = makeFinding({
  text: BITCOIN,
  canonical: BITCOIN,
  chain: 'bitcoin',
  places: [0, 1, 2, 3].map((index) => makePlace({ how: 'link', at: { frameId: 0, text: BITCOIN, index } })),
  claims: [
    makeClaim({ value: BITCOIN, valueChain: 'bitcoin' }),
    makeClaim({
      value: BITCOIN,
      valueChain: 'bitcoin',
      id: 'ASO 5/24',
      authority: 'Israeli Ministry of Defense (NBCTF)',
    }),
  ],
});

export const POPUP_CASES: Record<string, PopupCase> = {
  listed: { answer: makeReport() },
  'listed-ambiguous': {
    answer: one({
      level: 'listed',
      text: BITCOIN,
      canonical: BITCOIN,
      chain: 'bitcoin',
      chains: ['bitcoin', 'litecoin', 'dogecoin'],
    }),
  },
  'listed-many': {
    answer: makeReport({
      url: 'https://t.me/reminder_for_syria',
      addresses: [makeQuiet(OWN), makeFinding(), bitcoin, sameKey],
      level: 'listed',
      widgets: [{ provider: 'PayPal', kind: 'form', host: 'www.paypal.com' }],
      unread: [{ what: 'frame', count: 2, why: 'not-answering' }],
    }),
  },
  'listed-mention': { answer: makeReport({ context: 'mention' }) },
  linked: { answer: makeReport({ addresses: [sameKey], level: 'same-key' }) },
  derived: {
    answer: one({
      level: 'derived',
      reasons: because('derived', { authority: 'US Treasury OFAC', subject: 'GAZA NOW' }),
      claims: [makeClaim({ match: 'derived', value: KEY, valueChain: null })],
    }),
  },
  parent: {
    answer: one({
      level: 'derived',
      text: KEY,
      canonical: KEY,
      reasons: because('parent', {
        authority: 'US Treasury OFAC',
        subject: 'GAZA NOW',
        value: ADDRESS_OF_KEY,
        path: 'M/0/37',
      }),
      claims: [makeClaim({ match: 'parent', value: ADDRESS_OF_KEY, valueChain: 'bitcoin' })],
    }),
  },
  lookalike: {
    answer: one({
      level: 'lookalike',
      text: TWIN,
      canonical: TWIN,
      reasons: because('lookalike', { other: OWN, authority: 'Some Register', subject: 'Orchard School' }),
      claims: [],
    }),
  },
  reported: {
    answer: one({
      level: 'reported',
      reasons: because('reported', { authority: WATCHER, subject: '' }),
      claims: [
        makeClaim({
          tier: 'reported',
          confidence: 'community',
          authority: WATCHER,
          subject: null,
          programme: null,
        }),
      ],
    }),
  },
  caution: {
    answer: one({
      level: 'caution',
      reasons: because('hides-mixer', { fatf: 'use of mixing services' }),
      claims: [],
    }),
  },
  delisted: {
    answer: one({
      level: 'delisted',
      reasons: because('delisted', { authority: 'US Treasury OFAC' }),
      claims: [makeClaim({ status: 'delisted', listed: '2022-08-08', delisted: '2025-03-21' })],
    }),
  },
  verified: {
    answer: one({
      level: 'verified',
      text: OWN,
      canonical: OWN,
      reasons: because('verified', { authority: 'Some Register', subject: 'Orchard School' }),
      claims: [
        makeClaim({
          bearing: 'for',
          authority: 'Some Register',
          list: 'register',
          listTitle: 'Addresses of charities',
          tier: 'reported',
          confidence: 'community',
          subject: 'Orchard School',
          aliases: [],
          programme: null,
          legalBasis: null,
          value: OWN,
          listed: null,
          url: 'https://register.example/orchard-school',
        }),
      ],
    }),
  },
  'nothing-listed': {
    answer: makeReport({ addresses: [makeQuiet(OWN), makeQuiet(TRON)], level: 'none' }),
  },
  'nothing-found': { answer: makeReport({ addresses: [], level: 'none', context: 'mention' }) },
  'not-ready': { answer: bare('not-ready') },
  stale: {
    answer: makeReport({
      addresses: [makeQuiet(OWN)],
      level: 'none',
      notes: because('stale', { list: 'OFAC SDN list', date: '2025-09-01', days: '81' }),
      watchlist: ofac
        ? [{ ...ofac, date: '2025-09-01', problem: { code: 'offline', message: 'TypeError' } }]
        : [],
    }),
  },
  'as-of': { answer: makeReport({ notes: because('as-of', { date: '2024-05-01' }) }) },
  'no-lists': { answer: makeReport({ addresses: [makeQuiet(OWN)], level: 'none', watchlist: [] }) },
  paused: { answer: bare('paused') },
  'no-permission': { answer: bare('no-permission', '') },
  'unreadable-browser': unreadable(null),
  'unreadable-store': unreadable('https://chromewebstore.google.com/'),
  'unreadable-pdf': unreadable('https://relief.example/report.pdf'),
  'unreadable-file': unreadable('file:///home/reader/page.html'),
  'unreadable-silent': unreadable('https://relief.example/'),
  ...PLACE_CASES,
  ...DOUBT_CASES,
  loading: { answer: 'never' },
  error: { answer: 'fails' },
};

/** What a popup asks for, answered from the case; its buttons do nothing. */
export function actionsOf({ answer, tab = null, reviews }: PopupCase): PopupActions {
  return {
    gist: async () => null,
    load: () => {
      if (answer === 'never') return new Promise(() => undefined);
      return answer === 'fails' ? Promise.reject(new Error('no answer')) : Promise.resolve(answer);
    },
    locate: async (places): Promise<PageMap> => ({
      width: 1_200,
      height: 2_600,
      spots: new Map(
        places.map(({ at }, i) => [
          spotKey(at),
          { x: 0.3 + 0.1 * (i % 3), y: (i + 1) / (places.length + 2) },
        ]),
      ),
    }),
    shown: async () => ({ url: tab, isPdf: false }),
    reveal: async () => undefined,
    refresh: async () => ({ ok: false, error: { code: 'offline', message: '' } }),
    goBack: () => Promise.reject(new Error('nowhere to go')),
    pause: async () => ({ ok: true, value: null }),
    allow: async () => false,
    keepEvidence: async () => undefined,
    reviewing: async () => (reviews ? async () => undefined : null),
    openOptions: () => undefined,
  };
}
