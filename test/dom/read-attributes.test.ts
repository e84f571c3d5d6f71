import { afterEach, describe, expect, it } from 'vitest';
import { type AttributeSink, readAttributes } from '#lib/page/read-attributes.ts';
import { BTC, closePage, EVM, hows, openPage, placesOf } from './page.ts';

afterEach(closePage);

/** No checksum: counts only where it is no part of a path or of something longer. */
const SOLANA = '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV';
const IN_PATH = `https://explorer.example/solana/${SOLANA}`;
const words = 'a good few words of prose, nothing more';

function read(html: string): { found: string[]; steps: number } {
  document.body.innerHTML = html;
  const found: string[] = [];
  let steps = 0;
  for (const _ of readAttributes(document.body, { hit: (text) => found.push(text) })) steps++;
  return { found, steps };
}

it.each([
  ['a link', `<a href="${IN_PATH}"></a>`],
  ['a drawn link', `<svg><a xlink:href="${IN_PATH}"></a></svg>`],
  ['a form', `<form action="${IN_PATH}"></form>`],
  ['its button', `<button formaction="${IN_PATH}"></button>`],
  ['a source', `<q cite="${IN_PATH}"></q>`],
  ['a picture', `<img src="${IN_PATH}">`],
  ['a still picture', `<video poster="${IN_PATH}"></video>`],
  ['a background', `<table background="${IN_PATH}"></table>`],
  ['a program of somebody else', `<script type="text/plain" src="${IN_PATH}"></script>`],
  [
    'a badge that is a program, in a parameter,',
    `<script type="text/plain" src="https://badge.example/widget.js?solana=${SOLANA}&size=2"></script>`,
  ],
  ['an object', `<object data="${IN_PATH}"></object>`],
])('reads what %s leads to, part by part', (_, html) => {
  expect(read(html).found).toEqual([SOLANA]);
});

it.each([
  ...'class style srcset integrity nonce id'.split(' ').map((name) => `<b ${name}="${SOLANA}"></b>`),
  `<svg><path d="${SOLANA}"/></svg>`,
])('takes nothing for an address that says how something looks: %s', (html) => {
  expect(read(html).found).toEqual([]);
});

it.each(['my page', 'you are kind'])('reads a name before a block that begins with "%s"', async (next) => {
  const scan = await openPage(`<p>Send to brad.x</p><p>${next}</p>`).scan();
  expect(hows(scan, 'brad.x')).toEqual(['text']);
});

it.each([
  [`\\x31${BTC.slice(1)}`],
  [`\\u0031${BTC.slice(1)}`],
  [`${BTC.slice(0, 28)}\\u00${BTC.charCodeAt(28).toString(16)}${BTC.slice(29)}`],
  [`\\n${BTC}\\t`],
])('reads what is escaped in a program and in what a button does: %s', async (escaped) => {
  expect(read(`<button onclick="copy('${escaped}')"></button>`).found).toEqual([BTC]);
  const scan = await openPage(`<script type="text/plain">copy('${escaped}')</script>`).scan();
  expect(placesOf(scan, BTC)).toMatchObject([{ how: 'script' }]);
});

describe('step by step', () => {
  const attributes = (count: number) =>
    Array.from({ length: count }, (_, i) => `data-${i}="${words}"`).join(' ');

  it.each([
    ['a small tree', 600],
    ['a large one', 3_000],
  ])('lets the page have its turn within %s', (_, elements) => {
    expect(read(`<b title="${words}"></b>`.repeat(elements)).steps).toBeGreaterThanOrEqual(4);
  });

  it.each([
    ['a small tree', 1_000],
    ['a large one', 3_000],
  ])('searches %s before all of it was gone through', (_, elements) => {
    document.body.innerHTML = `<i title="${BTC}"></i>${`<b title="${words.repeat(5)}"></b>`.repeat(elements)}<i title="${EVM}"></i>`;
    const found: string[] = [];
    const steps = readAttributes(document.body, { hit: (text) => found.push(text) });
    while (found.length === 0) expect(steps.next().done).toBe(false);
    // The reader has not come to it yet.
    document.querySelector('i:last-child')?.removeAttribute('title');
    for (const _ of steps);
    expect(found).toEqual([BTC]);
  });

  it('reads many attributes of few elements within the time of a test', () => {
    expect(read(`<b ${attributes(100)}></b>`.repeat(1_900)).found).toEqual([]);
  });
});

it('leaves out what the page takes away meanwhile', () => {
  document.body.innerHTML = `<p data-x="${EVM}"></p><p data-x="${BTC}"></p>`;
  const found: string[] = [];
  const reading = readAttributes(document.body, { hit: (text) => found.push(text) });
  reading.next();
  document.querySelector('p')?.removeAttribute('data-x');
  for (const _ of reading);
  expect(found).toEqual([BTC]);
});

it.each([
  ['data', `{"wallets":{"sol":"${BTC}"}}`, 'sol'],
  ['an argument', `$clipboard('${BTC}')`, '$clipboard'],
  ['nothing but an address', BTC, 'data-x'],
])('names what stands in %s', (_, value, label) => {
  document.body.innerHTML = '<b></b>';
  document.querySelector('b')?.setAttribute('data-x', value);
  const labels: unknown[] = [];
  const sink = { hit: (...[, , , told]: Parameters<AttributeSink['hit']>) => labels.push(told.label) };
  for (const _ of readAttributes(document.body, sink));
  expect(labels).toEqual([label]);
});
