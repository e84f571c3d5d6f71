import { MAX_GREY_SIDE } from '#lib/core/limits.ts';
import { MAX_CODE_TILES } from '#lib/core/review-limits.ts';

/** A part of a picture, in its own pixels. */
export interface Tile {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The whole of a picture, and then squares of it, each half as large as the one before, that overlap by half: a code of
 * any size fills a fair part of one of them. The smallest are looked at pixel by pixel; those of a picture for which
 * that would be too many are left out.
 */
export function tilesOf(width: number, height: number): Tile[] {
  const tiles: Tile[] = [{ x: 0, y: 0, width, height }];
  const sides: number[] = [];
  for (let side = MAX_GREY_SIDE; side < Math.max(width, height); side *= 2) sides.unshift(side);
  for (const side of sides) {
    const columns = startsOf(width, side);
    const rows = startsOf(height, side);
    if (tiles.length + columns.length * rows.length > MAX_CODE_TILES) break;
    const size = { width: Math.min(side, width), height: Math.min(side, height) };
    for (const y of rows) for (const x of columns) tiles.push({ x, y, ...size });
  }
  return tiles;
}

/** Where stretches begin that cover a length, the last of them at its end. */
function startsOf(length: number, side: number): number[] {
  const last = Math.max(0, length - side);
  const step = side / 2;
  const starts = Array.from({ length: Math.ceil(last / step) }, (_, i) => i * step);
  return [...starts, last];
}
