import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Refusal } from '#lib/core/entry.ts';
import { MAX_FTM_REMEMBERED, MAX_FTM_WALLETS } from '#lib/core/limits.ts';
import { type Body, bodyOf } from '#lib/feed/body.ts';
import type { Source } from '#lib/feed/formats/adapter.ts';
import type { FtmEntity } from '#lib/feed/formats/ftm-entity.ts';
import { jsonLines } from '#lib/feed/formats/ftm-lines.ts';
import { createWalletReader, type WalletReader } from '#lib/feed/formats/ftm-wallets.ts';
import { opensanctions } from '#lib/feed/formats/opensanctions.ts';
import { WARNING_TOPICS } from '#lib/feed/formats/opensanctions-words.ts';
import { ADAPTERS } from '#lib/feed/formats/registry.ts';
import { OFAC } from '#lib/feed/publish/claims.ts';
import { statusAt } from '#lib/verdict/status.ts';
import type { SourceEntry } from '#lib/watchlist/compile.ts';

const SOURCE: Source = {
  id: 'os',
  name: 'https://data.opensanctions.org/datasets/latest/sanctions/entities.ftm.json',
  today: '2026-11-21',
};
/** Named by ASO 18/26, and by OFAC (Lazarus Group, 2022). */
const TRON = 'TWB9xgNG9nmJuwW4etsQEb9RRnrnVnoNnJ';
const EVM = '0x098B716B8Aaf21512996dC57EB0615e2383E2f96';

/** Any text, lone surrogates too. (`fc.string({ unit: 'binary' })` takes seconds to be set up.) */
const anyText = fc
  .array(fc.nat({ max: 0xffff }), { maxLength: 60 })
  .map((codes) => String.fromCharCode(...codes));

type Properties = Record<string, string[]>;
const entity = (id: string, schema: string, properties: Properties, over: object = {}) => ({
  id,
  caption: id,
  schema,
  referents: [],
  datasets: ['us_ofac_sdn'],
  first_seen: '2023-04-20T10:00:00',
  last_seen: '2026-11-20T18:00:00',
  last_change: '2025-01-01T00:00:00',
  properties,
  target: true,
  ...over,
});
const wallet = (id: string, properties: Properties, over: object = {}) =>
  entity(id, 'CryptoWallet', { publicKey: [EVM], ...properties }, over);

const linesOf = (entities: readonly unknown[]) =>
  new TextEncoder().encode(
    entities.map((one) => `${typeof one === 'string' ? one : JSON.stringify(one)}\n`).join(''),
  );

/** In pieces that break lines and letters. */
async function* inPieces(bytes: Uint8Array): Body {
  for (let at = 0; at < bytes.length; at += 61) yield bytes.subarray(at, at + 61);
}

async function readAll(...entities: unknown[]) {
  const entries: SourceEntry[] = [];
  const refused: Refusal[] = [];
  const info = await opensanctions.read(inPieces(linesOf(entities)), SOURCE, {
    entry: (entry) => entries.push(entry),
    refuse: (where, value, reason) => refused.push({ where, value, reason }),
  });
  return { entries, refused, info, claim: entries[0]?.claims[0] };
}

