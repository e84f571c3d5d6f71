import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Refusal } from '#lib/core/entry.ts';
import { bodyOf } from '#lib/feed/body.ts';
import type { Source } from '#lib/feed/formats/adapter.ts';
import { nbctf } from '#lib/feed/formats/nbctf.ts';
import { ADAPTERS, readList } from '#lib/feed/formats/registry.ts';
import { statusAt } from '#lib/verdict/status.ts';
import type { SourceEntry } from '#lib/watchlist/compile.ts';

const SOURCE: Source = { id: 'nbctf', name: 'seizures.csv', today: '2026-11-21' };
/** Any text, lone surrogates too. (`fc.string({ unit: 'binary' })` takes seconds to be set up.) */
const anyText = fc
  .array(fc.nat({ max: 0xffff }), { maxLength: 60 })
  .map((codes) => String.fromCharCode(...codes));

const encode = (text: string) => new TextEncoder().encode(text);

async function readOrders(text: string) {
  const entries: SourceEntry[] = [];
  const refused: Refusal[] = [];
  const info = await nbctf.read(bodyOf(encode(text)), SOURCE, {
    entry: (entry) => entries.push(entry),
    refuse: (where, value, reason) => refused.push({ where, value, reason }),
  });
  return { entries, refused, info };
}

/** Named by ASO 18/26, ASO 1/26 and ASO 44/21. */
const TRON = 'TWB9xgNG9nmJuwW4etsQEb9RRnrnVnoNnJ';
const OTHER_TRON = 'TMNnHgsfnZjz5ugnUosbkMqAUGdyRR9Gk3';
const BITCOIN = '1Lm9BCDUKoBUk888DCXewM5p8bJyr83cEp';
/** Binance's deposit wallet on BNB Beacon Chain, and its account on XRPL. */
const BINANCE = 'bnb136ns6lfw4zs5hg4n85vdthaad7hq5m4gtkgf23';
const TAGGED = 'rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh';

const COLUMNS =
  'schema,order_id,start_date,end_date,last_updated,name,alias,id_no,dob,email,phone,wallet_address,account_id,platform,currency,order_url,forfeiture_order_url,annex_url';
/** A row of the transcribed orders, from its filled cells. */
function row(cells: Record<string, string>) {
  const all: Record<string, string> = { schema: 'Wallet', order_id: 'ASO 18/26', ...cells };
  return COLUMNS.split(',')
    .map((name) => all[name] ?? '')
    .join(',');
}
const table = (...rows: Record<string, string>[]) => [COLUMNS, ...rows.map(row), ''].join('\n');
/** Invented, in the columns in which the real ones stand. */
const PERSON = {
  schema: 'Person',
  name: 'JANE EXAMPLE',
  alias: 'J. E.',
  id_no: '912345678',
  dob: '1990-01-02',
  email: 'jane@mail.example',
  phone: '+972 50 123 4567',
};

