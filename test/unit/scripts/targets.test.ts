import { describe, expect, it } from 'vitest';
import { targetRow } from '../../../scripts/bench/targets.ts';
import { ADVERSARIES } from '../../../scripts/bench/text-growth.ts';

describe('targets', () => {
  it.each([
    [{ value: 10, limit: 10, unit: 'ms' }, '≤ 10 ms', '10.0 ms', 'met'],
    [{ value: 12.5, limit: 10, unit: 'ms' }, '≤ 10 ms', '12.5 ms', 'missed by 25 %'],
    [{ value: 99.44, limit: 99, atLeast: true, unit: '%' }, '≥ 99 %', '99.44 %', 'met'],
    [{ value: 49.5, limit: 99, atLeast: true, unit: '%' }, '≥ 99 %', '49.50 %', 'missed by 50 %'],
    [{ value: 0, limit: 0, unit: '' }, '≤ 0', '0', 'met'],
    [{ value: 3, limit: 0, unit: '' }, '≤ 0', '3', 'missed'],
  ] as const)('%o', (target, limit, value, outcome) => {
    expect(targetRow({ name: 'Aim', ...target })).toEqual(['Aim', limit, value, outcome]);
  });
});

describe('texts made to be expensive', () => {
  it.each(ADVERSARIES)('%s is as long as asked and always the same', (_name, make) => {
    expect(make(20_000)).toHaveLength(20_000);
    expect(make(20_000)).toBe(make(20_000));
  });

  it('differ', () => {
    expect(new Set(ADVERSARIES.map(([, make]) => make(2_000))).size).toBe(ADVERSARIES.length);
  });
});
