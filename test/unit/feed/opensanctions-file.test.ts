import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { MAX_FTM_REMEMBERED, MAX_FTM_WALLETS } from '#lib/core/limits.ts';
import { atOnce } from '#lib/core/steps.ts';
import type { Body } from '#lib/feed/body.ts';
import type { FtmEntity } from '#lib/feed/formats/ftm-entity.ts';
import { jsonLines } from '#lib/feed/formats/ftm-lines.ts';
import { createWalletReader, type WalletReader } from '#lib/feed/formats/ftm-wallets.ts';
import { opensanctions } from '#lib/feed/formats/opensanctions.ts';
import { ADAPTERS } from '#lib/feed/formats/registry.ts';
import type { SourceEntry } from '#lib/watchlist/compile.ts';
import { anyText } from '../../support/any-text.ts';
import { EVM, entity, type Properties, readAll, SOURCE, TRON, wallet } from './opensanctions-setup.ts';

describe('opensanctions: dirt', () => {
  it('keeps nothing of an account at an exchange', async () => {
    const topics = ['crime.terror'];
    const { entries, refused } = await readAll(
      wallet('a', { topics, publicKey: ['361000000'] }),
      wallet('b', { topics, publicKey: [], accountId: ['361000000'], managingExchange: ['Binance'] }),
      wallet('c', { topics, publicKey: [] }),
    );
    expect(entries).toEqual([]);
    expect(refused).toEqual([
      { where: 'line 1', value: '', reason: 'exchange-account' },
      { where: 'line 2', value: '', reason: 'exchange-account' },
      { where: 'line 3', value: '', reason: 'missing-value' },
    ]);
  });

  it('marks a wallet that an exchange shares among its customers', async () => {
    const { entries } = await readAll(
      wallet('w', {
        topics: ['sanction'],
        publicKey: ['rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh'],
        managingExchange: ['Binance'],
      }),
    );
    expect(entries.map(({ flags }) => flags)).toEqual([['shared']]);
  });

  it('reads every key of a wallet, two in one text too, and takes each for what it is', async () => {
    const { entries, refused } = await readAll(
      wallet('w', {
        topics: ['sanction'],
        currency: ['XBT'],
        publicKey: [`${TRON}, ${EVM}`, 'T\u041d96tFMn8KGiYSLiw\u0441V3E2UiaJc8jmcbz3', `${TRON}x`],
      }),
    );
    expect(entries.map(({ value, chain }) => [value.toLowerCase(), chain])).toEqual([
      [TRON.toLowerCase(), 'tron'],
      [EVM.toLowerCase(), 'ethereum'],
      ['th96tfmn8kgiyslIwcv3e2uiajc8jmcbz3'.toLowerCase(), 'tron'],
    ]);
    expect(refused).toEqual([{ where: 'line 1', value: `${TRON}x`, reason: 'bad-address' }]);
  });

  it('refuses lines that cannot be read, and passes over those that do not matter', async () => {
    const { entries, refused } = await readAll(
      '{"schema": "CryptoWallet"',
      { ...wallet('a b', { topics: ['sanction'] }) },
      { ...wallet('a/b', { topics: ['sanction'] }) },
      'null "CryptoWallet"',
      '',
      { id: 'x', schema: 'Address', properties: {} },
      wallet('w', { topics: ['sanction'] }),
    );
    expect(entries).toHaveLength(1);
    expect(refused.map(({ where, value, reason }) => [where, value, reason])).toEqual(
      [1, 2, 3, 4].map((n) => [`line ${n}`, '', 'no-record']),
    );
  });

  it('does not take a holder for several', async () => {
    expect((await readAll(wallet('w', { topics: ['sanction'], holder: ['a/b', 'c'] }))).claim?.id).toBe(
      'w/c',
    );
  });

  it('keeps both of two wallets under one id', async () => {
    const { entries, refused } = await readAll(
      wallet('w', { topics: ['sanction'] }),
      wallet('w', { topics: ['sanction'], publicKey: [TRON] }),
    );
    expect(entries.map(({ value, where }) => [value, where])).toEqual([
      [EVM, 'line 1'],
      [TRON, 'line 2'],
    ]);
    expect(refused).toEqual([]);
  });

  it('counts what a wallet under the same id says again, and keeps what it says otherwise', async () => {
    const topics = ['sanction'];
    const { entries, refused } = await readAll(
      wallet('w', { topics }),
      wallet('w', { topics, publicKey: [EVM.toLowerCase()] }),
      wallet('w', { topics: ['crime.terror'] }),
      wallet('v', { topics }),
    );
    expect(entries.map(({ claims, where }) => [where, claims[0]?.id, claims[0]?.category])).toEqual([
      ['line 1', 'w', 'sanction'],
      ['line 3', 'w', 'terrorism'],
      ['line 4', 'v', 'sanction'],
    ]);
    expect(refused).toEqual([{ where: 'line 2', value: EVM, reason: 'duplicate' }]);
  });

  it('does not lose who warns of a wallet to another of the same id', async () => {
    const holder = (topics: string[]) => entity('h', 'Organization', { topics }, { caption: 'Some Group' });
    const { claim } = await readAll(holder(['sanction']), holder(['poi']), wallet('w', { holder: ['h'] }));
    expect(claim).toMatchObject({ subject: 'Some Group', category: 'sanction' });
  });

  it('accounts for every wallet, and never throws', async () => {
    const word = fc.oneof(
      fc.constantFrom('sanction', 'w', 'h', TRON, EVM, '__proto__', '2024-01-10', '9'.repeat(400)),
      anyText,
    );
    const any = fc.oneof(word, fc.array(word, { maxLength: 3 }), fc.constant(null), fc.integer());
    const properties = fc.dictionary(
      fc.constantFrom('publicKey', 'holder', 'topics', 'entity', 'endDate', '__proto__'),
      any,
    );
    const lines = fc.array(
      fc.record({
        id: word,
        schema: fc.constantFrom('CryptoWallet', 'Person', 'Sanction'),
        caption: any,
        datasets: any,
        first_seen: any,
        properties,
      }),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(lines, async (entities) => {
        const { entries, refused, info } = await readAll(...entities);
        expect(info.ok).toBe(true);
        const told = new Set([...entries.map(({ where }) => where), ...refused.map(({ where }) => where)]);
        for (const [n, { schema }] of entities.entries()) {
          if (schema === 'CryptoWallet') expect(told).toContain(`line ${n + 1}`);
        }
      }),
    );
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        await readAll(text, `{"CryptoWallet": ${text}`);
      }),
    );
  });
});