describe('nbctf: seizure orders', () => {
  it('reads the transcribed orders: an address, its order and nobody', async () => {
    const { entries, refused, info } = await readOrders(
      table({
        ...PERSON,
        start_date: '2026-07-01',
        end_date: '2028-07-01',
        last_updated: '2026-07-02',
        wallet_address: TRON,
        currency: 'USDT',
        order_url: 'https://nbctf.mod.gov.il/he/Announcements/Documents/order.pdf',
      }),
    );
    expect(refused).toEqual([]);
    expect(entries).toEqual([
      {
        kind: 'address',
        value: TRON,
        chain: 'tron',
        flags: [],
        where: 'line 2',
        claims: [
          {
            id: 'ASO 18/26',
            stance: 'warns',
            authority: 'Israeli Ministry of Defense (NBCTF)',
            subject: null,
            aliases: [],
            programmes: [],
            legalBasis: 'seizure order ASO 18/26',
            jurisdiction: 'IL',
            category: 'terrorism',
            relation: 'direct',
            tier: 'official',
            confidence: 'official-list',
            status: 'active',
            listed: '2026-07-01',
            firstSeen: null,
            validUntil: '2028-07-01',
            delisted: null,
            memo: null,
            urls: ['https://nbctf.mod.gov.il/he/Announcements/Documents/order.pdf'],
          },
        ],
      },
    ]);
    expect(info).toMatchObject({
      ok: true,
      value: { upstreams: ['NBCTF'], date: '2026-07-02', closed: false },
    });
  });

  it('takes the date of the newest listing, and none of tomorrow', async () => {
    const days = ['2026-07-02', '2026-07-09', '2031-01-01', ''];
    const { info } = await readOrders(
      table(...days.map((last_updated) => ({ last_updated, wallet_address: TRON }))),
    );
    expect(info).toMatchObject({ value: { date: '2026-07-09' } });
    expect((await readOrders(table())).info).toMatchObject({ value: { date: SOURCE.today } });
  });

  it('reads the column of earlier transcripts', async () => {
    const { entries, refused } = await readOrders(
      `schema,account/wallet_id,platform,order_id,start_date\nWallet,${TRON},,ASO 18/26,01.07.2026\nPerson,361000000,Binance,ASO 1/25,26/01/2025\n`,
    );
    expect(entries).toMatchObject([{ value: TRON, claims: [{ listed: '2026-07-01' }] }]);
    expect(refused).toEqual([{ where: 'line 3', value: '', reason: 'exchange-account' }]);
  });

  it("reads the table of the bureau's page, where an order heads its rows", async () => {
    const { entries, refused } = await readOrders(
      [
        'Order ID,Full name,ID No,Passport No,D.O.B (DD/MM/YYYY),Virtual currency address / User ID,Currency',
        'ASO 18/26',
        `,,,,,${TRON},`,
        `ASO - 53/25,,,,,${OTHER_TRON},${OTHER_TRON},`,
        OTHER_TRON,
        'ASO 1/25,JANE EXAMPLE,912345678,,37828,361000000,',
        ',,ID card no. 912345678,,,,',
        `ASO 44/21,JANE EXAMPLE,912345678,,,${BITCOIN},BTC`,
      ].join('\n'),
    );
    expect(entries.map(({ value, claims }) => [value, claims[0]?.id, claims[0]?.validUntil])).toEqual([
      [TRON, 'ASO 18/26', '2028-12-31'],
      [OTHER_TRON, 'ASO 53/25', '2027-12-31'],
      [BITCOIN, 'ASO 44/21', '2023-12-31'],
    ]);
    expect(refused).toEqual([
      { where: 'line 5', value: OTHER_TRON, reason: 'duplicate' },
      { where: 'line 6', value: '', reason: 'exchange-account' },
      { where: 'line 7', value: '', reason: 'missing-value' },
    ]);
  });

  it('reads wallets beside the table of what is in force', async () => {
    const { entries, info } = await readOrders(
      JSON.stringify({
        releases: [
          { order: 'ASO 18/26', lastUpdated: '2026-07-01', validUntil: '2028-07-01', forfeitureOrder: null },
          { order: 'ASO 53/25', lastUpdated: '2025-11-24', validUntil: null, forfeitureOrder: 'FO 14/26' },
          {
            order: 'ASO 53/25',
            lastUpdated: '2025-12-24',
            validUntil: null,
            forfeitureOrder: null,
            amendment: true,
          },
        ],
        wallets: [
          { order: 'ASO 18/26', address: TRON },
          { order: 'ASO 53/25', address: OTHER_TRON },
        ],
      }),
    );
    expect(entries.map(({ claims }) => claims[0])).toMatchObject([
      { status: 'active', validUntil: '2028-07-01' },
      {
        status: 'forfeited',
        validUntil: null,
        legalBasis: 'seizure order ASO 53/25, forfeiture order FO 14/26',
      },
    ]);
    expect(info).toMatchObject({ value: { date: '2026-07-01' } });
  });
});

