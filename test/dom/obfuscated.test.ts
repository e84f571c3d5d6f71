import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Place } from '#lib/core/types.ts';
import { createCloser } from '#lib/page/closer.ts';
import { readText } from '#lib/page/read-text.ts';
import { rangeOf } from '#lib/page/targets.ts';
import { styled } from '../support/styled.ts';
import { mark } from './marks-setup.ts';
import { BTC, closePage, newest, openPage, placesOf, type TestPage, TRON } from './page.ts';

afterEach(closePage);

/** A page that the background gave a closer look. */
async function openCloser(html: string): Promise<TestPage> {
  const page = openPage(html, [mark(BTC)]);
  await page.scan();
  page.seam.lookCloser(createCloser);
  return page;
}

async function placesSoon(page: TestPage, text = BTC): Promise<Place[]> {
  await vi.waitFor(() => expect(placesOf(newest(page), text)).not.toEqual([]), { timeout: 4_000 });
  return placesOf(newest(page), text);
}

/** What is marked, as it stands on the page. */
function markedIn(page: TestPage): unknown[] {
  return page.seam
    .shown()
    .flatMap(({ targets }) => targets.map((target) => target.kind === 'text' && rangeOf(target)?.toString()));
}

describe('styled letters', () => {
  it('are told as disguised', async () => {
    const scan = await openPage(`<p>Send to ${styled(BTC)}, please</p>`).scan();
    expect(placesOf(scan, BTC)).toMatchObject([{ how: 'text', flags: ['disguised'] }]);
  });

  it.each([styled(BTC), styled(BTC, 'circled'), BTC.slice(0, -1) + styled(BTC.slice(-1))])(
    'are marked from the first to the last: %s',
    (text) => {
      document.body.innerHTML = `<p>to ${text.slice(0, 20)}<b>${text.slice(20)}</b>, please</p>`;
      const marked: (string | undefined)[] = [];
      const hit: Parameters<typeof readText>[1]['hit'] = (found, _how, target) => {
        if (found === BTC && target.kind === 'text') marked.push(rangeOf(target)?.toString());
      };
      for (const _ of readText(document.body, { hit, take: (text: string) => text }));
      expect(marked).toEqual([text]);
    },
  );
});

const row = BTC.match(/.{1,4}/g)?.join('-') ?? '';

describe('groups with a sign between them', () => {
  it('are read on a closer look, and marked as they stand', async () => {
    const page = await openCloser(`<p>Bitcoin</p><p>to ${row}</p><p>thanks</p>`);
    expect(await placesSoon(page)).toMatchObject([{ how: 'split', flags: [] }]);
    expect(markedIn(page)).toEqual([row]);
  });

  it('are read where markup cuts them, and where some of their letters look like others', async () => {
    const disguised = row.replace('o', '\u043e');
    const page = await openCloser(`<p>to <b>${disguised.slice(0, 9)}</b>${disguised.slice(9)}</p>`);
    expect(await placesSoon(page)).toMatchObject([{ how: 'split', flags: ['disguised'] }]);
    expect(markedIn(page)).toEqual([disguised]);
  });

  it('stay known while what stands around them changes, and no longer than they stand there', async () => {
    const page = await openCloser(`<p id="a">to ${row} now</p>`);
    await placesSoon(page);
    const before = page.scans.length;
    document.querySelector('#a')?.append(' or never');
    await page.scan(before + 1);
    for (const scan of page.scans.slice(before)) expect(placesOf(scan, BTC)).toHaveLength(1);
    (document.querySelector('#a') as Element).textContent = 'gone';
    await vi.waitFor(() => expect(placesOf(newest(page), BTC)).toEqual([]), { timeout: 4_000 });
  });

  it('are read when they arrive late', async () => {
    const page = await openCloser('<p>Donate</p>');
    document.body.insertAdjacentHTML('beforeend', `<p>to ${row}</p>`);
    await placesSoon(page);
  });

  it('are not read of programs', async () => {
    const page = await openCloser(`<script type="x">to ${row}</script><p>${row.replace('1', '3')}</p>`);
    await placesSoon(page, BTC.replace('1', '3'));
    expect(placesOf(newest(page), BTC)).toEqual([]);
  });
});

