import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPEN_CLAIM } from '../../support/entries.ts';
import { advancedFile, alias, BITCOIN, BITCOIN_2, EVM, feature, listing, party, TRON } from './ofac-files.ts';
import { COMPANY, readAdvanced, withParty } from './ofac-setup.ts';

describe('ofac-advanced', () => {
  it('an entry says who, why, since when, and nothing else of the party', async () => {
    const { result, entries, refused } = await withParty(
      [
        alias([
          [51, 'МАЯК', 82],
          [52, 'Пример', 82],
        ]),
        alias([
          [51, 'MAYAK'],
          [52, 'Example'],
          [52, 'Second'],
        ]),
        alias([[53, 'MAYAK GROUP']], 'Primary="false" LowQuality="false"'),
        alias([[53, 'The Lamp']], 'Primary="false" LowQuality="true"'),
      ],
      [feature(70190, 71, BITCOIN), feature(5, 74, '1970-01-01'), feature(6, 75, 'm@example.com')],
      {
        entries: [
          listing(101, {
            events: [
              ['2024-03-27', 32],
              ['2021-07-28', 31],
            ],
            programmes: ['SDGT', 'CYBER2'],
          }),
        ],
      },
    );
    expect(refused).toEqual([]);
    expect(entries).toEqual([
      {
        kind: 'address',
        value: BITCOIN,
        chain: 'bitcoin',
        flags: [],
        where: 'sdn:101/feature:70190',
        claims: [
          {
            ...OPEN_CLAIM,
            id: 'sdn:101/feature:70190',
            authority: 'US Treasury OFAC',
            subject: 'MAYAK, Example Second',
            aliases: ['МАЯК, Пример', 'MAYAK GROUP'],
            programmes: ['CYBER2', 'SDGT'],
            legalBasis: 'Executive Order 2; Executive Order 1',
            jurisdiction: 'US',
            category: 'terrorism',
            tier: 'official',
            confidence: 'official-list',
            listed: '2021-07-28',
            urls: ['https://sanctionssearch.ofac.treas.gov/Details.aspx?id=101'],
          },
        ],
      },
    ]);
    expect(result).toEqual({
      ok: true,
      value: {
        id: 'ofac-sdn',
        title: 'OFAC sanctions list (SDN)',
        publisher: 'US Treasury OFAC',
        licence: 'Public domain (work of the US Government, 17 USC 105)',
        homepage: 'https://sanctionssearch.ofac.treas.gov/',
        upstreams: ['US Treasury OFAC'],
        date: '2026-09-03',
        edition: 'issued 2026-09-03',
        closed: false,
        personal: expect.anything(),
      },
    });
  });

  it.each([
    [
      'a person with a last name',
      [
        [52, 'Ana'],
        [51, 'ROE'],
      ],
      'ROE, Ana',
    ],
    [
      'a person with two',
      [
        [51, 'ROE'],
        [51, 'DOE'],
        [52, 'Ana'],
      ],
      'ROE DOE, Ana',
    ],
    [
      'a Spanish name',
      [
        [54, 'PEREZ'],
        [55, 'RIVAS'],
        [52, 'Ana'],
      ],
      'PEREZ RIVAS, Ana',
    ],
    [
      'a Russian name',
      [
        [51, 'ROE'],
        [52, 'Ana'],
        [54, 'Petrovna'],
      ],
      'ROE, Ana Petrovna',
    ],
    ['a last name alone', [[51, 'ROE']], 'ROE'],
    [
      'what is in no table',
      [
        [99, 'ROE'],
        [98, 'FRONT'],
      ],
      'ROE FRONT',
    ],
    ['spaces and signs that turn the direction', [[53, '  ROE\u202E  FRONT ']], 'ROE   FRONT'],
  ] as const)('writes a name: %s', async (_, parts, subject) => {
    const { entries } = await withParty(
      [alias([...parts].map(([type, text]) => [type, text]))],
      [feature(1, 71, BITCOIN)],
    );
    expect(entries[0]?.claims[0]?.subject).toBe(subject);
  });

  it('keeps eight other names, and no name twice', async () => {
    const others = ['EXAMPLE FRONT', ...'abcdefghijaa'].map((name) =>
      alias([[53, name]], 'Primary="false" LowQuality="false"'),
    );
    const { entries } = await withParty([...COMPANY, ...others], [feature(1, 71, BITCOIN)]);
    expect(entries[0]?.claims[0]?.aliases).toEqual([...'abcdefgh']);
  });

  it('takes the chain from the address, and new currencies as they come', async () => {
    const { entries } = await withParty(COMPANY, [
      feature(1, 71, TRON),
      feature(2, 76, EVM),
      feature(3, 72, BITCOIN),
    ]);
    expect(entries.map(({ value, chain }) => [value, chain])).toEqual([
      [TRON, 'tron'],
      [EVM, 'ethereum'],
      [BITCOIN, 'bitcoin'],
    ]);
  });

  it('one cell may hold several addresses, and what is none is left out with its reason', async () => {
    const { values, refused, entries } = await withParty(COMPANY, [
      feature(1, 71, ` ${BITCOIN} ,\n ${BITCOIN_2};${EVM} `),
      feature(2, 71, `${BITCOIN.slice(0, 9)}\u200B${BITCOIN.slice(9)}`),
      feature(3, 71, BITCOIN.replace('B', '\u0412')),
      feature(4, 76, 'unheard-of'),
      feature(5, 71, ''),
      feature(6, 71, BITCOIN.repeat(60)),
      feature(7, 71, BITCOIN, BITCOIN_2),
    ]);
    expect(values).toEqual([BITCOIN, BITCOIN_2, EVM, BITCOIN, BITCOIN, BITCOIN_2]);
    expect(entries.slice(0, 3).map(({ where }) => where)).toEqual(Array(3).fill('sdn:101/feature:1'));
    expect(refused).toEqual([
      ['sdn:101/feature:3', BITCOIN.replace('B', '\u0412'), 'impossible-value'],
      ['sdn:101/feature:4', 'unheard-of', 'unknown-chain'],
      ['sdn:101/feature:5', '', 'missing-value'],
      ['sdn:101/feature:6', BITCOIN.repeat(60), 'too-long'],
    ]);
  });

  it('reads websites as people typed them', async () => {
    const { entries, refused } = await withParty(COMPANY, [
      feature(1, 73, 'WWW.Front.COM'),
      feature(2, 73, 'https:/slip.org; two.com'),
      feature(3, 73, 'www.facebook.com/frontpage'),
      feature(4, 73, 'https://front.corn/'),
    ]);
    expect(entries.map(({ kind, value, where }) => [kind, value, where])).toEqual([
      ['domain', 'www.front.com', 'sdn:101/website:WWW.Front.COM'],
      ['domain', 'slip.org', 'sdn:101/website:https:/slip.org; two.com'],
      ['domain', 'two.com', 'sdn:101/website:https:/slip.org; two.com'],
      ['page', 'www.facebook.com/frontpage', 'sdn:101/website:www.facebook.com/frontpage'],
    ]);
    expect(refused).toEqual([['sdn:101/website:https://front.corn/', 'https://front.corn/', 'unknown-tld']]);
  });

  it('a party that is on another list only, or on none, is not accused', async () => {
    const { values, refused } = await readAdvanced(
      advancedFile({
        parties: [1, 2, 3].map((id) =>
          party(id, COMPANY, [feature(id, 71, [BITCOIN, BITCOIN_2, TRON][id - 1] ?? '')]),
        ),
        entries: [listing(1, { list: 42 }), listing(3, { list: 42, programmes: ['OTHER'] }), listing(3)],
      }),
    );
    expect(values).toEqual([TRON]);
    expect(refused).toEqual([
      ['sdn:1/feature:1', BITCOIN, 'not-listed'],
      ['sdn:2/feature:2', BITCOIN_2, 'not-listed'],
    ]);
  });

  it('what a party is listed for on other lists stays out', async () => {
    const { entries } = await withParty(COMPANY, [feature(1, 71, BITCOIN)], {
      entries: [
        listing(101, { events: [['2021-07-28', 31]], programmes: ['CYBER2'] }),
        listing(101, { list: 42, events: [['2014-01-01', 32]], programmes: ['SDGT'] }),
        listing(7, { events: [['2013-01-01', 32]], programmes: ['FTO'] }),
      ],
    });
    expect(entries[0]?.claims[0]).toMatchObject({
      programmes: ['CYBER2'],
      category: null,
      legalBasis: 'Executive Order 1',
      listed: '2021-07-28',
    });
  });

  it('a date that is none, and a legal basis that is in no table, are not known', async () => {
    const { entries } = await withParty(COMPANY, [feature(1, 71, BITCOIN)], {
      entries: [listing(101, { events: [['2021-02-30', 99]] })],
    });
    expect(entries[0]?.claims[0]).toMatchObject({ listed: null, legalBasis: null });
  });

  it('accounts for every cell, whatever stands in it', async () => {
    const write = (text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const cell = fc.oneof(
      fc.constantFrom(
        BITCOIN,
        EVM,
        `${TRON} ${BITCOIN}`,
        'front.com',
        'www.x.com/y?z',
        '',
        ' ',
        '\u200B',
        '-----',
      ),
      fc
        .string({ unit: 'grapheme', maxLength: 60 })
        .filter((text) => !/[\p{Cc}\uFFFE\uFFFF\uD800-\uDFFF]/u.test(text)),
    );
    const cells = fc.array(fc.tuple(fc.constantFrom(71, 72, 73, 76), cell), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(cells, fc.boolean(), async (values, isListed) => {
        const features = values.map(([type, text], i) => feature(i, type, write(text)));
        const { result, entries, refused } = await withParty(COMPANY, features, {
          entries: isListed ? [listing(101)] : [],
        });
        expect(result.ok).toBe(true);
        const told = new Set([...entries.map(({ where }) => where), ...refused.map(([where]) => where)]);
        values.forEach(([type, text], i) => {
          expect(told).toContain(type === 73 ? `sdn:101/website:${text.trim()}` : `sdn:101/feature:${i}`);
        });
        if (!isListed) expect(entries).toEqual([]);
      }),
    );
  });
});