describe('nbctf: what is in force', () => {
  const claimOf = async (cells: Record<string, string>) => {
    const { entries } = await readOrders(table({ wallet_address: TRON, ...cells }));
    const claim = entries[0]?.claims[0];
    if (!claim) throw new Error('no entry');
    return claim;
  };

  it('ends an order after its last day', async () => {
    const claim = await claimOf({ order_id: 'ASO 1/24', start_date: '2024-01-10', end_date: '2026-01-10' });
    expect([statusAt(claim, '2026-01-10'), statusAt(claim, '2026-01-11')]).toEqual(['active', 'expired']);
  });

  it('keeps what was forfeited, which ends no more', async () => {
    const link = 'https://nbctf.mod.gov.il/he/PropertyPerceptions/Documents/FO%2015.22.pdf';
    const claim = await claimOf({
      order_id: 'ASO 44/21',
      start_date: '2021-06-30',
      forfeiture_order_url: link,
    });
    expect(statusAt(claim, '2026-11-21')).toBe('forfeited');
    expect(claim.legalBasis).toBe('seizure order ASO 44/21');
    expect(claim.urls).toEqual([link]);
  });

  it.each([
    [{ order_id: 'ASO 1/24', start_date: '2024-01-10' }, '2026-01-10'],
    [{ order_id: 'ASO 1/24', start_date: '10.1.2024', end_date: 'until further notice' }, '2026-01-10'],
    [{ order_id: 'ASO 1/24', start_date: '2024-02-29' }, '2026-02-28'],
    [{ order_id: 'ASO 1/24' }, '2026-12-31'],
    [{ order_id: 'ASO 1/24', start_date: '9999-01-01' }, null],
  ])('gives an order without a readable end the two years that all have: %o', async (cells, day) => {
    expect((await claimOf(cells)).validUntil).toBe(day);
  });

  it.each([
    ['7.6.2026', '2026-06-07'],
    ['07/06/2026', '2026-06-07'],
    ['2026-06-07', '2026-06-07'],
    ['06/13/2026', null],
    ['7.6.26', null],
    ['', null],
  ])('reads the day %s, the day before the month', async (text, day) => {
    expect((await claimOf({ start_date: text })).listed).toBe(day);
  });
});

describe('nbctf: people stay out of it', () => {
  it('keeps nothing of an account at an exchange, in any of the columns where one has stood', async () => {
    const accounts = [
      { ...PERSON, schema: 'Account', account_id: '361000000', platform: 'Binance' },
      { ...PERSON, wallet_address: '361000000', platform: 'OKX' },
      { ...PERSON, wallet_address: '562000000000000000' },
      { ...PERSON, wallet_address: '+972 50-123 4567' },
    ];
    const { entries, refused } = await readOrders(table(...accounts));
    expect(entries).toEqual([]);
    expect(refused).toEqual(
      accounts.map((_, n) => ({ where: `line ${n + 2}`, value: '', reason: 'exchange-account' })),
    );
  });

  it.each([
    'jane@mail.example',
    'JANE EXAMPLE',
    'janeexample.eth',
    'AB1234567',
    '3177043342364495742L',
    'Jane-Example-Something-And-So-On',
    'JaneExampleSomethingAndSoOnAndOn',
    'שם פלוני',
  ])('shows nothing of what stands in place of an address: %s', async (text) => {
    const { entries, refused } = await readOrders(table({ wallet_address: text }));
    expect(entries).toEqual([]);
    expect(new Set(refused.map(({ value, reason }) => `${value}${reason}`))).toEqual(
      new Set([/^[A-Z]{25,}$/i.test(text) ? 'bad-address' : 'no-address']),
    );
  });

  it('never shows what stands in the columns of a person', async () => {
    const personal = fc.record({
      name: fc.string({ minLength: 3 }),
      id_no: fc.stringMatching(/^\d{6,9}$/),
      phone: fc.stringMatching(/^\+\d{9,14}$/),
      account_id: fc.stringMatching(/^\d{6,18}$/),
    });
    await fc.assert(
      fc.asyncProperty(
        personal,
        fc.constantFrom(TRON, '', 'x', '123456789'),
        async (person, wallet_address) => {
          const quoted = Object.fromEntries(
            Object.entries(person).map(([key, text]) => [key, `"${text.replaceAll('"', '""')}"`]),
          );
          const { entries, refused } = await readOrders(table({ ...quoted, wallet_address }));
          const kept = JSON.stringify([entries, refused]);
          for (const text of [person.id_no, person.phone, person.account_id])
            expect(kept).not.toContain(text);
          expect(entries.every(({ claims }) => claims[0]?.subject === null)).toBe(true);
        },
      ),
    );
  });

  it('takes no number for an address', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^\d{1,40}$/), async (wallet_address) => {
        const { entries, refused } = await readOrders(table({ wallet_address }));
        expect(entries).toEqual([]);
        expect(refused).toEqual([{ where: 'line 2', value: '', reason: 'exchange-account' }]);
      }),
    );
  });
});

