import { afterEach, describe, expect, it, vi } from 'vitest';
import { MAX_CANDIDATES, MAX_NEAR_CHARS, MAX_PLACES } from '#lib/core/limits.ts';
import {
  BTC,
  closePage,
  EVM,
  find,
  hows,
  newest,
  openPage,
  placesOf,
  SEGWIT,
  startHere,
  TRON,
} from './page.ts';

afterEach(closePage);

const MD5 = '9e107d9d372bb6826bd81d3542a419d6';

describe('how an address stands', () => {
  it.each([
    ['text', `<p>Send to ${BTC}.</p>`, BTC, ['text']],
    ['text cut up by inline elements', `<p>to <b>${BTC.slice(0, 9)}</b>${BTC.slice(9)}</p>`, BTC, ['split']],
    ['text with a wbr', `<p>${EVM.slice(0, 20)}<wbr>${EVM.slice(20)}</p>`, EVM, ['split']],
    [
      'one element a letter',
      `<p>${[...BTC].map((letter) => `<span>${letter}</span>`).join('')}</p>`,
      BTC,
      ['split'],
    ],
    ['an amount right behind it', `<p><span>${BTC}</span><span>0.5</span></p>`, BTC, ['text']],
    ['another right behind it', `<p><b>${BTC}</b><b>${EVM}</b></p>`, BTC, ['text']],
    [
      'words that are not displayed',
      `<p>${BTC.slice(0, 9)}<i style="display:none">no</i>${BTC.slice(9)}</p>`,
      BTC,
      ['split'],
    ],
    [
      'words that nobody sees, in a form that names its parts to mislead',
      `<form>${BTC.slice(0, 9)}<b style="opacity:0">no</b>${BTC.slice(9)}<input name="checkVisibility"></form>`,
      BTC,
      ['split'],
    ],
    ['words in between', `<p>${BTC.slice(0, 9)}<i>no</i>${BTC.slice(9)}</p>`, BTC, []],
    ['two blocks', `<div>${BTC.slice(0, 9)}</div><div>${BTC.slice(9)}</div>`, BTC, ['split']],
    [
      'lines that are blocks of their own, and white space between them',
      `<ul>\n <li>to <b>${SEGWIT.slice(0, 12)}</b></li>\n <li>${SEGWIT.slice(12, 30)}</li>\n\n <li>${SEGWIT.slice(30)} and more</li></ul>`,
      SEGWIT,
      ['split'],
    ],
    [
      'blocks with a word between',
      `<div>${BTC.slice(0, 9)}</div><p>or</p><div>${BTC.slice(9)}</div>`,
      BTC,
      [],
    ],
    [
      'a result',
      `<p>${BTC.slice(0, 9)}<output>${BTC.slice(9, 20)}</output><nobr>${BTC.slice(20)}</nobr></p>`,
      BTC,
      ['split'],
    ],
    ['notes above letters', `<p><ruby>${BTC.slice(0, 9)}</ruby>${BTC.slice(9)}</p>`, BTC, ['split']],
    [
      'the digest of a transaction in lines',
      `<div>${EVM.slice(0, 21)}</div><div>${EVM.slice(21)}</div><div>${'0a1b2c3d'.repeat(3)}</div>`,
      EVM,
      [],
    ],
    [
      'lines, and a date below them',
      `<div>${EVM.slice(0, 21)}</div><div>${EVM.slice(21)}</div><div>20241123</div>`,
      EVM,
      ['split'],
    ],
    [
      'lines that are indented in the source',
      `<ul>\n      <li>\n        ${EVM.slice(0, 21)}\n      </li>\n      <li>\n        ${EVM.slice(21)}\n      </li>\n</ul>`,
      EVM,
      ['split'],
    ],
    [
      'a CRC-32 beside an MD5',
      `<table><tr><td>0x1a2b3c4d</td><td>${MD5}</td></tr></table>`,
      `0x1a2b3c4d${MD5}`,
      [],
    ],
    ['digests below each other', `<ul><li>${MD5}</li>\n<li>${MD5}</li></ul>`, MD5 + MD5, []],
    [
      'a NEAR account in lines',
      `<p>Donate NEAR:</p><div>${MD5}</div>\n<div>${MD5}</div>`,
      MD5 + MD5,
      ['split'],
    ],
    ['a space between', `<p>${BTC.slice(0, 9)} <b>${BTC.slice(9)}</b></p>`, BTC, []],
    ['a picture between', `<p>${BTC.slice(0, 9)}<img alt="">${BTC.slice(9)}</p>`, BTC, ['split']],
    [
      'a script between',
      `<p>${BTC.slice(0, 9)}<script type="x"></script>${BTC.slice(9)}</p>`,
      BTC,
      ['split'],
    ],
    ['a link to pay', `<a href="bitcoin:${BTC}?amount=1">Pay</a>`, BTC, ['uri']],
    ['a web address', `<a href="https://pay.example/${EVM}">Pay</a>`, EVM, ['link']],
    ['an explorer', `<a href="https://tronscan.org/#/address/${TRON}">See</a>`, TRON, ['link']],
    ['a form field', `<input value="${SEGWIT}">`, SEGWIT, ['input']],
    ['a text area', `<textarea>${SEGWIT}</textarea>`, SEGWIT, ['input']],
    ['a copy button', `<button data-clipboard-text="${TRON}">Copy</button>`, TRON, ['attribute']],
    ['a QR service', `<img src="https://qr.example/?data=bitcoin:${BTC}" alt="">`, BTC, ['attribute']],
    ['two attributes', `<b title="${BTC}" aria-label="${BTC}">x</b>`, BTC, ['attribute']],
    ['text and link', `<a href="bitcoin:${BTC}">${BTC}</a>`, BTC, ['text', 'uri']],
    ['a script', `<script type="text/x">${BTC}</script>`, BTC, ['script']],
    ['a style', `<style>/* ${BTC} */</style>`, BTC, []],
    ['a template', `<template><p>${BTC}</p></template>`, BTC, []],
    ['a comment', `<!-- ${BTC} -->`, BTC, []],
  ])('%s', async (_, html, text, expected) => {
    const scan = await openPage(html).scan();
    expect(hows(scan, text)).toEqual(expected);
  });

  it('reads what a script put into a field when asked to read again', async () => {
    const page = openPage('<input>');
    expect((await page.scan()).candidates).toEqual([]);
    (document.querySelector('input') as HTMLInputElement).value = EVM;
    expect(await page.tell({ type: 'page.rescan' })).toBe(true);
    expect(hows(await page.scan(2), EVM)).toEqual(['input']);
  });

  it('reports again when asked, though nothing is new', async () => {
    const page = openPage(`<p>${EVM}</p>`);
    const first = await page.scan();
    await page.tell({ type: 'page.rescan' });
    expect((await page.scan(2)).candidates).toEqual(first.candidates);
  });
});

