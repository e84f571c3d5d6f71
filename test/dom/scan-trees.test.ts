import { afterEach, describe, expect, it, vi } from 'vitest';
import { readAttributes } from '#lib/page/read-attributes.ts';
import { findAllShadows } from '#lib/page/shadow.ts';
import {
  BTC,
  closedRoots,
  closePage,
  EVM,
  hows,
  newest,
  openPage,
  placesOf,
  startHere,
  TRON,
} from './page.ts';

afterEach(closePage);

const host = () => document.querySelector('main div') as Element;

describe('shadow roots', () => {
  it('reads open ones, one inside the other, and knows what is around them', async () => {
    document.body.innerHTML = '<blockquote><x-outer></x-outer></blockquote>';
    const outer = document.querySelector('x-outer')?.attachShadow({ mode: 'open' }) as ShadowRoot;
    outer.innerHTML = `<p>${BTC}</p><div></div>`;
    const inner = outer.querySelector('div')?.attachShadow({ mode: 'open' }) as ShadowRoot;
    inner.innerHTML = `<a href="tron:${TRON}">pay</a>`;
    const page = startHere();
    await vi.waitFor(() => expect(hows(newest(page), TRON)).toEqual(['uri']), { timeout: 4_000 });
    const scan = newest(page);
    expect(placesOf(scan, BTC)[0]).toMatchObject({ how: 'text', flags: ['shadow'], within: ['quote'] });
    expect(placesOf(scan, TRON)[0]).toMatchObject({ how: 'uri', flags: ['shadow'], within: ['quote'] });
    outer.querySelector('p')?.append(` and ${EVM}`);
    await vi.waitFor(() => expect(hows(newest(page), EVM)).toEqual(['text']), { timeout: 4_000 });
  });
});

describe('shadow roots that nothing tells of', () => {
  it('finds them on a container with children, when the page is idle', async () => {
    document.body.innerHTML = '<main><div><i>slotted</i></div></main>';
    host().attachShadow({ mode: 'open' }).innerHTML = `<p>${BTC}</p>`;
    const page = startHere();
    await vi.waitFor(() => expect(hows(newest(page), BTC)).toEqual(['text']), { timeout: 4_000 });
  });

  it('finds them when they were attached late and the page is asked again', async () => {
    const page = openPage('<main><div><i>slotted</i></div></main>');
    await page.scan();
    host().attachShadow({ mode: 'open' }).innerHTML = `<p>${BTC}</p>`;
    await page.tell({ type: 'page.rescan' });
    expect(hows(newest(page), BTC)).toEqual(['text']);
  });

  it('finds closed ones in what comes later, without being asked', async () => {
    const page = openPage('<main></main>');
    await page.scan();
    const [outer, inner] = [document.createElement('div'), document.createElement('p')];
    const root = outer.attachShadow({ mode: 'closed' });
    root.append(inner);
    closedRoots.set(outer, root);
    const deeper = inner.attachShadow({ mode: 'closed' });
    deeper.innerHTML = `<i title="${TRON}">${BTC}</i>`;
    closedRoots.set(inner, deeper);
    document.querySelector('main')?.append(outer);
    await vi.waitFor(() => expect(hows(newest(page), BTC)).toEqual(['text']), { timeout: 4_000 });
    expect(hows(newest(page), TRON)).toEqual(['attribute']);
    // Read again with what it stands in, and still once.
    document.querySelector('main')?.append(`${EVM} `);
    await vi.waitFor(() => expect(hows(newest(page), EVM)).toEqual(['text']), { timeout: 4_000 });
    expect(hows(newest(page), BTC)).toEqual(['text']);
  });

  it('looks for them again after everything was read again', async () => {
    const page = openPage('<main><div></div></main>');
    await page.scan();
    host().attachShadow({ mode: 'open' }).innerHTML = `<p>${BTC}</p>`;
    history.replaceState(null, '', '#next');
    window.dispatchEvent(new Event('popstate'));
    try {
      await vi.waitFor(() => expect(hows(newest(page), BTC)).toEqual(['text']), { timeout: 4_000 });
    } finally {
      history.replaceState(null, '', location.pathname + location.search);
    }
  });

  it('keeps what stands in known ones while everything is read again', async () => {
    document.body.innerHTML = '<main><div></div></main>';
    host().attachShadow({ mode: 'open' }).innerHTML = `<p>${BTC}</p>`;
    const page = startHere();
    await vi.waitFor(() => expect(hows(newest(page), BTC)).toEqual(['text']), { timeout: 4_000 });
    const before = page.scans.length;
    document.querySelector('main')?.append(EVM);
    history.replaceState(null, '', '#next');
    window.dispatchEvent(new Event('popstate'));
    try {
      await vi.waitFor(() => expect(hows(newest(page), EVM)).toEqual(['text']), { timeout: 4_000 });
      for (const scan of page.scans.slice(before)) expect(hows(scan, BTC)).toEqual(['text']);
    } finally {
      history.replaceState(null, '', location.pathname + location.search);
    }
  });

  it('finds one that was attached inside of a known one', async () => {
    document.body.innerHTML = '<main><div></div></main>';
    const root = host().attachShadow({ mode: 'open' });
    root.innerHTML = `<p>${BTC}</p><div></div>`;
    const page = startHere();
    await vi.waitFor(() => expect(hows(newest(page), BTC)).toEqual(['text']), { timeout: 4_000 });
    const inner = root.querySelector('div')?.attachShadow({ mode: 'open' }) as ShadowRoot;
    inner.innerHTML = `<p>${EVM}</p>`;
    await page.tell({ type: 'page.rescan' });
    expect(hows(newest(page), EVM)).toEqual(['text']);
  });
});

