import { expect, it } from 'vitest';
import { layOut, SIDE } from '#components/review/overview/graph-layout.ts';
import type { LinkGroup } from '#lib/core/review-views.ts';

function group(value: string, cases: string[], kind: LinkGroup['kind'] = 'wallet'): LinkGroup {
  return { kind, value, count: cases.length, cases };
}
const many = (count: number, prefix = 'c') => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
const distance = (a: { x: number; y: number }, b: { x: number; y: number }) =>
  Math.hypot(a.x - b.x, a.y - b.y);

it('draws the same links the same way, each case once', () => {
  const groups = [group('w', ['a', 'b']), group('h', ['b', 'c'], 'host')];
  expect(layOut(groups)).toEqual(layOut(structuredClone(groups)));
  const { cases, lines, shares, isPart } = layOut(groups);
  expect(cases.map(({ id, number }) => [id, number])).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ]);
  expect(shares.map(({ letter, kind }) => [letter, kind])).toEqual([
    ['A', 'wallet'],
    ['B', 'host'],
  ]);
  // From this case to each thing, and from each thing to each case that has it.
  expect(lines).toHaveLength(6);
  expect(isPart).toBe(false);
});

it('draws what is too much for a picture in part, and what too many share not at all', () => {
  const { cases, isPart } = layOut([group('w', many(40))]);
  expect(cases).toHaveLength(24);
  expect(isPart).toBe(true);
  expect(layOut([{ ...group('w', []), count: 900 }])).toMatchObject({ shares: [], cases: [], isPart: false });
  expect(layOut(many(9).map((value, i) => group(value, [`x${i}`])))).toMatchObject({ isPart: true });
});

it('keeps everything inside the picture, and nothing on top of another', () => {
  for (const groups of [
    [group('w', ['a'])],
    [group('w', many(24)), group('x', many(24)), group('h', many(24), 'host')],
    many(8).map((value, i) => group(value, [`x${i}`, 'shared'])),
  ]) {
    const { cases, shares, centre } = layOut(groups);
    const spots = [centre, ...cases, ...shares];
    for (const [i, spot] of spots.entries()) {
      for (const side of [spot.x, spot.y]) {
        expect(side).toBeGreaterThan(14);
        expect(side).toBeLessThan(SIDE - 14);
      }
      for (const other of spots.slice(i + 1)) expect(distance(spot, other)).toBeGreaterThan(28);
    }
  }
});
