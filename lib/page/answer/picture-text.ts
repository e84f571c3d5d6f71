import { MAX_PICTURE_PX, MAX_SHOT_WAIT_MS } from '#lib/core/limits.ts';
import type { PictureAnswer, PictureQuestion } from '#lib/messaging/protocol.ts';
import { createPace } from '../pacing.ts';
import { createPictureDecoder } from '../picture-decoder.ts';

export type AskPicture = (question: PictureQuestion) => Promise<PictureAnswer | undefined>;

/** The destinations in the codes of a picture, each in a line; empty where there are none, or nobody can tell. */
export async function readPicture(
  element: Element,
  window: Window & typeof globalThis,
  ask: AskPicture,
): Promise<string> {
  const read = await createPictureDecoder({ window, pace: createPace(window), ask }).read(
    element,
    // Somebody asks for this very picture.
    Number.POSITIVE_INFINITY,
  );
  const texts = Array.isArray(read) ? read : read === 'closed' ? await shoot(element, window, ask) : [];
  return texts.join('\n');
}

/** A picture of another site, as the screen shows it; asked for twice where another look was just taken. */
async function shoot(element: Element, window: Window, ask: AskPicture): Promise<string[]> {
  const { innerWidth, innerHeight } = window;
  const { x, y, width, height } = element.getBoundingClientRect();
  const fits = x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight;
  // Rectangles of a frame, or of a page under a magnifying glass, are not those of the screen.
  if (window !== window.top || window.visualViewport?.scale !== 1) return [];
  if (!fits || Math.max(width, height) > MAX_PICTURE_PX) return [];
  const question = {
    type: 'picture.shoot',
    viewport: { width: innerWidth, height: innerHeight },
    rects: [{ x, y, width, height }],
  } as const;
  let answer = await ask({ ...question, rects: [...question.rects] });
  if (answer?.state === 'busy' && answer.waitMs <= MAX_SHOT_WAIT_MS) {
    const { waitMs } = answer;
    await new Promise((resolve) => window.setTimeout(resolve, waitMs));
    answer = await ask({ ...question, rects: [...question.rects] });
  }
  return answer?.state === 'read' ? (answer.texts[0] ?? []) : [];
}
