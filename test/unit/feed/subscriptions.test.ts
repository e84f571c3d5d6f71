import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '#lib/core/result.ts';
import type { Subscriptions } from '#lib/feed/subscriptions.ts';
import { sha256Hex, writeContainer } from '#lib/watchlist/container.ts';
import { compiled, entry, listInfo } from '../../support/entries.ts';
import { bytes, createWorld, EVM, HOUR, URL, type World } from './subscriptions-setup.ts';

describe('subscriptions', () => {
  let world: World;
  let lists: Subscriptions;

  beforeEach(() => {
    world = createWorld();
    lists = world.lists;
  });

  it('adds a list by its URL and plans the next refresh a day later', async () => {
    expect(await lists.add(` ${URL} `)).toMatchObject({ ok: true, value: { entries: 1, format: 'csv' } });
    expect(await world.only()).toMatchObject({
      url: URL,
      lastSuccess: world.now,
      nextTry: world.now + 24 * HOUR,
      lastError: null,
    });
  });

  it('does not add what cannot be read, and says why', async () => {
    world.served = ok(bytes('no list at all'));
    expect(await lists.add(URL)).toMatchObject({ ok: false });
    expect(await lists.add('http://lists.example/a.csv')).toMatchObject({
      ok: false,
      error: { code: 'bad-url' },
    });
    expect(await world.store.records()).toEqual([]);
  });

  it('does not store the same bytes again', async () => {
    await lists.add(URL);
    world.now += HOUR;
    await lists.refresh((await world.only()).id);
    expect(await world.only()).toMatchObject({ generation: 1, lastSuccess: world.now });
  });

  it('says so when the browser refuses to store', async () => {
    world.store.apply = async () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    expect(await lists.add(URL)).toMatchObject({ ok: false, error: { code: 'storage' } });
  });

  it('removes for good what is removed while a new version is being stored', async () => {
    await lists.add(URL);
    const { id } = await world.only();
    world.served = ok(bytes(`value\n${EVM}\nexample.org\n`));
    const apply = world.store.apply;
    let storing = () => undefined as unknown;
    const started = new Promise((resolve) => {
      storing = () => resolve(undefined);
    });
    world.store.apply = async (record, list) => {
      storing();
      await new Promise((resolve) => setTimeout(resolve, 20));
      return apply(record, list);
    };
    const refreshing = lists.refresh(id);
    await started;
    await Promise.all([refreshing, lists.remove(id)]);
    expect(await world.store.records()).toEqual([]);
  });

  it('does not undo what the person did while a download ran', async () => {
    await lists.add(URL);
    const { id } = await world.only();
    const refreshing = lists.refresh(id);
    await lists.setEnabled(id, false);
    await refreshing;
    expect(await world.only()).toMatchObject({ enabled: false });
    const again = lists.refresh(id);
    await lists.remove(id);
    await again;
    expect(await world.store.records()).toEqual([]);
  });

  it('gives a puller the stored version to start from', async () => {
    let stored: unknown;
    await lists.add(URL);
    lists = world.again({
      async pull({ known }) {
        const entries = [];
        for await (const one of known.entries()) entries.push(one.value);
        stored = { entries, list: await known.list() };
        return ok('unchanged');
      },
    });
    await lists.refresh((await world.only()).id);
    expect(stored).toMatchObject({
      entries: [EVM],
      list: { content: (await world.only()).content, rows: 1, lengths: [1, 0, 0] },
    });
  });

  it('brings bundled lists once, again when they change, and never removes them', async () => {
    const put = async (version: string) => {
      const file = await writeContainer(compiled([entry(EVM)], listInfo({ version })));
      world.bundled.set('example.almslist', file);
      return [{ id: 'example', file: 'example.almslist', sha256: await sha256Hex(file) }];
    };
    const first = await put('1');
    await lists.installBundled(first);
    await lists.installBundled(first);
    expect(await world.only()).toMatchObject({ id: 'bundled:example', generation: 1, origin: 'bundled' });
    await lists.installBundled(await put('2'));
    expect(await world.only()).toMatchObject({ generation: 2, info: { version: '2' } });
    expect(await lists.remove('bundled:example')).toMatchObject({ ok: false, error: { code: 'bundled' } });
    expect(await lists.setEnabled('nobody', true)).toMatchObject({ ok: false, error: { code: 'gone' } });
  });

  it('drops a bundled list that a newer extension does not bring, once the others are there', async () => {
    const fileOf = async (id: string) => {
      const file = await writeContainer(compiled([entry(EVM)], listInfo({ id })));
      world.bundled.set(id, file);
      return { id, file: id, sha256: await sha256Hex(file) };
    };
    const [kept, dropped, fresh] = [await fileOf('kept'), await fileOf('dropped'), await fileOf('fresh')];
    await lists.importFile('mine.csv', bytes(`value\n${EVM}\n`));
    await lists.installBundled([kept, dropped]);
    world.bundled.delete('fresh');
    await lists.installBundled([kept, fresh]).catch(() => undefined);
    expect(await world.find('bundled:dropped')).toBeDefined();
    await fileOf('fresh');
    await lists.installBundled([kept, fresh]);
    const ids = (await world.store.records()).map(({ id }) => id);
    expect(ids.sort()).toEqual(['bundled:fresh', 'bundled:kept', 'file:mine.csv']);
  });

  it('replaces a file imported again under its name', async () => {
    await lists.importFile('mine.csv', bytes(`value\n${EVM}\n`));
    await lists.importFile('mine.csv', bytes('value\nexample.org\nexample.net\n'));
    expect(await world.only()).toMatchObject({
      id: 'file:mine.csv',
      generation: 2,
      entries: 2,
      nextTry: null,
    });
  });
});
