import { beforeEach, describe, expect, it } from 'vitest';
import { fail, ok } from '#lib/core/result.ts';
import { createLock } from '#lib/feed/lock.ts';
import type { Subscriptions } from '#lib/feed/subscriptions.ts';
import type { ListRecord } from '#lib/watchlist/store.ts';
import { bytes, createWorld, EVM, HOUR, URL, type World } from './subscriptions-setup.ts';

describe('refreshing', () => {
  let world: World;
  let lists: Subscriptions;

  beforeEach(() => {
    world = createWorld();
    lists = world.lists;
  });

  it('keeps the old version when a refresh fails, and tries again ever more slowly', async () => {
    await lists.add(URL);
    const before = await world.only();
    world.served = fail('offline', 'The server could not be reached.');
    const pauses: number[] = [];
    for (let i = 0; i < 9; i++) {
      await lists.refresh(before.id);
      pauses.push(((await world.only()).nextTry as number) - world.now);
    }
    expect(pauses.slice(0, 3)).toEqual([HOUR / 4, HOUR / 2, HOUR]);
    expect(pauses.at(-1)).toBe(24 * HOUR);
    const after = await world.only();
    expect(after).toMatchObject({
      generation: 1,
      entries: 1,
      lastSuccess: world.now,
      lastError: { code: 'offline' },
    });
    expect(await world.store.chunk(after.id, 1, 0)).not.toBeNull();
  });

  it('keeps the old version when the new one is broken', async () => {
    await lists.add(URL);
    world.served = ok(bytes('<html>'));
    await lists.refresh((await world.only()).id);
    expect(await world.only()).toMatchObject({ generation: 1, entries: 1, failures: 1 });
    world.served = ok(bytes(`value\n${EVM}\n0x8617E340B3D01FA5F11F306F4090FD50E238070D\n`));
    await lists.refresh((await world.only()).id);
    expect(await world.only()).toMatchObject({ generation: 2, entries: 2, failures: 0, lastError: null });
  });

  it('takes a file that does not date itself for as new as its last reading', async () => {
    await lists.add(URL);
    expect(await world.only()).toMatchObject({ info: { date: '2026-11-21' } });
    world.now += 25 * HOUR;
    await lists.refreshDue();
    expect(await world.only()).toMatchObject({ generation: 1, info: { date: '2026-11-22' } });
  });

  it('refreshes only what is due and switched on', async () => {
    await lists.add(URL);
    world.fetched = [];
    expect(await lists.refreshDue()).toBe(false);
    world.now += 25 * HOUR;
    await lists.setEnabled((await world.only()).id, false);
    expect(await lists.refreshDue()).toBe(false);
    await lists.setEnabled((await world.only()).id, true);
    expect(await lists.refreshDue()).toBe(true);
    expect(world.fetched).toEqual([URL]);
  });

  it('asks at once where a clock that was wrong had put the next try years ahead', async () => {
    await lists.add(URL);
    world.now += 10 * 365 * 24 * HOUR;
    await lists.refresh((await world.only()).id);
    world.now -= 10 * 365 * 24 * HOUR;
    expect(await lists.refreshDue()).toBe(true);
    expect((await world.only()).nextTry).toBe(world.now + 24 * HOUR);
  });

  it('tells of each list that brought something, while others are still to come', async () => {
    const urls = ['same', 'broken', 'new', 'newer', 'last'].map(
      (name) => `https://lists.example/${name}.csv`,
    );
    for (const url of urls) await lists.add(url);
    const pull = world.deps.pull;
    lists = world.again({
      pull: (pulling) => {
        const isNew = !/same|broken/.test(pulling.url);
        if (isNew) world.served = ok(bytes(`value\n${EVM}\n0x8617E340B3D01FA5F11F306F4090FD50E238070D\n`));
        else if (/broken/.test(pulling.url)) world.served = fail('offline', '');
        return pull(pulling);
      },
    });
    world.now += 25 * HOUR;
    const told: number[] = [];
    world.fetched = [];
    // That it could not be judged by is no reason to leave the others where they are.
    const changed = async () => {
      told.push(world.fetched.length);
      throw new Error('storage');
    };
    expect(await lists.refreshDue(changed)).toBe(true);
    expect(world.fetched).toEqual(urls);
    expect(told).toEqual([3, 4]);
  });

  it('gives up on a list that breaks it, and goes on with the next', async () => {
    await lists.add(URL);
    await lists.add('https://lists.example/other.csv');
    const pull = world.deps.pull;
    lists = world.again({
      pull: (pulling) => {
        if (pulling.url === URL) throw new TypeError('a bug');
        return pull(pulling);
      },
    });
    world.now += 25 * HOUR;
    await lists.refreshDue();
    const [broken, sound] = await world.store.records();
    expect(broken).toMatchObject({ entries: 1, failures: 1, lastError: { code: 'internal' } });
    expect(sound).toMatchObject({ lastSuccess: world.now, lastError: null });
  });

  it('goes on with the next where storage does not even take a note of the first', async () => {
    await lists.add(URL);
    await lists.add('https://lists.example/other.csv');
    const { update } = world.store;
    world.store.update = async (record) => {
      if (record.url === URL) throw new DOMException('full', 'QuotaExceededError');
      await update(record);
    };
    world.now += 25 * HOUR;
    expect(await lists.refreshDue()).toBe(true);
    expect((await world.store.records())[1]).toMatchObject({ lastSuccess: world.now, lastError: null });
  });

  it('notes a try before it is made, for it may be the end of the worker', async () => {
    await lists.add(URL);
    let during: ListRecord | undefined;
    const pull = world.deps.pull;
    lists = world.again({
      async pull(pulling) {
        during = (await world.store.records())[0];
        return pull(pulling);
      },
    });
    world.now += 25 * HOUR;
    await lists.refreshDue();
    expect(during).toMatchObject({ lastTry: world.now, nextTry: world.now + HOUR / 4 });
  });

  it('asks ever more seldom for a list that ends the worker each time, until it comes', async () => {
    await lists.add(URL);
    world.now += 25 * HOUR;
    const pauses: number[] = [];
    for (let i = 0; i < 3; i++) {
      // Whoever waits for the download is no more.
      let underway = () => undefined as unknown;
      const begun = new Promise((resolve) => {
        underway = () => resolve(undefined);
      });
      const ended = world.again({
        lock: createLock(),
        pull() {
          underway();
          return new Promise(() => undefined);
        },
      });
      void ended.refreshDue();
      await begun;
      const { nextTry } = await world.only();
      pauses.push((nextTry as number) - world.now);
      world.now = nextTry as number;
    }
    expect(pauses).toEqual([HOUR / 4, HOUR / 2, HOUR]);
    await lists.refreshDue();
    expect(await world.only()).toMatchObject({ failures: 0, nextTry: world.now + 24 * HOUR });
  });

  it('lets an alarm stand until a sound version comes', async () => {
    await lists.add(URL);
    const { id } = await world.only();
    const codeAfter = async (next: World['served']) => {
      world.served = next;
      await lists.refresh(id);
      return (await world.only()).lastError?.code;
    };
    expect(await codeAfter(fail('alarm-equivocation', ''))).toBe('alarm-equivocation');
    expect(await codeAfter(fail('offline', ''))).toBe('alarm-equivocation');
    expect(await codeAfter(ok(bytes(`value\n${EVM}\n`)))).toBe(undefined);
  });

  it('does not refresh at once what another page or worker refreshes just now', async () => {
    await lists.add(URL);
    world.now += 25 * HOUR;
    world.fetched = [];
    const other = world.again({});
    await Promise.all([lists.refreshDue(), other.refreshDue()]);
    expect(world.fetched).toEqual([URL]);
  });
});
