import { MAX_PICTURES_MS } from '#lib/core/limits.ts';
import { mayHoldQr } from '#lib/detect/finder.ts';
import { type GreyPicture, packGrey, toGrey } from '#lib/detect/grey.ts';
import type { PictureAnswer, PictureQuestion } from '#lib/messaging/protocol.ts';
import type { Pace } from './pacing.ts';
import { pictureKind } from './picture-find.ts';
import { drawPixels, GROUNDS, openPicture, type Source } from './picture-pixels.ts';

/** Pictures whose reading is remembered by what they show. */
const MAX_REMEMBERED = 200;

export interface PictureDecoder {
  /**
   * Destinations in the picture that an element shows; none where no code can be. `loading`: there is no picture
   * yet. `closed`: only the screen shows it. `unanswered`: nobody decoded it. `ratio`: longer side over shorter side
   * up to which it is looked at.
   */
  read(element: Element, ratio: number): Promise<string[] | 'loading' | 'closed' | 'unanswered'>;
  /** Whether the document's share of the main thread is used up. */
  isSpent(): boolean;
  refill(): void;
}

export interface PictureDecoderDeps {
  window: Window & typeof globalThis;
  pace: Pace;
  /** `undefined` when nobody answers. */
  ask(question: PictureQuestion): Promise<PictureAnswer | undefined>;
}

/** Draws pictures in small steps and has them decoded where no page waits for it. */
export function createPictureDecoder({ window, pace, ask }: PictureDecoderDeps): PictureDecoder {
  const remembered = new Map<string, string[]>();
  let spent = 0;

  /** A bit of work, and then the page's turn. Only what runs at once is counted: the rest is done elsewhere. */
  async function step<T>(work: () => T | Promise<T>): Promise<T> {
    const start = pace.now();
    const working = work();
    spent += pace.now() - start;
    const result = await working;
    await pace.rest();
    return result;
  }

  async function greyOf(source: Source): Promise<GreyPicture | 'plain' | 'closed'> {
    for (const ground of GROUNDS) {
      const pixels = await step(() => drawPixels(source, ground, window.document));
      if (!pixels) return 'closed';
      const picture = await step(() => toGrey(pixels.data, pixels.width, pixels.height));
      if (picture) return (await step(() => mayHoldQr(picture))) ? picture : 'plain';
    }
    return 'plain';
  }

  async function decode(picture: GreyPicture): Promise<string[] | 'unanswered'> {
    const key = await step(() => fingerprint(picture));
    const before = remembered.get(key);
    if (before) return before;
    const { width, height } = picture;
    const grey = await step(() => packGrey(picture.grey));
    const answer = await ask({ type: 'picture.decode', width, height, grey });
    if (answer?.state !== 'read') return 'unanswered';
    const texts = answer.texts[0] ?? [];
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(key, texts);
    return texts;
  }

  return {
    async read(element, ratio) {
      const opened = await step(() => openPicture(element, pictureKind(element), ratio, window));
      if (opened === null) return 'loading';
      const picture = typeof opened === 'string' ? opened : await greyOf(opened);
      if (picture === 'plain') return [];
      return picture === 'closed' ? 'closed' : decode(picture);
    },
    isSpent: () => spent >= MAX_PICTURES_MS,
    refill() {
      spent = 0;
    },
  };
}

/** What a picture shows, in 64 bits. Not a secret: a page that wants to hide a code has simpler ways. */
function fingerprint({ width, height, grey }: GreyPicture): string {
  let a = width;
  let b = height;
  for (const value of grey) {
    a = Math.imul(a ^ value, 0x9e3779b1);
    b = Math.imul(b ^ value, 0x5f356495);
  }
  return `${width} ${height} ${a} ${b}`;
}
