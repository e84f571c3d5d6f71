import { decodeQR } from 'qr/decode.js';
import type { GreyPicture } from './grey.ts';
import { readHref } from './uri.ts';

/** Milliseconds for what the decoder may try beyond its first look; one look takes about one. */
const MAX_RETRY_MS = 16;

/** The text of the QR code in a picture; `null` where there is none that can be read. */
export function readQr({ width, height, grey }: GreyPicture): string | null {
  try {
    // Of this format only the brightness is looked at, which stands first in it.
    return decodeQR({ width, height, data: grey }, { format: 'I420', timeLimit: MAX_RETRY_MS });
  } catch {
    // The decoder's way to say that there is no code.
    return null;
  }
}

/** Where money goes when this code is paid; nothing for a code that is no address and no payment URI. */
export function qrDestinations(picture: GreyPicture): string[] {
  const text = readQr(picture);
  return text === null ? [] : (readHref(text, '')?.texts ?? []);
}
