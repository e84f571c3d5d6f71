import { beforeEach, expect, it } from 'vitest';
import type { Level } from '#lib/core/report.ts';
import type { Seen } from '#lib/core/review.ts';
import { caseId } from '#lib/review/case-id.ts';
import { type RejudgeCursor, rejudge } from '#lib/review/rejudge.ts';
import { minute, seen } from '../../support/review-acts.ts';
import { item, memoryStore, pageRow, space } from '../../support/review-space.ts';

const URLS = Array.from({ length: 250 }, (_, i) => `https://${i}.example/`);
const first = caseId(URLS[0] ?? '');
let store: ReturnType<typeof memoryStore>;
let cursor: RejudgeCursor | null;
let judged: string[];
let ids: number;

beforeEach(() => {
  store = memoryStore();
  cursor = null;
  judged = [];
  ids = 0;
});

/** Decided cases whose pages showed one address that was on no list. */
async function decided(urls: string[]) {
  const ada = space(store, 'Ada');
  await ada.add(
    urls.map((url) => pageRow(url)),
    'paste',
  );
  for (const url of urls) {
    const items = [item(`${url}x`, { level: 'none', lists: [] })];
    await ada.see(caseId(url), seen({ finalUrl: url, level: 'none', items }));
    await ada.decide(caseId(url), 'dismissed', 'no-appeal');
  }
  return ada;
}

function listed(before: Seen, lists: string[], level: Level = lists.length > 0 ? 'listed' : 'none'): Seen {
  return { ...before, level, items: before.items.map((one) => ({ ...one, level, lists })) };
}

function run(versions: string, judge: (seen: Seen) => Seen | null) {
  return rejudge({
    store,
    versions,
    judge: async (before) => {
      judged.push(before.finalUrl);
      return judge(before);
    },
    now: () => minute(500),
    newId: () => `run-${++ids}`,
    cursor: {
      read: async () => cursor,
      write: async (next) => {
        cursor = structuredClone(next);
      },
    },
  });
}

it('brings back the decided cases whose verdict changed, and says what it was when they were decided', async () => {
  const ada = await decided(URLS.slice(0, 3));
  await ada.add([pageRow('https://new.example/')], 'paste');
  await ada.see(caseId('https://new.example/'), seen());
  const now = (before: Seen) => (before.finalUrl === URLS[0] ? listed(before, ['a']) : before);
  expect(await run('1', now)).toEqual({ changed: [first], stopped: null });
  expect(judged).toHaveLength(3);
  expect(await store.case(first)).toMatchObject({
    state: 'dismissed',
    reviewer: 'Ada',
    changed: { before: 'none', after: 'listed' },
    seen: { level: 'listed' },
  });
  await run('2', (before) => (before.finalUrl === URLS[0] ? listed(before, ['a'], 'delisted') : before));
  expect(await store.case(first)).toMatchObject({ changed: { before: 'none', after: 'delisted' } });
});

it('never asks twice for the same versions of the lists', async () => {
  await decided(URLS.slice(0, 3));
  await run('1', (before) => listed(before, ['a']));
  const lines = (await store.log()).length;
  judged = [];
  expect(await run('1', (before) => listed(before, ['b']))).toEqual({ changed: [], stopped: null });
  expect(judged).toEqual([]);
  cursor = null;
  expect(await run('1', (before) => listed(before, ['a']))).toEqual({ changed: [], stopped: null });
  expect(await store.log()).toHaveLength(lines);
});

it('tells a change of lists from one of words and of order', async () => {
  await decided(URLS.slice(0, 1));
  await run('1', (before) => listed(before, ['a', 'b'], 'reported'));
  const lines = (await store.log()).length;
  await run('2', (before) => ({
    ...listed(before, ['b', 'a'], 'reported'),
    title: 'Other',
    date: '2027-01-01',
  }));
  expect(await store.log()).toHaveLength(lines);
  await run('3', (before) => listed(before, ['b'], 'reported'));
  expect(await store.log()).toHaveLength(lines + 1);
});

it('goes on where it stopped when the lists went away, and where the browser refused', async () => {
  await decided(URLS);
  let left = 150;
  const stop = await run('1', (before) => (left-- > 0 ? listed(before, ['a']) : null));
  expect(stop).toMatchObject({ changed: { length: 100 }, stopped: 'no-lists' });
  expect(cursor).toMatchObject({ done: false });
  store.fail = 'disk-full';
  expect(await run('1', (before) => listed(before, ['a']))).toMatchObject({
    changed: [],
    stopped: { code: 'disk-full' },
  });
  store.fail = 'no';
  judged = [];
  expect(await run('1', (before) => listed(before, ['a']))).toMatchObject({
    changed: { length: 150 },
    stopped: null,
  });
  expect(judged).toHaveLength(150);
  const again = (await store.log()).filter(({ act }) => act.type === 'judged-again');
  expect(new Set(again.map((line) => line.case)).size).toBe(250);
  expect(again).toHaveLength(250);
});

it('writes a batch once whose answer was lost with the worker', async () => {
  await decided(URLS.slice(0, 3));
  store.fail = 'after';
  await expect(run('1', (before) => listed(before, ['a']))).rejects.toThrow('lost');
  store.fail = 'no';
  expect(await run('1', (before) => listed(before, ['a']))).toEqual({ changed: [], stopped: null });
  expect((await store.log()).filter(({ act }) => act.type === 'judged-again')).toHaveLength(3);
});

it('begins anew when the lists changed while it was under way', async () => {
  await decided(URLS.slice(0, 150));
  let left = 120;
  await run('1', (before) => (left-- > 0 ? before : null));
  judged = [];
  await run('2', (before) => before);
  expect(judged).toHaveLength(150);
});

it('leaves what is decided after a run to the next versions: it was read with these', async () => {
  await run('1', (before) => listed(before, ['a']));
  await decided(URLS.slice(0, 3));
  expect(await run('1', (before) => listed(before, ['a']))).toEqual({ changed: [], stopped: null });
  expect(judged).toEqual([]);
  expect(await run('2', (before) => listed(before, ['a']))).toMatchObject({ changed: { length: 3 } });
});
