import { addDays, daysBetween, isoDate } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import { LEVELS } from '#lib/core/report.ts';
import { CASE_STATES, type ReviewCase } from '#lib/core/review.ts';
import { MAX_PLOT_BUCKETS } from '#lib/core/review-limits.ts';
import type { CaseLevel, Count, ListCount, Overview, PlotBucket } from '#lib/core/review-views.ts';
import { levelOf, listsOf, reviewersOf } from './search.ts';

/** How many cases there are of each kind: states and levels in their own order, the rest by number. */
export function overviewOf(cases: readonly ReviewCase[]): Overview {
  return {
    total: cases.length,
    states: countsIn(
      CASE_STATES,
      cases.map(({ state }) => state),
    ),
    levels: countsIn<CaseLevel>([...LEVELS, 'unseen'], cases.map(levelOf)),
    tags: countsOf(cases.flatMap(({ tags }) => tags)),
    reviewers: countsOf(cases.flatMap(reviewersOf)),
    lists: listCounts(cases),
    changed: cases.filter(({ changed }) => changed !== null).length,
    rivals: cases.filter(({ rivals }) => rivals.length > 0).length,
  };
}

/**
 * Cases added and decided, day by day or week by week, without a gap; of more than can be drawn, the newest. A case
 * counts as decided when the decision that stands was made.
 */
export function plotOverTime(cases: readonly ReviewCase[], step: 'day' | 'week'): PlotBucket[] {
  const startOf = step === 'day' ? (day: IsoDate) => day : mondayOf;
  const days = cases.flatMap(({ addedAt, decidedAt }) => [
    addedAt,
    ...(decidedAt === null ? [] : [decidedAt]),
  ]);
  const starts = days.map((time) => startOf(time.slice(0, 10))).sort();
  const last = starts.at(-1);
  if (last === undefined) return [];
  const width = step === 'day' ? 1 : 7;
  const span = Math.min(daysBetween(starts[0] ?? last, last) / width + 1, MAX_PLOT_BUCKETS);
  const buckets = new Map(
    Array.from({ length: span }, (_, i) => addDays(last, (i - span + 1) * width)).map((start) => [
      start,
      { start, added: 0, decided: { confirmed: 0, dismissed: 0, escalated: 0 } },
    ]),
  );
  for (const { addedAt, decidedAt, state } of cases) {
    const added = buckets.get(startOf(addedAt.slice(0, 10)));
    if (added) added.added++;
    const decided = decidedAt === null ? undefined : buckets.get(startOf(decidedAt.slice(0, 10)));
    if (decided && state in decided.decided) decided.decided[state as keyof PlotBucket['decided']]++;
  }
  return [...buckets.values()];
}

function mondayOf(day: IsoDate): IsoDate {
  const date = new Date(`${day}T00:00:00Z`);
  return isoDate(date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7)));
}

function listCounts(cases: readonly ReviewCase[]): ListCount[] {
  const counts = new Map<string, ListCount>();
  for (const one of cases) {
    for (const list of listsOf(one)) {
      const count = counts.get(list) ?? { list, cases: 0, confirmed: 0, dismissed: 0 };
      count.cases++;
      if (one.state === 'confirmed' || one.state === 'dismissed') count[one.state]++;
      counts.set(list, count);
    }
  }
  return [...counts.values()].sort((a, b) => b.cases - a.cases || (a.list < b.list ? -1 : 1));
}

function countsIn<Key extends string>(keys: readonly Key[], found: readonly Key[]): Count<Key>[] {
  const counts = new Map(countsOf(found).map(({ key, count }) => [key, count]));
  return keys.map((key) => ({ key, count: counts.get(key) ?? 0 }));
}

function countsOf<Key extends string>(found: readonly Key[]): Count<Key>[] {
  const counts = new Map<Key, number>();
  for (const key of found) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .map(([key, count]) => ({ key, count }))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}
