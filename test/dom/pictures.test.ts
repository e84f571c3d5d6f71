import { encodeQR } from 'qr';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_BOXES, MAX_GREY_SIDE, MAX_PICTURES, MAX_PICTURES_MS } from '#lib/core/limits.ts';
import { countUnread } from '#lib/page/unread.ts';
import { BTC, EVM, SEGWIT } from './page.ts';
import {
  addCanvas,
  type Bench,
  drawPoster,
  gif,
  readPage,
  redraw,
  startReader,
  stopReader,
  texts,
} from './picture-page.ts';

const SVG = encodeQR(`bitcoin:${SEGWIT}`, 'svg', { border: 4 });

beforeEach(() => {
  document.head.insertAdjacentHTML('beforeend', '<style id="sheet"></style>');
});
afterEach(() => {
  stopReader();
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
    expect(texts(await readPage(html))).toEqual([SEGWIT]);
  });

  it('canvas', async () => {
    document.body.innerHTML = '';
    addCanvas(EVM);
    const page = startReader();
    await page.reader.read([document]);
    expect(texts(page)).toEqual([EVM]);
  });

  it('background that a style sheet gives an empty element', async () => {
    (document.querySelector('#sheet') as Element).textContent =
      `.box { width: 150px; height: 150px; background-image: url(${gif(BTC)}) }`;
    expect(texts(await readPage('<div class="box"></div>'))).toEqual([BTC]);
  });

  const caption = '<span style="position:absolute;clip-path:inset(50%)">Scan to give</span>';
  it.each([
    ['a section', '<section class="box"></section>'],
    ['a cell', '<table><tr><td class="box"></td></tr></table>'],
    ['a part of a list', '<ul><li class="box">Scan</li></ul>'],
    ['a button', '<button class="box">Scan to give</button>'],
    ['a heading', '<h2 class="box">Give</h2>'],
    ['a link', '<a class="box" href="/give" style="display:block">Give</a>'],
    ['a box with a caption for those who hear it', `<div class="box">${caption}</div>`],
    [
      'a box inside of others',
      `<div><div><p>Give</p><div class="box">${caption}</div></div><p>More</p></div>`,
    ],
  ])('background that a style sheet gives %s', async (_, html) => {
    (document.querySelector('#sheet') as Element).textContent =
      `.box { width: 150px; height: 150px; padding: 0; background: url(${gif(BTC)}) 0 0 / 150px }`;
    expect(texts(await readPage(html))).toEqual([BTC]);
  });

  it('asks so many boxes for their style, and no more', async () => {
    const asked = vi.spyOn(window, 'getComputedStyle');
    await readPage('<section>-</section>'.repeat(MAX_BOXES + 50));
    expect(asked.mock.calls.length).toBe(MAX_BOXES);
    asked.mockRestore();
  });

  it('drawing whose colours come from a style sheet', async () => {
    (document.querySelector('#sheet') as Element).textContent = '.bg { fill: white } .ink { fill: #124 }';
    const ink = SVG.replace('<svg', '<svg width="200" height="200"').replace(
      /<path/,
      '<rect class="bg" width="100%" height="100%"/><path class="ink"',
    );
    expect(ink).toContain('class="ink"');
    expect(texts(await readPage(ink))).toEqual([SEGWIT]);
  });

  it('light modules on nothing', async () => {
    document.body.innerHTML = '';
    const element = addCanvas(EVM);
    const context = element.getContext('2d') as CanvasRenderingContext2D;
    const image = context.getImageData(0, 0, element.width, element.height);
    // Dark becomes transparent, and so light is all that is left.
    for (let i = 0; i < image.data.length; i += 4) image.data[i + 3] = image.data[i] ?? 0;
    context.putImageData(image, 0, 0);
    const page = startReader();
    await page.reader.read([document]);
    expect(texts(page)).toEqual([EVM]);
  });

  it('several in a picture, of any shape where its markup announces them', async () => {
    const page = await readPage(`<img alt="Scan to donate" src="${drawPoster([BTC, EVM, SEGWIT])}">`);
    expect(texts(page).sort()).toEqual([BTC, EVM, SEGWIT].sort());
  });

  it('far below what the window shows', async () => {
    expect(texts(await readPage(`<div style="height:20000px"></div><img src="${gif(BTC)}">`))).toEqual([BTC]);
  });

  it('a shadow root', async () => {
    document.body.innerHTML = '<div id="host"></div>';
    const root = document.querySelector('#host')?.attachShadow({ mode: 'closed' }) as ShadowRoot;
    root.innerHTML = `<img src="${gif(BTC)}">`;
    const page = startReader();
    await page.reader.read([document, root]);
    expect(texts(page)).toEqual([BTC]);
  });
});

describe('what is left alone', () => {
  it.each([
    ['an icon', `<img width="30" height="30" src="${gif(BTC)}">`],
    ['a banner', `<img width="300" height="100" src="${gif(BTC)}">`],
    ['a strip that says that it is a code', `<img alt="QR" width="320" height="100" src="${gif(BTC)}">`],
    ['a picture that is not shown', `<img style="display:none" src="${gif(BTC)}">`],
    ['what the extension put there', `<img id="own" src="${gif(BTC)}">`],
    ['one colour', '<canvas width="200" height="200"></canvas>'],
    ['an empty box', '<div style="width:200px;height:200px"></div>'],
    ['a small drawing', '<svg width="100" height="100"><circle r="40" cx="50" cy="50"/></svg>'],
    ['a broken picture', '<img width="100" height="100" src="data:image/png;base64,AAAA">'],
  ])('%s', async (_, html) => {
    const page = await readPage(html);
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
    const page = startReader();
    await page.reader.read([document]);
    expect(page.questions).toEqual([]);
    expect(page.reader.isRead(document.querySelector('canvas') as Element)).toBe(true);
  });

  it('elements past the limit', async () => {
    const page = await readPage(`${'<i class="qr"></i>'.repeat(MAX_PICTURES)}<img src="${gif(BTC)}">`);
    expect(page.hits).toEqual([]);
  });
});

describe('what counts as read', () => {
  const counts = (page: Bench) =>
    [...document.querySelectorAll('img')].map((image) => page.reader.isRead(image));

  it('codes, other pictures, and those too small to be scanned; not what is hidden', async () => {
    const page = await readPage(
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
    const element = addCanvas(SEGWIT);
    redraw(element, SEGWIT, 30);
    const page = startReader();
    await page.reader.read([document]);
    expect(element.width).toBeGreaterThan(MAX_GREY_SIDE * 2);
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
    const page = startReader(undefined, {
      now: () => (clock += MAX_PICTURES_MS / 2),
      rest: async () => undefined,
    });
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
