import { beforeEach, expect, it } from 'vitest';
import type { Level } from '#lib/core/report.ts';
import type { Seen, SeenClaim, SeenItem } from '#lib/core/review.ts';
import { caseId } from '#lib/review/case-id.ts';
import { listChanges } from '#lib/review/list-changes.ts';
import { type RejudgeCursor, rejudge } from '#lib/review/rejudge.ts';
import { minute, seen } from '../../support/review-acts.ts';
import { item, memoryStore, pageRow, space } from '../../support/review-space.ts';

const URLS = Array.from({ length: 250 }, (_, i) => `https://${i}.example/`);
const first = caseId(URLS[0] ?? '');
const LIST_A = { id: 'a', title: 'List A', version: '2', date: '2026-04-01' };
const LIST_B = { id: 'b', title: 'List B', version: '3', date: '2026-04-02' };
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
    lists: [LIST_A, LIST_B],
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

it('judges nothing again of which only the file of a scan says what was there', async () => {
  const [url = '', other = ''] = URLS;
  await decided([url]);
  const ada = space(store, 'Ada');
  const told = seen({ finalUrl: other, level: 'none', items: [item('x', { lists: [] })], from: 'scan' });
  await ada.add([{ ...pageRow(other), seen: told }], 'scan');
  await ada.decide(caseId(other), 'dismissed', 'no-appeal');
  expect(await run('1', (before) => listed(before, ['a']))).toEqual({ changed: [first], stopped: null });
  expect(judged).toEqual([url]);
});

it('tells which list says what else of which thing than at the decision, however often it came back', async () => {
  const [url = ''] = URLS;
  await decided([url]);
  const text = `${url}x`;
  const says = (list: string, how: SeenClaim['says'], entry = text): SeenClaim => ({
    list,
    title: '',
    entry,
    says: how,
  });
  const judgedAs = (claims: SeenClaim[], level: Level) => (before: Seen) => {
    const against = claims.filter((claim) => claim.says === 'against').map(({ list }) => list);
    const now = listed(before, against, level);
    return { ...now, items: now.items.map((one) => ({ ...one, claims })) };
  };
  const what = async () =>
    (await store.case(first))?.changed?.what.map(({ list: { title, date }, entry, says: how }) =>
      [how, title, date, entry].join(' '),
    );

  await run('1', judgedAs([says('a', 'against')], 'listed'));
  expect(await what()).toEqual([`against List A 2026-04-01 ${text}`]);
  // Nobody decided since: the first list counts as new still. What the second only knows as harmless is not told.
  await run(
    '2',
    judgedAs([says('a', 'against'), says('b', 'against', 'other'), says('b', 'idle')], 'reported'),
  );
  expect(await what()).toEqual([`against List A 2026-04-01 ${text}`, 'against List B 2026-04-02 other']);

  await space(store, 'Ada', { now: () => minute(501) }).decide(first, 'confirmed', 'listed');
  expect(await store.case(first)).toMatchObject({ changed: null });
  await run('3', judgedAs([says('a', 'past')], 'delisted'));
  expect(await what()).toEqual([`past List A 2026-04-01 ${text}`, 'gone List B 2026-04-02 other']);
  // It is told as gone, and not as a list that nobody compares with, for as long as nobody decides.
  await run('4', judgedAs([says('a', 'past')], 'caution'));
  expect(await what()).toEqual([`past List A 2026-04-01 ${text}`, 'gone List B 2026-04-02 other']);
});