describe('nbctf: custodians', () => {
  it('marks a deposit wallet that many customers share', async () => {
    const { entries } = await readOrders(
      table(
        { wallet_address: BINANCE, currency: 'BNB' },
        { wallet_address: TAGGED, currency: 'XRP', platform: 'Binance' },
        { wallet_address: TRON, platform: 'Binance' },
        { order_id: 'ASO 44/21', wallet_address: TAGGED, currency: 'XRP' },
      ),
    );
    expect(entries.map(({ value, flags }) => [value, flags])).toEqual([
      [BINANCE, ['shared']],
      [TAGGED, ['shared']],
      // A deposit address on TRON belongs to one customer.
      [TRON, []],
      [TAGGED, ['shared']],
    ]);
  });
});

describe('nbctf: dirt', () => {
  it('reads an address with Cyrillic letters in it where the checksum shows what was meant', async () => {
    // ASO 2/24, as the page has it: the second letter and the one before "V3" are Cyrillic.
    const { entries, refused } = await readOrders(
      table({ wallet_address: 'T\u041d96tFMn8KGiYSLiw\u0441V3E2UiaJc8jmcbz3' }),
    );
    expect(refused).toEqual([]);
    expect(entries).toMatchObject([{ value: 'TH96tFMn8KGiYSLiwcV3E2UiaJc8jmcbz3', chain: 'tron' }]);
  });

  it('refuses such a letter where no checksum shows it', async () => {
    // All in lower case, so that EIP-55 says nothing.
    const address = '0x175d44451403edf28469df03\u04309280c1197adb92c';
    const { entries, refused } = await readOrders(table({ wallet_address: address }));
    expect(entries).toEqual([]);
    expect(refused).toEqual([{ where: 'line 2', value: address, reason: 'foreign-letter' }]);
    const typo = `T\u041d96tFMn8KGiYSLiwcV3E2UiaJc8jmcbz4`;
    expect((await readOrders(table({ wallet_address: typo }))).refused).toMatchObject([
      { reason: 'foreign-letter' },
    ]);
  });

  it('reads two addresses in one cell, and drops what nobody sees', async () => {
    const { entries } = await readOrders(
      table(
        { wallet_address: `"${TRON}\u200b\n${OTHER_TRON}"` },
        { wallet_address: `${BITCOIN} / ${BITCOIN}` },
      ),
    );
    expect(entries.map(({ value }) => value)).toEqual([TRON, OTHER_TRON, BITCOIN]);
  });

  it('takes the address for what it is, not for its currency', async () => {
    const { entries } = await readOrders(
      table(
        { wallet_address: TRON, currency: 'BTC' },
        { wallet_address: '13ztYvFxVpioqRvr8YUz7UmJm36ERJhMBG', currency: 'USDT' },
      ),
    );
    expect(entries.map(({ chain }) => chain)).toEqual(['tron', 'bitcoin']);
  });

  it('counts one address that an order names twice, whatever its case, and keeps two orders apart', async () => {
    const lower = '0xc3b194e0a4bfff0e986594d7768f58746e52eb53';
    const mixed = '0xC3b194e0a4Bfff0e986594d7768F58746E52Eb53';
    const { entries, refused } = await readOrders(
      table(
        { wallet_address: lower },
        { wallet_address: mixed },
        { order_id: 'ASO 1/26', wallet_address: mixed },
      ),
    );
    expect(entries.map(({ claims }) => claims[0]?.id)).toEqual(['ASO 18/26', 'ASO 1/26']);
    expect(refused).toMatchObject([{ where: 'line 3', reason: 'duplicate' }]);
    const list = await readList(
      bodyOf(encode(table({ wallet_address: lower }, { wallet_address: mixed, order_id: 'ASO 1/26' }))),
      SOURCE,
    );
    expect(list).toMatchObject({ ok: true, value: { list: { entries: 1 } } });
  });

  it.each([
    ['a checksum that fails', '3HQJ9ta7TmYNRjkby3nbMGdHzNCCiXs3Ui', 'bad-address'],
    [
      'a form of no chain that is known',
      `27f405bf5c5caf0db56316b76dfc3067846cffcf8f2ffda5d5f754114ec1db35b3f6310fb25b`,
      'bad-address',
    ],
    ['a transaction', '5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320', 'transaction-id'],
    ['an address without its prefix', '175d44451403edf28469df03a9280c1197adb92c', 'missing-prefix'],
  ])('refuses %s, and shows it', async (_, wallet_address, reason) => {
    const { refused } = await readOrders(table({ wallet_address }));
    expect(refused).toEqual([{ where: 'line 2', value: wallet_address, reason }]);
  });

  it('reads an address that happens to have no digit', async () => {
    const { entries } = await readOrders(table({ wallet_address: 'LQsYaykwDfsKXKkVnQUNhyoVQuhiDEQrZT' }));
    expect(entries.map(({ chain }) => chain)).toEqual(['litecoin']);
  });

  it('refuses an address under no order', async () => {
    const { refused } = await readOrders(table({ order_id: 'FO 15/22', wallet_address: TRON }));
    expect(refused).toEqual([{ where: 'line 2', value: TRON, reason: 'no-order' }]);
  });

  it('accounts for every row, and never throws', async () => {
    const cell = fc.oneof(
      fc.constantFrom(TRON, BITCOIN, 'ASO 18/26', '', '361000000', 'x'),
      anyText,
      fc.double().map(String),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ order: cell, address: cell, platform: cell }), { maxLength: 6 }),
        async (wallets) => {
          const { entries, refused, info } = await readOrders(JSON.stringify({ wallets, releases: wallets }));
          expect(info.ok).toBe(true);
          const told = new Set([...entries, ...refused].map(({ where }) => where));
          expect(told.size).toBe(wallets.length);
        },
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 20 }), { maxLength: 6 }), async (rows) => {
        const { info } = await readOrders([COLUMNS, ...rows.map((cells) => cells.join(','))].join('\n'));
        expect(info.ok).toBe(true);
      }),
    );
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        await readOrders(text);
      }),
    );
  });
});

