import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_LISTS } from '#lib/core/limits.ts';
import { fail, ok } from '#lib/core/result.ts';
import { bodyOf } from '#lib/feed/body.ts';
import { createLock } from '#lib/feed/lock.ts';
import { createPull, type Pull } from '#lib/feed/pull/registry.ts';
import { newRecord } from '#lib/feed/record.ts';
import { createSubscriptions, type SubscriptionDeps } from '#lib/feed/subscriptions.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import type { ListStore } from '#lib/watchlist/store.ts';

const URL = 'https://lists.example/mine.csv';
const ID = `url:${URL}`;
const NOW = Date.UTC(2026, 10, 21);
const HOUR = 3_600_000;
const csv: Pull = createPull(() => bodyOf(new TextEncoder().encode('value\nexample.org\n')));

describe('refreshing', () => {
  let store: ListStore;
  beforeEach(() => {
    store = createMemoryStore();
  });
  const listsWith = (over: Partial<SubscriptionDeps> = {}) =>
    createSubscriptions({
      store: () => store,
      pull: csv,
      readBundled: async () => new Uint8Array(),
      lock: createLock(),
      now: () => NOW,
      random: () => 0.5,
      ...over,
    });
  const only = async () => {
    const [record] = await store.records();
    if (!record) throw new Error('no record');
    return record;
  };

  // Ten million users who installed on one day must not come back in one minute.
  it.each([
    ['the earliest', 0, 0.9],
    ['the middle', 0.5, 1],
    ['the latest', 1, 1.1],
  ])('is spread over a fifth of the pause: %s', async (_, drawn, share) => {
    const random = () => drawn;
    await listsWith({ random }).add(URL);
    expect((await only()).nextTry).toBe(NOW + Math.round(24 * HOUR * share));
    const failing = listsWith({ random, pull: async () => fail('offline', '') });
    for (const hours of [0.25, 0.5, 1, 2]) {
      await failing.refresh(ID);
      expect((await only()).nextTry).toBe(NOW + Math.round(hours * HOUR * share));
    }
  });

  it('draws anew each time', async () => {
    let drawn = 0;
    const lists = listsWith({ random: () => (drawn += 0.25) });
    await lists.add(URL);
    const first = (await only()).nextTry;
    await lists.refresh(ID);
    expect((await only()).nextTry).not.toBe(first);
  });

  it('does not take "unchanged" for an answer about a version that storage lost meanwhile', async () => {
    await listsWith().add(URL);
    const { id, generation, content } = await only();
    await listsWith({
      async pull() {
        await store.fallBack({ id, generation, content }, { code: 'damaged', message: '' });
        return ok('unchanged');
      },
    }).refresh(ID);
    expect(await only()).toMatchObject({ info: null, lastSuccess: NOW, lastError: { code: 'superseded' } });
    expect((await only()).failures).toBe(1);
  });

  it('adds no more lists than a person may have, and refreshes those that are there', async () => {
    for (let n = 1; n < MAX_LISTS; n++) await store.update(newRecord(`file:${n}`, 'file', null));
    const lists = listsWith();
    expect(await lists.add(URL)).toMatchObject({ ok: true });
    expect(await lists.add('https://lists.example/other.csv')).toMatchObject({
      ok: false,
      error: { code: 'too-many-lists' },
    });
    expect(
      await lists.importFile('other.csv', new TextEncoder().encode('value\nexample.org\n')),
    ).toMatchObject({
      ok: false,
      error: { code: 'too-many-lists' },
    });
    expect(await store.records()).toHaveLength(MAX_LISTS);
    expect(await lists.add(URL)).toMatchObject({ ok: true });
  });

  it('downloads a list once at a time, also where a person asks twice', async () => {
    await listsWith().add(URL);
    let running = 0;
    let most = 0;
    const lock = createLock();
    const pull: Pull = async (pulling) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      return csv(pulling);
    };
    await Promise.all([listsWith({ lock, pull }).refresh(ID), listsWith({ lock, pull }).refresh(ID)]);
    expect(most).toBe(1);
  });
});
