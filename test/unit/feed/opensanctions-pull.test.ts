import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#lib/core/entry.ts';
import { MAX_OPENSANCTIONS_DELTAS } from '#lib/core/limits.ts';
import { type Body, FeedFault } from '#lib/feed/body.ts';
import { opensanctionsPuller } from '#lib/feed/pull/opensanctions.ts';
import { createPull, PULLERS, type PulledList } from '#lib/feed/pull/registry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';

const HOST = 'https://data.opensanctions.org';
const LIST = `${HOST}/datasets/latest/il_mod_crypto/entities.ftm.json`;
const INDEX = `${HOST}/datasets/latest/il_mod_crypto/index.json`;
const AT = `${HOST}/artifacts/il_mod_crypto`;
const OLD = '20261118060000-abc';
const MIDDLE = '20261119060000-zzz';
const NEW = '20261120060000-aaa';
const DELTAS = `${AT}/${NEW}/delta.json`;

/** Named by ASO 18/26, ASO 1/26 and ASO 44/21. */
const ONE = 'TWB9xgNG9nmJuwW4etsQEb9RRnrnVnoNnJ';
const TWO = 'TMNnHgsfnZjz5ugnUosbkMqAUGdyRR9Gk3';
const THREE = '1Lm9BCDUKoBUk888DCXewM5p8bJyr83cEp';

const entity = (id: string, schema: string, properties: Record<string, string[]>, caption = id) => ({
  id,
  caption,
  schema,
  datasets: ['il_mod_crypto'],
  first_seen: '2026-01-01T00:00:00',
  last_seen: '2026-11-20T00:00:00',
  properties,
});
const wallet = (id: string, key: string, properties: Record<string, string[]> = {}) =>
  entity(id, 'CryptoWallet', { publicKey: [key], topics: ['crime.terror'], ...properties });
const group = (id: string, caption = 'Some Group', topics = ['sanction']) =>
  entity(id, 'Organization', { topics }, caption);
const lines = (...all: unknown[]) => all.map((one) => `${JSON.stringify(one)}\n`).join('');
const change = (op: string, one: object) => ({ op, entity: one });

const index = (version: string, over: object = {}) => ({
  name: 'il_mod_crypto',
  version,
  delta_url: `${AT}/${version}/delta.json`,
  resources: [
    { name: 'names.txt', url: `${AT}/${version}/names.txt` },
    { name: 'entities.ftm.json', url: `${AT}/${version}/entities.ftm.json` },
  ],
  ...over,
});
const deltaUrl = (version: string) => `${AT}/${version}/entities.delta.json`;
const deltaIndex = (...versions: string[]) => ({
  versions: Object.fromEntries(versions.map((version) => [version, deltaUrl(version)])),
});

/** A server of files by URL; what it does not have is a fault, as `fetchFeed` throws one. */
function createServer(files: Record<string, unknown>) {
  const asked: string[] = [];
  async function* get(url: string): Body {
    asked.push(url);
    const file = files[url];
    if (file === undefined) throw new FeedFault('http-error', 'The server answered 404.');
    const bytes = new TextEncoder().encode(typeof file === 'string' ? file : JSON.stringify(file));
    for (let at = 0; at < bytes.length; at += 113) yield bytes.subarray(at, at + 113);
  }
  return { asked, get };
}

interface Stored {
  cursor: string | null;
  entries: Entry[];
}
const NOTHING: Stored = { cursor: null, entries: [] };

async function pull(files: Record<string, unknown>, stored: Stored = NOTHING) {
  const server = createServer(files);
  const source = { id: 'os', name: LIST, today: '2026-11-21' };
  async function* entries() {
    yield* stored.entries;
  }
  const result = await createPull(server.get)({
    url: LIST,
    source,
    known: { cursor: stored.cursor, entries, list: async () => null },
  });
  return { asked: server.asked, result };
}

function storedOf(list: PulledList | 'unchanged'): Stored {
  if (list === 'unchanged') throw new Error('unchanged');
  return { cursor: list.cursor, entries: list.list.chunks.flatMap(readChunk) };
}

async function pullWhole(version: string, ...entities: unknown[]): Promise<Stored> {
  const { result } = await pull({
    [INDEX]: index(version),
    [`${AT}/${version}/entities.ftm.json`]: lines(...entities),
  });
  if (!result.ok) throw new Error(result.error.message);
  return storedOf(result.value);
}

