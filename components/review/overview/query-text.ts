import { asIsoDate } from '#lib/core/dates.ts';
import { LEVELS } from '#lib/core/report.ts';
import { CASE_STATES } from '#lib/core/review.ts';
import { MAX_SEARCH_CHARS } from '#lib/core/review-limits.ts';
import { ANY_CASE, type CaseLevel, type CaseQuery, type Overview, SORTS } from '#lib/core/review-views.ts';

const ALL_LEVELS: readonly CaseLevel[] = [...LEVELS, 'unseen'];

/**
 * What was written down of what is asked. It may be old: a list, a tag or a name that no case has would find nothing, and
 * no filter would show why. `count` counts all cases, and is asked only where it matters.
 */
export function readQuery(
  text: string,
  count: () => Pick<Overview, 'lists' | 'tags' | 'reviewers'>,
): CaseQuery {
  const asked = new URLSearchParams(text);
  const among = <Value extends string>(name: string, known: readonly Value[]) => {
    const values = new Set(asked.getAll(name));
    return known.filter((value) => values.has(value));
  };
  const needsCount = ['list', 'tag', 'reviewer'].some((name) => asked.has(name));
  const { lists, tags, reviewers } = needsCount ? count() : { lists: [], tags: [], reviewers: [] };
  return {
    text: (asked.get('text') ?? '').slice(0, MAX_SEARCH_CHARS),
    states: among('state', CASE_STATES),
    levels: among('level', ALL_LEVELS),
    lists: among(
      'list',
      lists.map(({ list }) => list),
    ),
    tags: among(
      'tag',
      tags.map(({ key }) => key),
    ),
    reviewers: among(
      'reviewer',
      reviewers.map(({ key }) => key),
    ),
    from: asIsoDate(asked.get('from') ?? ''),
    to: asIsoDate(asked.get('to') ?? ''),
    changed: asked.get('changed') === '1',
    rivals: asked.get('rivals') === '1',
    sort: SORTS.find((sort) => sort === asked.get('sort')) ?? ANY_CASE.sort,
  };
}

/** What is asked, as text; nothing of what asks for no more than everything. */
export function writeQuery(query: CaseQuery): string {
  const held: Record<string, readonly (string | null)[]> = {
    text: [query.text || null],
    state: query.states,
    level: query.levels,
    list: query.lists,
    tag: query.tags,
    reviewer: query.reviewers,
    from: [query.from],
    to: [query.to],
    changed: [query.changed ? '1' : null],
    rivals: [query.rivals ? '1' : null],
    sort: [query.sort === ANY_CASE.sort ? null : query.sort],
  };
  const asked = Object.entries(held).flatMap(([name, values]) =>
    values.flatMap((value) => (value === null ? [] : [[name, value]])),
  );
  return new URLSearchParams(asked).toString();
}
