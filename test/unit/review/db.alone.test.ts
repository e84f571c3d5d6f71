import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { groupBy } from '#lib/core/group-by.ts';
import type { Act } from '#lib/core/review.ts';
import { caseId } from '#lib/review/case-id.ts';
import { openReview } from '#lib/review/db.ts';
import { foldCase } from '#lib/review/fold.ts';
import { checkChain, type Draft } from '#lib/review/log.ts';
import type { ReviewStore } from '#lib/review/store.ts';
import { ADD, CASE, decide, minute, workspace } from '../../support/review-acts.ts';

let name = '';
let store: ReviewStore;

beforeEach(async () => {
  name = `review-${Math.random()}`;
  store = await openReview(name, () => 'this');
});

afterEach(() => {
  store.close();
  vi.restoreAllMocks();
});

function draft(id: string, act: Act, at = minute(0)): Draft {
  return { id, at, reviewer: 'Ada', case: CASE, act };
}

it('keeps acts as one chain, and the case that they come to', async () => {
  await store.append([draft('1', ADD)]);
  await store.append([
    draft('2', decide('confirmed'), minute(1)),
    draft('3', { type: 'note', text: 'x' }, minute(2)),
  ]);
  const log = await store.log();
  expect(log.map(({ id, device, seq }) => [id, device, seq])).toEqual([
    ['1', 'this', 1],
    ['2', 'this', 2],
    ['3', 'this', 3],
  ]);
  expect(checkChain(log)).toBeNull();
  expect(await store.case(CASE)).toEqual(foldCase(log));
  expect(await store.cases()).toHaveLength(1);
  expect(await store.linesOf(CASE)).toHaveLength(3);
  expect(await store.linesOf('another')).toEqual([]);
});

it('adds an act once, however often it is sent', async () => {
  await store.append([draft('1', ADD)]);
  await store.append([draft('1', ADD), draft('2', { type: 'note', text: 'x' })]);
  await store.append([draft('2', { type: 'note', text: 'x' })]);
  const log = await store.log();
  expect(log.map(({ id }) => id)).toEqual(['1', '2']);
  expect(checkChain(log)).toBeNull();
});

it('writes one chain from two pages at once', async () => {
  const other = await openReview(name, () => 'other');
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      (i % 2 ? store : other).append([draft(`${i}`, { type: 'note', text: `${i}` })]),
    ),
  );
  const log = await store.log();
  expect(log).toHaveLength(20);
  expect(new Set(log.map(({ device }) => device)).size).toBe(1);
  expect(checkChain(log)).toBeNull();
  other.close();
});

it('merges lines of others without touching its own chain', async () => {
  await store.append([draft('1', ADD)]);
  const bob = workspace('b', 'Bob');
  bob.act(minute(3), ADD);
  bob.act(minute(4), decide('dismissed'));
  expect(await store.merge(bob.lines)).toEqual({ ok: true, value: 2 });
  expect(await store.merge(bob.lines)).toEqual({ ok: true, value: 0 });
  await store.append([draft('2', decide('confirmed', ['b-2']), minute(5))]);
  expect(await store.case(CASE)).toMatchObject({ state: 'confirmed', decidedBy: ['Bob', 'Ada'], rivals: [] });
  const log = await store.log();
  for (const device of ['this', 'b'])
    expect(checkChain(log.filter((line) => line.device === device))).toBeNull();
});

it('begins a chain of its own where a copy of this profile went on writing the old one', async () => {
  await store.append([draft('1', ADD)]);
  const copy = await openReview(`${name}-copy`, () => 'unused');
  await copy.merge(await store.log());
  const ahead = workspace('this', 'Ada');
  ahead.act(minute(0), ADD, { id: '1' });
  ahead.act(minute(1), { type: 'note', text: 'written in the copy' });
  store.close();
  let devices = 0;
  store = await openReview(name, () => `new-${++devices}`);
  await store.merge(ahead.lines);
  await store.append([draft('3', { type: 'note', text: 'written here' }, minute(2))]);
  const log = await store.log();
  expect(log.map(({ device, seq }) => [device, seq])).toEqual([
    ['new-1', 1],
    ['this', 1],
    ['this', 2],
  ]);
  copy.close();
});

it('has no case any more whose adding was undone', async () => {
  await store.append([draft('1', ADD)]);
  await store.append([draft('2', { type: 'undo', act: '1' }, minute(1))]);
  expect(await store.cases()).toEqual([]);
  await store.append([draft('3', { type: 'undo', act: '2' }, minute(2))]);
  expect(await store.cases()).toEqual([foldCase(await store.log())]);
});

