import { afterEach, describe, expect, it, vi } from 'vitest';
import { BTC, closedRoots, closePage, EVM, find, hows, newest, openPage, SEGWIT, TRON } from './page.ts';

const quiet = (ms = 500) => new Promise((resolve) => setTimeout(resolve, ms));
const start = location.href;

afterEach(() => {
  closePage();
  history.replaceState(null, '', start);
});

describe('a page that changes', () => {
  it('is read where something was added', async () => {
    const page = openPage(`<p>${BTC}</p><main></main>`);
    await page.scan();
    document.querySelector('main')?.insertAdjacentHTML('beforeend', `<section><p>${EVM}</p></section>`);
    const scan = await page.scan(2);
    expect(hows(scan, BTC)).toEqual(['text']);
    expect(hows(scan, EVM)).toEqual(['text']);
  });

  it('is read where text changed', async () => {
    const page = openPage('<p>nothing <b>yet</b></p>');
    await page.scan();
    (document.querySelector('b')?.firstChild as Text).data = TRON;
    expect(hows(await page.scan(2), TRON)).toEqual(['text']);
  });

  it('is read as a whole word when one part of it arrives late', async () => {
    const page = openPage(`<p><span>${BTC.slice(0, 12)}</span></p>`);
    expect(find(await page.scan(), BTC)).toBeUndefined();
    const rest = document.createElement('span');
    rest.textContent = BTC.slice(12);
    document.querySelector('p')?.append(rest);
    expect(hows(await page.scan(2), BTC)).toEqual(['split']);
  });

  it('is read where an attribute changed', async () => {
    const page = openPage('<a href="/about">About</a>');
    await page.scan();
    document.querySelector('a')?.setAttribute('href', `bitcoin:${SEGWIT}`);
    expect(hows(await page.scan(2), SEGWIT)).toEqual(['uri']);
  });

  it.each(['data-wallet-address', 'onmousedown', 'aria-description', 'content', 'action', 'data-n'])(
    'is read where an attribute of any name came late: %s',
    async (name) => {
      const page = openPage('<form></form>');
      await page.scan();
      document.querySelector('form')?.setAttribute(name, `pay('${SEGWIT}')`);
      expect(find(await page.scan(2), SEGWIT)?.places).toHaveLength(1);
      document.querySelector('form')?.removeAttribute(name);
      expect(find(await page.scan(3), SEGWIT)).toBeUndefined();
    },
  );

  it.each([
    [
      'classes and styles',
      (element: Element) => element.setAttribute('class', 'a long row of names of classes'),
    ],
    ['short states', (element: Element) => element.setAttribute('aria-hidden', 'true')],
    ['moves', (element: Element) => element.setAttribute('transform', 'translate(120.5, 33.25) rotate(45)')],
  ])('is not read again for %s', async (_, change) => {
    const page = openPage('<main><img alt=""></main>');
    await page.scan();
    const main = document.querySelector('main') as Element;
    // Each reading of a text takes a range.
    const counted = vi.spyOn(Document.prototype, 'createRange');
    change(main);
    await quiet();
    expect(counted).not.toHaveBeenCalled();
    main.setAttribute('data-long', 'some words that are no address');
    await vi.waitFor(() => expect(counted).toHaveBeenCalled(), { timeout: 4_000 });
    counted.mockRestore();
  });

  it('loses what left it', async () => {
    const page = openPage(`<p>${BTC}</p><p id="gone">${EVM}</p>`);
    await page.scan();
    document.querySelector('#gone')?.remove();
    expect((await page.scan(2)).candidates.map(({ text }) => text)).toEqual([BTC]);
  });

  it('has each place once, however often it is read', async () => {
    const page = openPage(`<main><p>${BTC}</p></main>`);
    await page.scan();
    document.querySelector('p')?.append(` and ${EVM}`);
    document.querySelector('main')?.append(document.createElement('hr'));
    const scan = await page.scan(2);
    expect(hows(scan, BTC)).toEqual(['text']);
    expect(hows(scan, EVM)).toEqual(['text']);
  });

  it('is read though it never comes to rest', async () => {
    const page = openPage('<p></p>');
    await page.scan();
    const ticker = setInterval(() => document.querySelector('p')?.append(' tick'), 50);
    document.body.insertAdjacentHTML('beforeend', `<div>${EVM}</div>`);
    const scan = await page.scan(2);
    clearInterval(ticker);
    expect(hows(scan, EVM)).toEqual(['text']);
  });
});

