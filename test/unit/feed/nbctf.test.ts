import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statusAt } from '#lib/verdict/status.ts';
import {
  BINANCE,
  BITCOIN,
  OTHER_TRON,
  PERSON,
  readOrders,
  SOURCE,
  TAGGED,
  TRON,
  table,
} from './nbctf-setup.ts';

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
            changed: '2026-07-02',
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

  it('counts a customer’s number beside an address as an account, and shows nothing of it', async () => {
    const { entries, refused, info } = await readOrders(table({ wallet_address: `${TRON} 912345678` }));
    expect(entries.map(({ value }) => value)).toEqual([TRON]);
    expect(refused).toEqual([{ where: 'line 2', value: '', reason: 'exchange-account' }]);
    expect(info).toMatchObject({ value: { personal: { account: 1 } } });
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