describe('opensanctions: wallets and those who hold them', () => {
  const holder = entity(
    'NK-group',
    'Organization',
    { name: ['Some Group'], topics: ['sanction'], birthDate: ['1970-01-01'], email: ['group@mail.example'] },
    { caption: 'Some Group' },
  );
  const order = entity('ofac-order', 'Sanction', {
    entity: ['NK-group'],
    programId: ['US-DPRK'],
    listingDate: ['2019-09-13'],
    sourceUrl: ['https://sanctionssearch.ofac.treas.gov/Details.aspx?id=27307'],
  });
  const held = wallet('ofac-wallet', { currency: ['ETH'], holder: ['NK-group'], topics: ['sanction'] });

  it.each([
    ['before', [holder, order, held]],
    ['after', [held, order, holder]],
  ])('knows a holder who stands %s the wallet', async (_, lines) => {
    const { entries, refused, info } = await readAll(...lines);
    expect(refused).toEqual([]);
    expect(entries).toEqual([
      {
        kind: 'address',
        value: EVM,
        chain: 'ethereum',
        flags: [],
        where: `line ${lines.indexOf(held) + 1}`,
        claims: [
          {
            id: 'ofac-wallet/NK-group',
            stance: 'warns',
            authority: `OpenSanctions (${OFAC})`,
            subject: 'Some Group',
            aliases: [],
            programmes: ['US-DPRK'],
            legalBasis: null,
            jurisdiction: null,
            category: 'sanction',
            relation: 'direct',
            tier: 'official',
            confidence: 'official-list',
            status: 'active',
            listed: '2019-09-13',
            firstSeen: '2023-04-20',
            validUntil: null,
            delisted: null,
            memo: null,
            urls: [
              'https://sanctionssearch.ofac.treas.gov/Details.aspx?id=27307',
              'https://www.opensanctions.org/entities/ofac-wallet/',
            ],
          },
        ],
      },
    ]);
    expect(info).toEqual({
      ok: true,
      value: {
        id: 'os',
        title: 'OpenSanctions: sanctions',
        publisher: 'OpenSanctions',
        licence: 'CC BY-NC 4.0',
        homepage: 'https://www.opensanctions.org/datasets/sanctions/',
        upstreams: ['OpenSanctions', OFAC],
        date: '2026-11-20',
        closed: false,
      },
    });
  });

  it('names nobody who only holds a listed wallet', async () => {
    const person = entity('NK-person', 'Person', { name: ['Jane Example'] }, { caption: 'Jane Example' });
    const { entries } = await readAll(
      person,
      wallet('w', { holder: ['NK-person'], topics: ['crime.terror'] }),
    );
    expect(entries[0]?.claims[0]).toMatchObject({ subject: null, category: 'terrorism' });
    expect(JSON.stringify(entries)).not.toContain('Jane');
  });

  it('warns of the wallet of somebody who is listed', async () => {
    expect((await readAll(wallet('w', { holder: ['NK-group'] }), holder)).claim).toMatchObject({
      subject: 'Some Group',
      category: 'sanction',
      tier: 'official',
    });
  });

  it('keeps nothing of a person but the published name', async () => {
    const { entries, info } = await readAll(holder, held);
    const kept = JSON.stringify([entries, info]);
    for (const text of ['1970', 'mail.example']) expect(kept).not.toContain(text);
  });

  it('never takes a day of tomorrow for the date of its data', async () => {
    const { info } = await readAll({ ...held, last_seen: '2031-01-01T00:00:00' });
    expect(info).toMatchObject({ value: { date: SOURCE.today } });
  });

  it('knows nothing of a file that is not theirs by its name', async () => {
    const read = await opensanctions.read(
      bodyOf(linesOf([held])),
      { ...SOURCE, name: 'entities.ftm.json' },
      {
        entry: () => undefined,
        refuse: () => undefined,
      },
    );
    expect(read).toMatchObject({
      value: { title: 'OpenSanctions', licence: 'CC BY-NC 4.0', homepage: 'https://www.opensanctions.org/' },
    });
  });
});

describe('opensanctions: topics', () => {
  it.each(WARNING_TOPICS.map(([topic]) => topic))('warns of %s', async (topic) => {
    expect((await readAll(wallet('w', { topics: [topic] }))).entries).toHaveLength(1);
  });

  it.each([
    'sanction.linked',
    'sanction.counter',
    'debarment',
    'asset.frozen',
    'poi',
    'role.pep',
    'role.rca',
    'corp.offshore',
    'reg.warn',
    'fin.bank',
    'constructor',
  ])('does not warn of %s', async (topic) => {
    const listed = entity('h', 'Company', { topics: [topic] });
    const { entries, refused } = await readAll(wallet('w', { topics: [topic], holder: ['h'] }), listed);
    expect(entries).toEqual([]);
    expect(refused).toEqual([{ where: 'line 1', value: '', reason: 'no-warning-topic' }]);
  });

  it('takes the gravest of several', async () => {
    expect(
      (await readAll(wallet('w', { topics: ['crime.fin', 'sanction', 'crime.terror'] }))).claim?.category,
    ).toBe('terrorism');
  });
});