describe('what no mutation tells of', () => {
  const put = (value: string) => {
    (document.querySelector('input') as HTMLInputElement).value = value;
  };
  const late = { timeout: 8_000 };

  it('is found when the page rests, again and again: a value that a script put into a field', async () => {
    const page = openPage('<input>');
    await page.scan();
    await quiet();
    put(EVM);
    await vi.waitFor(() => expect(hows(newest(page), EVM)).toEqual(['input']), late);
    put(BTC);
    await vi.waitFor(() => expect(hows(newest(page), BTC)).toEqual(['input']), late);
    expect(find(newest(page), EVM)).toBeUndefined();
    // Nothing is told where nothing is new.
    expect(page.scans).toHaveLength(3);
  }, 20_000);

  it('is found when the page rests: a shadow tree that came late', async () => {
    const page = openPage('<x-late></x-late>');
    await page.scan();
    await quiet();
    const host = document.querySelector('x-late') as Element;
    const root = host.attachShadow({ mode: 'closed' });
    closedRoots.set(host, root);
    root.innerHTML = `<p>${EVM}</p>`;
    await vi.waitFor(() => expect(hows(newest(page), EVM)).toEqual(['text']), late);
  }, 20_000);

  it.each(['click', 'submit', 'focusin', 'change', 'copy'])('is read on %s', async (type) => {
    const page = openPage('<form><input></form>');
    await page.scan();
    put(EVM);
    document.querySelector('form')?.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
    await vi.waitFor(() => expect(hows(newest(page), EVM)).toEqual(['input']), { timeout: 1_000 });
  });

  it('is read with what changed elsewhere', async () => {
    const page = openPage('<p></p><input>');
    await page.scan();
    put(EVM);
    document.querySelector('p')?.append('more');
    await vi.waitFor(() => expect(hows(newest(page), EVM)).toEqual(['input']), { timeout: 1_000 });
  });

  it('is left alone while nobody sees the page', async () => {
    const page = openPage('<input>');
    await page.scan();
    put(TRON);
    await vi.waitFor(() => expect(hows(newest(page), TRON)).toEqual(['input']), late);
    const told = page.scans.length;
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    put(EVM);
    await quiet(4_500);
    expect(page.scans).toHaveLength(told);
    hidden.mockRestore();
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.waitFor(() => expect(hows(newest(page), EVM)).toEqual(['input']), late);
  }, 20_000);
});

describe('single-page navigation', () => {
  it.each([
    ['pushState', () => history.pushState(null, '', '#next')],
    ['a fragment', () => location.assign('#other')],
  ])('by %s is told, with everything that stands there', async (_, go) => {
    const page = openPage(`<p>${BTC}</p>`);
    await page.scan();
    go();
    const scan = await page.scan(2);
    expect(scan.href).toBe(location.href);
    expect(scan.href).not.toBe(start);
    expect(hows(scan, BTC)).toEqual(['text']);
  });
});

describe('the extension', () => {
  it('asks again when a worker died over the question', async () => {
    const page = openPage(`<p>${BTC}</p>`);
    page.reply(new Error('The message channel closed before a response was received.'));
    await page.scan();
    page.reply({ state: 'ready', marks: [] });
    expect(hows(await page.scan(2), BTC)).toEqual(['text']);
  });

  it('falls silent when it is gone', async () => {
    const page = openPage(`<p>${BTC}</p>`);
    await page.scan();
    page.removeExtension();
    document.body.insertAdjacentHTML('beforeend', `<p>${EVM}</p>`);
    await quiet();
    document.body.insertAdjacentHTML('beforeend', `<p>${TRON}</p>`);
    await quiet();
    expect(page.scans).toHaveLength(1);
    expect(await page.tell({ type: 'page.rescan' })).toBeUndefined();
  });

  it('leaves a page without marks as it is', async () => {
    const html = document.documentElement.outerHTML;
    const page = openPage('');
    await page.scan();
    await page.tell({ type: 'page.rescan' });
    expect(document.documentElement.outerHTML).toBe(html);
    expect(CSS.highlights.size).toBe(0);
  });
});
