import { afterEach, describe, expect, it, vi } from 'vitest';
import { MAX_MARKED } from '#lib/core/limits.ts';
import type { Level } from '#lib/core/report.ts';
import { createCloser } from '#lib/page/closer.ts';
import { boxOf, card, close, layer, mark, mount, pins, show } from './marks-setup.ts';
import { BTC, EVM, openPage, startHere, TRON } from './page.ts';

const highlighted = (name: string) => [...(CSS.highlights.get(name) ?? [])].map(String);

afterEach(close);

describe('marks', () => {
  it('underline text, whole and split, and stand beside it', async () => {
    await show(`<p>to ${BTC}</p><p><b>${EVM.slice(0, 9)}</b>${EVM.slice(9)}</p>`, [
      mark(BTC),
      mark(EVM, 'same-key'),
    ]);
    expect(highlighted('almsguard-listed')).toEqual([BTC]);
    expect(highlighted('almsguard-linked')).toEqual([EVM]);
    expect(pins()).toHaveLength(2);
    const text = document.querySelector('p')?.firstChild as Text;
    const range = document.createRange();
    range.setStart(text, 3);
    range.setEnd(text, 3 + BTC.length);
    const [place, pin] = [range.getBoundingClientRect(), pins()[0]?.getBoundingClientRect() as DOMRect];
    expect(pin.left - place.right).toBeGreaterThanOrEqual(0);
    expect(pin.left - place.right).toBeLessThan(10);
    expect(Math.abs(pin.top + pin.height / 2 - (place.top + place.height / 2))).toBeLessThan(6);
  });

  it('are not drawn where the person wants none of their kind', async () => {
    await show(`<p>${BTC}</p><p>${EVM}</p>`, [mark(BTC), mark(EVM, 'derived', { undrawn: true })]);
    expect(pins()).toHaveLength(1);
    expect(highlighted('almsguard-linked')).toEqual([]);
  });

  it('stand above the line where text goes on behind it', async () => {
    await show(`<p>to ${BTC} now</p>`, [mark(BTC)]);
    const line = document.querySelector('p')?.getBoundingClientRect() as DOMRect;
    expect(pins()[0]?.getBoundingClientRect().top).toBeLessThan(line.top);
  });

  it.each([
    ['<code>ADDRESS</code>. And so on', true],
    ['<code>ADDRESS</code><br>and so on', false],
    ['<a href="bitcoin:ADDRESS">Pay</a> or not', true],
    ['<a href="bitcoin:ADDRESS">Pay</a>', false],
  ])('stand above a line that goes on behind their element: %s', async (html, isAbove) => {
    await show(`<p>${html.replace('ADDRESS', BTC)}</p><p>and so on</p>`, [mark(BTC)]);
    const line = document.querySelector('p')?.getBoundingClientRect() as DOMRect;
    expect((pins()[0]?.getBoundingClientRect().top ?? 0) < line.top - 3).toBe(isAbove);
  });

  it('stand where the line ends, whichever way it runs', async () => {
    const field = `<label>\u0639\u0646\u0648\u0627\u0646 <input dir="ltr" value="${EVM}"></label>`;
    await show(`<div dir="rtl"><p>${BTC}</p>${field}</div>`, [mark(BTC), mark(EVM)]);
    const input = (document.querySelector('input') as Element).getBoundingClientRect();
    expect(pins()[0]?.getBoundingClientRect().left).toBeLessThan(boxOf('p').left);
    expect(pins()[1]?.getBoundingClientRect().left).toBeLessThan(input.left);
  });

  it.each(['ltr', 'rtl'])('leave an address at the edge of the window readable (%s)', async (dir) => {
    const edge = dir === 'rtl' ? 'left' : 'right';
    await show(`<p dir="${dir}" style="text-align: ${edge}">${BTC}</p>`, [mark(BTC)]);
    expect(pins()[0]?.getBoundingClientRect().top).toBeLessThan(boxOf('p').top - 8);
  });

  it('put a line around the picture of a code, and none on the page’s element', async () => {
    await show(`<img alt="${EVM}" width="120" height="120"><div title="${TRON}">no code</div>`, [
      mark(EVM),
      mark(TRON),
    ]);
    const [frame, ...others] = [...(layer()?.querySelectorAll<HTMLElement>('.almsguard-frame') ?? [])];
    expect(others).toEqual([]);
    const [outer, inner] = [frame, document.querySelector('img')].map((one) => one?.getBoundingClientRect());
    expect(outer?.left).toBeLessThan(inner?.left ?? 0);
    expect(outer?.right).toBeGreaterThan(inner?.right ?? 0);
    expect(document.querySelector('img')?.getAttributeNames()).toEqual(['alt', 'width', 'height']);
  });

  it('leave a button beside a field free to be pressed', async () => {
    await show(`<input value="${EVM}"><button>Copy</button>`, [mark(EVM)]);
    const [pin, button] = [pins()[0], document.querySelector('button')].map((one) =>
      one?.getBoundingClientRect(),
    );
    expect((pin?.top ?? 0) + 9).toBeLessThan(button?.top ?? 0);
  });

  it('stand beside fields and links too, once for a link and its text', async () => {
    await show(`<input value="${EVM}"><a href="bitcoin:${BTC}">${BTC}</a>`, [mark(BTC), mark(EVM)]);
    expect(pins()).toHaveLength(2);
  });

  it('stand beside a button that copies an address', async () => {
    await show(`<p>Give</p><button data-clipboard-text="${BTC}">Copy the address</button>`, [mark(BTC)]);
    const [pin, button] = [pins()[0], document.querySelector('button')].map(
      (one) => one?.getBoundingClientRect() as DOMRect,
    );
    expect(pins()).toHaveLength(1);
    expect(Math.abs((pin?.left ?? 0) - (button?.right ?? 0))).toBeLessThan(20);
  });

  it('have another shape for each level', async () => {
    const levels: Level[] = ['listed', 'derived', 'lookalike'];
    const texts = [BTC, EVM, TRON];
    await show(
      texts.map((text) => `<p>${text}</p>`).join(''),
      texts.map((text, i) => mark(text, levels[i])),
    );
    expect(new Set(pins().map((pin) => pin.querySelector('svg')?.innerHTML)).size).toBe(3);
  });

  it('are quiet where the page only mentions', async () => {
    await show(`<p>${BTC}</p>`, [mark(BTC, 'listed', { context: 'mention' })]);
    expect(pins()[0]?.className).toContain('almsguard-quiet');
    expect(highlighted('almsguard-mention')).toEqual([BTC]);
    expect(CSS.highlights.has('almsguard-listed')).toBe(false);
  });

  it('follow what moves and leave what is hidden', async () => {
    await show(`<div id="above"></div><p>${BTC}</p>`, [mark(BTC)]);
    const top = pins()[0]?.getBoundingClientRect().top ?? 0;
    (document.querySelector('#above') as HTMLElement).style.height = '100px';
    await vi.waitFor(() => expect(pins()[0]?.getBoundingClientRect().top).toBeCloseTo(top + 100, 0));
    (document.querySelector('p') as HTMLElement).style.transform = 'translateX(40px)';
    const left = boxOf('p').right;
    await vi.waitFor(() => expect(pins()[0]?.getBoundingClientRect().left).toBeCloseTo(left + 3, 0));
    (document.querySelector('p') as HTMLElement).style.display = 'none';
    await vi.waitFor(() => expect(pins()[0]?.style.display).toBe('none'));
  });

  it.each([
    ['details', `<details><summary>More</summary>${BTC}</details>`],
    ['a box that draws nothing in it', `<div style="content-visibility: hidden">${BTC}</div>`],
  ])('wait for text that is folded away right in %s', async (_, html) => {
    await show(`${html}<p>${EVM}</p>`, [mark(BTC), mark(EVM)]);
    expect(pins().map(({ style }) => style.display)).toEqual(['none', 'block']);
    const folded = document.body.firstElementChild as HTMLElement;
    folded.setAttribute('open', '');
    folded.removeAttribute('style');
    await vi.waitFor(() => expect(pins()[0]?.style.display).toBe('block'));
  });

  it.each([
    ['ltr', '<td>ADDRESS</td><td>BTC</td>', true],
    ['rtl', '<td>ADDRESS</td><td>BTC</td>', true],
    ['ltr', '<td><code>ADDRESS</code></td><th>BTC</th>', true],
    ['ltr', '<td>BTC</td><td>ADDRESS</td>', false],
    ['ltr', '<td width="600">ADDRESS</td><td>BTC</td>', false],
  ])('stand above what the next cell of a table holds: %s %s', async (dir, cells, isAbove) => {
    document.documentElement.dir = dir;
    await show(`<table><tr>${cells.replace('ADDRESS', BTC)}</tr></table>`, [mark(BTC)]);
    const row = document.querySelector('tr')?.getBoundingClientRect() as DOMRect;
    const pin = pins()[0]?.getBoundingClientRect() as DOMRect;
    expect(pin.top < row.top).toBe(isAbove);
  });

  it('go with what is scrolled out of its box, and come back', async () => {
    await show(
      `<div style="height: 60px; overflow: auto"><p>${BTC}</p><p style="height: 500px">-</p></div>`,
      [mark(BTC)],
    );
    const box = document.querySelector('div') as HTMLElement;
    expect(pins()[0]?.style.display).toBe('block');
    box.scrollTop = 200;
    await vi.waitFor(() => expect(pins()[0]?.style.display).toBe('none'));
    box.scrollTop = 0;
    await vi.waitFor(() => expect(pins()[0]?.style.display).toBe('block'));
  });

  it('come and go with what the page shows and the background says', async () => {
    const page = await show(`<p>${BTC}</p>`, [mark(BTC)]);
    document.body.insertAdjacentHTML('beforeend', `<p>${EVM} ${BTC}</p>`);
    await vi.waitFor(() => expect(pins()).toHaveLength(2));
    await page.tell({ type: 'page.marks', marks: [mark(EVM)] });
    expect(highlighted('almsguard-listed')).toEqual([EVM]);
    await page.tell({ type: 'page.marks', marks: [] });
    expect(CSS.highlights.size).toBe(0);
    expect(document.documentElement.lastElementChild).toBe(document.body);
  });

  it('come back after the page threw its document away', async () => {
    await show(`<p>${BTC}</p>`, [mark(BTC)]);
    document.documentElement.lastElementChild?.remove();
    document.body.insertAdjacentHTML('beforeend', `<p>${EVM}</p>`);
    await vi.waitFor(() => expect(pins()[0]?.isConnected).toBe(true));
  });

  it('underline again what a page takes from its register', async () => {
    await show(`<p>${BTC}</p>`, [mark(BTC)]);
    CSS.highlights.clear();
    await vi.waitFor(() => expect(highlighted('almsguard-listed')).toEqual([BTC]), 3_000);
    CSS.highlights.get('almsguard-listed')?.clear();
    await vi.waitFor(() => expect(highlighted('almsguard-listed')).toEqual([BTC]), 3_000);
  });

  it('are gone for good from a page that fights them', async () => {
    const page = await show(`<p>${BTC}</p>`, [mark(BTC)]);
    const host = () => [...document.documentElement.children].find(({ localName }) => localName === 'div');
    const observer = new MutationObserver(() => host()?.remove());
    observer.observe(document.documentElement, { childList: true });
    host()?.remove();
    await vi.waitFor(() => expect(CSS.highlights.size).toBe(0));
    observer.disconnect();
    await page.tell({ type: 'page.marks', marks: [mark(BTC, 'lookalike')] });
    expect(CSS.highlights.size).toBe(0);
    expect(host()).toBeUndefined();
  });

  it('do not slow a page that shows very many', async () => {
    const texts = Array.from({ length: MAX_MARKED + 20 }, (_, i) => `0x${i.toString(16).padStart(40, 'a')}`);
    await show(
      texts.map((text) => `<p>${text}</p>`).join(''),
      texts.map((text) => mark(text)),
    );
    expect(pins()).toHaveLength(MAX_MARKED);
    expect(highlighted('almsguard-listed')).toHaveLength(MAX_MARKED);
  });

  it('stand on a page that names its pictures and forms after what others call', async () => {
    const names = ['createElementNS', 'documentElement', 'elementFromPoint', 'elementsFromPoint'];
    await show(
      `<p>${BTC}</p>${names.map((name) => `<img name="${name}"><form name="${name}"></form>`).join('')}`,
      [mark(BTC)],
    );
    pins()[0]?.focus();
    expect(card()).not.toBeNull();
  });

  it('are never read as part of the page', async () => {
    const page = await show(`<p>${BTC}</p>`, [mark(BTC, 'listed', { line: `See ${TRON}` })]);
    pins()[0]?.focus();
    await page.tell({ type: 'page.rescan' });
    expect(page.scans.at(-1)?.candidates.map(({ text }) => text)).toEqual([BTC]);
  });

  it('leave the page as it was', async () => {
    document.body.innerHTML = `<p class="a">${BTC}</p><input value="${EVM}">`;
    const html = document.documentElement.outerHTML;
    const page = startHere([mark(BTC), mark(EVM)]);
    await page.scan();
    const marks = mount(page.seam);
    await vi.waitFor(() => expect(pins()).toHaveLength(2));
    expect(document.documentElement.outerHTML).not.toBe(html);
    marks.stop();
    page.seam.stop();
    expect(document.documentElement.outerHTML).toBe(html);
    expect(CSS.highlights.size).toBe(0);
  });
});

