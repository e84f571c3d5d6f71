import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '#lib/core/result.ts';
import { placeKeys } from '#lib/detect/place.ts';
import { newRecord } from '#lib/feed/record.ts';
import type { Subscriptions } from '#lib/feed/subscriptions.ts';
import { judge } from '#lib/verdict/judge.ts';
import { type Filled, isFilled } from '#lib/watchlist/order.ts';
import { storedEntries } from '#lib/watchlist/stored-list.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { claim, compiled, entry, listInfo } from '../../support/entries.ts';
import { listRecord } from '../../support/records.ts';
import { id, plainFile, sdnEntry } from './ofac-files.ts';
import { bytes, createWorld, HOUR, type World } from './subscriptions-setup.ts';

const HOST = 'https://sanctionslistservice.ofac.treas.gov';
const SDN = `${HOST}/api/PublicationPreview/exports/SDN.XML`;

/** OFAC's file of a day, with one party and so many websites of its. */
function sdn(date: string, names: readonly string[]) {
  const [year, month, day] = date.split('-');
  const websites = names.map((name, n) => id(n + 1, 'Website', `${name}.example.org`));
  const party = sdnEntry(7, '<lastName>EXAMPLE FRONT</lastName>', `<idList>${websites.join('')}</idList>`);
  return ok(bytes(plainFile({ date: `${month}/${day}/${year}`, entries: [party] })));
}

const names = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `n${from + n}`);

