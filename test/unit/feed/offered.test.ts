import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_LISTS } from '#lib/core/limits.ts';
import { bodyOf } from '#lib/feed/body.ts';
import { CATALOGUE, type Offer, offerRecordId } from '#lib/feed/catalogue.ts';
import { createLock } from '#lib/feed/lock.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { newRecord } from '#lib/feed/record.ts';
import { createSubscriptions, type Subscriptions } from '#lib/feed/subscriptions.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import { inOrder } from '#lib/watchlist/order.ts';
import type { ListStore } from '#lib/watchlist/store.ts';

const NOW = Date.UTC(2026, 10, 21);
const csv = new TextEncoder().encode('value\n0x52908400098527886E0F7030069857D2E4169EE7\n');
const [OFAC] = CATALOGUE.filter(({ isDefault }) => isDefault) as [Offer];
const [OTHER] = CATALOGUE.filter(({ isDefault }) => !isDefault) as [Offer];

describe('offered lists', () => {
  let store: ListStore;
  let lists: Subscriptions;
  let fetched: string[];
  let hold: Promise<unknown>;

  beforeEach(() => {
    store = createMemoryStore();
    fetched = [];
    hold = Promise.resolve();
    lists = createSubscriptions({
      store: () => store,
      pull: createPull(async function* (url) {
        fetched.push(url);
        yield* bodyOf(csv.subarray(0, 10));
        await hold;
        yield* bodyOf(csv.subarray(10));
      }, []),
      readBundled: async () => new Uint8Array(),
      lock: createLock(),
      now: () => NOW,
      random: () => 0.5,
    });
  });
  const ids = async () => inOrder(await store.records()).map(({ id }) => id);
  const find = async (id: string) => (await store.records()).find((record) => record.id === id);

  it('subscribes to the default ones at once, and asks for them at the next refresh', async () => {
    await lists.installOffered(CATALOGUE);
    expect(await ids()).toEqual([offerRecordId(OFAC)]);
    expect(fetched).toEqual([]);
    await lists.refreshDue();
    expect(fetched).toEqual([OFAC.url]);
    expect(await find(offerRecordId(OFAC))).toMatchObject({ entries: 1, supersedes: [...OFAC.supersedes] });
  });

  it('leaves a default one off that was switched off, and lets nobody remove it by accident', async () => {
    await lists.installOffered(CATALOGUE);
    await lists.setEnabled(offerRecordId(OFAC), false);
    await lists.installOffered(CATALOGUE);
    expect(await find(offerRecordId(OFAC))).toMatchObject({ enabled: false });
    expect(await lists.remove(offerRecordId(OFAC))).toMatchObject({ ok: false, error: { code: 'default' } });
    expect(await lists.refreshDue()).toBe(false);
  });

  it('follows the catalogue of a new version', async () => {
    await lists.installOffered(CATALOGUE);
    await lists.installOffered([{ ...OFAC, url: 'https://moved.example/sdn', supersedes: [] }]);
    expect(await find(offerRecordId(OFAC))).toMatchObject({
      url: 'https://moved.example/sdn',
      supersedes: [],
    });
  });

  it('asks for none that a new version offers no more; what it brought goes on judging, beside what comes with Almsguard', async () => {
    await lists.installOffered(CATALOGUE);
    await lists.refreshDue();
    expect(await lists.installOffered([])).toBe(true);
    expect(await find(offerRecordId(OFAC))).toMatchObject({
      url: null,
      nextTry: null,
      supersedes: [],
      enabled: true,
      entries: 1,
    });
    expect(await lists.refreshDue()).toBe(false);
    expect(await lists.refresh(offerRecordId(OFAC))).toBe(false);
    expect(fetched).toEqual([OFAC.url]);
    expect(await lists.installOffered([])).toBe(false);
  });

  it('takes one up when asked to, and gives it back when it is removed', async () => {
    expect(await lists.subscribe(OTHER)).toMatchObject({ ok: true, value: { enabled: true, info: null } });
    expect(fetched).toEqual([]);
    await lists.setEnabled(offerRecordId(OTHER), false);
    await lists.subscribe(OTHER);
    expect(await find(offerRecordId(OTHER))).toMatchObject({ enabled: true });
    expect(await ids()).toEqual([offerRecordId(OTHER)]);
    expect(await lists.remove(offerRecordId(OTHER))).toMatchObject({ ok: true });
    await lists.installOffered(CATALOGUE);
    expect(await ids()).toEqual([offerRecordId(OFAC)]);
  });

  it('takes no more than there may be', async () => {
    for (let n = 0; n < MAX_LISTS; n++) await store.update(newRecord(`file:${n}`, 'file', null));
    expect(await lists.subscribe(OTHER)).toMatchObject({ ok: false, error: { code: 'too-many-lists' } });
  });

  it('gives a file no say over a bundled list, whatever it calls itself', async () => {
    await lists.importFile('ofac-sdn.csv', csv);
    await lists.add('https://lists.example/ofac-sdn.csv');
    for (const record of await store.records()) expect(record.supersedes).toEqual([]);
  });

  it('tells how far a download has come, while it runs', async () => {
    let go = () => undefined as unknown;
    hold = new Promise((resolve) => {
      go = () => resolve(undefined);
    });
    await lists.subscribe(OTHER);
    const id = offerRecordId(OTHER);
    const refreshing = lists.refresh(id);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(lists.underway().get(id)).toBe(10);
    go();
    await refreshing;
    expect(lists.underway().size).toBe(0);
  });
});

describe('the order of lists', () => {
  let store: ListStore;
  let lists: Subscriptions;

  beforeEach(async () => {
    store = createMemoryStore();
    lists = createSubscriptions({
      store: () => store,
      pull: async () => ({ ok: false, error: { code: 'offline', message: '' } }),
      readBundled: async () => new Uint8Array(),
      lock: createLock(),
      now: () => NOW,
      random: () => 0.5,
    });
    for (const id of ['a', 'b', 'c']) await store.update(newRecord(id, 'file', null));
  });
  const ids = async () => inOrder(await store.records()).map(({ id }) => id);

  it('is as they came until somebody moves one', async () => {
    expect(await ids()).toEqual(['a', 'b', 'c']);
    await lists.move('c', -1);
    expect(await ids()).toEqual(['a', 'c', 'b']);
    await lists.move('a', 1);
    expect(await ids()).toEqual(['c', 'a', 'b']);
  });

  it('ends at its ends, and knows no other lists', async () => {
    for (const [id, step] of [
      ['a', -1],
      ['c', 1],
      ['gone', 1],
    ] as const) {
      await lists.move(id, step);
      expect(await ids()).toEqual(['a', 'b', 'c']);
    }
  });

  it('puts what is new behind what has a place', async () => {
    await lists.move('a', 1);
    await store.update(newRecord('0', 'file', null));
    expect(await ids()).toEqual(['b', 'a', 'c', '0']);
  });
});
