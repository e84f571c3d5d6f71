import { describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { bodyOf, FeedFault } from '#lib/feed/body.ts';
import { createLock } from '#lib/feed/lock.ts';
import { NO_POLICY } from '#lib/feed/managed.ts';
import { packLists } from '#lib/feed/publish/pack.ts';
import type { PulledList } from '#lib/feed/pull/registry.ts';
import { createSignedPull } from '#lib/feed/signed/signed-pull.ts';
import { viewOf } from '#lib/messaging/list-view.ts';
import { compiled, entry, listInfo } from '../../support/entries.ts';
import { memoryStore, NOW, publish, putRoot, type Repo, testRing } from '../../support/trust-feed.ts';
import { bytes, createWorld, EVM, HOUR, URL } from './subscriptions-setup.ts';

const DAY = 24 * HOUR;

describe('signed changes that could not be used', () => {
  it('are told for as long as the version stands that came in their place', async () => {
    const world = createWorld();
    let brought: Partial<PulledList> | 'unchanged' = {};
    const lists = world.again({
      async pull(pulling) {
        if (brought === 'unchanged') return ok(brought);
        const read = await world.deps.pull(pulling);
        return read.ok && read.value !== 'unchanged' ? ok({ ...read.value, ...brought }) : read;
      },
    });
    const told = async () => {
      const { id } = await world.only();
      await lists.refresh(id);
      const record = await world.only();
      expect(record.lastError).toBe(null);
      return viewOf(record, { records: [record], policy: NO_POLICY, underway: new Map(), now: world.now })
        .faultyDelta;
    };
    await lists.add(URL);
    expect(await told()).toBe(null);
    brought = { faultyDelta: 'lists/a.almsdiff.gz' };
    world.served = ok(bytes(`value\n${EVM}\nevil.example.org\n`));
    expect(await told()).toBe('lists/a.almsdiff.gz');
    brought = 'unchanged';
    expect(await told()).toBe('lists/a.almsdiff.gz');
    brought = {};
    world.served = ok(bytes(`value\n${EVM}\n`));
    expect(await told()).toBe(null);
  });
});

describe('until when a signed feed vouches for a list', () => {
  it('is kept, whether the list came anew or stayed, and not where it failed', async () => {
    const world = createWorld();
    let until: number | null = world.now + 7 * DAY;
    let answer: Result<'unchanged', 'corrupt'> | null = null;
    const lists = world.again({
      async pull(pulling) {
        if (until !== null) pulling.onVouched?.(until);
        return answer ?? world.deps.pull(pulling);
      },
    });
    const refreshed = async () => {
      await lists.refresh((await world.only()).id);
      return (await world.only()).freshUntil;
    };
    await lists.add(URL);
    expect(await world.only()).toMatchObject({ freshUntil: world.now + 7 * DAY });
    until = world.now + 8 * DAY;
    answer = ok('unchanged');
    expect(await refreshed()).toBe(world.now + 8 * DAY);
    until = world.now + 9 * DAY;
    answer = fail('corrupt', 'No.');
    expect(await refreshed()).toBe(world.now + 8 * DAY);
    // No signed feed brings it any more.
    until = null;
    answer = null;
    expect(await refreshed()).toBeNull();
  });

  it('makes it stale in time, and nothing is asked for that', async () => {
    const feed = 'https://feed.example/repo/';
    const repo: Repo = new Map();
    const requests: string[] = [];
    putRoot(repo, testRing(), 1);
    const files = await packLists({
      lists: [compiled([entry(EVM)], listInfo({ date: '2026-01-10' }))],
      before: new Map(),
      bulk: new Set(),
      today: '2026-01-10',
    });
    const expires = { timestamp: '2026-01-17T00:00:00Z', snapshot: '2026-01-24T00:00:00Z' };
    publish(repo, { targets: 1, snapshot: 1, timestamp: 1, lists: Object.fromEntries(files), expires });
    const trust = memoryStore();
    const world = createWorld();
    world.now = NOW;
    const lists = world.again({
      pull: createSignedPull(
        world.deps.pull,
        [{ url: feed, root: repo.get('1.root.json') as Uint8Array<ArrayBuffer> }],
        {
          store: () => trust,
          async *get(url) {
            requests.push(url);
            const file = repo.get(url.slice(feed.length));
            if (!file) throw new FeedFault('not-found', url);
            yield* bodyOf(new Uint8Array(file));
          },
          lock: createLock(),
          now: () => world.now,
        },
      ),
    });
    expect((await lists.add(`${feed}#example`)).ok).toBe(true);
    const asked = requests.length;
    const record = await world.only();
    const at = (time: string) =>
      viewOf(record, { records: [record], policy: NO_POLICY, underway: new Map(), now: Date.parse(time) });
    expect(at('2026-01-16T23:59:59Z')).toMatchObject({ state: 'current', lapsed: null });
    expect(at('2026-01-17T00:00:00Z')).toMatchObject({ state: 'stale', lapsed: '2026-01-17T00:00:00.000Z' });
    expect(requests).toHaveLength(asked);
  });
});
