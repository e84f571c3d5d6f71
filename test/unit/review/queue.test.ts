import { expect, it } from 'vitest';
import type { ReviewCase } from '#lib/core/review.ts';
import { nextAfter, queueOf, waitingFor } from '#lib/review/queue.ts';
import { minute, seen } from '../../support/review-acts.ts';
import { reviewCase } from '../../support/review-space.ts';

const named = (name: string, more: Partial<ReviewCase> = {}) =>
  reviewCase(`https://${name}.example/`, { title: name, ...more });
const changed = { before: 'none', after: 'listed', at: minute(9) } as const;
const rival = { reviewer: 'Bob', at: minute(1), state: 'dismissed', reason: null } as const;

it.each<[string, Partial<ReviewCase>, ReturnType<typeof waitingFor>]>([
  ['new', {}, 'new'],
  ['begun by oneself', { state: 'in-review', reviewer: ' ada ' }, 'begun'],
  ['begun by another', { state: 'in-review', reviewer: 'Bob' }, null],
  ['asked about by another', { state: 'second-opinion', reviewer: 'Bob' }, 'second-opinion'],
  ['asked about by oneself', { state: 'second-opinion', reviewer: 'Ada' }, null],
  ['decided', { state: 'confirmed', reviewer: 'Ada' }, null],
  ['decided, and the lists changed', { state: 'confirmed', reviewer: 'Bob', changed }, 'changed'],
  ['decided in two ways', { state: 'confirmed', reviewer: 'Bob', rivals: [rival] }, 'rivals'],
])('a case that is %s', (_name, more, waiting) => {
  expect(waitingFor(named('a', more), 'Ada')).toBe(waiting);
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
    named('begun', { state: 'in-review', reviewer: 'Ada' }),
  ];
  const queue = queueOf(cases, 'Ada');
  expect(queue.map(({ title }) => title)).toEqual([
    'begun',
    'back',
    'two',
    'asked',
    'listed',
    'old',
    'young',
  ]);
  expect(nextAfter(queue, queue[0]?.id ?? null)?.title).toBe('back');
  expect(nextAfter(queue, queue[6]?.id ?? null)?.title).toBe('begun');
  expect(nextAfter(queue, null)?.title).toBe('begun');
  expect(nextAfter(queue.slice(0, 1), queue[0]?.id ?? null)).toBeNull();
  expect(nextAfter([], null)).toBeNull();
});
