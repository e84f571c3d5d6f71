import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_FIELD_CHARS, MAX_XML_KEPT_CHARS } from '#lib/core/limits.ts';
import { attempt, bodyOf } from '#lib/feed/body.ts';
import { ofacAdvanced } from '#lib/feed/formats/ofac-advanced.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { readChunk, type SourceEntry } from '#lib/watchlist/compile.ts';
import {
  type AdvancedFile,
  advancedFile,
  alias,
  BITCOIN,
  BITCOIN_2,
  dateOf,
  EVM,
  feature,
  listing,
  party,
  plainFile,
  TRON,
} from './ofac-files.ts';

const SOURCE = { id: 'x', name: 'SDN_ADVANCED.XML', today: '2026-11-21' };
const bytes = (text: string) => new TextEncoder().encode(text);
const COMPANY = [alias([[53, 'EXAMPLE FRONT']])];

async function read(text: string) {
  const entries: SourceEntry[] = [];
  const refused: [where: string, value: string, reason: string][] = [];
  const sink = {
    entry: (entry: SourceEntry) => entries.push(entry),
    refuse: (...refusal: (typeof refused)[number]) => refused.push(refusal),
  };
  const result = await attempt(() => ofacAdvanced.read(bodyOf(bytes(text)), SOURCE, sink));
  return { result, entries, refused, values: entries.map(({ value }) => value) };
}

/** A file with one party, 101, that is listed. */
const withParty = (aliases: string[], features: string[], more: AdvancedFile = {}) =>
  read(advancedFile({ parties: [party(101, aliases, features)], entries: [listing(101)], ...more }));

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
            id: 'sdn:101/feature:70190',
            stance: 'warns',
            authority: 'US Treasury OFAC',
            subject: 'MAYAK, Example Second',
            aliases: ['МАЯК, Пример', 'MAYAK GROUP'],
            programmes: ['CYBER2', 'SDGT'],
            legalBasis: 'Executive Order 2; Executive Order 1',
            jurisdiction: 'US',
            category: 'terrorism',
            relation: 'direct',
            tier: 'official',
            confidence: 'official-list',
            status: 'active',
            listed: '2021-07-28',
            firstSeen: null,
            validUntil: null,
            delisted: null,
            memo: null,
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
        closed: false,
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
    const { values, refused } = await read(
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

  it.each([
    ['another namespace', advancedFile({ namespace: 'http://www.un.org/sanctions/1.0' }), 'bad-format'],
    ['no namespace', '<Sanctions></Sanctions>', 'bad-format'],
    ['no date', advancedFile({ date: '' }), 'bad-format'],
    ['a date that is none', advancedFile({ date: dateOf('DateOfIssue', '2026-13-01') }), 'bad-format'],
    ['no end', advancedFile().slice(0, -10), 'corrupt'],
    [
      'a document type',
      advancedFile().replace('<Sanctions', '<!DOCTYPE Sanctions []><Sanctions'),
      'bad-format',
    ],
    [
      'a profile without a number',
      advancedFile({ parties: [party('x1', COMPANY, [feature(1, 71, BITCOIN)])] }),
      'corrupt',
    ],
    ['the plain form', plainFile(), 'bad-format'],
    [
      'more of each other than there can be',
      advancedFile({ tables: `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}` }),
      'too-large',
    ],
    [
      'a name of 2 MB',
      advancedFile({
        parties: [party(1, [alias([[53, 'x'.repeat(2_000_000)]])], [feature(1, 71, BITCOIN)])],
      }),
      'too-large',
    ],
  ])('fails with a clear word on a file with %s', async (_, text, code) => {
    expect((await read(text)).result).toMatchObject({ ok: false, error: { code } });
  });

  it('what belongs together is kept up to a limit', async () => {
    const websites = Array.from({ length: 400 }, (_, i) => feature(i, 73, 'x'.repeat(MAX_FIELD_CHARS)));
    const count = Math.ceil(MAX_XML_KEPT_CHARS / (400 * MAX_FIELD_CHARS)) + 1;
    const parties = Array.from({ length: count }, (_, i) => party(i + 1, COMPANY, websites));
    const { result } = await read(advancedFile({ parties }));
    expect(result).toMatchObject({ ok: false, error: { code: 'too-large' } });
  });

  it('is told from the beginning of a file', () => {
    const recognises = (text: string) => ofacAdvanced.recognises(bytes(text), SOURCE);
    expect(recognises(advancedFile().slice(0, 400))).toBe(true);
    // So that whoever reads it says what is wrong.
    expect(recognises('<Sanctions xmlns="urn:x">')).toBe(true);
    expect(recognises(plainFile())).toBe(false);
    expect(recognises('<SanctionsX/>')).toBe(false);
    expect(recognises('value\nSanctions\n')).toBe(false);
  });

  it('is read like every list', async () => {
    const text = advancedFile({
      parties: [
        party(101, COMPANY, [
          feature(1, 71, BITCOIN),
          feature(2, 72, EVM),
          feature(3, 72, EVM.toLowerCase()),
        ]),
      ],
      entries: [listing(101)],
    });
    const result = await readList(bodyOf(bytes(text)), SOURCE);
    if (!result.ok) throw new Error(result.error.message);
    const { format, list } = result.value;
    expect([format, list.info.id, list.info.date]).toEqual(['ofac-advanced', 'ofac-sdn', '2026-09-03']);
    expect(list.chunks.flatMap(readChunk).map(({ value, claims }) => [value, claims.length])).toEqual([
      [BITCOIN, 1],
      [EVM, 2],
    ]);
    expect(await readList(bodyOf(bytes(advancedFile())), SOURCE)).toMatchObject({
      ok: false,
      error: { code: 'empty' },
    });
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
