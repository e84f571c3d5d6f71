import { SHOT_GAP_MS } from '#lib/core/limits.ts';
import { unpackGrey } from '#lib/detect/grey.ts';
import { qrDestinations } from '#lib/detect/qr.ts';
import type { Sender } from './gates.ts';
import type { PictureAnswer, PictureQuestion, Rect } from './protocol.ts';
import type { Shot } from './shot.ts';

export interface PictureHandlerDeps {
  /** `null` when the tab is not the one that its window shows. */
  shoot(tabId: number): Promise<Shot | null>;
  /** Milliseconds. */
  now(): number;
}

/** Reads the QR codes that content scripts ask about. */
export function createPictureHandler({ shoot, now }: PictureHandlerDeps) {
  let lastShot = Number.NEGATIVE_INFINITY;

  return async (question: PictureQuestion, { tab, frameId }: Sender): Promise<PictureAnswer> => {
    if (question.type === 'picture.decode') return decode(question);
    // Only the top frame's rectangles are rectangles of the window.
    if (tab?.id === undefined || frameId !== 0) return { state: 'refused' };
    const waitMs = lastShot + SHOT_GAP_MS - now();
    if (waitMs > 0) return { state: 'busy', waitMs };
    lastShot = now();
    const shot = await shoot(tab.id).catch(() => null);
    if (!shot) return { state: 'refused' };
    try {
      // Not the device pixel ratio that the page tells: browsers that hide it tell a wrong one.
      const scale = shot.width / question.viewport.width;
      return { state: 'read', texts: question.rects.map((rect) => readPart(shot, scaled(rect, scale))) };
    } finally {
      shot.close();
    }
  };
}

/** The destinations in a picture's code. Nothing is asked of any tab. */
export function decode({
  width,
  height,
  grey,
}: Omit<Extract<PictureQuestion, { grey: string }>, 'type'>): PictureAnswer {
  const pixels = unpackGrey(grey);
  if (pixels.length !== width * height) return { state: 'refused' };
  return { state: 'read', texts: [qrDestinations({ width, height, grey: pixels })] };
}

function readPart(shot: Shot, { x, y, width, height }: Rect): string[] {
  if (width < 1 || height < 1 || x + width > shot.width + 1 || y + height > shot.height + 1) return [];
  const picture = shot.part({ x, y, width, height });
  return picture ? qrDestinations(picture) : [];
}

function scaled({ x, y, width, height }: Rect, scale: number): Rect {
  return {
    x: Math.round(x * scale),
    y: Math.round(y * scale),
    width: Math.round(width * scale),
    height: Math.round(height * scale),
  };
}
