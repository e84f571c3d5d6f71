import { crc32, deflateSync } from 'node:zlib';
import type { Picture } from '../attacks/picture.ts';

/** A picture of a page in as many colours as one byte tells apart: pictures in the docs are fetched by everybody. */
const MAX_COLOURS = 256;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PALETTE = 3;

/**
 * PNG with a palette: of each tone the colour that stands there most often, for a small shape may have one to itself,
 * and then those that stand there most often of all. Others become the nearest of these.
 */
export function encodeInPalette(picture: Picture): Buffer {
  const { width, height } = picture;
  const pixels = new Uint32Array(width * height);
  const counts = new Map<number, number>();
  for (let i = 0; i < pixels.length; i++) {
    const [red, green, blue] = picture.at(i % width, Math.floor(i / width)) ?? [0, 0, 0];
    const colour = (red << 16) | (green << 8) | blue;
    pixels[i] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const byCount = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
  const tones = new Map(byCount.toReversed().map((colour) => [toneOf(colour), colour]));
  const palette = [
    ...new Set([...byCount.filter((colour) => tones.get(toneOf(colour)) === colour), ...byCount]),
  ];
  palette.length = Math.min(palette.length, MAX_COLOURS);
  const indexOf = new Map(palette.map((colour, index) => [colour, index]));
  for (const colour of byCount) if (!indexOf.has(colour)) indexOf.set(colour, nearest(palette, colour));

  // Each line begins with its filter, of which palettes need none.
  const lines = Buffer.alloc((width + 1) * height);
  for (let i = 0; i < pixels.length; i++) {
    lines[i + Math.floor(i / width) + 1] = indexOf.get(pixels[i] ?? 0) ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, PALETTE], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Colours that an eye hardly tells apart: the upper four bits of each channel. */
function toneOf(colour: number): number {
  return colour & 0xf0f0f0;
}

function channels(colour: number): [number, number, number] {
  return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
}

function nearest(palette: readonly number[], colour: number): number {
  const [red, green, blue] = channels(colour);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, known] of palette.entries()) {
    const [r, g, b] = channels(known);
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

/** PNG 5.3: length, type, data, and a checksum of the last two. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
