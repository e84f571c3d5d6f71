import { expect, it } from 'vitest';
import { MAX_TOLD_DECISIONS } from '#lib/core/review-limits.ts';
import { confirmedTimes } from '#lib/review/export/stix-confirmed.ts';
import { story } from '../../../support/review-cases.ts';

it('of a case that was decided over and over the last times are told, under the names they always had', () => {
  const decided = MAX_TOLD_DECISIONS * 3;
  const states = Array.from({ length: decided + 1 }, (_, n): 'confirmed' | 'dismissed' =>
    n % 2 === 0 ? 'confirmed' : 'dismissed',
  );
  const times = confirmedTimes(story({ states }).lines);
  const against = decided / 2;
  expect(times.at(-1)).toMatchObject({ nth: against, isOver: false });
  expect(times.length).toBeLessThanOrEqual(MAX_TOLD_DECISIONS / 2 + 1);
  expect(times.map(({ nth }) => nth)).toEqual(times.map((_, n) => against - times.length + 1 + n));
  expect(times.slice(0, -1).every(({ isOver }) => isOver)).toBe(true);
});
