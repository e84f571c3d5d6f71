import type { Finding, Level, Report, ReportClaim } from '#lib/core/report.ts';
import { makeClaim, makeFinding, makePlace, makeReport } from '../support/report-views.ts';
import type { PopupCase } from './popup-cases.ts';

/** Where the page itself is listed, or a part of it that is no address: a frame, an account behind a button. */

const OFAC = { authority: 'US Treasury OFAC', subject: 'GAZA NOW' };

interface Place {
  url: string;
  claim: Partial<ReportClaim>;
  reason?: string;
  params?: Record<string, string>;
  finding?: Partial<Finding>;
  report?: Partial<Report>;
}

function place({ url, claim, reason = 'sanctioned', params = {}, finding, report }: Place): PopupCase {
  const value = claim.value ?? url;
  const level: Level = finding?.level ?? 'listed';
  const found = makeFinding({
    text: url,
    chain: null,
    canonical: value,
    places: [],
    reasons: [{ code: reason, params: { ...OFAC, ...params } }],
    claims: [makeClaim({ value, valueChain: null, ...claim })],
    ...finding,
  });
  return { answer: makeReport({ url, page: [found], addresses: [], level, ...report }) };
}

const seized: Place = {
  url: 'https://masks.example/',
  reason: 'seized-site',
  params: { authority: 'US Department of Justice', subject: 'al-Qaeda', listed: '2020-08-13' },
  claim: {
    match: 'domain',
    value: 'masks.example',
    authority: 'US Department of Justice',
    subject: 'al-Qaeda',
    programme: null,
    list: 'us-forfeitures',
    listTitle: 'US forfeiture cases of 2020',
    status: 'forfeited',
    confidence: 'court-record',
    listed: '2020-08-13',
    url: 'https://www.justice.gov/opa/pr/example',
  },
};
const [inFrame, behindButton] = [7, 0].map((frameId) => ({
  places: [makePlace({ how: 'link', frame: frameId && 1, at: { frameId, text: '', index: 0 } })],
}));
const vouched = { authority: 'Some Register', subject: 'Orchard School', other: 'orchard-school.example' };

export const PLACE_CASES: Record<string, PopupCase> = {
  seized: place(seized),
  site: place({ url: 'https://bank.example/', claim: { match: 'domain', value: 'bank.example' } }),
  channel: place({
    url: 'https://t.me/reminder_for_syria',
    claim: { match: 'handle', value: 'telegram:reminder_for_syria' },
  }),
  page: place({
    url: 'https://www.facebook.com/facemaskcenter',
    claim: { match: 'page', value: 'facebook.com/facemaskcenter' },
  }),
  widget: place({
    url: 'https://relief.example/donate',
    claim: { match: 'widget', value: 'paypal:RELIEF4WINTER' },
    finding: { text: 'paypal:RELIEF4WINTER', ...behindButton },
    report: {
      widgets: [{ provider: 'PayPal', kind: 'form', host: 'www.paypal.com', accounts: ['RELIEF4WINTER'] }],
    },
  }),
  frame: place({
    url: 'https://news.example/',
    claim: { match: 'domain', value: 'donate.bank.example' },
    finding: { text: 'https://donate.bank.example/', ...inFrame },
  }),
  'frame-aside': place({
    url: 'https://news.example/',
    claim: { match: 'domain', value: 'donate.bank.example' },
    finding: { text: 'https://donate.bank.example/', ...inFrame, aside: true },
    report: { level: 'caution' },
  }),
  'frame-seized': place({ ...seized, url: 'https://news.example/', finding: inFrame ?? {} }),
  corroborated: place({
    url: 'https://relief.example/',
    reason: 'corroborated',
    params: { authority: 'Some watcher' },
    claim: {
      match: 'domain',
      value: 'relief.example',
      authority: 'Some watcher',
      tier: 'corroborated',
      confidence: 'community',
      programme: null,
      legalBasis: null,
    },
  }),
  'lookalike-host': place({
    url: 'https://xn--rchard-school-72k.example/',
    reason: 'lookalike-host',
    params: { ...vouched, host: 'оrchard-school.example' },
    claim: {},
    finding: { level: 'lookalike', claims: [] },
  }),
  'similar-host': place({
    url: 'https://orchard-schoo1.example/',
    reason: 'similar-host',
    params: { ...vouched, host: 'orchard-schoo1.example' },
    claim: {},
    finding: { level: 'caution', claims: [] },
  }),
};
