import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '#lib/core/result.ts';
import { bodyOf } from '#lib/feed/body.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { newRecord } from '#lib/feed/record.ts';
import type { Subscriptions } from '#lib/feed/subscriptions.ts';
import { compiled, entry, listInfo } from '../../support/entries.ts';
import { listRecord } from '../../support/records.ts';
import { bytes, createWorld, HOUR, URL, type World } from './subscriptions-setup.ts';

describe('a version that changes too much at once', () => {
  let world: World;
  let lists: Subscriptions;
  const csv = (count: number) =>
    ok(bytes(`value\n${Array.from({ length: count }, (_, i) => `host${i}.example`).join('\n')}\n`));
  beforeEach(async () => {
    world = createWorld();
    lists = world.lists;
    world.served = csv(1000);
    await lists.add(URL);
  });
  const come = async (count: number) => {
    world.served = csv(count);
    world.now += 25 * HOUR;
    await lists.refreshDue();
    return world.only();
  };

  it('is held back, and the one before stays', async () => {
    expect(await come(700)).toMatchObject({
      generation: 1,
      entries: 1000,
      lastError: { code: 'held-back', counts: [1000, 300, 0] },
      failures: 1,
    });
    expect(await come(1101)).toMatchObject({ entries: 1000, lastError: { code: 'held-back' } });
    expect(await come(1100)).toMatchObject({ entries: 1100, lastError: null });
  });

  it('is no change where it leads back to what stood there before', async () => {
    expect(await come(850)).toMatchObject({ entries: 850, lastError: null });
    expect(await come(1500)).toMatchObject({ entries: 850, lastError: { code: 'held-back' } });
    expect(await come(1000)).toMatchObject({ entries: 1000, lastError: null });
  });

  it('is taken over when the person says so of this very version, and not by asking again', async () => {
    const { id } = await world.only();
    world.served = csv(700);
    for (let i = 0; i < 2; i++) {
      await lists.refresh(id);
      expect(await world.only()).toMatchObject({ entries: 1000, lastError: { code: 'held-back' } });
    }
    world.served = csv(10);
    await lists.refresh(id, true);
    expect(await world.only()).toMatchObject({ entries: 1000, lastError: { code: 'held-back' } });
    await lists.refresh(id, true);
    expect(await world.only()).toMatchObject({ entries: 10, lastError: null, held: null });
  });

  it('is not taken over by adding the same address again', async () => {
    world.served = csv(10);
    expect(await lists.add(URL)).toMatchObject({ ok: false, error: { code: 'held-back' } });
    expect(await world.only()).toMatchObject({ entries: 1000 });
  });

  it('is judged by the bundled list that it would take the place of, when it is the first', async () => {
    const bundle = compiled(
      Array.from({ length: 900 }, (_, i) => entry(`b${i}.example`, { kind: 'domain' })),
      listInfo({ id: 'sdn' }),
    );
    await world.store.apply(
      listRecord({ id: 'bundled:sdn', origin: 'bundled', info: bundle.info, entries: bundle.entries }),
      bundle,
    );
    const id = 'catalogue:sdn';
    await world.store.update({ ...newRecord(id, 'remote', URL), supersedes: ['sdn'] });
    const first = async (count: number) => {
      world.served = csv(count);
      await lists.refresh(id);
      return (await world.store.records()).find((record) => record.id === id);
    };
    expect(await first(700)).toMatchObject({ info: null, lastError: { code: 'held-back' } });
    expect(await first(3000)).toMatchObject({ entries: 3000, lastError: null });
  });

  it('is taken over when its publisher signed it as meant', async () => {
    const pull = createPull(async function* () {
      yield* bodyOf((world.served as { value: Uint8Array }).value);
    });
    lists = world.again({
      async pull(pulling) {
        const pulled = await pull(pulling);
        return pulled.ok && pulled.value !== 'unchanged' ? ok({ ...pulled.value, isMeant: true }) : pulled;
      },
    });
    expect(await come(700)).toMatchObject({ entries: 700, lastError: null });
  });

  it('is taken over when the person imports a file in its place', async () => {
    await lists.importFile('mine.csv', csv(1000).value);
    expect(await lists.importFile('mine.csv', csv(10).value)).toMatchObject({
      ok: true,
      value: { entries: 10 },
    });
  });
});