/** What a new version makes of the stored one, with its changes at hand and the whole file, too. */
async function update(stored: Stored, changes: unknown[], whole: unknown[] = []) {
  const { asked, result } = await pull(
    {
      [INDEX]: index(NEW),
      [DELTAS]: deltaIndex(NEW, OLD),
      [deltaUrl(NEW)]: lines(...changes),
      [`${AT}/${NEW}/entities.ftm.json`]: lines(...whole),
    },
    stored,
  );
  if (!result.ok) throw new Error(result.error.message);
  const { entries, cursor } = storedOf(result.value);
  return { isWhole: asked.includes(`${AT}/${NEW}/entities.ftm.json`), entries, cursor, result: result.value };
}
const byId = (all: ReturnType<typeof entity>[]) => new Map(all.map((one) => [one.id, one]));
const claimsOf = (all: Entry[]) =>
  all.flatMap(({ value, claims }) => claims.map((claim) => JSON.stringify([value, claim])));
const values = (entries: Entry[]) => entries.map(({ value }) => value).sort();

describe('opensanctions: the whole list', () => {
  it('is fetched at the first time, from the version that the index names', async () => {
    const files = {
      [INDEX]: index(NEW),
      [`${AT}/${NEW}/entities.ftm.json`]: lines(wallet('a', ONE), wallet('b', TWO)),
    };
    const { asked, result } = await pull(files);
    expect(asked).toEqual([INDEX, `${AT}/${NEW}/entities.ftm.json`]);
    if (!result.ok || result.value === 'unchanged') throw new Error('no list');
    expect(result.value.list.info).toMatchObject({
      title: 'OpenSanctions: il_mod_crypto',
      licence: 'CC BY-NC 4.0',
      upstreams: ['OpenSanctions', 'NBCTF'],
      version: NEW,
      date: '2026-11-20',
    });
    expect(JSON.parse(result.value.cursor ?? '')).toEqual({
      version: NEW,
      whole: NEW,
      sources: ['OpenSanctions', 'NBCTF'],
    });
    expect(values(storedOf(result.value).entries)).toEqual([TWO, ONE]);
  });

  it('is left alone while the version is the same', async () => {
    const stored = await pullWhole(OLD, wallet('a', ONE));
    const { asked, result } = await pull({ [INDEX]: index(OLD) }, stored);
    expect(result).toEqual({ ok: true, value: 'unchanged' });
    expect(asked).toEqual([INDEX]);
  });

  it.each([
    ['no JSON', 'x'],
    ['another form', { version: NEW }],
    ['a version that is none', index('../../x')],
    ['a version of no day', index('20269919060000-abc')],
  ])('fails on an index that is %s', async (_, file) => {
    const { result } = await pull({ [INDEX]: file, [LIST]: lines(wallet('a', ONE)) });
    expect(result).toMatchObject({ ok: false, error: { code: 'bad-format' } });
  });

  it('goes to no other host, whatever the index names', async () => {
    const resources = [{ name: 'entities.ftm.json', url: 'https://evil.example/entities.ftm.json' }];
    const { asked, result } = await pull({ [INDEX]: index(NEW, { resources }) });
    expect(result).toMatchObject({ ok: false, error: { code: 'redirected' } });
    expect(asked).toEqual([INDEX]);
  });

  it('comes from the address itself where the index names no file', async () => {
    const { result } = await pull({
      [INDEX]: index(NEW, { resources: [] }),
      [LIST]: lines(wallet('a', ONE)),
    });
    expect(result.ok).toBe(true);
  });
});