describe('a refresh of an official list', () => {
  let world: World;
  let lists: Subscriptions;
  let url: string;

  beforeEach(() => {
    world = createWorld();
    lists = world.lists;
    url = SDN;
  });
  const filled = async (recordId = `url:${url}`): Promise<Filled> => {
    const record = await world.find(recordId);
    if (!record || !isFilled(record)) throw new Error('nothing came');
    return record;
  };
  const come = async (date: string, listed: readonly string[], accept = false) => {
    world.now = Date.parse(`${date}T12:00:00Z`);
    world.served = sdn(date, listed);
    if (await world.find(`url:${url}`)) await lists.refresh(`url:${url}`, accept);
    else await lists.add(url);
    return filled();
  };
  /** What is stored: the name of each site, and since when it is no longer listed. */
  const stored = async (recordId?: string) => {
    const found: Record<string, string | null> = {};
    for await (const { value, claims } of storedEntries(world.store, await filled(recordId))) {
      found[value.split('.')[0] ?? ''] = claims[0]?.delisted ?? null;
    }
    return found;
  };

  it('keeps what went as history, under the date of the file that first lacked it, until it is back', async () => {
    expect(await come('2026-09-01', ['a', 'b'])).toMatchObject({ entries: 2, tombstones: 0 });
    expect(await come('2026-09-03', ['b'])).toMatchObject({ entries: 1, tombstones: 1, lastError: null });
    expect(await stored()).toEqual({ a: '2026-09-03', b: null });
    await come('2026-09-09', ['b', 'c']);
    expect(await stored()).toEqual({ a: '2026-09-03', b: null, c: null });
    expect(await come('2026-09-12', ['a', 'b', 'c'])).toMatchObject({ entries: 3, tombstones: 0 });
    expect(await stored()).toEqual({ a: null, b: null, c: null });
  });

  it('leads to history and no warning for whoever meets it', async () => {
    const watchlist = createWatchlist(() => world.store);
    const met = async () => {
      await watchlist.load();
      const { date } = (await filled()).info;
      return judge(await watchlist.matchPlaces(placeKeys('https://a.example.org/')), date, null);
    };
    await come('2026-09-01', ['a', 'b']);
    expect(await met()).toMatchObject({ level: 'listed' });
    await come('2026-09-03', ['b']);
    expect(await met()).toMatchObject({
      level: 'delisted',
      reasons: [{ code: 'delisted', params: { subject: 'EXAMPLE FRONT', delisted: '2026-09-03' } }],
      claims: [{ status: 'delisted', delisted: '2026-09-03' }],
    });
  });

  it('keeps it where the same file comes again', async () => {
    await come('2026-09-01', ['a', 'b']);
    await come('2026-09-03', ['b']);
    const before = await filled();
    world.now += 25 * HOUR;
    await lists.refreshDue();
    expect(await filled()).toMatchObject({
      generation: before.generation,
      tombstones: 1,
      lastSuccess: world.now,
    });
    expect(await stored()).toEqual({ a: '2026-09-03', b: null });
  });

  it('holds no version back for what went before, and hides nothing of what goes now', async () => {
    await come('2026-09-01', names(0, 1000));
    for (const [date, from] of [
      ['2026-09-02', 180],
      ['2026-09-03', 340],
    ] as const) {
      expect(await come(date, names(from, 1000))).toMatchObject({ entries: 1000 - from, lastError: null });
    }
    // 340 are history, more than a fifth of 660: as things that go they would hold this back.
    expect(await come('2026-09-04', [...names(340, 1000), 'new'])).toMatchObject({
      entries: 661,
      tombstones: 340,
      lastError: null,
    });
    // A fifth of 661 are 132.
    const held = await come('2026-09-05', [...names(473, 1000), 'new']);
    expect(held).toMatchObject({ entries: 661, lastError: { code: 'held-back' } });
    expect(held.lastError?.message).toMatch(/^Of 661 entries 133 would go and 0 would come/);
    // What comes back comes.
    const back = await come('2026-09-06', [...names(273, 1000), 'new']);
    expect(back.lastError?.message).toMatch(/^Of 661 entries 0 would go and 67 would come/);
  });

  it('keeps what went with a version that the person took over', async () => {
    await come('2026-09-01', names(0, 1000));
    expect(await come('2026-09-02', names(0, 10))).toMatchObject({ lastError: { code: 'held-back' } });
    expect(await come('2026-09-02', names(0, 10), true)).toMatchObject({ entries: 10, tombstones: 990 });
  });

  it('keeps what the bundled copy listed when the file first comes in its place', async () => {
    const site = (name: string, over = {}) =>
      entry(`${name}.example.org`, { kind: 'domain', claims: [claim(over)] });
    const bundle = compiled(
      [site('a'), site('b'), site('c', { confidence: 'community' })],
      listInfo({ id: 'ofac-sdn', date: '2026-08-01' }),
    );
    const record = { id: 'bundled:ofac-sdn', origin: 'bundled' as const, info: bundle.info };
    await world.store.apply(listRecord({ ...record, entries: 3 }), bundle);
    await come('2026-09-01', ['b']);
    expect(await stored()).toEqual({ b: null, a: '2026-09-01' });
  });

  it('keeps nothing of a copy that somebody else serves', async () => {
    world.served = sdn('2026-08-01', ['forged']);
    await lists.add('https://mirror.example/SDN.XML');
    await come('2026-09-01', ['b']);
    expect(await stored()).toEqual({ b: null });
  });

  it.each([
    ['a copy elsewhere', 'https://mirror.example/SDN.XML'],
    ['a host that only begins like it', 'https://sanctionslistservice.ofac.treas.gov.example/SDN.XML'],
  ])('says nothing of what is missing from %s', async (_, mirror) => {
    url = mirror;
    await come('2026-09-01', ['a', 'b']);
    expect(await come('2026-09-03', ['b'])).toMatchObject({ entries: 1, tombstones: 0 });
    expect(await stored()).toEqual({ b: null });
  });

  it('takes a sound version over one that storage lost a piece of', async () => {
    await come('2026-09-01', ['a', 'b']);
    const { chunk } = world.store;
    world.store.chunk = async () => null;
    expect(await come('2026-09-03', ['b'])).toMatchObject({ entries: 1, tombstones: 0, lastError: null });
    world.store.chunk = chunk;
    expect(await stored()).toEqual({ b: null });
  });

  it('says nothing of what is missing while more is on its way', async () => {
    await come('2026-09-01', ['a', 'b']);
    lists = world.again({
      async pull(pulling) {
        const pulled = await world.deps.pull(pulling);
        return pulled.ok && pulled.value !== 'unchanged' ? ok({ ...pulled.value, isMeant: true }) : pulled;
      },
    });
    expect(await come('2026-09-03', ['b'])).toMatchObject({ entries: 1, tombstones: 0 });
  });

  it('serves the catalogue’s own subscription, too', async () => {
    const recordId = 'catalogue:ofac-sdn';
    await world.store.update(newRecord(recordId, 'remote', SDN));
    for (const [date, listed] of [
      ['2026-09-01', ['a', 'b']],
      ['2026-09-03', ['b']],
    ] as const) {
      world.served = sdn(date, listed);
      await lists.refresh(recordId);
    }
    expect(await stored(recordId)).toEqual({ a: '2026-09-03', b: null });
  });
});
