import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_EARLY_REFRESHES, MAX_MISP_EVENTS_A_REFRESH, MORE_MINUTES } from '#lib/core/limits.ts';
import { ok } from '#lib/core/result.ts';
import { createPull, type Pull } from '#lib/feed/pull/registry.ts';
import type { Subscriptions } from '#lib/feed/subscriptions.ts';
import type { ListRecord } from '#lib/watchlist/store.ts';
import { events, feedOf, URL_OF_FEED } from './misp-feed-setup.ts';
import { createWorld, HOUR, type World } from './subscriptions-setup.ts';

const SOON = MORE_MINUTES * 60_000;

describe('a list that cannot be brought at once', () => {
  let world: World;
  beforeEach(() => {
    world = createWorld();
  });

  /** Everything that is due from now on, at each quarter of an hour, as the alarm wakes the worker. */
  async function pass(lists: Subscriptions, hours: number): Promise<void> {
    for (let quarter = 0; quarter < hours * 4; quarter++) {
      world.now += HOUR / 4;
      await lists.refreshDue();
    }
  }

  it('is asked for the rest soon, and once a day when it is whole', async () => {
    const size = MAX_MISP_EVENTS_A_REFRESH * 2 + 100;
    const feed = feedOf(...Array.from({ length: size }, (_, n) => ({ n: n + 1 })));
    const lists = world.again({ pull: createPull(feed.get) });
    await lists.add(URL_OF_FEED);
    expect(await world.only()).toMatchObject({
      entries: MAX_MISP_EVENTS_A_REFRESH,
      early: 1,
      nextTry: world.now + SOON,
    });
    world.now += SOON - 1;
    expect(await lists.refreshDue()).toBe(false);
    await pass(lists, 1);
    expect(await world.only()).toMatchObject({ entries: MAX_MISP_EVENTS_A_REFRESH * 2, early: 2 });
    await pass(lists, 2);
    // The rest is less than what one refresh brings, and more than a sound list may grow by at once.
    expect(await world.only()).toMatchObject({ entries: size, early: 0, lastError: null });
    expect(events(feed.asked)).toBe(size);
    const asked = feed.asked.length;
    await pass(lists, 20);
    expect(feed.asked).toHaveLength(asked);
    await pass(lists, 5);
    expect(feed.asked).toHaveLength(asked + 1);
  });

  const endless: (pull: Pull) => Pull = (pull) => async (pulling) => {
    const pulled = await pull(pulling);
    return pulled.ok && pulled.value !== 'unchanged' ? ok({ ...pulled.value, moreToCome: true }) : pulled;
  };

  it('is not asked for ever where there is always more to come', async () => {
    const lists = world.again({ pull: endless(world.deps.pull) });
    await lists.add('https://lists.example/endless.csv');
    await pass(lists, 23);
    expect(world.fetched).toHaveLength(1 + MAX_EARLY_REFRESHES);
    expect(await world.only()).toMatchObject({ early: 0 });
    world.fetched = [];
    await pass(lists, 24 + 12);
    expect(world.fetched).toHaveLength(1 + MAX_EARLY_REFRESHES);
  });

  it.each([
    ['the earliest', 0, 0.9],
    ['the latest', 1, 1.1],
  ])('is asked at times of which each device draws its own: %s', async (_, drawn, share) => {
    const lists = world.again({ pull: endless(world.deps.pull), random: () => drawn });
    await lists.add('https://lists.example/endless.csv');
    expect((await world.only()).nextTry).toBe(world.now + SOON * share);
  });

  it('waits like any other after a failure', async () => {
    const lists = world.again({ pull: endless(world.deps.pull) });
    await lists.add('https://lists.example/endless.csv');
    world.served = { ok: false, error: { code: 'offline', message: '' } };
    world.now += SOON;
    await lists.refreshDue();
    expect(await world.only()).toMatchObject({ failures: 1, nextTry: world.now + HOUR / 4, early: 1 });
  });

  it('counts from nothing where an older version noted none', async () => {
    const lists = world.again({ pull: endless(world.deps.pull) });
    await lists.add('https://lists.example/endless.csv');
    const { early: _, ...older } = await world.only();
    await world.store.update(older as ListRecord);
    await lists.refresh(older.id);
    expect(await world.only()).toMatchObject({ early: 1 });
  });
});
