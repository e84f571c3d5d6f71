import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf } from '#lib/feed/body.ts';
import { nbctf } from '#lib/feed/formats/nbctf.ts';
import { ADAPTERS, readList } from '#lib/feed/formats/registry.ts';
import { statusAt } from '#lib/verdict/status.ts';
import { anyText } from '../../support/any-text.ts';
import {
  BINANCE,
  BITCOIN,
  COLUMNS,
  encode,
  OTHER_TRON,
  readOrders,
  SOURCE,
  TRON,
  table,
} from './nbctf-setup.ts';

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
