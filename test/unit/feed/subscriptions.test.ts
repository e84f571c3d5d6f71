import { beforeEach, describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { bodyOf, FeedFault } from '#lib/feed/body.ts';
import { createLock } from '#lib/feed/lock.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { newRecord } from '#lib/feed/record.ts';
import { createSubscriptions, type SubscriptionDeps, type Subscriptions } from '#lib/feed/subscriptions.ts';
import { sha256Hex, writeContainer } from '#lib/watchlist/container.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import type { ListRecord, ListStore } from '#lib/watchlist/store.ts';
import { compiled, entry, listInfo } from '../../support/entries.ts';
import { listRecord } from '../../support/records.ts';

const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
const URL = 'https://lists.example/mine.csv';
const HOUR = 3_600_000;
const bytes = (text: string) => new TextEncoder().encode(text);

describe('subscriptions', () => {
  let store: ListStore;
  let now: number;
  let served: Result<Uint8Array<ArrayBuffer>>;
  let fetched: string[];
  let bundled: Map<string, Uint8Array<ArrayBuffer>>;
  let deps: SubscriptionDeps;
  let lists: Subscriptions;

  beforeEach(() => {
    store = createMemoryStore();
    now = Date.UTC(2026, 10, 21);
    served = ok(bytes(`value\n${EVM}\n`));
    fetched = [];
    bundled = new Map();
    deps = {
      store: () => store,
      pull: createPull(async function* (url) {
        fetched.push(url);
        if (!served.ok) throw new FeedFault(served.error.code, served.error.message);
        yield* bodyOf(served.value);
      }),
      readBundled: async (file) => bundled.get(file) as Uint8Array<ArrayBuffer>,
      lock: createLock(),
      now: () => now,
      random: () => 0.5,
    };
    lists = createSubscriptions(deps);
  });
  const only = async () => {
    const [record] = await store.records();
    if (!record) throw new Error('no record');
    return record;
  };

  it('adds a list by its URL and plans the next refresh a day later', async () => {
    expect(await lists.add(` ${URL} `)).toMatchObject({ ok: true, value: { entries: 1, format: 'csv' } });
    expect(await only()).toMatchObject({
      url: URL,
      lastSuccess: now,
      nextTry: now + 24 * HOUR,
      lastError: null,
    });
  });

  it('does not add what cannot be read, and says why', async () => {
    served = ok(bytes('no list at all'));
    expect(await lists.add(URL)).toMatchObject({ ok: false });
    expect(await lists.add('http://lists.example/a.csv')).toMatchObject({
      ok: false,
      error: { code: 'bad-url' },
    });
    expect(await store.records()).toEqual([]);
  });

  it('keeps the old version when a refresh fails, and tries again ever more slowly', async () => {
    await lists.add(URL);
    const before = await only();
    served = fail('offline', 'The server could not be reached.');
    const pauses: number[] = [];
    for (let i = 0; i < 9; i++) {
      await lists.refresh(before.id);
      pauses.push(((await only()).nextTry as number) - now);
    }
    expect(pauses.slice(0, 3)).toEqual([HOUR / 4, HOUR / 2, HOUR]);
    expect(pauses.at(-1)).toBe(24 * HOUR);
    const after = await only();
    expect(after).toMatchObject({
      generation: 1,
      entries: 1,
      lastSuccess: now,
      lastError: { code: 'offline' },
    });
    expect(await store.chunk(after.id, 1, 0)).not.toBeNull();
  });

  it('keeps the old version when the new one is broken', async () => {
    await lists.add(URL);
    served = ok(bytes('<html>'));
    await lists.refresh((await only()).id);
    expect(await only()).toMatchObject({ generation: 1, entries: 1, failures: 1 });
    served = ok(bytes(`value\n${EVM}\n0x8617E340B3D01FA5F11F306F4090FD50E238070D\n`));
    await lists.refresh((await only()).id);
    expect(await only()).toMatchObject({ generation: 2, entries: 2, failures: 0, lastError: null });
  });

  it('does not store the same bytes again', async () => {
    await lists.add(URL);
    now += HOUR;
    await lists.refresh((await only()).id);
    expect(await only()).toMatchObject({ generation: 1, lastSuccess: now });
  });

  it('refreshes only what is due and switched on', async () => {
    await lists.add(URL);
    fetched = [];
    expect(await lists.refreshDue()).toBe(false);
    now += 25 * HOUR;
    await lists.setEnabled((await only()).id, false);
    expect(await lists.refreshDue()).toBe(false);
    await lists.setEnabled((await only()).id, true);
    expect(await lists.refreshDue()).toBe(true);
    expect(fetched).toEqual([URL]);
  });

  it('asks at once where a clock that was wrong had put the next try years ahead', async () => {
    await lists.add(URL);
    now += 10 * 365 * 24 * HOUR;
    await lists.refresh((await only()).id);
    now -= 10 * 365 * 24 * HOUR;
    expect(await lists.refreshDue()).toBe(true);
    expect((await only()).nextTry).toBe(now + 24 * HOUR);
  });

  it('gives up on a list that breaks it, and goes on with the next', async () => {
    await lists.add(URL);
    await lists.add('https://lists.example/other.csv');
    const pull = deps.pull;
    lists = createSubscriptions({
      ...deps,
      pull: (pulling) => {
        if (pulling.url === URL) throw new TypeError('a bug');
        return pull(pulling);
      },
    });
    now += 25 * HOUR;
    await lists.refreshDue();
    const [broken, sound] = await store.records();
    expect(broken).toMatchObject({ entries: 1, failures: 1, lastError: { code: 'internal' } });
    expect(sound).toMatchObject({ lastSuccess: now, lastError: null });
  });

  it('notes a try before it is made, for it may be the end of the worker', async () => {
    await lists.add(URL);
    let during: ListRecord | undefined;
    const pull = deps.pull;
    lists = createSubscriptions({
      ...deps,
      async pull(pulling) {
        during = (await store.records())[0];
        return pull(pulling);
      },
    });
    now += 25 * HOUR;
    await lists.refreshDue();
    expect(during).toMatchObject({ lastTry: now, nextTry: now + HOUR / 4 });
  });

  it('lets an alarm stand until a sound version comes', async () => {
    await lists.add(URL);
    const { id } = await only();
    const codeAfter = async (next: Result<Uint8Array<ArrayBuffer>>) => {
      served = next;
      await lists.refresh(id);
      return (await only()).lastError?.code;
    };
    expect(await codeAfter(fail('alarm-equivocation', ''))).toBe('alarm-equivocation');
    expect(await codeAfter(fail('offline', ''))).toBe('alarm-equivocation');
    expect(await codeAfter(ok(bytes(`value\n${EVM}\n`)))).toBe(undefined);
  });

  it('does not undo what the person did while a download ran', async () => {
    await lists.add(URL);
    const { id } = await only();
    const refreshing = lists.refresh(id);
    await lists.setEnabled(id, false);
    await refreshing;
    expect(await only()).toMatchObject({ enabled: false });
    const again = lists.refresh(id);
    await lists.remove(id);
    await again;
    expect(await store.records()).toEqual([]);
  });

  it('removes for good what is removed while a new version is being stored', async () => {
    await lists.add(URL);
    const { id } = await only();
    served = ok(bytes(`value\n${EVM}\nexample.org\n`));
    const apply = store.apply;
    let storing = () => undefined as unknown;
    const started = new Promise((resolve) => {
      storing = () => resolve(undefined);
    });
    store.apply = async (record, list) => {
      storing();
      await new Promise((resolve) => setTimeout(resolve, 20));
      return apply(record, list);
    };
    const refreshing = lists.refresh(id);
    await started;
    await Promise.all([refreshing, lists.remove(id)]);
    expect(await store.records()).toEqual([]);
  });

  it('says so when the browser refuses to store', async () => {
    store.apply = async () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    expect(await lists.add(URL)).toMatchObject({ ok: false, error: { code: 'storage' } });
  });

  describe('a version that changes too much at once', () => {
    const csv = (count: number) =>
      ok(bytes(`value\n${Array.from({ length: count }, (_, i) => `host${i}.example`).join('\n')}\n`));
    beforeEach(async () => {
      served = csv(1000);
      await lists.add(URL);
    });
    const come = async (count: number) => {
      served = csv(count);
      now += 25 * HOUR;
      await lists.refreshDue();
      return only();
    };

    it('is held back, and the one before stays', async () => {
      expect(await come(700)).toMatchObject({
        generation: 1,
        entries: 1000,
        lastError: { code: 'held-back' },
        failures: 1,
      });
      expect(await come(1101)).toMatchObject({ entries: 1000, lastError: { code: 'held-back' } });
      expect(await come(1100)).toMatchObject({ entries: 1100, lastError: null });
    });

    it('is taken over when the person says so of this very version, and not by asking again', async () => {
      const { id } = await only();
      served = csv(700);
      for (let i = 0; i < 2; i++) {
        await lists.refresh(id);
        expect(await only()).toMatchObject({ entries: 1000, lastError: { code: 'held-back' } });
      }
      served = csv(10);
      await lists.refresh(id, true);
      expect(await only()).toMatchObject({ entries: 1000, lastError: { code: 'held-back' } });
      await lists.refresh(id, true);
      expect(await only()).toMatchObject({ entries: 10, lastError: null, held: null });
    });

    it('is not taken over by adding the same address again', async () => {
      served = csv(10);
      expect(await lists.add(URL)).toMatchObject({ ok: false, error: { code: 'held-back' } });
      expect(await only()).toMatchObject({ entries: 1000 });
    });

    it('is judged by the bundled list that it would take the place of, when it is the first', async () => {
      const bundle = compiled(
        Array.from({ length: 900 }, (_, i) => entry(`b${i}.example`, { kind: 'domain' })),
        listInfo({ id: 'sdn' }),
      );
      await store.apply(
        listRecord({ id: 'bundled:sdn', origin: 'bundled', info: bundle.info, entries: bundle.entries }),
        bundle,
      );
      const id = 'catalogue:sdn';
      await store.update({ ...newRecord(id, 'remote', URL), supersedes: ['sdn'] });
      const first = async (count: number) => {
        served = csv(count);
        await lists.refresh(id);
        return (await store.records()).find((record) => record.id === id);
      };
      expect(await first(700)).toMatchObject({ info: null, lastError: { code: 'held-back' } });
      expect(await first(3000)).toMatchObject({ entries: 3000, lastError: null });
    });

    it('is taken over when its publisher signed it as meant', async () => {
      const pull = createPull(async function* () {
        yield* bodyOf((served as { value: Uint8Array }).value);
      });
      lists = createSubscriptions({
        ...deps,
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

  it('does not refresh at once what another page or worker refreshes just now', async () => {
    await lists.add(URL);
    now += 25 * HOUR;
    fetched = [];
    const other = createSubscriptions(deps);
    await Promise.all([lists.refreshDue(), other.refreshDue()]);
    expect(fetched).toEqual([URL]);
  });

  it('gives a puller the stored version to start from', async () => {
    let stored: unknown;
    await lists.add(URL);
    lists = createSubscriptions({
      ...deps,
      async pull({ known }) {
        const entries = [];
        for await (const one of known.entries()) entries.push(one.value);
        stored = { entries, list: await known.list() };
        return ok('unchanged');
      },
    });
    await lists.refresh((await only()).id);
    expect(stored).toMatchObject({ entries: [EVM], list: { entries: 1, rows: 1, info: { id: 'mine' } } });
  });

  it('brings bundled lists once, again when they change, and never removes them', async () => {
    const put = async (version: string) => {
      const file = await writeContainer(compiled([entry(EVM)], listInfo({ version })));
      bundled.set('example.almslist', file);
      return [{ id: 'example', file: 'example.almslist', sha256: await sha256Hex(file) }];
    };
    const first = await put('1');
    await lists.installBundled(first);
    await lists.installBundled(first);
    expect(await only()).toMatchObject({ id: 'bundled:example', generation: 1, origin: 'bundled' });
    await lists.installBundled(await put('2'));
    expect(await only()).toMatchObject({ generation: 2, info: { version: '2' } });
    expect(await lists.remove('bundled:example')).toMatchObject({ ok: false, error: { code: 'bundled' } });
  });

  it('replaces a file imported again under its name', async () => {
    await lists.importFile('mine.csv', bytes(`value\n${EVM}\n`));
    await lists.importFile('mine.csv', bytes('value\nexample.org\nexample.net\n'));
    expect(await only()).toMatchObject({ id: 'file:mine.csv', generation: 2, entries: 2, nextTry: null });
  });
});