describe('opensanctions: whose word it is', () => {
  it('is official where the dataset is the list of an authority, and a report where it is not', async () => {
    const { entries } = await readAll(
      wallet('a', { topics: ['crime.terror'], publicKey: [TRON] }, { datasets: ['il_mod_crypto'] }),
      wallet('b', { topics: ['crime.theft'] }, { datasets: ['ransomwhere', 'some_new_list'] }),
    );
    expect(entries.map(({ claims }) => claims[0])).toMatchObject([
      { tier: 'official', confidence: 'official-list', authority: 'OpenSanctions (NBCTF)' },
      { tier: 'reported', confidence: 'research', authority: 'OpenSanctions (Ransomwhere, some_new_list)' },
    ]);
  });

  it('goes by the list of whoever carries the topic', async () => {
    const listed = entity('h', 'Person', { topics: ['wanted'] }, { datasets: ['some_list'] });
    const { claim } = await readAll(wallet('w', { holder: ['h'] }, { datasets: ['il_mod_crypto'] }), listed);
    expect(claim).toMatchObject({ tier: 'reported', authority: 'OpenSanctions (some_list)' });
  });

  it('names every source that it hands on, so that it corroborates none of them', async () => {
    const { info } = await readAll(
      wallet('a', { topics: ['sanction'] }, { datasets: ['us_ofac_sdn', 'us_ofac_cons'] }),
      wallet(
        'b',
        { topics: ['sanction'], publicKey: [TRON] },
        { datasets: ['il_mod_crypto', 'ransomwhere'] },
      ),
      // Left out, and so its list is no source.
      wallet('c', { topics: ['poi'] }, { datasets: ['some_list'] }),
    );
    expect(info).toMatchObject({ value: { upstreams: ['OpenSanctions', OFAC, 'NBCTF', 'Ransomwhere'] } });
  });
});

describe('opensanctions: orders', () => {
  const ended = (endDate: string[]) =>
    entity(`s${endDate}`, 'Sanction', { entity: ['w'], startDate: ['2024-01-10'], endDate });
  const claimOf = async (...lines: unknown[]) => {
    const { claim } = await readAll(wallet('w', { topics: ['crime.terror'] }), ...lines);
    if (!claim) throw new Error('no claim');
    return claim;
  };

  it('ends with the last of them', async () => {
    const claim = await claimOf(ended(['2025-01-10']), ended(['2026-01-10']), ended(['2024-06-10']));
    expect([statusAt(claim, '2026-01-10'), statusAt(claim, '2026-01-11')]).toEqual(['active', 'expired']);
  });

  it('does not end while an order against the holder stands', async () => {
    const held = wallet('w', { topics: ['sanction'], holder: ['h'] });
    const against = entity('s', 'Sanction', { entity: ['h'] });
    const { claim } = await readAll(held, ended(['2025-01-10']), against);
    expect(claim?.validUntil).toBeNull();
  });

  it('does not end where one of them does not', async () => {
    for (const orders of [
      [ended([]), ended(['2025-01-10'])],
      [ended(['2025-01-10']), ended([])],
      [ended(['2025'])],
    ]) {
      expect(statusAt(await claimOf(...orders), '2026-11-21')).toBe('active');
    }
  });
});

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

  it('takes the last of two entities under one id', async () => {
    const { entries } = await readAll(
      wallet('w', { topics: ['sanction'] }),
      wallet('w', { topics: ['sanction'], publicKey: [TRON] }),
    );
    expect(entries.map(({ value }) => value)).toEqual([TRON]);
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
        const last = new Map(entities.map(({ id, schema }, n) => [`${schema} ${id.trim()}`, n + 1]));
        for (const [key, n] of last) if (key.startsWith('CryptoWallet')) expect(told).toContain(`line ${n}`);
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
    texts: (name) => properties[name] ?? [],
  });
  function finish(reader: WalletReader) {
    const entries: SourceEntry[] = [];
    const reasons = new Map<string, number>();
    reader.finish({
      entry: (entry) => entries.push(entry),
      refuse: (_where, _value, reason) => reasons.set(reason, (reasons.get(reason) ?? 0) + 1),
    });
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
    expect(finish(reader).reasons).toEqual({ 'no-warning-topic': MAX_FTM_WALLETS, 'too-many-wallets': 3 });
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
