import { expect, it } from 'vitest';
import type { ReviewCase } from '#lib/core/review.ts';
import { overviewOf, plotOverTime } from '#lib/review/overview.ts';
import { seen } from '../../support/review-acts.ts';
import { item, reviewCase } from '../../support/review-space.ts';

const at = (day: string, time = '12:00:00.000') => `${day}T${time}Z`;

it('counts by what the cases are', () => {
  const changed: ReviewCase['changed'] = { before: 'none', after: 'listed', at: at('2026-01-01'), what: [] };
  const rival = { reviewer: 'Bob', at: at('2026-01-01'), state: 'dismissed', reason: null } as const;
  const listed = seen({
    level: 'listed',
    items: [item('x', { lists: ['a', 'b'] }), item('y', { lists: ['a'] })],
  });
  const overview = overviewOf([
    reviewCase('https://a.example/', {
      state: 'confirmed',
      decidedBy: ['Ada'],
      reviewer: 'Ada',
      seen: listed,
      tags: ['x'],
    }),
    reviewCase('https://b.example/', {
      state: 'dismissed',
      decidedBy: ['Ada', 'Bob'],
      reviewer: 'bob',
      seen: listed,
      changed,
    }),
    reviewCase('https://c.example/', {
      seen: seen({ level: 'none', items: [item('z', { lists: [] })] }),
      rivals: [rival],
    }),
    reviewCase('https://d.example/', { tags: ['x', 'y'] }),
  ]);
  expect(overview).toMatchObject({
    total: 4,
    changed: 1,
    rivals: 1,
    tags: [
      { key: 'x', count: 2 },
      { key: 'y', count: 1 },
    ],
    reviewers: [
      { key: 'Ada', count: 2 },
      { key: 'Bob', count: 1 },
    ],
    lists: [
      { list: 'a', cases: 2, confirmed: 1, dismissed: 1 },
      { list: 'b', cases: 2, confirmed: 1, dismissed: 1 },
    ],
  });
  expect(overview.states.map(({ key, count }) => `${key} ${count}`)).toEqual([
    'new 2',
    'in-review 0',
    'second-opinion 0',
    'escalated 0',
    'confirmed 1',
    'dismissed 1',
  ]);
  expect(overview.levels.filter(({ count }) => count > 0)).toEqual([
    { key: 'listed', count: 2 },
    { key: 'none', count: 1 },
    { key: 'unseen', count: 1 },
  ]);
});

it('counts what only the file of a scan says as not read yet, and for no list', () => {
  const told = seen({ level: 'listed', items: [item('x', { lists: ['forged'] })], from: 'scan' });
  const overview = overviewOf([
    reviewCase('https://a.example/', { seen: told }),
    reviewCase('https://b.example/', { seen: told, state: 'confirmed' }),
  ]);
  expect(overview.lists).toEqual([]);
  expect(overview.levels.filter(({ count }) => count > 0)).toEqual([{ key: 'unseen', count: 2 }]);
});

it('is empty where there are no cases', () => {
  expect(overviewOf([])).toMatchObject({ total: 0, tags: [], lists: [] });
  expect(plotOverTime([], 'day')).toEqual([]);
});

it('plots each day, also those on which nothing was', () => {
  const plot = plotOverTime(
    [
      reviewCase('https://a.example/', { addedAt: at('2026-02-27', '23:59:59.999') }),
      reviewCase('https://b.example/', {
        addedAt: at('2026-02-28', '00:00:00.000'),
        decidedAt: at('2026-03-02'),
        state: 'escalated',
      }),
    ],
    'day',
  );
  const none = { confirmed: 0, dismissed: 0, escalated: 0 };
  expect(plot).toEqual([
    { start: '2026-02-27', added: 1, decided: none },
    { start: '2026-02-28', added: 1, decided: none },
    { start: '2026-03-01', added: 0, decided: none },
    { start: '2026-03-02', added: 0, decided: { ...none, escalated: 1 } },
  ]);
});

it('plots weeks from their Mondays', () => {
  const added = ['2025-12-28', '2025-12-29', '2026-01-04', '2026-01-05', '2026-01-20'];
  const plot = plotOverTime(
    added.map((day, i) => reviewCase(`https://${i}.example/`, { addedAt: at(day) })),
    'week',
  );
  expect(plot.map(({ start, added }) => [start, added])).toEqual([
    ['2025-12-22', 1],
    ['2025-12-29', 2],
    ['2026-01-05', 1],
    ['2026-01-12', 0],
    ['2026-01-19', 1],
  ]);
});

it('plots the newest of more than can be drawn', () => {
  const plot = plotOverTime(
    [
      reviewCase('https://a.example/', { addedAt: at('1970-01-01') }),
      reviewCase('https://b.example/', { addedAt: at('2026-01-01') }),
    ],
    'day',
  );
  expect(plot).toHaveLength(400);
  expect(plot.at(-1)).toMatchObject({ start: '2026-01-01', added: 1 });
});