describe('which elements are asked for a shadow tree', () => {
  const names =
    'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span x-own';

  it.each(names.split(' '))('%s, for it can have one', (name) => {
    const element = document.createElement(name);
    const shadow = element.attachShadow({ mode: 'open' });
    const steps = findAllShadows(element, (asked) => asked.shadowRoot);
    expect(steps.next()).toEqual({ done: true, value: [shadow] });
  });

  it('none of those that pages have most of besides', () => {
    const root = document.createElement('ul');
    root.innerHTML = '<li><a><img><i></i></a></li><li><table><tr><td><input></td></tr></table></li>';
    const asked: string[] = [];
    const ask = ({ localName }: Element) => {
      asked.push(localName);
      return null;
    };
    for (const _ of findAllShadows(root, ask));
    expect(asked).toEqual([]);
  });
});

describe('a tree that is too large to be asked for its attributes in one go', () => {
  const many = (inner: string) =>
    Array.from({ length: 3_500 }, (_, i) => `<b title="${i}">${inner}</b>`).join('');

  it.each([
    [
      'before, in and behind it',
      `<p title="${BTC}">${many('')}<i title="${TRON}"></i></p><p title="${EVM}"></p>`,
    ],
    [
      'on it, at its depth',
      `<div title="${BTC}"><div>${many('')}<i title="${TRON}"></i></div></div><i title="${EVM}"></i>`,
    ],
  ])('is asked part by part: %s', async (_, html) => {
    const page = openPage(html);
    await page.scan();
    for (const text of [BTC, TRON, EVM]) expect(hows(newest(page), text)).toEqual(['attribute']);
  });

  it('also in a shadow tree', async () => {
    document.body.innerHTML = '<main><div></div></main>';
    host().attachShadow({ mode: 'open' }).innerHTML = `${many('')}<i title="${TRON}"></i>`;
    const page = startHere();
    await vi.waitFor(() => expect(hows(newest(page), TRON)).toEqual(['attribute']), { timeout: 4_000 });
  });

  it('says when the page took away what it was about to go on from', () => {
    document.body.innerHTML = `<main>${many('')}</main>`;
    const main = document.querySelector('main') as Element;
    const found: string[] = [];
    const steps = readAttributes(main, { hit: (text) => found.push(text) });
    steps.next();
    main.remove();
    expect(steps.next()).toEqual({ done: true, value: false });
  });
});