it('keeps attachments under their hash, in the transaction of the act', async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  await store.append([draft('1', ADD)], [{ hash: 'h', bytes }]);
  expect(await store.attachment('h')).toEqual(bytes);
  expect(await store.attachment('other')).toBeNull();
});

it.each([
  ['QuotaExceededError', 'disk-full'],
  ['UnknownError', 'storage'],
])('keeps nothing of an act that ends in %s, and says so', async (error, code) => {
  await store.append([draft('1', ADD)]);
  const before = await store.log();
  const add = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no', error);
  });
  const answer = await store.append([draft('2', { type: 'note', text: 'x' })]);
  expect(answer).toMatchObject({ ok: false, error: { code } });
  add.mockRestore();
  expect(await store.log()).toEqual(before);
  expect(await store.append([draft('2', { type: 'note', text: 'x' })])).toMatchObject({ ok: true });
  expect(checkChain(await store.log())).toBeNull();
});

it('reads what a later version wrote', async () => {
  await store.append([draft('1', ADD), draft('2', { type: 'assign', to: 'Bob' } as never)]);
  store.close();
  const later = await openDB(name, 9, { upgrade: (db) => void db.createObjectStore('boards') });
  later.close();
  store = await openReview(name);
  expect(await store.log()).toHaveLength(2);
  await store.append([draft('3', decide('confirmed'))]);
  expect(await store.case(CASE)).toMatchObject({ state: 'confirmed' });
  expect(checkChain(await store.log())).toBeNull();
});

it('steps aside when a later version adds a store', async () => {
  const later = await openDB(name, 9, { upgrade: (db) => void db.createObjectStore('boards') });
  expect(later.version).toBe(9);
  later.close();
});

it('works the cases out anew when they were worked out in another way', async () => {
  await store.append([draft('1', ADD)]);
  store.close();
  const db = await openDB(name);
  await db.put('meta', 0, 'fold');
  await db.put('cases', { id: 'stale' });
  await db.put('cases', { id: CASE, title: 'stale' });
  db.close();
  store = await openReview(name);
  expect(await store.cases()).toEqual([foldCase(await store.log())]);
});

it('loses no case to a line of another workspace, whatever that calls its case', async () => {
  const urls = Array.from({ length: 300 }, (_, i) => `https://${i}.example/`);
  await store.append(
    urls.map((url) => ({ ...draft(url, { ...ADD, url } as typeof ADD), case: caseId(url) })),
  );
  const others = workspace('b', 'Bob');
  const names = [...'0123456789abcdef'].flatMap((first) => [`s${first}`, first, `c${first}`]);
  for (const name of names) others.act(minute(1), { type: 'note', text: 'x' }, { case: name });
  await store.merge(others.lines);
  expect(await store.cases()).toHaveLength(300);
  expect(await store.case(caseId(urls[0] ?? ''))).toMatchObject({ url: urls[0] });
});

it('finds every case as it is now, on a shelf and beside it', async () => {
  const urls = Array.from({ length: 500 }, (_, i) => `https://${i}.example/`);
  const add = (url: string): Draft => ({
    ...draft(url, { ...ADD, url } as typeof ADD),
    case: caseId(url),
  });
  const records = async () => {
    const db = await openDB(name);
    const count = await db.count('cases');
    db.close();
    return count;
  };
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const folded = async () => {
    const byCase = groupBy(await store.log(), (line) => line.case);
    return [...byCase.values()].flatMap((lines) => foldCase(lines) ?? []).sort(byId);
  };
  // Many at once are put on shelves; one by one they lie beside them.
  await store.append(urls.slice(0, 300).map(add));
  expect(await records()).toBeLessThanOrEqual(16);
  for (const [i, url] of urls.entries()) {
    const of = { case: caseId(url) };
    if (i >= 300) await store.append([add(url)]);
    else await store.append([{ ...draft(`note ${i}`, { type: 'note', text: `${i}` }), ...of }]);
    if (i % 7 === 0) await store.append([{ ...draft(`undo ${i}`, { type: 'undo', act: url }), ...of }]);
  }
  expect(await records()).toBeGreaterThan(500);
  const all = await folded();
  expect(all).toHaveLength(500 - 72);
  expect((await store.cases()).sort(byId)).toEqual(all);
  expect(await store.case(caseId(urls[0] ?? ''))).toBeNull();
  expect((await store.case(caseId(urls[1] ?? '')))?.note).toBe('1');
  store.close();
  store = await openReview(name);
  await vi.waitFor(async () => expect(await records()).toBeLessThanOrEqual(16));
  expect((await store.cases()).sort(byId)).toEqual(all);
  expect(await store.case(caseId(urls[0] ?? ''))).toBeNull();
  expect((await store.case(caseId(urls[1] ?? '')))?.note).toBe('1');
});
