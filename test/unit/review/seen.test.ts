import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { Finding, Report, ReportClaim } from '#lib/core/report.ts';
import { seenOf } from '#lib/review/seen.ts';
import { builtReport } from '../../support/built-report.ts';

const GENESIS = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';

function finding(over: Partial<Finding> = {}): Finding {
  return {
    text: GENESIS,
    chain: 'bitcoin',
    canonical: GENESIS,
    places: [],
    level: 'listed',
    reasons: [],
    claims: [],
    ...over,
  };
}

function claim(over: Partial<ReportClaim> = {}): ReportClaim {
  const told = {
    list: 'a',
    listTitle: 'List A',
    value: GENESIS,
    subject: 'Somebody',
    match: 'exact',
  } as const;
  return { ...told, bearing: 'against', status: 'active', ...over } as ReportClaim;
}

function report(over: Partial<Report> = {}): Report {
  return {
    ...builtReport(),
    state: 'ready',
    url: 'https://masks.example/donate',
    title: 'Masks',
    level: 'listed',
    ...over,
  };
}

it('tells an address that is to be paid into from one that is only written about', () => {
  const at = (context: 'donation' | 'mention') => ({ context }) as Finding['places'][number];
  const asks = (...places: Finding['places']) =>
    seenOf(report({ addresses: [finding({ places })] }))?.items.map((item) => item.asks);
  expect(asks(at('mention'), at('donation'))).toEqual([true]);
  expect(asks(at('mention'))).toEqual([undefined]);
});

it('keeps what finds, links and judges a case again', () => {
  const claims = [
    claim({ list: 'b' }),
    claim(),
    claim({ list: 'c', subject: 'A charity', bearing: 'for' }),
    claim({ list: 'b', subject: null, status: 'delisted' }),
    claim({ list: 'c', bearing: 'idle' }),
    claim({ list: 'a', value: 'x', bearing: 'neither' }),
  ];
  const says = (list: string, how: string, entry = GENESIS) => ({ list, title: 'List A', entry, says: how });
  const reasons = [
    { code: 'sanctioned', params: {} },
    { code: 'hides-tor', params: {} },
    { code: 'hides-mixer', params: {} },
    { code: 'hides-tor', params: {} },
  ];
  expect(seenOf(report({ addresses: [finding({ claims, reasons })] }))).toEqual({
    finalUrl: 'https://masks.example/donate',
    title: 'Masks',
    level: 'listed',
    date: '2026-11-21',
    items: [
      {
        kind: 'address',
        text: GENESIS,
        chain: 'bitcoin',
        keys: parseAddress(GENESIS)?.keys,
        level: 'listed',
        subjects: ['Somebody'],
        lists: ['a', 'b'],
        claims: [
          says('b', 'against'),
          says('a', 'against'),
          says('c', 'for'),
          says('b', 'past'),
          says('c', 'idle'),
          says('a', 'near', 'x'),
        ],
      },
    ],
    indicators: ['hides-mixer', 'hides-tor'],
  });
});

it.each<[string, Partial<Finding>, object]>([
  [
    'a listed host',
    { text: 'https://www.bad.example/x', canonical: 'bad.example', claims: [claim({ match: 'domain' })] },
    { kind: 'host', text: 'bad.example', keys: ['host:bad.example'] },
  ],
  [
    'a host that imitates',
    { text: 'https://masks.example/x', canonical: 'masks.example' },
    { kind: 'host', text: 'masks.example', keys: ['host:masks.example'] },
  ],
  [
    'a listed page',
    { canonical: 'facebook.com/somepage', claims: [claim({ match: 'page' })] },
    { kind: 'page', text: 'facebook.com/somepage', keys: ['page:facebook.com/somepage'] },
  ],
  [
    'a listed channel',
    { canonical: 't.me/somechannel', claims: [claim({ match: 'handle' })] },
    { kind: 'handle', text: 't.me/somechannel', keys: ['page:t.me/somechannel'] },
  ],
  [
    'a listed account',
    { text: 'nowpayments:ABC', canonical: 'nowpayments:ABC', claims: [claim({ match: 'widget' })] },
    { kind: 'widget', text: 'nowpayments:ABC', keys: ['widget:nowpayments:ABC'] },
  ],
])('tells %s', (_name, over, item) => {
  expect(seenOf(report({ page: [finding({ chain: null, ...over })] }))?.items).toMatchObject([item]);
});

it('ties cases by accounts of donation buttons, whether or not a list names them', () => {
  const widget = { provider: 'nowpayments', kind: 'link', host: 'nowpayments.io' } as const;
  const listed = finding({
    text: 'nowpayments:ABC',
    canonical: 'nowpayments:ABC',
    claims: [claim({ match: 'widget' })],
  });
  const widgets = [
    { ...widget, accounts: ['ABC', 'other'] },
    { ...widget, kind: 'iframe' as const, accounts: ['other'] },
    { ...widget, provider: 'somebody', accounts: ['x'] },
    widget,
  ];
  const items = seenOf(report({ page: [listed], addresses: [], widgets }))?.items ?? [];
  expect(items.map(({ kind, text, keys, level }) => [kind, text, keys, level])).toEqual([
    ['widget', 'nowpayments:ABC', ['widget:nowpayments:ABC'], 'listed'],
    ['widget', 'nowpayments:other', ['widget:nowpayments:other'], 'none'],
  ]);
});

it('puts the worst first, and what stands aside where it weighs; keeps so many', () => {
  const addresses = Array.from({ length: 600 }, (_, i) => finding({ canonical: `${i}`, level: 'none' }));
  const page = [
    finding({ canonical: 'ads.example', claims: [claim({ match: 'domain' })], aside: true }),
    finding({ canonical: 'bad.example', claims: [claim({ match: 'domain' })] }),
  ];
  const items = seenOf(report({ page, addresses }))?.items ?? [];
  expect(items.slice(0, 3).map(({ text, level }) => [text, level])).toEqual([
    ['bad.example', 'listed'],
    ['ads.example', 'caution'],
    ['0', 'none'],
  ]);
  expect(items).toHaveLength(500);
});

it.each(['not-ready', 'unreadable', 'no-permission', 'paused'] as const)(
  'says nothing of a page: %s',
  (state) => {
    expect(seenOf(report({ state }))).toBeNull();
  },
);

/** What is shown of an address has to lead back to its keys. */
describe('keys of an address, by the one spelling that is kept', () => {
  const folder = 'test/vectors';
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

  it.each(files)('%s', (file) => {
    const { valid = [] } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as { valid?: unknown[] };
    const texts = valid.flatMap((row) =>
      Object.values(row as object).filter((value) => typeof value === 'string'),
    );
    for (const text of texts) {
      const address = parseAddress(text);
      if (address) expect(parseAddress(address.canonical)?.keys, text).toEqual(address.keys);
    }
  });
});
