import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BROWSERS } from '../../e2e/harness.ts';
import { MOMENTS } from '../../e2e/moments/moments.ts';
import { encodeInPalette } from '../../e2e/moments/palette.ts';
import { isTaken, pictureOf, renderMoments } from '../../e2e/moments/table.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const PICTURES = join(ROOT, 'docs', 'pictures');
const MAX_PICTURE_BYTES = 60_000;
const MAX_BYTES = 1_800_000;

describe('the pictures in docs/MOMENTS.md', () => {
  const names = MOMENTS.flatMap((moment) =>
    BROWSERS.filter((browser) => isTaken(browser, moment)).map((browser) => pictureOf(browser, moment)),
  );

  it('are those of every moment in the browsers that come to it, and no others', () => {
    expect(readdirSync(PICTURES).sort()).toEqual(names.sort());
    expect(readFileSync(join(ROOT, 'docs', 'MOMENTS.md'), 'utf8')).toBe(renderMoments(MOMENTS));
  });

  it('are small', () => {
    const sizes = names.map((name) => statSync(join(PICTURES, name)).size);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_PICTURE_BYTES);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(MAX_BYTES);
  });

  it('name tests that there are', () => {
    for (const { test } of MOMENTS)
      expect(existsSync(join(ROOT, 'test', 'e2e', `${test}.test.ts`))).toBe(true);
  });
});

describe('a picture in a palette', () => {
  /** In one line 400 greens, each twice but for one red; in the other a grey. */
  const at = (x: number, y: number): [number, number, number] => {
    if (y === 1) return [7, 7, 7];
    return x === 800 ? [200, 0, 0] : [0, 128 + (x >> 4), (x >> 1) & 7];
  };

  it('keeps a colour of each tone and those that stand there most often; others become the nearest', () => {
    const { palette, rows } = decode(encodeInPalette({ width: 801, height: 2, at, alphaAt: () => 255 }));
    expect(palette).toHaveLength(256);
    expect(palette).toContainEqual([200, 0, 0]);
    for (const [y, row] of rows.entries()) {
      for (const [x, index] of row.entries()) {
        const off = at(x, y).map((value, i) => Math.abs(value - (palette[index]?.[i] ?? 0)));
        expect(Math.max(...off)).toBeLessThan(40);
      }
    }
    expect(palette[rows[1]?.[0] ?? -1]).toEqual([7, 7, 7]);
  });
});

/** What a reader of PNG gets out of it. */
function decode(file: Buffer) {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const body = file.subarray(at + 4, at + 8 + length);
    expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4));
    at += length + 12;
  }
  const header = chunks.get('IHDR') ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const lines = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  const colours = [...(chunks.get('PLTE') ?? [])];
  return {
    palette: Array.from({ length: colours.length / 3 }, (_, i) => colours.slice(3 * i, 3 * i + 3)),
    rows: Array.from({ length: height }, (_, y) => [
      ...lines.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)),
    ]),
  };
}
