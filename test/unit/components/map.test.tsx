import { describe, expect, it } from 'vitest';
import { DOT, dotsOf, MAP_WIDTH, mapHeight } from '#components/map-dots.ts';
import { type PageMap, type Spot, spotKey } from '#lib/core/page-map.ts';
import { makeFinding, makePlace, makeReport, renderHtml, viewOf } from './reports.tsx';

const places = (count: number) =>
  Array.from({ length: count }, (_, index) => makePlace({ at: { frameId: 0, text: 'x', index } }));
const mapOf = (spots: Spot[], height = 2_000): PageMap => ({
  width: 1_000,
  height,
  spots: new Map(spots.map((spot, index) => [spotKey({ frameId: 0, text: 'x', index }), spot])),
});

describe('the drawn page', () => {
  it('has a dot for each place that is known, from the top down, wholly inside', () => {
    const map = mapOf([
      { x: 1, y: 1 },
      { x: 0, y: 0 },
    ]);
    const dots = dotsOf([{ level: 'listed', places: places(3) }], map);
    expect(dots.map(({ places }) => places.map(({ at }) => at.index))).toEqual([[1], [0]]);
    expect(dots.map(({ x, y }) => [x, y])).toEqual([
      [DOT / 2, DOT / 2],
      [MAP_WIDTH - DOT / 2, mapHeight(map) - DOT / 2],
    ]);
  });

  it('makes one dot, of the worse level, of places that a finger could not tell apart', () => {
    const spots = [0.5, 0.501, 0.9].map((y) => ({ x: 0.5, y }));
    const [one, two, three] = places(3);
    if (!one || !two || !three) throw new Error('no places');
    const dots = dotsOf(
      [
        { level: 'same-key', places: [one] },
        { level: 'listed', places: [two, three] },
      ],
      mapOf(spots),
    );
    expect(dots.map(({ level, places }) => [level, places.length])).toEqual([
      ['listed', 2],
      ['listed', 1],
    ]);
  });

  it('stays a map on pages of any length', () => {
    expect(mapHeight(mapOf([], 100_000))).toBeLessThan(200);
    expect(mapHeight(mapOf([], 10))).toBeGreaterThan(DOT);
  });

  const report = makeReport({ addresses: [makeFinding({ places: places(2) })] });
  const dotsIn = (map: PageMap | null) => renderHtml(viewOf(report, map)).match(/class="dot"/g)?.length ?? 0;

  it('stands on the card with buttons, and nowhere where nothing is known', () => {
    const spots = [
      { x: 0, y: 0 },
      { x: 0, y: 1 },
    ];
    expect(dotsIn(mapOf(spots))).toBe(2);
    expect(dotsIn(mapOf(spots.slice(0, 1)))).toBe(1);
    expect(dotsIn(mapOf([]))).toBe(0);
    expect(dotsIn(null)).toBe(0);
    expect(renderHtml(viewOf(report, mapOf([])))).not.toContain('<figure');
  });
});
