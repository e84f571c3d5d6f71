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

describe('when asked to read again', () => {
  it('reads what a script put into a field', async () => {
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

describe('a form without a checksum, inside of something longer', () => {
  const solana = 'FYpgseqgGkE2eHsTxz3M7u4JeqhFCoo5Y7EvYLpRZqoT';

  it('is told where people read it: a list may hold it', async () => {
    const scan = await openPage(`<p>Give: https://explorer.example/account/${solana}</p>`).scan();
    expect(hows(scan, solana)).toEqual(['text']);
  });

  it('is nothing in attributes and programs, which hold many such', async () => {
    const page = openPage(
      `<p data-at="https://files.example/${solana}">x</p><script type="text/x">get("/${solana}")</script>`,
    );
    expect((await page.scan()).candidates).toEqual([]);
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

  const many = (html: string) => html.repeat(MAX_PLACES + 1);
  it.each([
    ['hidden copies', `<div hidden>${many(`<p>${BTC}</p>`)}</div><p>Donate: ${BTC}</p>`],
    ['attributes', `${many(`<i data-a="${BTC}"></i>`)}<p>Donate: ${BTC}</p>`],
    ['programs', `${many(`<script>//${BTC}</script>`)}<p>Donate: ${BTC}</p>`],
    ['hidden links', `<p>Donate: ${BTC}</p>${many(`<a hidden href="bitcoin:${BTC}"></a>`)}`],
  ])('keeps the place that people see where there are too many %s', async (_, html) => {
    const scan = await openPage(html).scan();
    const places = placesOf(scan, BTC);
    expect(places).toHaveLength(MAX_PLACES);
    expect(places.filter(({ how }) => how === 'text').at(-1)).toMatchObject({
      flags: [],
      near: expect.stringContaining(`Donate: ${BTC}`),
    });
    expect(find(scan, BTC)?.leftOut).toBe(2);
  });

  it('counts places left out once, and no longer than they stand', async () => {
    const page = openPage(`<main>${`<p>${BTC}</p>`.repeat(MAX_PLACES + 5)}</main>`);
    expect(find(await page.scan(), BTC)?.leftOut).toBe(5);
    document.querySelector('main')?.lastElementChild?.append(` and ${EVM}`);
    expect(find(await page.scan(2), BTC)?.leftOut).toBe(5);
    document.querySelector('main')?.lastElementChild?.remove();
    expect(find(await page.scan(3), BTC)?.leftOut).toBe(4);
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
