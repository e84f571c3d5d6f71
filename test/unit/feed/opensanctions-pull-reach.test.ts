import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#lib/core/entry.ts';
import { MAX_OPENSANCTIONS_DELTAS } from '#lib/core/limits.ts';
import { FeedFault } from '#lib/feed/body.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { type Stored, storedOf } from '../../support/stored.ts';
import {
  AT,
  byId,
  change,
  claimsOf,
  createServer,
  DELTAS,
  deltaIndex,
  deltaUrl,
  entity,
  group,
  INDEX,
  index,
  LIST,
  lines,
  MIDDLE,
  NEW,
  OLD,
  ONE,
  pull,
  pullWhole,
  THREE,
  TWO,
  update,
  values,
  wallet,
} from './opensanctions-pull-setup.ts';

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

  it('does not go on from a version that has not come', async () => {
    const files = { [DELTAS]: deltaIndex(NEW, OLD) };
    for (const at of [{ version: '29261118060000-abc' }, { whole: '29261118060000-abc' }]) {
      const before = await stored();
      const cursor = JSON.stringify({ ...JSON.parse(before.cursor ?? ''), ...at });
      expect(await isReadWhole({ ...before, cursor }, files)).toBe(true);
    }
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

  it('asks for the whole where what is stored cannot be read', async () => {
    const { cursor } = await stored();
    const files = { [INDEX]: index(NEW), [DELTAS]: deltaIndex(NEW, OLD), [deltaUrl(NEW)]: '' };
    const server = createServer(files);
    async function* entries(): AsyncGenerator<Entry, void> {
      yield* [];
      throw new FeedFault('superseded', 'A piece of the list is lost.');
    }
    const result = await createPull(server.get)({
      url: LIST,
      source: { id: 'os', name: LIST, today: '2026-11-21' },
      known: { cursor, entries, list: async () => null },
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'http-error' } });
    expect(server.asked.slice(0, 2)).toEqual([INDEX, DELTAS]);
    expect(server.asked.length).toBeGreaterThan(2);
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
