import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_GREY_SIDE } from '#lib/core/limits.ts';
import { MAX_CODE_TILES } from '#lib/core/review-limits.ts';
import { tilesOf } from '#lib/review/lookup/tiles.ts';

describe('the parts of a picture that are looked at', () => {
  it('are the picture alone, where it is small', () => {
    expect(tilesOf(MAX_GREY_SIDE, 90)).toEqual([{ x: 0, y: 0, width: MAX_GREY_SIDE, height: 90 }]);
  });

  it('lie inside it, and are not more than a number, whatever its size', () => {
    const side = fc.integer({ min: 1, max: 30_000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const tiles = tilesOf(width, height);
        expect(tiles.length).toBeLessThanOrEqual(MAX_CODE_TILES);
        const isInside = tiles.every(
          (tile) =>
            tile.x >= 0 && tile.y >= 0 && tile.x + tile.width <= width && tile.y + tile.height <= height,
        );
        expect(isInside).toBe(true);
      }),
    );
  });

  it('hold each code in full, and large enough, down to one of 80 pixels in a photograph', () => {
    const [width, height] = [4_000, 3_000];
    const tiles = tilesOf(width, height);
    const codes = fc
      .integer({ min: 80, max: 3_000 })
      .chain((side) => fc.tuple(fc.constant(side), fc.nat(width - side), fc.nat(height - side)));
    fc.assert(
      fc.property(codes, ([side, x, y]) => {
        const seen = tiles
          .filter((one) => one.x <= x && one.y <= y)
          .filter((one) => x + side <= one.x + one.width && y + side <= one.y + one.height)
          // As many pixels as are left of it where the tile is drawn.
          .map((one) => (side * MAX_GREY_SIDE) / Math.max(one.width, one.height));
        expect(Math.max(...seen)).toBeGreaterThanOrEqual(Math.min(side, 100) - 0.01);
      }),
      { numRuns: 1_000 },
    );
  });
});
