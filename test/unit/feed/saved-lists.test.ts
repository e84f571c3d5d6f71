import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_LISTS, MAX_NAME_CHARS } from '#lib/core/limits.ts';
import type { SavedList } from '#lib/core/saved-lists.ts';
import { CATALOGUE } from '#lib/feed/catalogue.ts';
import { governed, NO_POLICY, type Policy } from '#lib/feed/managed.ts';
import { newRecord } from '#lib/feed/record.ts';
import { savedLists } from '#lib/feed/saved-lists.ts';
import { viewOf } from '#lib/messaging/list-view.ts';
import { createSettings, readSettings } from '#lib/settings.ts';
import { inOrder } from '#lib/watchlist/order.ts';
import { sessionArea } from '../../support/session-area.ts';
import { createWorld, HOUR, URL as MINE, type World } from './subscriptions-setup.ts';

const saved = (url: string, over: object = {}): SavedList => ({
  kind: 'url',
  url,
  enabled: true,
  label: 'Mine',
  ...over,
});

describe('lists of a file of settings', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });
  const stored = async () => savedLists(await world.store.records());
  const ids = async () => inOrder(await world.store.records()).map(({ id }) => id);

  it('are all that can be had again elsewhere, and nothing of what they say', async () => {
    await world.lists.add(MINE);
    await world.lists.importFile('own.csv', new TextEncoder().encode('value\nexample.org\n'));
    await world.lists.installManaged([{ url: 'https://org.example/list', locked: false }]);
    await world.lists.subscribe(CATALOGUE[0] as (typeof CATALOGUE)[number]);
    await world.store.update(newRecord('bundled:ofac-sdn', 'bundled', null));
    await world.lists.setEnabled('bundled:ofac-sdn', false);
    await world.lists.move(`url:${MINE}`, 1);
    const lists = await stored();
    expect(lists.map(({ kind, enabled }) => [kind, enabled])).toEqual([
      ['url', true],
      ['offer', true],
      ['bundled', false],
    ]);
    expect(Object.keys(lists[0] ?? {}).sort()).toEqual(['enabled', 'kind', 'label', 'url']);
  });

  it('are added, switched and put in order, and nothing is removed or downloaded', async () => {
    await world.lists.add(MINE);
    await world.store.update(newRecord('bundled:a', 'bundled', null));
    await world.lists.add('https://lists.example/kept.csv');
    world.fetched = [];
    const lists: SavedList[] = [
      { kind: 'bundled', id: 'a', enabled: false, label: 'A' },
      saved('https://lists.example/new.csv'),
      saved(MINE, { enabled: false, label: 'Renamed' }),
      { kind: 'offer', id: 'no-such-offer', enabled: true, label: 'Gone' },
      { kind: 'bundled', id: 'no-such-list', enabled: true, label: 'Gone' },
    ];
    expect(await world.lists.takeSaved(lists)).toEqual({ ok: true, value: null });
    expect(await ids()).toEqual([
      'bundled:a',
      'url:https://lists.example/new.csv',
      `url:${MINE}`,
      'url:https://lists.example/kept.csv',
    ]);
    expect(await world.find(`url:${MINE}`)).toMatchObject({ enabled: false, entries: 1, generation: 1 });
    expect(await world.find('bundled:a')).toMatchObject({ enabled: false });
    expect(world.fetched).toEqual([]);
    world.now += HOUR;
    await world.lists.refreshDue();
    expect(world.fetched).toEqual(['https://lists.example/new.csv']);
  });

  it('are called as the file says until they say so themselves', async () => {
    await world.lists.takeSaved([saved(MINE, { label: 'Old friend' })]);
    const around = { records: [], policy: NO_POLICY, underway: new Map(), now: world.now };
    const title = async () => viewOf(await world.only(), around).title;
    expect(await title()).toBe('Old friend');
    await world.lists.refreshDue();
    expect(await title()).toBe('mine.csv');
  });

  it('are none of them taken where they would be too many', async () => {
    for (let n = 0; n < MAX_LISTS - 1; n++) await world.store.update(newRecord(`file:${n}`, 'file', null));
    const one = saved('https://lists.example/1');
    const two = [one, saved('https://lists.example/2')];
    expect(await world.lists.takeSaved(two)).toMatchObject({
      ok: false,
      error: { code: 'too-many-lists', counts: [MAX_LISTS] },
    });
    expect(await ids()).toHaveLength(MAX_LISTS - 1);
    expect(await world.lists.takeSaved([one])).toMatchObject({ ok: true });
    expect(await world.lists.takeSaved([one])).toMatchObject({ ok: true });
  });

  it('change nothing that an organisation has set', async () => {
    const url = 'https://lists.example/locked';
    let policy: Policy = { ...NO_POLICY, states: [{ id: 'bundled:a', on: true, locked: true }] };
    await world.store.update(newRecord('bundled:a', 'bundled', null));
    const lists = governed(world.lists, async () => policy);
    const off: SavedList = { kind: 'bundled', id: 'a', enabled: false, label: 'A' };
    expect(await lists.takeSaved([off, saved(url)])).toMatchObject({ ok: true });
    expect(await world.find('bundled:a')).toMatchObject({ enabled: true });
    policy = { ...NO_POLICY, usersMayAddLists: false };
    expect(await lists.takeSaved([saved(url, { enabled: false })])).toMatchObject({ ok: true });
    const more = await lists.takeSaved([saved(url), saved('https://lists.example/more')]);
    expect(more).toMatchObject({ ok: false, error: { code: 'managed' } });
    expect(await world.find(`url:${url}`)).toMatchObject({ enabled: false });
  });

  it('come back as they were on another device', async () => {
    const label = fc.string({ maxLength: MAX_NAME_CHARS });
    const own = fc.record({
      kind: fc.constant('url' as const),
      url: fc.webUrl({ validSchemes: ['https'], withQueryParameters: true }),
      enabled: fc.boolean(),
      label,
    });
    const offered = fc.record({
      kind: fc.constant('offer' as const),
      id: fc.constantFrom(...CATALOGUE.map(({ id }) => id)),
      enabled: fc.boolean(),
      label,
    });
    const list: fc.Arbitrary<SavedList> = fc.oneof(own, offered);
    const key = (one: SavedList) => (one.kind === 'url' ? new URL(one.url).href : one.id);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(list, { selector: key, maxLength: 12 }), async (lists) => {
        const settings = createSettings(sessionArea(), sessionArea());
        const from = createWorld();
        await from.lists.takeSaved(lists);
        const text = await settings.exportFile(savedLists(await from.store.records()));
        const read = readSettings(text);
        if (!read.ok) throw new Error(read.error.message);
        expect(read.value.lists.map(key)).toEqual(lists.map(key));
        const to = createWorld();
        await to.lists.takeSaved(read.value.lists);
        expect(await settings.exportFile(savedLists(await to.store.records()))).toBe(text);
      }),
      { numRuns: 50 },
    );
  });
});
