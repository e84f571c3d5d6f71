import { encodeQR } from 'qr';
import { expect, vi } from 'vitest';
import { createPictureHandler } from '#lib/messaging/picture-handler.ts';
import type { PictureAnswer, PictureQuestion } from '#lib/messaging/protocol.ts';
import { createPace, type Pace } from '#lib/page/pacing.ts';
import { createPictureReader, MAX_READ_WAIT_MS, type PictureReader } from '#lib/page/pictures.ts';
import { drawCode, place, toRgba } from '../support/qr-pictures.ts';

export const gif = (text: string) => encodeQR(text, 'data-url', { scale: 4, border: 4 });

/** Milliseconds that a reading may take on a busy machine. */
const PATIENCE_MS = 10_000;

/** The test's own window, where nothing is given up because the machine is busy: it is idle at once, and a reading is waited for. */
function unhurried(): typeof window {
  return new Proxy(window, {
    get(target, name) {
      if (name === 'requestIdleCallback') return (run: () => void) => target.setTimeout(run, 0);
      if (name === 'cancelIdleCallback') return (id: number) => target.clearTimeout(id);
      if (name === 'setTimeout')
        return (run: () => void, ms: number) =>
          target.setTimeout(run, ms === MAX_READ_WAIT_MS ? PATIENCE_MS : ms);
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' && value.prototype === undefined ? value.bind(target) : value;
    },
  });
}

export interface Bench {
  reader: PictureReader;
  hits: [string, Element][];
  questions: PictureQuestion[];
  onNews: ReturnType<typeof vi.fn>;
}

let bench: Bench | null = null;

/** A reader over the test's own document; the real background answers, but sees no screen. */
export function startReader(
  answer: (question: PictureQuestion) => Promise<PictureAnswer | undefined> | undefined = () => undefined,
  pace: Pace = createPace(window),
): Bench {
  const background = createPictureHandler({ shoot: async () => null, now: () => 0 });
  const hits: Bench['hits'] = [];
  const questions: PictureQuestion[] = [];
  const onNews = vi.fn();
  const reader = createPictureReader({
    window: unhurried(),
    pace,
    ask(question) {
      questions.push(question);
      return answer(question) ?? background(question, { tab: { id: 1 }, frameId: 0 });
    },
    isOwn: (node) => (node as Element).id === 'own',
    hit(text, how, { element }) {
      expect(how).toBe('qr');
      hits.push([text, element]);
    },
    hasCandidates: () => true,
    onNews,
  });
  bench = { reader, hits, questions, onNews };
  return bench;
}

/** After each test: the reader is stopped, the document empty. */
export function stopReader(): void {
  bench?.reader.stop();
  document.body.innerHTML = '';
}

/** What a reader found, in order. */
export const texts = ({ hits }: Bench) => hits.map(([text]) => text);

/** A page that was read once. */
export async function readPage(html: string): Promise<Bench> {
  document.body.innerHTML = html;
  const page = startReader();
  await page.reader.read([document]);
  return page;
}

/** A canvas on the page with a code on it. */
export function addCanvas(text: string): HTMLCanvasElement {
  const element = document.createElement('canvas');
  redraw(element, text);
  document.body.append(element);
  return element;
}

/** Of a canvas on the page with codes beside each other, two thirds of it white: the picture, as a URL. */
export function drawPoster(codes: readonly string[]): string {
  const { width, height, grey } = place(codes, codes.length, 0);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = width / codes.length;
  const image = new ImageData(toRgba({ width, height, grey }), width, height);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas.toDataURL();
}

export function redraw(element: HTMLCanvasElement, text: string, scale = 5): void {
  const code = drawCode(text, { scale });
  element.width = code.width;
  element.height = code.height;
  element.getContext('2d')?.putImageData(new ImageData(toRgba(code), code.width, code.height), 0, 0);
}
