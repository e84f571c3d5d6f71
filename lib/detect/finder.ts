import type { GreyPicture } from './grey.ts';

/** Every second row: the heart of a mark is three modules high. */
const ROW_STEP = 2;

/**
 * Whether a corner mark of a QR code seems to be somewhere: a row and a column of pixels that cross at its heart and
 * both change dark, light, dark, light, dark in the proportion 1:1:3:1:1 (ISO/IEC 18004, 6.3.3), light and dark
 * exchanged as well, at any turn. May be wrong with yes; it keeps most photographs and drawings from the decoder.
 */
export function mayHoldQr(picture: GreyPicture): boolean {
  for (let y = 0; y < picture.height; y += ROW_STEP) if (crossesMark(picture, y)) return true;
  return false;
}

function crossesMark(picture: GreyPicture, y: number): boolean {
  const { width, grey } = picture;
  const row = grey.subarray(y * width, (y + 1) * width);
  const middle = middleOf(row);
  // Lengths of the last five runs of one colour.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let start = 0;
  let dark = (row[0] ?? 0) < middle;
  for (let x = 1; x <= width; x++) {
    if (x < width && (row[x] ?? 0) < middle === dark) continue;
    dark = !dark;
    a = b;
    b = c;
    c = d;
    d = e;
    e = x - start;
    start = x;
    if (a === 0 || !isMark(a, b, c, d, e)) continue;
    if (columnCrosses(picture, x - e - d - Math.ceil(c / 2), y, middle)) return true;
  }
  return false;
}

/** Whether the column through the heart of a mark shows the same as the row. */
function columnCrosses({ width, height, grey }: GreyPicture, x: number, y: number, middle: number): boolean {
  const isDark = (at: number) => (grey[at * width + x] ?? 0) < middle;
  const heart = isDark(y);
  const runs = (step: 1 | -1) => {
    const lengths = [0, 0, 0];
    let at = y;
    for (let run = 0; run < 3; run++) {
      const colour = run === 1 ? !heart : heart;
      let length = 0;
      for (; at >= 0 && at < height && isDark(at) === colour; at += step) length++;
      lengths[run] = length;
    }
    return lengths;
  };
  const [up = 0, b = 0, a = 0] = runs(-1);
  const [down = 0, d = 0, e = 0] = runs(1);
  return isMark(a, b, up + down - 1, d, e);
}

function isMark(a: number, b: number, c: number, d: number, e: number): boolean {
  const unit = (a + b + c + d + e) / 7;
  // Half a module, and what rounding to whole pixels does to narrow ones.
  const slack = unit / 2 + 0.7;
  return (
    Math.abs(b - unit) <= slack &&
    Math.abs(d - unit) <= slack &&
    Math.abs(a - unit) <= slack &&
    Math.abs(e - unit) <= slack &&
    Math.abs(c - 3 * unit) <= slack * 1.6
  );
}

function middleOf(row: Uint8Array): number {
  let low = 255;
  let high = 0;
  for (const value of row) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return (low + high) / 2;
}
