import { describe, expect, it } from 'vitest';
import { listedOn, listsOf, viewRows, WHOLE } from '#components/lookup/rows.ts';
import type { CheckedRow } from '#lib/core/checked.ts';
import { claimOf } from '../review/cite/setup.ts';
import { english } from './english.ts';

function row(over: Partial<CheckedRow>): CheckedRow {
  return {
    what: 'address',
    text: 'a',
    canonical: 'a',
    chain: 'ethereum',
    encoding: 'account',
    level: 'none',
    reasons: [],
    claims: [],
    times: 1,
    line: 1,
    ...over,
  };
}
const ROWS = [
  row({ canonical: 'b', line: 1, times: 2 }),
  row({ canonical: 'C', line: 2, level: 'listed', claims: [claimOf()] }),
  row({
    canonical: 'a',
    line: 3,
    chain: 'bitcoin',
    level: 'delisted',
    claims: [claimOf({ listed: '2020-01-01' })],
  }),
  row({ canonical: 'd.example', line: 4, what: 'host', chain: null }),
];
const names = (over: Partial<typeof WHOLE>) =>
  viewRows(ROWS, { ...WHOLE, ...over }, english).map(({ canonical }) => canonical);

describe('rows of a result', () => {
  it('stand in the order of the text, and in any other that is asked for', () => {
    expect(names({})).toEqual(['b', 'C', 'a', 'd.example']);
    expect(names({ descending: true })).toEqual(['d.example', 'a', 'C', 'b']);
    expect(names({ sort: 'thing' })).toEqual(['a', 'b', 'C', 'd.example']);
    expect(names({ sort: 'verdict' })).toEqual(['C', 'a', 'b', 'd.example']);
    expect(names({ sort: 'listed', descending: true })).toEqual(['C', 'a', 'b', 'd.example']);
    expect(names({ sort: 'listed' })).toEqual(['a', 'C', 'b', 'd.example']);
    expect(names({ sort: 'network' })).toEqual(['a', 'b', 'C', 'd.example']);
    expect(names({ sort: 'times', descending: true })[0]).toBe('b');
    expect(names({ sort: 'lists', descending: true }).slice(0, 2)).toEqual(['C', 'a']);
  });

  it('can be narrowed by what they say, by names on lists, by level and by kind', () => {
    expect(names({ text: ' GAZA ' })).toEqual(['C', 'a']);
    expect(names({ text: 'd.ex' })).toEqual(['d.example']);
    expect(names({ level: 'listed' })).toEqual(['C']);
    expect(names({ what: 'host' })).toEqual(['d.example']);
    expect(names({ what: 'host', level: 'listed' })).toEqual([]);
  });

  it('tell lists and first day by claims that are about them', () => {
    const claims = [
      claimOf(),
      claimOf({ listed: '2023-01-01' }),
      claimOf({ bearing: 'neither', listed: '2000-01-01', listTitle: 'x' }),
    ];
    expect(listedOn(row({ claims }))).toBe('2023-01-01');
    expect(listsOf(row({ claims }), english)).toEqual(['OFAC SDN List']);
    expect(listedOn(row({}))).toBeNull();
  });

  it('are in order at once, five thousand of them', () => {
    const many = Array.from({ length: 5_000 }, (_, i) =>
      row({ canonical: `x${(i * 7_919) % 5_000}`, line: i }),
    );
    const start = performance.now();
    expect(viewRows(many, { ...WHOLE, sort: 'thing' }, english).length).toBe(5_000);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
