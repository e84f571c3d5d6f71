import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_LISTS, MAX_TOLD_POLICY_DAYS } from '#lib/core/limits.ts';
import { fail } from '#lib/core/result.ts';
import { CATALOGUE, type Offer, offerRecordId } from '#lib/feed/catalogue.ts';
import { createLock } from '#lib/feed/lock.ts';
import { governed, isLocked, NO_POLICY, type Policy } from '#lib/feed/managed.ts';
import { createManaged, type Managed } from '#lib/feed/managed-lists.ts';
import { newRecord } from '#lib/feed/record.ts';
import { createSubscriptions, type Subscriptions } from '#lib/feed/subscriptions.ts';
import { createSettings, type Settings } from '#lib/settings.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import type { ListStore } from '#lib/watchlist/store.ts';
import { sessionArea } from '../../support/session-area.ts';

const DAY_MS = 86_400_000;
const URL = 'https://lists.example/ours.csv';
const ID = `policy:${URL}`;
const [OFFER] = CATALOGUE.filter(({ isDefault }) => !isDefault) as [Offer];

describe('under a policy', () => {
  let store: ListStore;
  let lists: Subscriptions;
  let managed: Managed;
  let raw: unknown;
  /** Of who waits for the browser's answer; resolved when it is at its end. */
  let patience: Promise<unknown>;
  let startWorker: () => void;
  let kept: Settings;
  let area: ReturnType<typeof sessionArea>;
  let now: number;

  beforeEach(async () => {
    store = createMemoryStore();
    patience = new Promise(() => undefined);
    const real = createSubscriptions({
      store: () => store,
      pull: async () => fail('offline', ''),
      readBundled: async () => new Uint8Array(),
      lock: createLock(),
      now: () => 0,
      random: () => 0.5,
    });
    now = Date.UTC(2026, 10, 2);
    area = sessionArea();
    kept = createSettings(sessionArea(), area);
    startWorker = () => {
      managed = createManaged({
        stored: async () => {
          if (raw instanceof Error) throw raw;
          return raw;
        },
        toldLast: kept.toldPolicy,
        setToldLast: kept.setToldPolicy,
        subscriptions: real,
        applied: kept.appliedStates,
        setApplied: kept.setAppliedStates,
        wait: () => patience,
        now: () => now,
      });
    };
    startWorker();
    lists = governed(real, async () => (await managed.known()).policy);
    await store.update(newRecord('bundled:a', 'bundled', null));
    await store.update(newRecord('url:mine', 'remote', 'https://mine.example/'));
  });
  const enabled = async () =>
    Object.fromEntries((await store.records()).map((record) => [record.id, record.enabled]));
  const apply = (next: unknown) => {
    raw = next;
    return managed.apply();
  };

  it('everything is as before where the browser knows no policy', async () => {
    await apply(new Error('Managed storage manifest not found'));
    expect(await enabled()).toEqual({ 'bundled:a': true, 'url:mine': true });
    expect(await lists.setEnabled('bundled:a', false)).toMatchObject({ ok: true });
    expect(await lists.remove('url:mine')).toMatchObject({ ok: true });
  });

  it('it holds before anything of it was applied: workers start anew', async () => {
    raw = { states: [{ id: 'bundled:a', on: true }], usersMayAddLists: false };
    expect(await lists.add(URL)).toMatchObject({ ok: false, error: { code: 'managed' } });
    expect(await lists.setEnabled('bundled:a', false)).toMatchObject({ ok: false });
  });

  it('lists are added, cannot be removed or switched off, and go with the policy', async () => {
    await apply({ lists: [{ url: URL }] });
    expect(await enabled()).toMatchObject({ [ID]: true });
    const managedError = {
      ok: false,
      error: { code: 'managed' },
    };
    expect(await lists.remove(ID)).toMatchObject(managedError);
    expect(await lists.setEnabled(ID, false)).toMatchObject(managedError);
    await apply({});
    expect(await enabled()).toEqual({ 'bundled:a': true, 'url:mine': true });
  });

  it('a list that is not locked can be switched off, and stays so', async () => {
    await apply({ lists: [{ url: URL, locked: false }] });
    expect(await lists.setEnabled(ID, false)).toMatchObject({ ok: true });
    await managed.apply();
    expect(await enabled()).toMatchObject({ [ID]: false });
    expect(await lists.remove(ID)).toMatchObject({ ok: false });
    await apply({ lists: [{ url: URL }] });
    expect(await enabled()).toMatchObject({ [ID]: true });
  });

  it('a locked state is set at every start', async () => {
    await lists.setEnabled('bundled:a', true);
    await apply({ states: [{ id: 'bundled:a', on: false }] });
    expect(await enabled()).toMatchObject({ 'bundled:a': false });
    expect(await lists.setEnabled('bundled:a', true)).toMatchObject({
      ok: false,
      error: { code: 'managed' },
    });
    const { policy } = await managed.known();
    expect(isLocked('bundled:a', policy)).toBe(true);
    expect(isLocked('url:mine', policy)).toBe(false);
  });

  it('a state that is not locked is where people begin', async () => {
    const states = [{ id: 'bundled:a', on: false, locked: false }];
    await apply({ states });
    expect(await enabled()).toMatchObject({ 'bundled:a': false });
    await lists.setEnabled('bundled:a', true);
    await managed.apply();
    expect(await enabled()).toMatchObject({ 'bundled:a': true });
    await apply({ states: [] });
    await apply({ states });
    expect(await enabled()).toMatchObject({ 'bundled:a': false });
  });

  it('an offered list can be switched on for everybody', async () => {
    await apply({ states: [{ id: offerRecordId(OFFER), on: true }] });
    expect(await enabled()).toMatchObject({ [offerRecordId(OFFER)]: true });
    await apply({ states: [{ id: offerRecordId(OFFER), on: false }] });
    expect(await enabled()).toMatchObject({ [offerRecordId(OFFER)]: false });
    expect((await managed.known()).problems).toEqual([]);
  });

  it('is not waited for without end, and holds from when the browser answers', async () => {
    let answer = (_: unknown) => {};
    raw = new Promise((done) => {
      answer = done;
    });
    patience = Promise.resolve();
    expect((await managed.known()).policy).toEqual(NO_POLICY);
    expect(await lists.remove('url:mine')).toMatchObject({ ok: true });
    answer({ usersMayAddLists: false });
    await Promise.resolve(raw);
    await new Promise((done) => setTimeout(done));
    expect(await lists.add(URL)).toMatchObject({ ok: false, error: { code: 'managed' } });
    // While it is read anew, and nobody answers, what was known holds.
    raw = new Promise(() => undefined);
    managed.apply();
    expect(await lists.add(URL)).toMatchObject({ ok: false, error: { code: 'managed' } });
  });

  describe('that cannot be read, what was told last holds:', () => {
    const broken = new Error('An unexpected error occurred');
    const laidDown = {
      lists: [{ url: URL }],
      states: [{ id: 'bundled:a', on: false }],
      usersMayAddLists: false,
    };
    const laidDownPolicy = {
      lists: [{ url: URL, locked: true }],
      states: [{ id: 'bundled:a', on: false, locked: true }],
      usersMayAddLists: false,
    };
    const holds = async () => {
      expect(await enabled()).toEqual({ 'bundled:a': false, 'url:mine': true, [ID]: true });
      for (const reply of [
        await lists.add('https://b.example/'),
        await lists.setEnabled('bundled:a', true),
        await lists.setEnabled(ID, false),
      ])
        expect(reply).toMatchObject({ ok: false, error: { code: 'managed' } });
    };

    it('in the worker that read it', async () => {
      await apply(laidDown);
      expect(await apply(broken)).toBe(false);
      await holds();
    });

    it('in one that starts anew, and never could', async () => {
      await apply(laidDown);
      startWorker();
      expect(await apply(broken)).toBe(false);
      await holds();
    });

    it('while it is not told at all', async () => {
      await apply(laidDown);
      startWorker();
      raw = new Promise(() => undefined);
      patience = Promise.resolve();
      await holds();
    });

    it.each([[{}], [new Error('Managed storage manifest not found')]])(
      'until there is none: %s',
      async (none) => {
        await apply(laidDown);
        await apply(none);
        startWorker();
        await apply(broken);
        expect(Object.keys(await enabled())).toEqual(['bundled:a', 'url:mine']);
        expect(await lists.setEnabled('bundled:a', true)).toMatchObject({ ok: true });
        expect(await lists.add(URL)).not.toMatchObject({ error: { code: 'managed' } });
      },
    );

    it('with the day on which it was told', async () => {
      await apply(laidDown);
      expect((await managed.known()).toldOn).toBe(null);
      now += DAY_MS;
      startWorker();
      await apply(laidDown);
      now += 3 * DAY_MS;
      startWorker();
      await apply(broken);
      expect(await managed.known()).toMatchObject({ toldOn: '2026-11-03', policy: laidDownPolicy });
      await apply(laidDown);
      expect((await managed.known()).toldOn).toBe(null);
    });

    it('for some time and no longer: then its lists are the person’s to switch off, and go when the browser tells so', async () => {
      await apply(laidDown);
      startWorker();
      now += MAX_TOLD_POLICY_DAYS * DAY_MS;
      expect(await apply(broken)).toBe(false);
      await holds();
      now += DAY_MS;
      startWorker();
      patience = Promise.resolve();
      raw = new Promise(() => undefined);
      expect(await managed.known()).toEqual({ policy: NO_POLICY, problems: [], toldOn: null });
      startWorker();
      expect(await apply(broken)).toBe(false);
      expect(Object.keys(await enabled())).toContain(ID);
      expect(await lists.setEnabled(ID, false)).toMatchObject({ ok: true });
      expect(await lists.setEnabled('bundled:a', true)).toMatchObject({ ok: true });
      await apply({});
      expect(Object.keys(await enabled())).toEqual(['bundled:a', 'url:mine']);
    });

    it('though storage failed to give it back the first time', async () => {
      await apply(laidDown);
      const load = kept.toldPolicy;
      const fails = vi.fn(load).mockRejectedValueOnce(new Error('locked'));
      kept.toldPolicy = fails;
      startWorker();
      await apply(broken);
      await holds();
      expect(fails).toHaveBeenCalledTimes(2);
    });

    it('as far as it was understood, so that it has a size', async () => {
      await apply({ ...laidDown, other: 'x'.repeat(100_000), lists: Array(9_999).fill({ url: URL }) });
      const { policy } = (await kept.toldPolicy()) as { policy: Policy };
      expect(policy.lists).toHaveLength(MAX_LISTS);
      expect(JSON.stringify([...area.items]).length).toBeLessThan(5_000);
    });

    it('and storage is read once, and written once a day', async () => {
      const [read, write] = [vi.spyOn(kept, 'toldPolicy'), vi.spyOn(kept, 'setToldPolicy')];
      startWorker();
      patience = Promise.resolve();
      await apply(laidDown);
      await apply(laidDown);
      await apply(broken);
      await managed.known();
      await managed.known();
      expect(read).toHaveBeenCalledTimes(1);
      expect(write).toHaveBeenCalledTimes(1);
    });

    it('and is not written again where storage gives it back in another order', async () => {
      await apply(laidDown);
      const told = (await kept.toldPolicy()) as { policy: Policy; day: string };
      const turned = (item: object) => Object.fromEntries(Object.entries(item).toReversed());
      const { lists: all, states, usersMayAddLists } = told.policy;
      const policy = { usersMayAddLists, states: states.map(turned), lists: all.map(turned) };
      kept.toldPolicy = async () => ({ policy, day: told.day });
      const write = vi.spyOn(kept, 'setToldPolicy');
      startWorker();
      await apply(laidDown);
      expect(write).not.toHaveBeenCalled();
    });

    it('and nobody waits for it to be kept', async () => {
      kept.toldPolicy = () => new Promise(() => undefined);
      startWorker();
      raw = laidDown;
      expect((await managed.known()).policy).toEqual(laidDownPolicy);
    });

    it('and where nothing ever was, everything is the person’s own', async () => {
      await apply(broken);
      expect(await lists.remove('url:mine')).toMatchObject({ ok: true });
    });

    it('though storage refuses to keep it, in the worker that read it', async () => {
      kept.setToldPolicy = async () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
      startWorker();
      await apply(laidDown);
      await apply(broken);
      await holds();
    });
  });

  it('says that a list which it names is not there', async () => {
    await apply({
      states: [
        { id: 'bundled:gone', on: true },
        { id: offerRecordId(OFFER), on: false },
      ],
    });
    expect((await managed.known()).problems).toEqual([
      { code: 'no-such-list', params: { where: 'states', id: 'bundled:gone' } },
    ]);
  });

  it('says it once where the browser tells of the policy while it is being read', async () => {
    raw = { states: [{ id: 'bundled:gone', on: true }] };
    await Promise.all([managed.apply(), managed.apply()]);
    expect((await managed.known()).problems).toHaveLength(1);
  });

  it('nobody adds lists where they may not', async () => {
    await apply({ usersMayAddLists: false });
    for (const reply of [
      await lists.add(URL),
      await lists.importFile('a.csv', new Uint8Array()),
      await lists.subscribe(OFFER),
    ]) {
      expect(reply).toMatchObject({ ok: false, error: { code: 'managed' } });
    }
    expect(Object.keys(await enabled())).toEqual(['bundled:a', 'url:mine']);
  });
});