describe('opensanctions: changes', () => {
  const base = () =>
    pullWhole(OLD, group('g'), wallet('a', ONE, { holder: ['g'] }), wallet('b', TWO), {
      ...entity('o', 'Sanction', { entity: ['a'], startDate: ['2026-01-05'], endDate: ['2028-01-05'] }),
    });

  it('adds, removes and carries over, without the whole file', async () => {
    const stored = await base();
    const { isWhole, entries, cursor } = await update(stored, [
      change('DEL', { id: 'b' }),
      change('ADD', wallet('c', THREE)),
      change('ADD', entity('p', 'Person', {}, 'Jane Example')),
      change('MOD', entity('q', 'Address', {})),
      change('DEL', { id: 'nobody' }),
    ]);
    expect(isWhole).toBe(false);
    expect(values(entries)).toEqual([THREE, ONE].sort());
    // What is carried over is as it was, dates and names too.
    expect(entries.find(({ value }) => value === ONE)).toEqual(
      stored.entries.find(({ value }) => value === ONE),
    );
    expect(entries.find(({ value }) => value === ONE)?.claims[0]).toMatchObject({
      subject: 'Some Group',
      listed: '2026-01-05',
      validUntil: '2028-01-05',
    });
    expect(JSON.parse(cursor ?? '')).toMatchObject({
      version: NEW,
      whole: OLD,
      sources: ['OpenSanctions', 'NBCTF'],
    });
  });

  it('applies every version since then in order, and those that changed nothing are not named', async () => {
    const stored = await base();
    const { result, asked } = await pull(
      {
        [INDEX]: index(NEW),
        [DELTAS]: deltaIndex(NEW, '20261117060000-old', MIDDLE),
        [deltaUrl(MIDDLE)]: lines(change('ADD', wallet('c', THREE)), change('DEL', { id: 'a' })),
        [deltaUrl(NEW)]: lines(change('DEL', { id: 'c' })),
      },
      stored,
    );
    expect(asked).toEqual([INDEX, DELTAS, deltaUrl(MIDDLE), deltaUrl(NEW)]);
    if (!result.ok) throw new Error(result.error.message);
    expect(values(storedOf(result.value).entries)).toEqual([TWO]);
  });

  it('keeps the claim of one wallet when another of the same address goes', async () => {
    const stored = await pullWhole(OLD, wallet('a', ONE), wallet('b', ONE));
    const { entries } = await update(stored, [change('DEL', { id: 'b' })]);
    expect(entries.map(({ claims }) => claims.map(({ id }) => id))).toEqual([['a']]);
  });

  it('takes a wallet back that comes and changes within the same versions', async () => {
    const stored = await pullWhole(OLD, wallet('a', ONE));
    const { isWhole, entries } = await update(stored, [
      change('ADD', wallet('c', TWO)),
      change('MOD', wallet('c', THREE)),
    ]);
    expect([isWhole, values(entries)]).toEqual([false, [THREE, ONE].sort()]);
  });

  it('knows a holder who comes with the wallet', async () => {
    const stored = await pullWhole(OLD, wallet('a', ONE));
    const { isWhole, entries } = await update(stored, [
      change('ADD', wallet('c', TWO, { holder: ['h'] })),
      change('ADD', group('h', 'Other Group')),
    ]);
    expect(isWhole).toBe(false);
    expect(entries.find(({ value }) => value === TWO)?.claims[0]?.subject).toBe('Other Group');
  });

  it('adds the sources of what is new to those of the rest', async () => {
    const stored = await pullWhole(OLD, wallet('a', ONE));
    const { cursor, result } = await update(stored, [
      change('ADD', { ...wallet('c', TWO), datasets: ['us_ofac_sdn'] }),
    ]);
    const sources = ['OpenSanctions', 'NBCTF', 'US Treasury OFAC'];
    expect(JSON.parse(cursor ?? '').sources).toEqual(sources);
    expect(result).toMatchObject({ list: { info: { upstreams: sources } } });
  });

  it.each<[string, unknown[]]>([
    ['a changed wallet, whose orders are not repeated', [change('MOD', wallet('b', THREE))]],
    ['a new wallet of somebody who is not told of', [change('ADD', wallet('c', THREE, { holder: ['h'] }))]],
    [
      'a new wallet of somebody whose orders are not repeated',
      [change('MOD', group('x')), change('ADD', wallet('c', THREE, { holder: ['x'] }))],
    ],
    ['a holder under another name', [change('MOD', group('g', 'New Name'))]],
    ['a holder who is not listed any more', [change('MOD', group('g', 'Some Group', ['poi']))]],
    ['a holder who is gone', [change('DEL', { id: 'g' })]],
    ['another order against a wallet', [change('ADD', entity('o2', 'Sanction', { entity: ['b'] }))]],
    ['another order against a holder', [change('MOD', entity('o2', 'Sanction', { entity: ['g'] }))]],
    ['a line that is none', ['x']],
    ['an operation that is not known', [change('MERGE', wallet('b', THREE))]],
    ['a removal of nothing', [change('DEL', {})]],
  ])('reads the whole list again after %s', async (_, changes) => {
    const { isWhole, entries, cursor } = await update(await base(), changes, [wallet('z', THREE)]);
    expect(isWhole).toBe(true);
    expect(values(entries)).toEqual([THREE]);
    expect(JSON.parse(cursor ?? '')).toMatchObject({ version: NEW, whole: NEW });
  });

  it('carries on where a holder changed in what is not told', async () => {
    const moved = { ...group('g'), properties: { topics: ['sanction'], country: ['sy'] } };
    expect((await update(await base(), [change('MOD', moved)])).isWhole).toBe(false);
  });
});