describe('parts that are blocks of their own', () => {
  const [one, other] = [BTC.slice(0, 13), BTC.slice(13)];

  it.each([
    ['that is not displayed', '<p style="display:none">so much for this</p>'],
    ['that is not visible', '<p style="visibility:hidden">so much for this</p>'],
    ['that is transparent', '<p style="opacity:0">4x8Kq2ZtY7</p>'],
    ['of many words', `<p hidden>${'the road was long '.repeat(20)}</p>`],
    ['each a line', '<p hidden>no</p>\n<p hidden>no2Words</p>\n'],
  ])('are read with something between them %s', async (_, html) => {
    for (const gap of ['', '\n']) {
      const page = await openCloser(`<div>${one}</div>${gap}${html}${gap}<div>${other}</div>`);
      expect(await placesSoon(page)).toMatchObject([{ how: 'split', flags: [] }]);
      closePage();
    }
  });

  it('are not joined over what is to be seen', async () => {
    const html = `<div>${one}</div><p>so much for this</p><div>${other}</div>`;
    const page = await openCloser(`${html}<p>${row.replace('1', '3')}</p>`);
    await placesSoon(page, BTC.replace('1', '3'));
    expect(placesOf(newest(page), BTC)).toEqual([]);
  });

  it.each([
    ['the last one', `<section><div>${one}</div><div id="a"></div></section>`, other],
    ['the first one', `<section><div id="a"></div><div>${other}</div></section>`, one],
    [
      'the middle one',
      `<div>${one}</div><p><b id="a"></b></p><div>${BTC.slice(22)}</div>`,
      BTC.slice(13, 22),
    ],
  ])('are read when one of them arrives late: %s', async (_, html, text) => {
    const page = await openCloser(html);
    await new Promise((done) => setTimeout(done, 300));
    expect(placesOf(newest(page), BTC)).toEqual([]);
    (document.querySelector('#a') as Element).innerHTML = `<div>${text}</div>`;
    expect(await placesSoon(page)).toMatchObject([{ how: 'split' }]);
  });

  it('are read with letters in them that look like others, on every page', async () => {
    const disguised = one.replace('o', '\u043e');
    const page = openPage(`<div>${disguised}</div>\n<div>${other}</div>`, [mark(BTC)]);
    expect(placesOf(await page.scan(), BTC)).toMatchObject([{ how: 'split', flags: ['disguised'] }]);
    await vi.waitFor(() => expect(markedIn(page)).toEqual([`${disguised}\n${other}`]));
  });
});

describe('base64 in an attribute', () => {
  it.each([
    ['data-address', btoa(BTC)],
    ['onclick', `copy(atob('${btoa(BTC)}'))`],
  ])('is read on a closer look, by its name: %s', async (name, value) => {
    const page = await openCloser(`<p><b ${name}="${value}">Copy</b></p>`);
    expect(await placesSoon(page)).toMatchObject([{ how: 'attribute', label: name, near: 'Copy' }]);
  });

  it('is read in a shadow tree, and where it arrives late', async () => {
    const page = await openCloser('<div></div>');
    const shadow = document.querySelector('div')?.attachShadow({ mode: 'open' }) as ShadowRoot;
    shadow.innerHTML = `<b data-a="${btoa(BTC)}">Copy</b>`;
    document.body.insertAdjacentHTML('beforeend', `<b data-a="${btoa(TRON)}">Copy</b>`);
    await placesSoon(page, TRON);
    await page.tell({ type: 'page.rescan' });
    expect(await placesSoon(page)).toMatchObject([{ how: 'attribute', flags: ['shadow'] }]);
  });

  it('is no longer told where it changed', async () => {
    const page = await openCloser(`<p><b data-value="${btoa(BTC)}">Copy</b></p>`);
    await placesSoon(page);
    document.querySelector('b')?.setAttribute('data-value', btoa(TRON));
    await placesSoon(page, TRON);
    expect(placesOf(newest(page), BTC)).toEqual([]);
  });
});

describe('text that is drawn from its end', () => {
  const turned = BTC.split('').reverse().join('');
  const style = 'unicode-bidi:bidi-override;direction:rtl';

  it.each([
    ['by an element', `<p>to <bdo dir="rtl">${turned}</bdo></p>`],
    ['by a style', `<p>to <span style="${style}">${turned}</span></p>`],
    ['by a style sheet', `<style>.x{${style}}</style><p>to <b class="x"><i>${turned}</i></b></p>`],
    ['by the style of its block', `<p style="${style}">${turned}</p>`],
    ['by a character', `<p>to \u202e${turned}\u202c</p>`],
  ])('is read as it is drawn: %s', async (_, html) => {
    const page = await openCloser(html);
    expect(await placesSoon(page)).toMatchObject([{ how: 'text', flags: [] }]);
    expect(markedIn(page)).toEqual([turned]);
  });

  it('is read where markup cuts it', async () => {
    const page = await openCloser(
      `<p><bdo dir="rtl"><b>${turned.slice(0, 9)}</b>${turned.slice(9)}</bdo></p>`,
    );
    expect(await placesSoon(page)).toMatchObject([{ how: 'split' }]);
  });

  it.each([
    ['nothing turns it', `<p dir="rtl">${turned}</p>`],
    ['it is turned back', `<p><bdo dir="rtl">to <bdo dir="ltr">${turned}</bdo></bdo></p>`],
    ['it stands in a block of its own', `<div style="${style}"><p>${turned}</p></div>`],
    ['what turned it has ended', `<p>\u202eto\u202c ${turned}</p>`],
  ])('is not read from its end where %s', async (_, html) => {
    const page = await openCloser(`${html}<p>to ${row.replace('1', '3')}</p>`);
    await placesSoon(page, BTC.replace('1', '3'));
    expect(placesOf(newest(page), BTC)).toEqual([]);
  });
});
