import { encodeQR } from 'qr';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_GREY_SIDE, MAX_PICTURES, MAX_PICTURES_MS } from '#lib/core/limits.ts';
import { createPictureHandler } from '#lib/messaging/picture-handler.ts';
import type { PictureAnswer, PictureQuestion } from '#lib/messaging/protocol.ts';
import { createPace, type Pace } from '#lib/page/pacing.ts';
import { createPictureReader, type PictureReader } from '#lib/page/pictures.ts';
import { countUnread } from '#lib/page/unread.ts';
import { drawCode, toRgba } from '../support/qr-pictures.ts';

const SEGWIT = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const BTC = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';

const SVG = encodeQR(`bitcoin:${SEGWIT}`, 'svg', { border: 4 });
const gif = (text: string) => encodeQR(text, 'data-url', { scale: 4, border: 4 });

interface Bench {
  reader: PictureReader;
  hits: [string, Element][];
  questions: PictureQuestion[];
  onNews: ReturnType<typeof vi.fn>;
}

let bench: Bench | null = null;

/** A reader over the test's own document; the real background answers, but sees no screen. */
function start(
  answer: (question: PictureQuestion) => Promise<PictureAnswer | undefined> | undefined = () => undefined,
  pace: Pace = createPace(window),
): Bench {
  const background = createPictureHandler({ shoot: async () => null, now: () => 0 });
  const hits: Bench['hits'] = [];
  const questions: PictureQuestion[] = [];
  const onNews = vi.fn();
  const reader = createPictureReader({
    window,
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

const texts = ({ hits }: Bench) => hits.map(([text]) => text);
const read = async (html: string) => {
  document.body.innerHTML = html;
  const page = start();
  await page.reader.read([document]);
  return page;
};

function canvas(text: string, id = ''): HTMLCanvasElement {
  const element = document.createElement('canvas');
  element.id = id;
  redraw(element, text);
  document.body.append(element);
  return element;
}
function redraw(element: HTMLCanvasElement, text: string): void {
  const code = drawCode(text, { scale: 5 });
  element.width = code.width;
  element.height = code.height;
  element.getContext('2d')?.putImageData(new ImageData(toRgba(code), code.width, code.height), 0, 0);
}

beforeEach(() => {
  document.head.insertAdjacentHTML('beforeend', '<style id="sheet"></style>');
});
afterEach(() => {
  bench?.reader.stop();
  document.body.innerHTML = '';
  document.querySelector('#sheet')?.remove();
});

describe('where a code stands', () => {
  it.each([
    ['img', `<img src="${gif(SEGWIT)}">`],
    ['img with a payment URI', `<img src="${gif(`bitcoin:${SEGWIT}?amount=1`)}">`],
    ['picture', `<picture><source srcset="${gif(SEGWIT)}"><img src="data:,"></picture>`],
    ['drawing in the page', `<div style="width:200px">${SVG}</div>`],
    ['drawing with a style for its size', SVG.replace('<svg', '<svg style="width:150px;height:150px"')],
    [
      'background in a style',
      `<div style="width:150px;height:150px;background:url(${gif(SEGWIT)}) 0 0/cover"></div>`,
    ],
  ])('%s', async (_, html) => {
    expect(texts(await read(html))).toEqual([SEGWIT]);
  });

  it('canvas', async () => {
    document.body.innerHTML = '';
    canvas(EVM);
    const page = start();
    await page.reader.read([document]);
    expect(texts(page)).toEqual([EVM]);
  });

  it('background that a style sheet gives an empty element', async () => {
    (document.querySelector('#sheet') as Element).textContent =
      `.box { width: 150px; height: 150px; background-image: url(${gif(BTC)}) }`;
    expect(texts(await read('<div class="box"></div>'))).toEqual([BTC]);
  });

  it('drawing whose colours come from a style sheet', async () => {
    (document.querySelector('#sheet') as Element).textContent = '.bg { fill: white } .ink { fill: #124 }';
    const ink = SVG.replace('<svg', '<svg width="200" height="200"').replace(
      /<path/,
      '<rect class="bg" width="100%" height="100%"/><path class="ink"',
    );
    expect(ink).toContain('class="ink"');
    expect(texts(await read(ink))).toEqual([SEGWIT]);
  });

  it('light modules on nothing', async () => {
    document.body.innerHTML = '';
    const element = canvas(EVM);
    const context = element.getContext('2d') as CanvasRenderingContext2D;
    const image = context.getImageData(0, 0, element.width, element.height);
    // Dark becomes transparent, and so light is all that is left.
    for (let i = 0; i < image.data.length; i += 4) image.data[i + 3] = image.data[i] ?? 0;
    context.putImageData(image, 0, 0);
    const page = start();
    await page.reader.read([document]);
    expect(texts(page)).toEqual([EVM]);
  });

  it('far below what the window shows', async () => {
    expect(texts(await read(`<div style="height:20000px"></div><img src="${gif(BTC)}">`))).toEqual([BTC]);
  });

  it('a shadow root', async () => {
    document.body.innerHTML = '<div id="host"></div>';
    const root = document.querySelector('#host')?.attachShadow({ mode: 'closed' }) as ShadowRoot;
    root.innerHTML = `<img src="${gif(BTC)}">`;
    const page = start();
    await page.reader.read([document, root]);
    expect(texts(page)).toEqual([BTC]);
  });
});

describe('what is left alone', () => {
  it.each([
    ['an icon', `<img width="30" height="30" src="${gif(BTC)}">`],
    ['a banner', `<img width="300" height="100" src="${gif(BTC)}">`],
    ['a picture that is not shown', `<img style="display:none" src="${gif(BTC)}">`],
    ['what the extension put there', `<img id="own" src="${gif(BTC)}">`],
    ['one colour', '<canvas width="200" height="200"></canvas>'],
    ['an empty box', '<div style="width:200px;height:200px"></div>'],
    ['a small drawing', '<svg width="100" height="100"><circle r="40" cx="50" cy="50"/></svg>'],
    ['a broken picture', '<img width="100" height="100" src="data:image/png;base64,AAAA">'],
  ])('%s', async (_, html) => {
    const page = await read(html);
    expect(page.questions).toEqual([]);
    expect(page.hits).toEqual([]);
  });

  it('what no code can be in is not sent', async () => {
    document.body.innerHTML = '<canvas width="300" height="300"></canvas>';
    const context = document.querySelector('canvas')?.getContext('2d') as CanvasRenderingContext2D;
    const gradient = context.createLinearGradient(0, 0, 300, 300);
    gradient.addColorStop(0, 'red');
    gradient.addColorStop(1, 'yellow');
    context.fillStyle = gradient;
    context.fillRect(0, 0, 300, 300);
    const page = start();
    await page.reader.read([document]);
    expect(page.questions).toEqual([]);
    expect(page.reader.isRead(document.querySelector('canvas') as Element)).toBe(true);
  });

  it('elements past the limit', async () => {
    const page = await read(`${'<i class="qr"></i>'.repeat(MAX_PICTURES)}<img src="${gif(BTC)}">`);
    expect(page.hits).toEqual([]);
  });
});

describe('what counts as read', () => {
  const counts = (page: Bench) =>
    [...document.querySelectorAll('img')].map((image) => page.reader.isRead(image));

  it('codes, other pictures, and those too small to be scanned; not what is hidden', async () => {
    const page = await read(
      `<img src="${gif(BTC)}"><img width="20" height="20" src="${gif(EVM)}"><img hidden src="${gif(SEGWIT)}">`,
    );
    await vi.waitFor(() => expect(counts(page)).toEqual([true, true, false]));
    expect(countUnread(document, null)).toEqual([{ what: 'image', count: 3, why: 'picture' }]);
    expect(countUnread(document, page.reader)).toEqual([{ what: 'image', count: 1, why: 'picture' }]);
  });
});

describe('what is sent', () => {
  it('is never larger than the limit', async () => {
    document.body.innerHTML = '';
    const element = document.createElement('canvas');
    const code = drawCode(SEGWIT, { scale: 30 });
    element.width = code.width;
    element.height = code.height;
    element.getContext('2d')?.putImageData(new ImageData(toRgba(code), code.width, code.height), 0, 0);
    document.body.append(element);
    const page = start();
    await page.reader.read([document]);
    expect(code.width).toBeGreaterThan(MAX_GREY_SIDE * 2);
    expect(page.questions).toMatchObject([{ width: MAX_GREY_SIDE, height: MAX_GREY_SIDE }]);
    expect(texts(page)).toEqual([SEGWIT]);
  });
});

describe('the time that it takes', () => {
  it('is limited for a document, and begins anew on another page of it', async () => {
    document.body.innerHTML = `<img src="${gif(BTC)}"><img src="${gif(EVM)}">`;
    const before = window.location.href;
    let clock = 0;
    // Every look at the clock is half of what a document may take.
    const page = start(undefined, { now: () => (clock += MAX_PICTURES_MS / 2), rest: async () => undefined });
    await page.reader.read([document]);
    expect(texts(page)).toEqual([BTC]);
    await page.reader.read([document]);
    expect(texts(page)).toEqual([BTC, BTC]);
    window.history.pushState(null, '', '#another');
    await page.reader.read([document]);
    window.history.replaceState(null, '', before);
    expect(texts(page)).toEqual([BTC, BTC, BTC, EVM]);
  });
});

describe('reading again', () => {
  it('asks nothing about what was read, and tells it once more', async () => {
    const page = await read(`<img src="${gif(BTC)}">`);
    const other = canvas(EVM);
    await page.reader.read([document]);
    expect(page.questions.length).toBe(2);
    page.hits.length = 0;
    await page.reader.read([document]);
    expect(page.questions.length).toBe(2);
    expect(texts(page).sort()).toEqual([EVM, BTC]);
    expect(page.hits.some(([text, element]) => text === EVM && element === other)).toBe(true);
  });

  it('sees another picture in the same element', async () => {
    const page = await read(`<img src="${gif(BTC)}">`);
    (document.querySelector('img') as HTMLImageElement).src = gif(EVM);
    page.hits.length = 0;
    await vi.waitFor(async () => {
      await page.reader.read([document]);
      expect(texts(page)).toContain(EVM);
    });
  });

  it('sees that a canvas was drawn over', async () => {
    document.body.innerHTML = '';
    const element = canvas(BTC);
    const page = start();
    await page.reader.read([document]);
    redraw(element, EVM);
    await page.reader.read([element]);
    expect(texts(page).at(-1)).toBe(EVM);
  });

  it('reads a picture once it has loaded', async () => {
    const page = await read('<img width="150" height="150">');
    expect(page.hits).toEqual([]);
    (document.querySelector('img') as HTMLImageElement).src = gif(BTC);
    await vi.waitFor(() => expect(texts(page)).toEqual([BTC]));
    expect(page.onNews).toHaveBeenCalled();
  });

  it('reads what is shown later', async () => {
    const page = await read(`<img hidden src="${gif(BTC)}">`);
    document.querySelector('img')?.removeAttribute('hidden');
    await vi.waitFor(() => expect(texts(page)).toEqual([BTC]));
  });

  it('asks again about what got no answer', async () => {
    document.body.innerHTML = `<img src="${gif(BTC)}">`;
    let dead = true;
    const page = start(() => (dead ? Promise.resolve(undefined) : undefined));
    await page.reader.read([document]);
    expect(page.hits).toEqual([]);
    dead = false;
    await page.reader.read([document]);
    expect(texts(page)).toEqual([BTC]);
  });

  it('is over once stopped', async () => {
    const page = await read('<img width="150" height="150">');
    page.reader.stop();
    const image = document.querySelector('img') as HTMLImageElement;
    image.src = gif(BTC);
    await image.decode();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(page.hits).toEqual([]);
  });
});