describe('opensanctions: when changes do not reach', () => {
  async function isReadWhole(stored: Stored, files: Record<string, unknown>, over: object = {}) {
    const whole = `${AT}/${NEW}/entities.ftm.json`;
    const { asked, result } = await pull(
      { [INDEX]: index(NEW, over), [deltaUrl(NEW)]: '', [whole]: lines(wallet('z', THREE)), ...files },
      stored,
    );
    if (!result.ok) throw new Error(result.error.message);
    expect(values(storedOf(result.value).entries)).toEqual(asked.includes(whole) ? [THREE] : [ONE]);
    return asked.includes(whole);
  }
  const stored = () => pullWhole(OLD, wallet('a', ONE));

  it('needs a version among them that is no newer than the stored one', async () => {
    expect(await isReadWhole(await stored(), { [DELTAS]: deltaIndex(NEW, OLD) })).toBe(false);
    expect(await isReadWhole(await stored(), { [DELTAS]: deltaIndex(NEW, '20261101060000-xyz') })).toBe(
      false,
    );
    expect(await isReadWhole(await stored(), { [DELTAS]: deltaIndex(NEW, MIDDLE) })).toBe(true);
    expect(await isReadWhole(await stored(), { [DELTAS]: deltaIndex(NEW) })).toBe(true);
    expect(await isReadWhole(await stored(), { [DELTAS]: deltaIndex() })).toBe(true);
  });

  it('does without changes that are missing, broken, elsewhere or not offered', async () => {
    expect(await isReadWhole(await stored(), {})).toBe(true);
    expect(await isReadWhole(await stored(), { [DELTAS]: 'x' })).toBe(true);
    expect(await isReadWhole(await stored(), { [DELTAS]: { versions: { [NEW]: 7 } } })).toBe(true);
    expect(await isReadWhole(await stored(), { [DELTAS]: deltaIndex(NEW, OLD) }, { delta_url: null })).toBe(
      true,
    );
    const elsewhere = {
      versions: { [OLD]: deltaUrl(OLD), [NEW]: 'https://evil.example/entities.delta.json' },
    };
    expect(await isReadWhole(await stored(), { [DELTAS]: elsewhere })).toBe(true);
    const gone = { [DELTAS]: deltaIndex(NEW, MIDDLE, OLD) };
    expect(await isReadWhole(await stored(), gone)).toBe(true);
  });

  it('does not go beyond the version that the index names', async () => {
    const { asked } = await pull(
      { [INDEX]: index(NEW), [DELTAS]: deltaIndex('20261121060000-abc', NEW, OLD), [deltaUrl(NEW)]: '' },
      await stored(),
    );
    expect(asked).toEqual([INDEX, DELTAS, deltaUrl(NEW)]);
  });

  it('names no source where the stored version named none', async () => {
    const { entries } = await stored();
    const { cursor } = await update(
      { entries, cursor: JSON.stringify({ version: OLD, whole: OLD, sources: [] }) },
      [change('ADD', wallet('c', TWO))],
    );
    expect(JSON.parse(cursor ?? '').sources).toEqual([]);
  });

  it('gives up where the stored version was replaced meanwhile', async () => {
    const { cursor } = await stored();
    const files = { [INDEX]: index(NEW), [DELTAS]: deltaIndex(NEW, OLD), [deltaUrl(NEW)]: '' };
    const server = createServer(files);
    async function* entries(): AsyncGenerator<Entry, void> {
      yield* [];
      throw new FeedFault('superseded', 'The list changed while it was refreshed.');
    }
    const result = await createPull(server.get)({
      url: LIST,
      source: { id: 'os', name: LIST, today: '2026-11-21' },
      known: { cursor, entries, list: async () => null },
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'superseded' } });
    expect(server.asked).toEqual([INDEX, DELTAS]);
  });

  it('does not go through more of them than a whole list is worth', async () => {
    const versions = Array.from({ length: MAX_OPENSANCTIONS_DELTAS }, (_, n) =>
      `202611190${String(10_000 + n)}-abc`.slice(0, 18),
    );
    const files = Object.fromEntries(versions.map((version) => [deltaUrl(version), '']));
    expect(new Set(versions).size).toBe(MAX_OPENSANCTIONS_DELTAS);
    expect(await isReadWhole(await stored(), { ...files, [DELTAS]: deltaIndex(OLD, ...versions) })).toBe(
      false,
    );
    expect(await isReadWhole(await stored(), { ...files, [DELTAS]: deltaIndex(OLD, NEW, ...versions) })).toBe(
      true,
    );
  });

  it('reads the list whole once a week', async () => {
    const { entries } = await stored();
    const cursor = (whole: string) => JSON.stringify({ version: OLD, whole, sources: ['OpenSanctions'] });
    const files = { [DELTAS]: deltaIndex(NEW, OLD) };
    expect(await isReadWhole({ entries, cursor: cursor('20261114060000-abc') }, files)).toBe(false);
    expect(await isReadWhole({ entries, cursor: cursor('20261113060000-abc') }, files)).toBe(true);
    for (const broken of ['x', '{}', JSON.stringify({ version: OLD })]) {
      expect(await isReadWhole({ entries, cursor: broken }, files)).toBe(true);
    }
  });

  it('says nothing by changes that the whole file does not say', async () => {
    const someone = fc.constantFrom('g', 'h');
    const somebody = fc
      .tuple(someone, fc.constantFrom('sanction', 'poi'))
      .map(([id, topic]) => group(id, 'Some Group', [topic]));
    const key = fc.constantFrom(ONE, TWO, THREE);
    const held = fc
      .tuple(fc.constantFrom('a', 'b'), key, someone)
      .map(([id, at, holder]) => wallet(id, at, { topics: [], holder: [holder] }));
    const alone = fc.tuple(fc.constantFrom('c', 'd'), key).map(([id, at]) => wallet(id, at));
    // Orders come and change; the removal of one shows when the list is read whole.
    const order = fc
      .tuple(fc.constantFrom('a', 'c', 'g'), fc.constantFrom('2026-12-01', '2027-12-01'))
      .map(([of, end]) => entity(`order-${of}`, 'Sanction', { entity: [of], endDate: [end] }));
    const version = fc
      .tuple(fc.array(fc.oneof(somebody, held, alone), { maxLength: 6 }), fc.array(order, { maxLength: 2 }))
      .map(([all, orders]) => ({ all: byId(all), orders: byId(orders) }));
    const isAbout = (all: ReadonlyMap<string, object>) => (one: ReturnType<typeof entity>) =>
      all.has(one.properties.entity?.[0] ?? '');
    const anchor = wallet('anchor', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t');
    let byChanges = 0;
    await fc.assert(
      fc.asyncProperty(version, version, async (first, second) => {
        const orders = [...first.orders.values()].filter(isAbout(first.all));
        const before = new Map([...first.all, ...byId(orders)]);
        const later = byId([...orders, ...second.orders.values()].filter(isAbout(second.all)));
        const after = new Map([...second.all, ...later]);
        const changes = [
          ...[...before.keys()].filter((id) => !after.has(id)).map((id) => change('DEL', { id })),
          ...[...after]
            .filter(([id, one]) => JSON.stringify(before.get(id)) !== JSON.stringify(one))
            .map(([id, one]) => change(before.has(id) ? 'MOD' : 'ADD', one)),
        ];
        const whole = [anchor, ...after.values()];
        const updated = await update(await pullWhole(OLD, anchor, ...before.values()), changes, whole);
        if (!updated.isWhole) byChanges++;
        const said = claimsOf((await pullWhole(NEW, ...whole)).entries);
        for (const claim of claimsOf(updated.entries)) expect(said).toContain(claim);
      }),
    );
    expect(byChanges).toBeGreaterThan(0);
  });

  it('never throws, whatever comes', async () => {
    const any = fc.oneof(fc.jsonValue(), fc.string());
    await fc.assert(
      fc.asyncProperty(any, any, any, async (first, second, third) => {
        await pull({ [INDEX]: first as object });
        await pull(
          {
            [INDEX]: index(NEW),
            [DELTAS]: second as object,
            [`${AT}/${NEW}/entities.ftm.json`]: third as object,
          },
          { cursor: JSON.stringify({ version: OLD, whole: OLD, sources: [] }), entries: [] },
        );
        await pull(
          { [INDEX]: index(NEW), [DELTAS]: deltaIndex(NEW, OLD), [deltaUrl(NEW)]: third as object },
          { cursor: JSON.stringify({ version: OLD, whole: OLD, sources: [] }), entries: [] },
        );
      }),
    );
  });
});

describe('opensanctions: which lists it brings', () => {
  it('serves the entities of any dataset, under the address that the publisher names', () => {
    expect(PULLERS).toContain(opensanctionsPuller);
    const serves = (url: string) => opensanctionsPuller.serves(new URL(url));
    expect(serves(LIST)).toBe(true);
    expect(serves(`${HOST}/datasets/latest/us_ofac_sdn/entities.ftm.json`)).toBe(true);
    expect(serves(`${HOST}/datasets/20261118/us_ofac_sdn/entities.ftm.json`)).toBe(false);
    expect(serves(`${HOST}/datasets/latest/us_ofac_sdn/targets.simple.csv`)).toBe(false);
    expect(serves('https://data.opensanctions.org.evil.example/datasets/latest/x/entities.ftm.json')).toBe(
      false,
    );
  });
});