describe('nbctf: telling it apart', () => {
  const recognised = (text: string) => nbctf.recognises(encode(text), SOURCE);

  it('goes by content alone', () => {
    expect(recognised(`${COLUMNS}\n`)).toBe(true);
    expect(recognised('Order ID,Full name,Virtual currency address / User ID\n')).toBe(true);
    expect(recognised('{"note": "", "releases": [{"order": "ASO 18/26"')).toBe(true);
    expect(recognised('order_id,value\n')).toBe(false);
    expect(recognised('wallet_address,currency\n')).toBe(false);
    expect(recognised('{"wallets": [{"order": 1}]}')).toBe(false);
    expect(recognised(`["${TRON}"]`)).toBe(false);
  });

  it('is asked in the registry, and fails on anything else', async () => {
    expect(ADAPTERS).toContain(nbctf);
    for (const text of ['{}', '[]', 'x', '{"wallets": {}, "releases": []}', `${'['.repeat(5_000)}`]) {
      expect((await readOrders(text)).info).toMatchObject({ ok: false, error: { code: 'bad-format' } });
    }
  });
});

const REAL = resolve(import.meta.dirname, '../../../../shared/data/feeds/il_nbctf/nbctf_wallets_no_pii.json');

describe.skipIf(!existsSync(REAL))('the real orders (skipped where the source file is absent)', () => {
  it('reads them', async () => {
    const text = readFileSync(REAL, 'utf8');
    expect(ADAPTERS.find((one) => one.recognises(encode(text).subarray(0, 65_536), SOURCE))).toBe(nbctf);
    const { entries, refused } = await readOrders(text);
    const reasons = refused.map(({ value, reason }) => `${reason} ${value}`);
    process.stdout.write(`${entries.length} entries; refused:\n  ${reasons.join('\n  ')}\n`);
    expect([entries.length, refused.length]).toEqual([490, 6]);
    // Two lines of one order name one address for two holders; two addresses fail their checksums.
    expect(reasons).toContain(`duplicate ${BITCOIN}`);
    expect(reasons).toContain('bad-address 3HQJ9ta7TmYNRjkby3nbMGdHzNCCiXs3Ui');
    expect(reasons).toContain('bad-address 18yzhmcgHtRVoEX3doCrqhis6fFU1dHFUE');
    expect(entries.find(({ value }) => value === BINANCE)?.flags).toEqual(['shared']);
    const status = (date: string) =>
      Object.entries(
        Object.fromEntries(
          ['active', 'forfeited', 'expired'].map((one) => [
            one,
            entries.filter(({ claims }) => claims[0] && statusAt(claims[0], date) === one).length,
          ]),
        ),
      ).map(([name, n]) => `${n} ${name}`);
    process.stdout.write(`on 2026-11-21: ${status('2026-11-21').join(', ')}\n`);
    expect(new Set(entries.map(({ claims }) => claims[0]?.id)).size).toBe(28);
  });
});