describe('what a place tells', () => {
  it('flags what cannot be seen', async () => {
    const scan = await openPage(
      `<p style="display:none">${BTC}</p><p style="opacity:0">${EVM}</p>
       <p style="visibility:hidden">${TRON}</p><p>${SEGWIT}</p>`,
    ).scan();
    for (const text of [BTC, EVM, TRON]) expect(placesOf(scan, text)[0]?.flags, text).toEqual(['hidden']);
    expect(placesOf(scan, SEGWIT)[0]?.flags).toEqual([]);
  });

  it('keeps the words around it, folded and capped', async () => {
    const scan = await openPage(
      `<h2>Please\n   donate</h2><script>var secret</script><p>Bitcoin: <b>${BTC}</b></p><p>${'more '.repeat(200)}</p>`,
    ).scan();
    const near = placesOf(scan, BTC)[0]?.near ?? '';
    expect(near).toContain(`Please donate Bitcoin: ${BTC} more more`);
    expect(near).not.toContain('secret');
    expect(near.length).toBeLessThanOrEqual(MAX_NEAR_CHARS);
  });

  it('keeps the words around a split address', async () => {
    const scan = await openPage(
      `<p>Give <b>${BTC.slice(0, 9)}</b>${BTC.slice(9)} now</p><p>Thanks</p>`,
    ).scan();
    expect(placesOf(scan, BTC)[0]?.near).toBe(`Give ${BTC} now Thanks`);
  });

  it('keeps the words around a field', async () => {
    const scan = await openPage(`<label>Donate here</label><input value="${BTC}"><p>Thank you</p>`).scan();
    expect(placesOf(scan, BTC)[0]?.near).toBe('Donate here Thank you');
  });

  it.each([
    ['code', `<pre>x ${BTC}</pre>`, ['code']],
    ['a quotation', `<blockquote><p>${BTC}</p></blockquote>`, ['quote']],
    [
      'code quoted in an article',
      `<article><q><code>${BTC}</code></q></article>`,
      ['code', 'quote', 'article'],
    ],
    ['nothing', `<p>${BTC}</p>`, []],
  ])('knows that it stands in %s', async (_, html, expected) => {
    expect(placesOf(await openPage(html).scan(), BTC)[0]?.within).toEqual(expected);
  });
});

