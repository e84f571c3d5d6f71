/** A picture as brightness alone: one byte a pixel, row by row, 0 is black. */
export interface GreyPicture {
  width: number;
  height: number;
  grey: Uint8Array<ArrayBuffer>;
}

/** Difference of brightness below which a picture is one colour to a reader of codes. */
const MIN_CONTRAST = 8;

/**
 * Brightness (ITU-R BT.601) of pixels as a canvas hands them out, spread over the whole range, so that pale grey on
 * white reads like black on white. `null` for a picture of one colour.
 */
export function toGrey(rgba: Uint8ClampedArray, width: number, height: number): GreyPicture | null {
  const grey = new Uint8Array(width * height);
  let low = 255;
  let high = 0;
  for (let i = 0, at = 0; i < grey.length; i++, at += 4) {
    // Weights of 256 in all; a canvas always hands out whole pixels.
    const value = (77 * (rgba[at] ?? 0) + 150 * (rgba[at + 1] ?? 0) + 29 * (rgba[at + 2] ?? 0)) >> 8;
    grey[i] = value;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (high - low < MIN_CONTRAST) return null;
  const scale = 255 / (high - low);
  for (let i = 0; i < grey.length; i++) grey[i] = ((grey[i] ?? 0) - low) * scale;
  return { width, height, grey };
}

/** Longest side first: what a picture measures once neither side is longer than `side`. */
export function fitInto(width: number, height: number, side: number): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** First of the letters that stand for brightness; none of the 32 needs an escape in JSON. */
const DARKEST = '0'.charCodeAt(0);

/** Brightness in 32 levels, one letter a pixel, for a message: base64 takes a page's main thread ten times as long. */
export function packGrey(grey: Uint8Array): string {
  const letters = new Uint8Array(grey.length);
  for (let i = 0; i < grey.length; i++) letters[i] = DARKEST + ((grey[i] ?? 0) >> 3);
  return new TextDecoder().decode(letters);
}

export function unpackGrey(letters: string): Uint8Array<ArrayBuffer> {
  const grey = new TextEncoder().encode(letters);
  for (let i = 0; i < grey.length; i++) grey[i] = ((grey[i] ?? 0) - DARKEST) << 3;
  return grey;
}
