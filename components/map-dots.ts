import { type PageMap, spotKey } from '#lib/core/page-map.ts';
import type { Finding, Level, ReportPlace } from '#lib/core/report.ts';
import { bySeverity } from '#lib/core/severity.ts';

/** The drawn page, in CSS pixels. */
export const MAP_WIDTH = 76;
const MIN_MAP_HEIGHT = 72;
const MAX_MAP_HEIGHT = 128;
/** Side of a dot, and least distance of two: what a finger hits (WCAG 2.5.8). */
export const DOT = 24;

export interface Dot {
  /** Middle of the dot in the drawn page, in pixels. */
  x: number;
  y: number;
  level: Level;
  /** Places so close together that one dot stands for them, as they follow one another on the page. */
  places: ReportPlace[];
}

/** A long page is drawn shorter than it is, so that the map stays a map. */
export function mapHeight({ width, height }: PageMap): number {
  return Math.round(Math.min(MAX_MAP_HEIGHT, Math.max(MIN_MAP_HEIGHT, (MAP_WIDTH * height) / width)));
}

/** The dots of these findings, from the top of the page down. */
export function dotsOf(findings: readonly Pick<Finding, 'level' | 'places'>[], map: PageMap): Dot[] {
  const height = mapHeight(map);
  const dots = findings.flatMap(({ level, places }) =>
    places.flatMap((place): Dot[] => {
      const spot = map.spots.get(spotKey(place.at));
      if (!spot) return [];
      return [{ x: inside(spot.x, MAP_WIDTH), y: inside(spot.y, height), level, places: [place] }];
    }),
  );
  const kept: Dot[] = [];
  for (const dot of dots.sort((a, b) => a.y - b.y || a.x - b.x)) {
    const near = kept.find(({ x, y }) => Math.abs(x - dot.x) < DOT && Math.abs(y - dot.y) < DOT);
    if (!near) {
      kept.push(dot);
      continue;
    }
    near.places.push(...dot.places);
    if (bySeverity(dot.level, near.level) < 0) near.level = dot.level;
  }
  return kept;
}

/** The whole dot stays on the drawn page. */
function inside(fraction: number, length: number): number {
  return DOT / 2 + fraction * (length - DOT);
}
