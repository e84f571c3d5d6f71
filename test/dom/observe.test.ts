import { afterEach, describe, expect, it } from 'vitest';
import { BTC, closePage, EVM, find, hows, openPage, SEGWIT, TRON } from './page.ts';

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
