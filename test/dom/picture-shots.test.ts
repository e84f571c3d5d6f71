import { afterEach, describe, expect, it, vi } from 'vitest';
import { MAX_SHOT_PICTURES, MAX_SHOTS } from '#lib/core/limits.ts';
import type { PictureAnswer, PictureQuestion } from '#lib/messaging/protocol.ts';
import { createPace } from '#lib/page/pacing.ts';
import { createPictureReader, type PictureReader } from '#lib/page/pictures.ts';

const BTC = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const BOX = 'width:100px;height:100px;background-image:url(/missing.png)';
const ONE = `<b class="qr" style="display:block;${BOX}"></b>`;

type Shooting = Extract<PictureQuestion, { rects: unknown }>;

let reader: PictureReader | null = null;

/** Tests run in a frame: to the reader it is told as the top of its tab. */
function asTop(): typeof window {
  const top: typeof window = new Proxy(window, {
    get(target, name) {
      if (name === 'top') return top;
      // However busy the machine is.
      if (name === 'requestIdleCallback') return (run: () => void) => target.setTimeout(run, 0);
      if (name === 'cancelIdleCallback') return (id: number) => target.clearTimeout(id);
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' && value.prototype === undefined ? value.bind(target) : value;
    },
  });
  return top;
}

function start(
  answer: (question: Shooting, index: number) => PictureAnswer | undefined,
  { view = asTop(), hasCandidates = true } = {},
) {
  const questions: Shooting[] = [];
  const hits: string[] = [];
  const onNews = vi.fn();
  reader = createPictureReader({
    window: view,
    pace: createPace(window),
    async ask(question) {
      if (question.type !== 'picture.shoot') throw new Error('These pictures cannot be drawn.');
      questions.push(question);
      return answer(question, questions.length - 1);
    },
    isOwn: () => false,
    hit: (text) => hits.push(text),
    hasCandidates: () => hasCandidates,
    onNews,
  });
  return { reader, questions, hits, onNews };
}

const seen = (...texts: string[]): PictureAnswer => ({ state: 'read', texts: texts.map((text) => [text]) });
const soon = (check: () => void) => vi.waitFor(check, { timeout: 10_000 });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

afterEach(() => {
  vi.useRealTimers();
  reader?.stop();
  document.body.innerHTML = '';
  window.scrollTo(0, 0);
});

describe('pictures that only the screen shows', () => {
  it('are read from where they are in the window', async () => {
    document.body.innerHTML = `<div style="position:absolute;left:30px;top:40px">${ONE}</div>`;
    const page = start(() => seen(BTC));
    await page.reader.read([document]);
    await soon(() => expect(page.reader.unread()).toBe(1));
    await soon(() => expect(page.hits).toEqual([BTC]));
    expect(page.questions).toEqual([
      {
        type: 'picture.shoot',
        viewport: { width: window.innerWidth, height: window.innerHeight },
        rects: [{ x: 30, y: 40, width: 100, height: 100 }],
      },
    ]);
    expect(page.reader.unread()).toBe(0);
    expect(page.onNews).toHaveBeenCalled();
    await page.reader.read([document]);
    expect(page.hits).toEqual([BTC, BTC]);
    expect(page.questions.length).toBe(1);
    expect(page.reader.unread()).toBe(0);
  });

  it('wait until they are in view', async () => {
    document.body.innerHTML = `<div style="height:5000px"></div>${ONE}<div style="height:5000px"></div>`;
    const page = start(() => seen(BTC));
    await page.reader.read([document]);
    await soon(() => expect(page.reader.unread()).toBe(1));
    await pause(600);
    expect(page.questions).toEqual([]);
    expect(page.reader.unread()).toBe(1);
    document.querySelector('.qr')?.scrollIntoView({ block: 'center' });
    await soon(() => expect(page.hits).toEqual([BTC]));
  });

  it('are asked for together, up to the limit', async () => {
    document.body.innerHTML = `<div style="display:flex">${`<b class="qr" style="width:40px;height:40px;${BOX.slice(25)}"></b>`.repeat(9)}</div>`;
    const page = start(({ rects }) => seen(...rects.map(() => BTC)));
    await page.reader.read([document]);
    await soon(() => expect(page.hits.length).toBe(9));
    expect(page.questions.map(({ rects }) => rects.length)).toEqual([MAX_SHOT_PICTURES, 1]);
  });

  it('are asked for again when the background was busy', async () => {
    document.body.innerHTML = ONE;
    const page = start((_, index) => (index === 0 ? { state: 'busy', waitMs: 50 } : seen(BTC)));
    await page.reader.read([document]);
    await soon(() => expect(page.hits).toEqual([BTC]));
  });

  it('are not believed when they moved meanwhile', async () => {
    document.body.innerHTML = ONE;
    const page = start((_, index) => {
      if (index === 0) (document.querySelector('.qr') as HTMLElement).style.marginLeft = '50px';
      return seen(index === 0 ? 'of something else' : BTC);
    });
    await page.reader.read([document]);
    await soon(() => expect(page.hits).toEqual([BTC]));
  });

  it('get a second look, and no third', async () => {
    document.body.innerHTML = ONE;
    const page = start(() => ({ state: 'read', texts: [[]] }));
    await page.reader.read([document]);
    await soon(() => expect(page.questions.length).toBe(2));
    await soon(() => expect(page.reader.unread()).toBe(0));
    expect(page.questions.length).toBe(2);
  });

  it('are asked for so often in one document, and then no more', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
    document.body.innerHTML = ONE;
    const page = start(() => undefined);
    await page.reader.read([document]);
    await soon(() => expect(page.questions.length).toBeGreaterThan(0));
    for (let i = 0; i < 2 * MAX_SHOTS; i++) await vi.advanceTimersByTimeAsync(5_000);
    expect(page.questions.length).toBe(MAX_SHOTS);
    expect(page.reader.unread()).toBe(1);
  });

  it('are left alone where no code is expected', async () => {
    document.body.innerHTML = ONE.replaceAll('qr', 'box');
    const page = start(() => seen(BTC), { hasCandidates: false });
    await page.reader.read([document]);
    await soon(() => expect(page.reader.unread()).toBe(1));
    await pause(600);
    expect(page.questions).toEqual([]);
    expect(page.reader.unread()).toBe(1);
  });

  it('are left alone in frames', async () => {
    document.body.innerHTML = ONE;
    const page = start(() => seen(BTC), { view: window });
    await page.reader.read([document]);
    await soon(() => expect(page.reader.unread()).toBe(1));
    await pause(600);
    expect(page.questions).toEqual([]);
    expect(page.reader.unread()).toBe(1);
  });
});
