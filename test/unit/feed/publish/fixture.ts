import type { Inputs } from '#lib/feed/publish/inputs.ts';

/** Invented sources in the form of the real ones. Addresses are public test vectors and nobody's listing. */
const party = {
  profileId: 101,
  partyType: 'Individual',
  birthDate: '1970-01-01',
  names: [
    { name: 'МАЯК', type: 'Name', primary: true, lowQuality: false, script: '220' },
    { name: 'MAYAK, Example', type: 'Name', primary: true, lowQuality: false, script: '215' },
    { name: 'The Lamp', type: 'A.K.A.', primary: false, lowQuality: true, script: '215' },
    { name: 'MAYAK GROUP', type: 'A.K.A.', primary: false, lowQuality: false, script: '215' },
  ],
  websites: ['https://mayak.com'],
  wallets: [
    // The ticker is wrong on purpose: the address tells the chain.
    { currency: 'XBT', address: 'TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL', featureId: 1 },
    { currency: 'ETH', address: '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', featureId: 2 },
    { currency: 'USDT', address: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', featureId: 3 },
    { currency: 'LTC', address: 'LVg2kJoFNg45Nbpy53h7Fe1wKyeXVRhMH9', featureId: 4 },
    { currency: 'XMR', address: '0'.repeat(64), featureId: 5 },
    { currency: 'ZZZ', address: 'whatever', featureId: 6 },
    { currency: 'BNB', address: 'bnb136ns6lfw4zs5hg4n85vdthaad7hq5m4gtkgf23', featureId: 7 },
  ],
  sanctionsEntries: [
    {
      list: 'SDN List',
      events: [
        { type: 'Created', date: '2021-05-05', legalBasis: { short: 'Executive Order 2' } },
        { type: 'Created', date: '2020-04-04', legalBasis: { short: 'Executive Order 1' } },
      ],
      programs: ['SDGT', 'CYBER2'],
    },
  ],
};

const site = (profileId: number, websites: string[]) => ({
  profileId,
  name: `FRONT ${profileId}`,
  programs: ['RUSSIA-EO14024'],
  listed: ['2022-02-24'],
  websites,
});

export const FIXTURE: Inputs = {
  sdn: JSON.stringify({ dateOfIssue: '2025-11-19', parties: [party] }),
  sdnWebsites: JSON.stringify([
    site(101, ['https://mayak.com']),
    site(102, [
      'WWW.Front.COM',
      'https:/slip.org',
      'http://front.org/index.html',
      'www.facebook.com/frontpage',
      'two.com; three.com',
      'https://front.corn/',
      'com',
    ]),
    site(103, ['www.front.com']),
  ]),
  history: JSON.stringify({
    events: [],
    addresses: [
      {
        currency: 'ETH',
        address: '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed',
        firstSeen: '2023-03-03',
        firstSeenIsBaseline: false,
      },
      {
        currency: 'XBT',
        address: 'TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL',
        firstSeen: '2022-09-03',
        firstSeenIsBaseline: true,
      },
      {
        currency: 'ETH',
        address: '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
        firstSeen: '2022-11-09',
        firstSeenIsBaseline: false,
        removedSeen: '2025-03-21',
      },
      {
        currency: 'ETH',
        address: '0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359',
        firstSeen: '2022-09-03',
        firstSeenIsBaseline: true,
        removedSeen: '2022-11-09',
      },
      {
        currency: 'ETH',
        address: '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
        firstSeen: '2022-09-03',
        firstSeenIsBaseline: true,
        removedSeen: '2024-01-12',
      },
      {
        currency: 'USDC',
        address: '0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED',
        firstSeen: '2022-09-03',
        firstSeenIsBaseline: true,
        removedSeen: '2024-01-12',
      },
    ],
  }),
  forfeited:
    'title: pack\nsource: https://justice.example/attachment\ncurrency: BTC\ntags:\n- address: 1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH\n- address: 3JvL6Ymt8MVWiCNHC7oWU6nLeHNJKLZGLN\n',
  tornado:
    "source: https://treasury.example/recent-actions/20220808\ntags:\n- address: '0xFB6916095ca1df60bB79Ce92cE3Ea74c37c5d359'\n",
  cases: JSON.stringify({
    cases: [
      {
        docket: '1:20-cv-02227 (D.D.C.) United States v. Accounts',
        group: 'Group A',
        date: '2020-08-13',
        legalBasis: 'a statute nobody confirmed',
        domains: [
          { host: 'group-a.net', status: 'seized-2020' },
          { host: 'fund.group-a.net', status: 'successor (not a 2020 defendant)' },
        ],
        knownPublicAddresses: [{ address: '17VZNX1SN5NtKa8UQFxwQbFeFc3iqRYhem' }],
        confidence: 'addresses from memory',
      },
      {
        docket: '1:20-cv-02228 (D.D.C.) United States v. Assets',
        group: 'Group B',
        date: '2020-08-13',
        judgment: '2021-04-09 default judgment',
        legalBasis: '18 USC 981(a)(1)(G)(i)',
      },
      { group: 'Group without a docket' },
    ],
    sources: [
      'https://www.justice.gov/opa/pr/example',
      'https://law.example/cases/1:2020cv02228/221004/12/',
      'a book',
    ],
  }),
  laterBitcoin: '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH\nTNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL\n',
  laterEvm:
    'address,name\n0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb,"LATER, Example"\n0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed,KNOWN\n',
  laterTron: 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW\n',
  laterSolana: '3h1zGmCwsRJnVk5BuRNMLsPaQu1y2aqXqXDWYCgrp5UG\n',
  laterDogecoin: 'not an address\n',
  published: JSON.stringify({
    generated: '2026-11-21',
    entries: [
      published({ address: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa' }),
      published({ address: '0x8617E340B3D01FA5F11F306F4090FD50E238070D' }),
      published({
        address: '3P14159f73E4gFr7JterCCQh9QjiTjiZrG',
        evidence: 'third-party-list-with-verify-url',
      }),
      published({
        address: '3P14159f73E4gFr7JterCCQh9QjiTjiZrG',
        verifyUrl: 'https://github.com/some/readme',
      }),
      published({ address: '3P14159f73E4gFr7JterCCQh9QjiTjiZrG', verifyUrl: 'http://orchard.example/give' }),
      published({ address: '3P14159f73E4gFr7JterCCQh9QjiTjiZrG', verifyUrl: null }),
      published({ address: '3P14159f73E4gFr7JterCCQh9QjiTjiZrG', observed: '2025-11-20' }),
      published({ address: '3P14159f73E4gFr7JterCCQh9QjiTjiZrG', observed: '2026 (undated)' }),
    ],
  }),
};

function published(over: object) {
  return {
    org: 'Orchard School',
    chain: 'BTC',
    verifyUrl: 'https://www.orchard.example/give',
    source: 'orchard/site@0123456789abcdef0123456789abcdef01234567:pages/give.html',
    evidence: 'first-party-repo',
    observed: '2026-08-22',
    note: 'a remark that stays behind',
    ...over,
  };
}