describe('opensanctions: bounds', () => {
  const plain = (id: string, schema: string, properties: Properties): FtmEntity => ({
    id,
    schema,
    caption: id,
    datasets: [],
    firstSeen: null,
    lastSeen: null,
    lastChange: null,
    texts: (name) => properties[name] ?? [],
  });
  function finish(reader: WalletReader) {
    const entries: SourceEntry[] = [];
    const reasons = new Map<string, number>();
    atOnce(
      reader.finish({
        entry: (entry) => entries.push(entry),
        refuse: (_where, _value, reason) => reasons.set(reason, (reasons.get(reason) ?? 0) + 1),
      }),
    );
    return { entries, reasons: Object.fromEntries(reasons) };
  }
  const fill = (
    reader: WalletReader,
    size: number,
    schema: string,
    properties: (id: string) => Properties,
  ) => {
    for (let n = 0; n < size; n++) reader.take(plain(`n${n}`, schema, properties(`n${n}`)), '');
  };

  it('holds no more wallets than its limit, and counts the rest', () => {
    const reader = createWalletReader();
    fill(reader, MAX_FTM_WALLETS + 3, 'CryptoWallet', () => ({}));
    for (let n = 0; n < 4; n++) reader.take(plain('n0', 'CryptoWallet', {}), '');
    expect(finish(reader).reasons).toEqual({ 'no-warning-topic': MAX_FTM_WALLETS, 'too-many-wallets': 7 });
  });

  it('remembers no more holders and orders than its limit', () => {
    const held = plain('w', 'CryptoWallet', { publicKey: [EVM], holder: ['last'] });
    const last = plain('last', 'Person', { topics: ['sanction'] });
    for (const [others, names] of [
      [MAX_FTM_REMEMBERED - 1, ['last']],
      [MAX_FTM_REMEMBERED, []],
    ] as const) {
      const reader = createWalletReader();
      fill(reader, others, 'Person', () => ({ topics: ['sanction'] }));
      for (const one of [last, held]) reader.take(one, '');
      expect(finish(reader).entries.map(({ claims }) => claims[0]?.subject)).toEqual(names);
    }
    for (const [others, days] of [
      [MAX_FTM_REMEMBERED - 1, '2024-01-10'],
      [MAX_FTM_REMEMBERED, null],
    ] as const) {
      const reader = createWalletReader();
      fill(reader, others, 'Sanction', (id) => ({ entity: [id] }));
      const order = plain('o', 'Sanction', { entity: ['w'], startDate: ['2024-01-10'] });
      for (const one of [order, last, held]) reader.take(one, '');
      expect(finish(reader).entries.map(({ claims }) => claims[0]?.listed)).toEqual([days]);
    }
  });
});

describe('opensanctions: lines', () => {
  async function read(text: string, limit: number, piece: number) {
    const bytes = new TextEncoder().encode(text);
    async function* body(): Body {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    }
    const lines: [number, string | null][] = [];
    for await (const { n, text: line } of jsonLines(body(), limit)) lines.push([n, line]);
    return lines;
  }

  it.each([1, 2, 3, 7, 100])('leaves out a line that is too long, in pieces of %i bytes', async (piece) => {
    expect(await read(`ab\n${'x'.repeat(11)}\nc\n${'y'.repeat(30)}`, 10, piece)).toEqual([
      [1, 'ab'],
      [2, null],
      [3, 'c'],
      [4, null],
    ]);
  });

  it('holds nothing of a line that is too long, however long it is', async () => {
    const split = vi.spyOn(String.prototype, 'split');
    const lines = await read('x'.repeat(10_000), 100, 50);
    const longest = Math.max(...split.mock.contexts.map((text) => String(text).length));
    split.mockRestore();
    expect(lines).toEqual([[1, null]]);
    expect(longest).toBeLessThanOrEqual(150);
  });

  it('keeps a line of just the length, and letters of several bytes', async () => {
    expect(await read('\u05e9\u05dd\n0123456789\n', 10, 1)).toEqual([
      [1, '\u05e9\u05dd'],
      [2, '0123456789'],
    ]);
  });
});

describe('opensanctions: telling it apart', () => {
  const recognised = (text: string) => opensanctions.recognises(new TextEncoder().encode(text), SOURCE);

  it('goes by content alone', () => {
    const [first] = [JSON.stringify(wallet('w', {}))];
    expect(recognised(`${first}\n`)).toBe(true);
    expect(recognised('{"id": "x", "schema": "Person", "properties": {}, "datasets": []}')).toBe(true);
    expect(recognised('{"id": "x", "schema": "Person", "properties": {}}')).toBe(false);
    expect(recognised(`[${first}]`)).toBe(false);
    expect(recognised(`\n${first}`)).toBe(false);
  });

  it('is asked in the registry', () => {
    expect(ADAPTERS).toContain(opensanctions);
  });
});
