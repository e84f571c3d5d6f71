import { describe, expect, it } from 'vitest';
import { createChanges } from '#lib/review/changes.ts';
import { type LiveCases, watchCases } from '#lib/review/live.ts';
import { openWorkspace } from '#lib/review/open.ts';
import { BUILT_IN } from '#lib/review/reasons.ts';
import { channels, memoryStore, pageRow } from '../../support/review-space.ts';

const wait = () => new Promise((done) => setTimeout(done));
const hosts = (live: LiveCases) =>
  live
    .all()
    .map(({ host }) => host)
    .sort();

async function open(channel = channels(), store = memoryStore()) {
  const opened = await openWorkspace({ openStore: async () => store, channel });
  return { ...opened, store, ada: opened.workspaceFor({ reviewer: 'Ada', reasons: BUILT_IN }) };
}

describe('cases as they are now', () => {
  it('hears what happens here and on other pages', async () => {
    const channel = channels();
    const here = await open(channel);
    const there = await open(channel, here.store);
    await here.ada.add([pageRow('https://a.example/')], 'paste');
    const live = await watchCases(here.store, here.changes);
    const heard: string[][] = [];
    live.subscribe((ids) => heard.push([...ids]));
    await here.ada.add([pageRow('https://b.example/')], 'paste');
    await there.ada.add([pageRow('https://c.example/')], 'paste');
    await wait();
    expect(hosts(live)).toEqual(['a.example', 'b.example', 'c.example']);
    expect(heard).toHaveLength(2);
    live.end();
    await there.ada.add([pageRow('https://d.example/')], 'paste');
    await wait();
    expect(hosts(live)).toHaveLength(3);
  });

  it('loses a case whose adding was undone', async () => {
    const { ada, store, changes } = await open();
    const added = await ada.add([pageRow('https://a.example/')], 'paste');
    const live = await watchCases(store, changes);
    const id = added.ok ? (added.value[0] ?? '') : '';
    expect(live.get(id)?.host).toBe('a.example');
    await ada.undo(id);
    await wait();
    expect(live.get(id)).toBe(null);
    expect(live.all()).toEqual([]);
  });

  it('misses nothing that happens while it is read for the first time', async () => {
    const { ada, store, changes } = await open();
    let finish: (() => void) | undefined;
    const read = store.cases;
    store.cases = async () => {
      const cases = await read();
      await new Promise<void>((done) => {
        finish = done;
      });
      return cases;
    };
    const watching = watchCases(store, changes);
    await ada.add([pageRow('https://late.example/')], 'paste');
    finish?.();
    const live = await watching;
    await wait();
    expect(hosts(live)).toEqual(['late.example']);
  });

  it('gives the same array until something is another', async () => {
    const { ada, store, changes } = await open();
    const live = await watchCases(store, changes);
    const before = live.all();
    expect(live.all()).toBe(before);
    await ada.add([pageRow('https://a.example/')], 'paste');
    await wait();
    expect(live.all()).not.toBe(before);
  });

  it('goes on after a store that did not answer', async () => {
    const { store } = await open();
    const channel = channels();
    const changes = createChanges(channel);
    const live = await watchCases({ ...store, case: () => Promise.reject(new Error('closed')) }, changes);
    changes.tell(['x']);
    await wait();
    expect(live.all()).toEqual([]);
  });
});

describe('cases that begin with the first rows of a list', () => {
  async function begin(store = memoryStore()) {
    const here = await open(channels(), store);
    await here.ada.add([pageRow('https://a.example/'), pageRow('https://b.example/')], 'paste');
    const rows = (await store.cases()).slice(0, 1);
    let see = () => {};
    const seen = new Promise<void>((done) => {
      see = done;
    });
    return { ...here, see, beginning: { rows, seen } };
  }

  it('are those rows until they were seen, and then all', async () => {
    const { store, changes, see, beginning } = await begin();
    const live = await watchCases(store, changes, beginning);
    const heard: string[][] = [];
    live.subscribe((ids) => heard.push([...ids]));
    await wait();
    expect([live.isWhole(), hosts(live), heard]).toEqual([false, ['a.example'], []]);
    see();
    await live.whole;
    expect([live.isWhole(), hosts(live), heard]).toEqual([true, ['a.example', 'b.example'], [[]]]);
  });

  it('miss nothing that happens before all are read', async () => {
    const { ada, store, changes, see, beginning } = await begin();
    const live = await watchCases(store, changes, beginning);
    await ada.add([pageRow('https://c.example/')], 'paste');
    see();
    await live.settled();
    expect(hosts(live)).toEqual(['a.example', 'b.example', 'c.example']);
  });

  it('say where they cannot be read', async () => {
    const { store, changes, see, beginning } = await begin();
    const closed = { ...store, cases: () => Promise.reject(new Error('closed')) };
    const live = await watchCases(closed, changes, beginning);
    see();
    await expect(live.whole).rejects.toThrow('closed');
    // What is acted on afterwards would pass for all that there is.
    const heard: string[][] = [];
    live.subscribe((ids) => heard.push([...ids]));
    changes.tell(['x']);
    await live.settled();
    expect([live.isWhole(), hosts(live), heard]).toEqual([false, ['a.example'], []]);
  });
});