it('tells a list that is no longer compared with from one that does not name a thing any more', async () => {
  const [url = ''] = URLS;
  const ada = await decided([url]);
  const claims = [{ list: 'z', title: 'Last list', entry: `${url}x`, says: 'against' as const }];
  await ada.see(first, seen({ finalUrl: url, items: [item(`${url}x`, { lists: ['z'], claims })] }));
  await ada.decide(first, 'confirmed', 'listed');
  cursor = { versions: 'z 1', run: 'before', after: '', done: true, known: ['z'] };
  await run('1', (before) => {
    const now = listed(before, []);
    return { ...now, items: now.items.map(({ claims: _gone, ...one }) => one) };
  });
  const removed = {
    text: `${url}x`,
    entry: `${url}x`,
    says: 'removed',
    list: { id: 'z', title: 'Last list' },
  };
  expect(await store.case(first)).toMatchObject({ changed: { what: [removed] } });
  await run('2', (before) => ({ ...before, level: 'caution' }));
  expect(await store.case(first)).toMatchObject({ changed: { after: 'caution', what: [removed] } });
});

it('leaves a case alone that was judged by a list which never was here, unless it is worse now', async () => {
  const [url = ''] = URLS;
  const ada = await decided([url]);
  const items = [item(`${url}x`, { level: 'reported', lists: ['elsewhere'] })];
  await ada.see(first, seen({ finalUrl: url, level: 'reported', items }));
  await ada.decide(first, 'confirmed', 'listed');
  expect((await run('1', (before) => listed(before, []))).changed).toEqual([]);
  expect((await run('2', (before) => listed(before, ['a'], 'reported'))).changed).toEqual([]);
  expect((await run('3', (before) => listed(before, ['a']))).changed).toEqual([first]);
});

it.each([
  ['on two networks', { chain: 'litecoin', level: 'none', lists: [] }],
  ['of two customers', { level: 'none', lists: [] }],
] as const)('tells nothing where addresses of one text %s come in another order', async (_, more) => {
  const [url = ''] = URLS;
  const ada = await decided([url]);
  const claims = [{ list: 'a', title: 'List A', entry: 'x', says: 'against' as const }];
  const items = [item('x', { claims }), item('x', { ...more, lists: [] })];
  await ada.see(first, seen({ finalUrl: url, items }));
  await ada.decide(first, 'confirmed', 'listed');
  await run('1', (before) => ({ ...before, level: 'caution', items: before.items.toReversed() }));
  expect(await store.case(first)).toMatchObject({ changed: { after: 'caution', what: [] } });
});

it('tells an entry once that speaks of an address on each of its networks', () => {
  const claims = [{ list: 'a', title: '', entry: 'x', says: 'against' as const }];
  const both = (more: Partial<SeenItem>) =>
    seen({
      items: [item('x', { lists: [], ...more }), item('x', { chain: 'litecoin', lists: [], ...more })],
    });
  const [then, now] = [both({}), both({ claims })];
  expect(listChanges(then, now, [LIST_A])).toMatchObject([{ text: 'x', says: 'against' }]);
});

it('is soon done with what somebody has made a great deal of', async () => {
  const claims = Array.from({ length: 30_000 }, (_, n) => {
    return { list: 'a', title: '', entry: `${n}`, says: 'against' as const };
  });
  const start = performance.now();
  const turned = claims.toReversed();
  const [then, now] = [claims, turned].map((one) => seen({ items: [item('x', { claims: one })] }));
  if (!then || !now) throw new Error('Two of them');
  expect(listChanges(then, now, [LIST_A])).toEqual([]);
  expect(performance.now() - start).toBeLessThan(1_000);
});

it('tells nothing of lists where the decision was made on a look that told no entries', async () => {
  const [url = ''] = URLS;
  const ada = await decided([url]);
  await ada.see(first, seen({ finalUrl: url, items: [item(`${url}x`, { lists: ['a'] })] }));
  await ada.decide(first, 'confirmed', 'listed');
  const claims = [{ list: 'a', title: '', entry: `${url}x`, says: 'past' as const }];
  await run('1', (before) => ({
    ...before,
    level: 'delisted',
    items: before.items.map((one) => ({ ...one, claims })),
  }));
  expect(await store.case(first)).toMatchObject({ changed: { after: 'delisted', what: [] } });
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