it('what stands behind a place is measured at its beginning only', async () => {
  const { getClientRects } = Range.prototype;
  const measured: number[] = [];
  const spy = vi.spyOn(Range.prototype, 'getClientRects').mockImplementation(function (this: Range) {
    measured.push(this.toString().length);
    return getClientRects.call(this);
  });
  await show(`<p><b>${BTC}</b> ${'many words '.repeat(2_000)}</p>`, [mark(BTC)]);
  spy.mockRestore();
  expect(measured.some((length) => length < BTC.length)).toBe(true);
  expect(Math.max(...measured)).toBe(BTC.length);
});

describe('a jump', () => {
  it('brings the place into view and leaves the page as it was', async () => {
    const page = openPage(`<p>${BTC}</p><div style="height:5000px"></div><p id="far">${BTC}</p>`);
    await page.scan();
    page.seam.lookCloser(createCloser);
    const html = document.documentElement.outerHTML;
    await page.tell({ type: 'page.reveal', text: BTC, index: 1 });
    const far = document.querySelector('#far') as HTMLElement;
    expect(far.getBoundingClientRect().top).toBeGreaterThanOrEqual(0);
    expect(far.getBoundingClientRect().bottom).toBeLessThanOrEqual(innerHeight);
    expect(far.getAnimations()).toHaveLength(1);
    expect(document.documentElement.outerHTML).toBe(html);
  });

  it('to a place that is gone does nothing', async () => {
    const page = openPage(`<p>${BTC}</p>`);
    await page.scan();
    page.seam.lookCloser(createCloser);
    expect(await page.tell({ type: 'page.reveal', text: BTC, index: 7 })).toBeUndefined();
  });
});
