import { decodeQR, type FinderPoints } from 'qr/decode.js';
import { MAX_CODES_PER_PICTURE } from '#lib/core/limits.ts';
import type { GreyPicture } from './grey.ts';
import { readHref } from './uri.ts';

/** Milliseconds for what the decoder may try beyond its first look; one look takes about one. */
const MAX_RETRY_MS = 16;
const WHITE = 255;

/** The texts of the QR codes in a picture, in no order; none where there is none that can be read. */
export function readQr({ width, height, grey }: GreyPicture): string[] {
  const found: string[] = [];
  // Each look reads one code, so what was read is painted over.
  const left = { width, height, grey: grey.slice() };
  while (found.length < MAX_CODES_PER_PICTURE) {
    const one = readOne(left);
    if (!one) break;
    found.push(one.text);
    erase(left, one.box);
  }
  return found;
}

/** Where money goes when these codes are paid; nothing for a code that is no address and no payment URI. */
export function qrDestinations(picture: GreyPicture): string[] {
  return [...new Set(readQr(picture).flatMap((text) => readHref(text, '')?.texts ?? []))];
}

type Box = FinderPoints['boundingBox'];

function readOne({ width, height, grey }: GreyPicture): { text: string; box: Box } | null {
  let box: Box | null = null;
  try {
    const text = decodeQR(
      { width, height, data: grey },
      {
        // Of this format only the brightness is looked at, which stands first in it.
        format: 'I420',
        timeLimit: MAX_RETRY_MS,
        pointsOnDetect: ({ boundingBox }) => {
          box = boundingBox;
        },
      },
    );
    return box && { text, box };
  } catch {
    // The decoder's way to say that there is no code.
    return null;
  }
}

function erase({ width, height, grey }: GreyPicture, box: Box): void {
  const left = Math.max(0, Math.floor(box.x));
  const right = Math.min(width, Math.ceil(box.x + box.width));
  const bottom = Math.min(height, Math.ceil(box.y + box.height));
  for (let y = Math.max(0, Math.floor(box.y)); y < bottom; y++) {
    grey.fill(WHITE, y * width + left, y * width + right);
  }
}
