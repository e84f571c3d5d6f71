import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readQuery, writeQuery } from '#components/review/overview/query-text.ts';
import { MAX_SEARCH_CHARS } from '#lib/core/review-limits.ts';
import { ANY_CASE, type CaseQuery } from '#lib/core/review-views.ts';

const TOTALS = {
  lists: [{ list: 'ofac-sdn', cases: 1, confirmed: 0, dismissed: 0 }],
  tags: [{ key: 'urgent & new', count: 1 }],
  reviewers: [{ key: 'Ада', count: 2 }],
};
const read = (search: string) => readQuery(search, () => TOTALS);
const WHOLE: CaseQuery = {
  text: 'donate #1 + ?',
  states: ['new', 'confirmed'],
  levels: ['listed', 'unseen'],
  lists: ['ofac-sdn'],
  tags: ['urgent & new'],
  reviewers: ['Ада'],
  from: '2026-01-31',
  to: '2026-02-28',
  changed: true,
  rivals: true,
  sort: 'oldest',
};

it('comes back as it was written', () => {
  expect(read(writeQuery(WHOLE))).toEqual(WHOLE);
  expect(read(writeQuery(ANY_CASE))).toEqual(ANY_CASE);
  expect(writeQuery(ANY_CASE)).toBe('');
});

it.each([
  '?state=guilty&level=__proto__&sort=worst',
  '?list=nobodys-list&tag=gone&reviewer=Eve',
  '?from=2026-02-30&to=yesterday',
  '?changed=yes&rivals=0',
  '?%ff=%ff&text',
])('does without what is no value of its own: %s', (search) => {
  expect(read(search)).toEqual(ANY_CASE);
});

it('takes each value once, and of a long text what is searched for', () => {
  expect(read('?state=new&state=new').states).toEqual(['new']);
  expect(read(`?text=${'x'.repeat(MAX_SEARCH_CHARS * 2)}`).text).toHaveLength(MAX_SEARCH_CHARS);
});

it('counts the cases only where a text names what only they have', () => {
  let counted = 0;
  const count = () => {
    counted++;
    return TOTALS;
  };
  readQuery('?state=new&text=x', count);
  expect(counted).toBe(0);
  expect(readQuery('?tag=urgent+%26+new', count).tags).toEqual(['urgent & new']);
  expect(counted).toBe(1);
});

it('reads any text', () => {
  const names = ['text', 'state', 'level', 'list', 'from', 'sort', 'changed', 'else'];
  const asked = fc.array(fc.tuple(fc.constantFrom(...names), fc.string({ unit: 'grapheme' })));
  fc.assert(
    fc.property(asked, fc.string(), (pairs, rest) => {
      const query = read(`?${new URLSearchParams(pairs)}&${rest}`);
      expect(read(writeQuery(query))).toEqual(query);
    }),
  );
});
