import { expect, it } from 'vitest';
import type { ReviewCase } from '#lib/core/review.ts';
import { nextAfter, queueOf, waitingFor } from '#lib/review/queue.ts';
import { namesOf } from '#lib/review/same-reviewer.ts';
import { minute, seen } from '../../support/review-acts.ts';
import { item, memoryStore, pageRow, reviewCase, space } from '../../support/review-space.ts';

const named = (name: string, more: Partial<ReviewCase> = {}) =>
  reviewCase(`https://${name}.example/`, { title: name, ...more });
const NOW = Date.parse(minute(30));
const DAY = 24 * 60 * 60 * 1_000;
/** Bob began so many milliseconds ago. */
const byBob = (ago: number): Partial<ReviewCase> => ({
  state: 'in-review',
  reviewer: 'Bob',
  begunAt: new Date(NOW - ago).toISOString(),
});
const changed: ReviewCase['changed'] = { before: 'none', after: 'listed', at: minute(9), what: [] };
const rival = { reviewer: 'Bob', at: minute(1), state: 'dismissed', reason: null } as const;

it.each<[string, Partial<ReviewCase>, ReturnType<typeof waitingFor>]>([
  ['new', {}, 'new'],
  ['begun by oneself', { state: 'in-review', reviewer: ' ada ' }, 'begun'],
  ['begun by another', byBob(0), null],
  ['begun by another a day ago', byBob(DAY), null],
  ['begun by another, and left', byBob(DAY + 1), 'left'],
  [
    'begun by another, and left, for the second opinion that oneself asked for',
    { ...byBob(2 * DAY), askedBy: ['Ada'] },
    null,
  ],
  ['begun by oneself, and left', { ...byBob(2 * DAY), reviewer: 'Ada' }, 'begun'],
  ['begun by a clock that runs ahead', byBob(-DAY), null],
  ['begun by a clock that runs ahead further than any does', byBob(-DAY - 1), 'left'],
  ['begun nobody can tell when', { ...byBob(0), begunAt: 'soon' }, 'left'],
  ['asked about by another', { state: 'second-opinion', reviewer: 'Bob' }, 'second-opinion'],
  ['asked about by oneself', { state: 'second-opinion', reviewer: 'Ada', askedBy: ['Ada'] }, null],
  [
    'asked about by oneself, beside a decision',
    { state: 'dismissed', rivals: [rival], askedBy: ['ada'] },
    null,
  ],
  ['decided', { state: 'confirmed', reviewer: 'Ada' }, null],
  ['decided, and the lists changed', { state: 'confirmed', reviewer: 'Bob', changed }, 'changed'],
  ['decided in two ways', { state: 'confirmed', reviewer: 'Bob', rivals: [rival] }, 'rivals'],
])('a case that is %s', (_name, more, waiting) => {
  expect(waitingFor(named('a', more), namesOf('Ada'), NOW)).toBe(waiting);
});

it('begins with what was begun, then goes from worst to longest waiting', () => {
  const cases = [
    named('young', { addedAt: minute(5) }),
    named('old', { addedAt: minute(1) }),
    named('listed', { addedAt: minute(9), seen: seen({ level: 'listed' }) }),
    named('done', { state: 'confirmed', reviewer: 'Ada' }),
    named('asked', { state: 'second-opinion', reviewer: 'Bob' }),
    named('back', { state: 'dismissed', reviewer: 'Ada', changed }),
    named('two', { state: 'dismissed', reviewer: 'Ada', rivals: [rival] }),
    named('left', { ...byBob(2 * DAY), addedAt: minute(0), seen: seen({ level: 'listed' }) }),
    named('begun', { state: 'in-review', reviewer: 'Ada' }),
  ];
  const queue = queueOf(cases, 'Ada', NOW);
  expect(queue.map(({ title }) => title)).toEqual([
    'begun',
    'back',
    'two',
    'asked',
    'listed',
    'old',
    'young',
    'left',
  ]);
  expect(nextAfter(queue, queue[0]?.id ?? null)?.title).toBe('back');
  expect(nextAfter(queue, queue[7]?.id ?? null)?.title).toBe('begun');
  expect(nextAfter(queue, null)?.title).toBe('begun');
  expect(nextAfter(queue.slice(0, 1), queue[0]?.id ?? null)).toBeNull();
  expect(nextAfter([], null)).toBeNull();
});

it('keeps the order of pages that were added together', async () => {
  const store = memoryStore();
  const urls = Array.from({ length: 12 }, (_, i) => `https://${i}.example/`);
  const ada = space(store, 'Ada', { now: () => minute(0) });
  await ada.add(
    urls.map((url) => pageRow(url)),
    'paste',
  );
  expect(queueOf(await store.cases(), 'Ada', NOW).map(({ url }) => url)).toEqual(urls);
});

it('lets new pages with one wallet follow each other, and none that half the net shows', () => {
  const shows = (name: string, at: number, ...wallets: string[]) =>
    named(name, { addedAt: minute(at), seen: seen({ items: wallets.map((wallet) => item(wallet)) }) });
  const cases = [
    shows('first', 0, 'a'),
    shows('second', 1, 'b'),
    shows('same', 2, 'c', 'a'),
    { ...shows('mine', 3, 'b'), state: 'in-review' as const, reviewer: 'Ada' },
  ];
  const titles = (some: ReviewCase[]) => queueOf(some, 'Ada', NOW).map(({ title }) => title);
  expect(titles(cases)).toEqual(['mine', 'second', 'first', 'same']);
  const exchange = Array.from({ length: 60 }, (_, i) => shows(`${i}`, i, 'x', `own ${i}`));
  expect(titles([...exchange, shows('last', 99, 'own 0')]).slice(0, 3)).toEqual(['0', 'last', '1']);
});