describe('a document that names its parts to mislead', () => {
  it.each([
    [
      'its body',
      `<p>${BTC}</p><img name="body" alt=""><img name="documentElement" alt=""><img name="title" alt="">`,
    ],
    [
      'its methods',
      `<p>${BTC}</p><img name="createTreeWalker" alt=""><img name="evaluate" alt=""><img name="querySelectorAll" alt="">`,
    ],
    [
      'a form around the address',
      `<form><input name="parentNode"><input name="nodeName"><input name="isConnected"><input name="contains"><p>${BTC}</p></form>`,
    ],
    [
      'a form that carries the address',
      `<form data-address="${BTC}"><input name="getAttribute"><input name="checkVisibility"><input name="closest"><input name="getRootNode"></form>`,
    ],
    ['an attribute called like a property of every object', `<p constructor="${BTC}"></p>`],
    ['a form that leads to a payment', `<form action="bitcoin:${BTC}"><input name="baseURI"></form>`],
  ])('is read all the same: %s', async (_, html) => {
    const page = openPage(html);
    try {
      expect(hows(await page.scan(), BTC)).toHaveLength(1);
      const last = Document.prototype.querySelector.call(document, 'form, p') as Element;
      Element.prototype.append.call(last, ` ${EVM} `);
      await vi.waitFor(() => expect(hows(newest(page), EVM)).toEqual(['text']), { timeout: 4_000 });
    } finally {
      for (const named of Document.prototype.querySelectorAll.call(document, '[name]')) named.remove();
    }
  });
});

describe('what is not read', () => {
  it('counts square pictures and canvases that may be codes, and PDF files, not icons and banners', async () => {
    const picture = (width: number, height: number) => {
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      return canvas.toDataURL();
    };
    document.body.innerHTML = `<canvas width="200" height="200"></canvas><canvas width="16" height="16"></canvas>
      <object type="application/pdf"></object>`;
    for (const [width, height] of [
      [150, 150],
      [100, 110],
      [32, 32],
      [600, 100],
    ] as const) {
      const image = new Image();
      image.src = picture(width, height);
      document.body.append(image);
      await image.decode();
    }
    expect((await startHere().scan()).unread).toEqual([
      { what: 'image', count: 2, why: 'picture' },
      { what: 'canvas', count: 1, why: 'picture' },
      { what: 'pdf', count: 1, why: 'pdf' },
    ]);
  });
});

describe('limits', () => {
  it('keeps as many candidates as it may and says how many it left out', async () => {
    const rows = Array.from(
      { length: MAX_CANDIDATES + 3 },
      (_, i) => `<p>0x${String(i).padStart(40, 'a')}</p>`,
    );
    const scan = await openPage(rows.join('')).scan();
    expect(scan.candidates).toHaveLength(MAX_CANDIDATES);
    expect(scan.unread).toEqual([{ what: 'limit', count: 3, why: 'too-many-candidates' }]);
  });

  it('does not fill up with the numbers that stand beside addresses in tables', async () => {
    const rows = [BTC, SEGWIT, TRON].map(
      (text, i) => `<tr><td>${i + 2}</td><td>${text}</td><td>57</td></tr>`,
    );
    const scan = await openPage(`<table>${rows.join('\n')}</table>`).scan();
    expect(scan.candidates.map(({ text }) => text)).toEqual([BTC, SEGWIT, TRON]);
  });

  it('keeps one candidate for a text, with as many places as it may', async () => {
    const scan = await openPage(`<p>${BTC}</p>`.repeat(MAX_PLACES + 5)).scan();
    expect(scan.candidates).toHaveLength(1);
    expect(find(scan, BTC)?.places).toHaveLength(MAX_PLACES);
  });
});

describe('the report', () => {
  it('comes once, and with nothing found too', async () => {
    const page = openPage('<h1>Hello</h1>');
    const scan = await page.scan();
    expect(scan).toMatchObject({ href: location.href, candidates: [], unread: [], frames: 0 });
    expect(scan.startedAt).toBe(performance.timeOrigin);
    expect(scan.scanMs).toBeGreaterThanOrEqual(0);
    expect(scan.settledMs).toBeGreaterThan(0);
    document.querySelector('h1')?.append(document.createElement('hr'));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(page.scans).toHaveLength(1);
  });

  it('counts the frames and knows where its own stands', async () => {
    const scan = await openPage('<iframe></iframe><iframe></iframe>').scan();
    expect(scan.frames).toBe(2);
    let index = 0;
    while (parent[index] !== window) index++;
    expect(scan.path.at(-1)).toBe(index);
  });

  it('tells what the page says of itself', async () => {
    const meta = document.createElement('meta');
    meta.setAttribute('property', 'og:type');
    meta.content = 'article';
    document.head.append(meta);
    const title = document.title;
    document.title = 'A  page';
    const scan = await openPage(
      '<h2>Give\n now</h2><button>Donate</button><input type="submit" value="Pay">',
    ).scan();
    meta.remove();
    document.title = title;
    expect(scan.signals).toEqual({ title: 'A page', isArticle: true, appeal: 'Give now\nDonate\nPay' });
  });

  it.each([
    ['NewsArticle', true],
    ['ReportageNewsArticle', true],
    ['Organization', false],
  ])('takes JSON-LD %s for an article: %s', async (type, expected) => {
    const scan = await openPage(`<script type="application/ld+json">{"@type":"${type}"}</script>`).scan();
    expect(scan.signals.isArticle).toBe(expected);
  });
});
