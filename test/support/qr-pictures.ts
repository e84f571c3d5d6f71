import { encodeQR } from 'qr';
import type { GreyPicture } from '#lib/detect/grey.ts';

export type Ecc = 'low' | 'medium' | 'quartile' | 'high';

export interface CodeOptions {
  /** Pixels a module. */
  scale: number;
  /** Modules of quiet zone around the code. */
  border: number;
  ecc: Ecc;
}

/** Dark modules of a code, row by row. */
export function modulesOf(text: string, { border, ecc }: Omit<CodeOptions, 'scale'>): boolean[][] {
  const modules = encodeQR(text, 'raw', { ecc, border: Math.max(1, border) });
  return border > 0 ? modules : modules.slice(1, -1).map((row) => row.slice(1, -1));
}

/** A code in black on white. */
export function drawCode(text: string, options: Partial<CodeOptions> = {}): GreyPicture {
  const { scale, border, ecc }: CodeOptions = { scale: 8, border: 4, ecc: 'medium', ...options };
  const modules = modulesOf(text, { border, ecc });
  return paint(modules.length * scale, (x, y) =>
    modules[Math.floor(y / scale)]?.[Math.floor(x / scale)] ? 0 : 255,
  );
}

/** Codes in rows of so many, each in a square with `gap` pixels of white at its right and below. */
export function place(texts: readonly string[], columns: number, gap: number): GreyPicture {
  const codes = texts.map((text) => drawCode(text, { scale: 4 }));
  const cell = Math.max(...codes.map(({ width }) => width)) + gap;
  return paint(cell * Math.ceil(Math.max(columns, codes.length / columns)), (x, y) => {
    const code = x < cell * columns && codes[Math.floor(y / cell) * columns + Math.floor(x / cell)];
    return code ? at(code, x % cell, y % cell) : 255;
  });
}

export function paint(side: number, brightness: (x: number, y: number) => number): GreyPicture {
  const grey = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) grey[y * side + x] = brightness(x, y);
  return { width: side, height: side, grey };
}

/** Brightness at a pixel; white outside. */
export function at({ width, height, grey }: GreyPicture, x: number, y: number): number {
  return x >= 0 && y >= 0 && x < width && y < height ? (grey[y * width + x] ?? 255) : 255;
}

export function recolour(
  picture: GreyPicture,
  change: (value: number, index: number) => number,
): GreyPicture {
  return { ...picture, grey: picture.grey.map(change) };
}

export function rotate(picture: GreyPicture, degrees: number): GreyPicture {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const side = Math.ceil(picture.width * (Math.abs(cos) + Math.abs(sin)));
  return paint(side, (x, y) => {
    const [dx, dy] = [x - side / 2, y - side / 2];
    const half = picture.width / 2;
    return at(picture, Math.floor(cos * dx + sin * dy + half), Math.floor(cos * dy - sin * dx + half));
  });
}

/** A square of one brightness over the middle, `share` of the width. */
export function cover(picture: GreyPicture, share: number, value: number): GreyPicture {
  const edge = (picture.width * (1 - share)) / 2;
  const inside = (n: number) => n >= edge && n < picture.width - edge;
  return paint(picture.width, (x, y) => (inside(x) && inside(y) ? value : at(picture, x, y)));
}

/** Mean of a square of `2 × radius + 1` pixels. */
export function blur(picture: GreyPicture, radius: number): GreyPicture {
  return paint(picture.width, (x, y) => {
    let sum = 0;
    for (let j = -radius; j <= radius; j++)
      for (let i = -radius; i <= radius; i++) sum += at(picture, x + i, y + j);
    return sum / (2 * radius + 1) ** 2;
  });
}

/** The same every time. */
export function createRandom(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/** What a canvas hands out for a picture. */
export function toRgba({ grey }: GreyPicture): Uint8ClampedArray<ArrayBuffer> {
  return Uint8ClampedArray.from([...grey].flatMap((value) => [value, value, value, 255]));
}
