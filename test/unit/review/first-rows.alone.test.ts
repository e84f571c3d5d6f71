import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Act, Seen } from '#lib/core/review.ts';
import { openReview } from '#lib/review/db.ts';
import { foldCase } from '#lib/review/fold.ts';
import type { Draft } from '#lib/review/log.ts';
import type { ReviewStore } from '#lib/review/store.ts';
import { minute } from '../../support/review-acts.ts';
import { item } from '../../support/review-space.ts';

let name = '';
let store: ReviewStore;

beforeEach(async () => {
  name = `review-${Math.random()}`;
  store = await openReview(name);
  await store.append(pages(0, 3));
});

afterEach(() => store.close());

let drafts = 0;
function draft(id: string, act: Act, at = minute(0)): Draft {
  drafts++;
  return { id: `act-${drafts}`, at, reviewer: 'Ada', case: id, act };
}

function pages(from: number, to: number): Draft[] {
  return Array.from({ length: to - from }, (_, i) =>
    draft(`case-${from + i}.`, {
      type: 'add',
      url: `https://${from + i}.example/`,
      title: '',
      from: 'paste',
      note: '',
    }),
  );
}

async function keep(reviewer = 'Ada') {
  const cases = await store.cases();
  await store.keepFirst(
    reviewer,
    cases.sort((a, b) => (a.host < b.host ? -1 : 1)),
  );
}
const hosts = async (reviewer = 'Ada') => (await store.first(reviewer))?.map(({ host }) => host);

it('keeps how the list of a reviewer begins, and gives it to nobody else', async () => {
  expect(await store.first('Ada')).toBeNull();
  await keep();
  expect(await hosts('ada ')).toEqual(['0.example', '1.example', '2.example']);
  expect(await store.first('Grace')).toBeNull();
});

it('keeps no more than a screen of them, and nothing of what was found', async () => {
  await store.append(pages(3, 100));
  const seen: Seen = {
    finalUrl: 'https://0.example/',
    title: 'Zero',
    level: 'listed',
    date: '2026-01-01',
    items: [item('1BoatSLRHtKNngkdXEeobR76b53LETtpyT')],
    indicators: [],
  };
  await store.append([draft('case-0.', { type: 'seen', seen }, minute(1))]);
  await keep();
  const rows = await store.first('Ada');
  expect(rows).toHaveLength(60);
  expect(rows?.[0]).toEqual({ ...(await store.case('case-0.')), seen: { ...seen, items: [] } });
});

it('tells of each row what its case is after an act', async () => {
  await keep();
  await store.append([draft('case-1.', { type: 'note', text: 'seen before' }, minute(1)), ...pages(7, 8)]);
  expect((await store.first('Ada'))?.map(({ note }) => note)).toEqual(['', 'seen before', '']);
  const [line] = await store.linesOf('case-0.');
  await store.append([draft('case-0.', { type: 'undo', act: line?.id ?? '' }, minute(2))]);
  expect(foldCase(await store.linesOf('case-0.'))).toBeNull();
  expect(await hosts()).toEqual(['1.example', '2.example']);
});

it('keeps what a case is now, whatever somebody knew of it who keeps the list', async () => {
  const known = await store.cases();
  await store.append([draft('case-1.', { type: 'note', text: 'seen before' }, minute(1))]);
  const [line] = await store.linesOf('case-2.');
  await store.append([draft('case-2.', { type: 'undo', act: line?.id ?? '' }, minute(1))]);
  await store.keepFirst(
    'Ada',
    known.sort((a, b) => (a.host < b.host ? -1 : 1)),
  );
  const rows = await store.first('Ada');
  expect(rows?.map(({ host, note }) => [host, note])).toEqual([
    ['0.example', ''],
    ['1.example', 'seen before'],
  ]);
});

it('refuses no act for a list that was kept in a way that is not known', async () => {
  const db = await openDB(name);
  await db.put('meta', '["case-1."]', 'first');
  db.close();
  const written = await store.append([draft('case-1.', { type: 'note', text: 'x' }, minute(1))]);
  expect(written.ok).toBe(true);
  expect((await store.case('case-1.'))?.note).toBe('x');
  expect(await store.first('Ada')).toBeNull();
});

it('lets go of it where very many cases are others', async () => {
  await keep();
  await store.append(pages(100, 301));
  expect(await store.first('Ada')).toBeNull();
});

it('lets go of it where cases are worked out in another way', async () => {
  await keep();
  store.close();
  const db = await openDB(name);
  await db.put('meta', 1, 'fold');
  db.close();
  store = await openReview(name);
  expect(await store.first('Ada')).toBeNull();
});
