import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

export interface Picture {
  width: number;
  height: number;
  /** Red, green, blue of a pixel; `null` outside. */
  at(x: number, y: number): [number, number, number] | null;
  /** How much of it is drawn, of 255; nothing is outside. */
  alphaAt(x: number, y: number): number;
}

/** A screenshot: PNG with eight bits a channel, not interlaced. */
export function readPicture(path: string): Picture {
  const file = readFileSync(path);
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const channels = file[25] === 6 ? 4 : 3;
  if (file[24] !== 8 || (file[25] !== 6 && file[25] !== 2) || file[28] !== 0)
    throw new Error('Another kind of PNG');
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const pixels = unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  const isOutside = (x: number, y: number) => x < 0 || y < 0 || x >= width || y >= height;
  return {
    width,
    height,
    alphaAt(x, y) {
      if (isOutside(x, y)) return 0;
      return channels === 4 ? (pixels[(y * width + x) * channels + 3] ?? 0) : 255;
    },
    at(x, y) {
      if (isOutside(x, y)) return null;
      const at = (y * width + x) * channels;
      return [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
    },
  };
}

/** PNG 9.2: each line is told by its difference from what is left of it and above it. */
function unfilter(data: Buffer, stride: number, height: number, channels: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= channels ? (out[at - channels] ?? 0) : 0;
      const up = y > 0 ? (out[at - stride] ?? 0) : 0;
      const corner = y > 0 && x >= channels ? (out[at - stride - channels] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[at] = (data[y * (stride + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const sum = left + up - corner;
  const [a, b, c] = [Math.abs(sum - left), Math.abs(sum - up), Math.abs(sum - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Pixels of about this colour in a box: none of its parts is farther off than `most`, of 255. */
export function countColour(
  picture: Picture,
  box: Box,
  [red, green, blue]: readonly number[],
  most = 12,
): number {
  let count = 0;
  for (let y = Math.round(box.top); y < box.top + box.height; y++) {
    for (let x = Math.round(box.left); x < box.left + box.width; x++) {
      const pixel = picture.at(x, y);
      if (!pixel) continue;
      const off = Math.max(
        Math.abs(pixel[0] - (red ?? 0)),
        Math.abs(pixel[1] - (green ?? 0)),
        Math.abs(pixel[2] - (blue ?? 0)),
      );
      if (off <= most) count++;
    }
  }
  return count;
}
