import { afterEach, beforeEach, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { FrameSnapshot } from '#lib/core/snapshot.ts';
import { UNWRITTEN } from '#lib/messaging/evidence-save.ts';
import { createCapture } from '#lib/page/capture/capture.ts';
import { joinFrames } from '#lib/review/bundle/whole-page.ts';

const own = new WeakSet<Node>();
const closed = new WeakMap<Element, ShadowRoot>();
const openShadow = (element: Element) => element.shadowRoot ?? closed.get(element) ?? null;

const capture = (window_: Window = window) => createCapture(window_, { own, openShadow });

async function keep(html: string): Promise<{ text: string; left: FrameSnapshot['left'] }> {
  document.body.innerHTML = html;
  const { pieces, left } = await capture().snapshot();
  return { text: pieces.join(''), left };
}

/** The page as a browser reads the file, in a frame that may do nothing. */
async function reopen(html: string): Promise<Document> {
  const frame = document.createElement('iframe');
  frame.sandbox.add('allow-same-origin');
  frame.srcdoc = html;
  const loaded = new Promise((done) => frame.addEventListener('load', done));
  document.body.replaceChildren(frame);
  await loaded;
  return frame.contentDocument as Document;
}

/** What a page asked for, by address. */
let asked: PerformanceObserver;
let requests: string[] = [];
beforeEach(() => {
  requests = [];
  asked = new PerformanceObserver((list) => requests.push(...list.getEntries().map(({ name }) => name)));
  asked.observe({ type: 'resource' });
});
afterEach(() => {
  asked.disconnect();
  document.body.replaceChildren();
  document.adoptedStyleSheets = [];
});

it('runs nothing, and forbids what it does not know', async () => {
  const { text } = await keep(`
    <p onclick="alert(1)" onMouseOver="x()">Text &amp; more</p><script>alert(2)</script>
    <a id="bad" href=" java&#10;script:alert(3)">a</a><a id="good" href="/donate">b</a>
    <svg><script>alert(4)</script><a xlink:href="javascript:alert(5)"><text>c</text></a></svg>
    <form action="https://pay.example/"><button formaction="javascript:x()">Pay</button></form>
    <object data="x.swf"></object><template><img src=x onerror=alert(6)></template><noscript>No</noscript>
    <iframe srcdoc="<script>alert(7)</script>" sandbox="allow-scripts"></iframe>`);
  expect(text).not.toMatch(/alert|onclick|onmouseover|javascript:|<script|<template|noscript/i);
  const policy = text.indexOf('Content-Security-Policy');
  expect(policy).toBeGreaterThan(0);
  expect(policy).toBeLessThan(text.indexOf('<title'));
  expect(text).toContain("default-src 'none'");
  expect(text).toContain(`href="${location.origin}/donate"`);
  expect(text).toContain('Text &amp; more');
  expect(text.match(/sandbox="[^"]*"/g)).toEqual(['sandbox=""']);
});

it('lets no text end what it stands in', async () => {
  const style = document.createElement('style');
  style.textContent = `p::after { content: "</style><img src=x onerror=alert(1)>" }`;
  const area = document.createElement('textarea');
  area.readOnly = true;
  area.value = '\n</textarea><b>no</b>';
  document.body.replaceChildren(style, area);
  const p = document.createElement('p');
  p.setAttribute('title', '"><i>no</i>');
  p.textContent = '<u>no</u>';
  document.body.append(p);
  const { pieces } = await capture().snapshot();
  const again = await reopen(pieces.join(''));
  expect(again.querySelector('b, i, u, img')).toBe(null);
  expect(again.querySelector('textarea')?.value).toBe('\n</textarea><b>no</b>');
  expect(again.querySelector('p')?.title).toBe('"><i>no</i>');
  expect(
    again.defaultView?.getComputedStyle(again.querySelector('p') as Element, '::after').content,
  ).toContain('</style>');
});

it("keeps what the page put into fields, and nothing that is somebody's own", async () => {
  document.body.innerHTML = `
    <input id="name" value="old"><input id="amount" value="25"><input id="box" type="checkbox">
    <input id="was" type="checkbox" checked>
    <select><option>a<option id="chosen">b</select><textarea id="area">old</textarea><textarea id="kept">old</textarea>
    <input type="password" id="password"><input autocomplete="billing cc-number" id="card">
    <input type="email" value="secret-4"><input autocomplete="given-name" value="secret-5">
    <input autocomplete="section-a shipping address-line1" value="secret-6"><input readonly id="ours">
    <input id="address"><input type="hidden" id="set" name="campaign">
    <input type="hidden" name="csrf_token" value="secret-1"><input type="hidden" name="business" value="charity@x.org">
    <input type="submit">`;
  const field = (id: string) => document.getElementById(id) as HTMLInputElement;
  field('name').value = 'secret-7';
  field('box').checked = true;
  field('was').checked = false;
  (document.getElementById('chosen') as HTMLOptionElement).selected = true;
  field('area').value = 'secret-8';
  field('password').value = 'secret-2';
  field('card').value = 'secret-3';
  field('ours').value = 'shown <b>';
  field('address').value = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
  field('set').value = 'roof';
  const { pieces, left } = await capture().snapshot();
  const text = pieces.join('');
  expect(text).not.toContain('secret-');
  expect(left.secret).toBe(8);
  const again = await reopen(text);
  const seen = (id: string) => again.getElementById(id) as HTMLInputElement;
  expect([seen('name').value, seen('amount').value, seen('ours').value]).toEqual(['', '25', 'shown <b>']);
  expect(seen('address').value).toBe('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed');
  expect(seen('set').value).toBe('roof');
  expect([seen('box').checked, seen('was').checked]).toEqual([true, false]);
  expect(again.querySelector('select')?.value).toBe('b');
  expect([seen('area').value, seen('kept').value]).toEqual(['', 'old']);
  expect(text).toContain('charity@x.org');
});

it('does not keep an address that a person wrote', async () => {
  document.body.innerHTML = '<input id="mine"><button>next</button>';
  await userEvent.type(
    document.querySelector('#mine') as Element,
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  );
  await userEvent.click(document.querySelector('button') as Element);
  const { pieces, left } = await capture().snapshot();
  expect(pieces.join('')).not.toContain('5aAeb6053F');
  expect(left.secret).toBe(1);
});

it('has what a person wrote unseen in pictures, and what the page wrote seen', async () => {
  document.body.innerHTML = `<style></style><input id="mine"><input id="theirs" value="0x5aAe">
    <input type="email" id="filled" value="a@b.example"><button>next</button>`;
  (document.querySelector('style') as Element).textContent = UNWRITTEN;
  await userEvent.type(document.querySelector('#mine') as Element, 'Ada');
  await userEvent.click(document.querySelector('button') as Element);
  const isSeen = (id: string) =>
    getComputedStyle(document.getElementById(id) as Element).webkitTextFillColor !== 'rgba(0, 0, 0, 0)';
  expect([isSeen('mine'), isSeen('filled'), isSeen('theirs')]).toEqual([false, false, true]);
});

it('keeps shadow trees, closed ones too, with their sheets and slots', async () => {
  document.body.innerHTML = '<x-open><b>slotted</b></x-open><x-closed></x-closed>';
  const [open, shut] = [...document.body.children] as [Element, Element];
  const root = open.attachShadow({ mode: 'open' });
  root.innerHTML = '<style>p { color: rgb(1, 2, 3) }</style><p>in <slot></slot></p>';
  const hidden = shut.attachShadow({ mode: 'closed' });
  hidden.innerHTML = '<p>address</p>';
  const sheet = new CSSStyleSheet();
  sheet.insertRule('p { color: rgb(4, 5, 6) }');
  hidden.adoptedStyleSheets = [sheet];
  closed.set(shut, hidden);
  const { pieces } = await capture().snapshot();
  const again = await reopen(pieces.join(''));
  const colour = (host: string) => {
    const p = again.querySelector(host)?.shadowRoot?.querySelector('p') as Element;
    return [p.textContent, again.defaultView?.getComputedStyle(p).color];
  };
  expect(colour('x-open')).toEqual(['in ', 'rgb(1, 2, 3)']);
  expect(colour('x-closed')).toEqual(['address', 'rgb(4, 5, 6)']);
  expect(again.querySelector('slot, x-open > b')?.textContent).toBe('slotted');
});

it('keeps rules that scripts put in, and those of every kind of sheet', async () => {
  document.body.innerHTML = `<style id="written">.a { margin: var(--x); margin-left: 3px; color: rgb(1, 1, 1) }</style>
    <style media="print">.a { color: red }</style><style id="made"></style><p class="a b c">x</p>`;
  const made = (document.getElementById('made') as HTMLStyleElement).sheet as CSSStyleSheet;
  made.insertRule('.b { padding-left: 7px }');
  const adopted = new CSSStyleSheet();
  adopted.insertRule('.c { border-left: 9px solid }');
  document.adoptedStyleSheets = [adopted];
  const { pieces } = await capture().snapshot();
  const again = await reopen(pieces.join(''));
  const style = again.defaultView?.getComputedStyle(again.querySelector('p') as Element);
  expect([style?.color, style?.marginLeft, style?.paddingLeft, style?.borderLeftWidth]).toEqual([
    'rgb(1, 1, 1)',
    '3px',
    '7px',
    '9px',
  ]);
});

it('draws pictures and canvases from what is loaded, asks for nothing again, and says what it could not read', async () => {
  document.body.innerHTML = `<canvas width="40" height="20"></canvas><img id="own"><img id="other" width="50" height="50" style="color: red">
    <picture><source srcset="/nowhere.webp" media="print"><img id="hidden" hidden src="/hidden.png"></picture>`;
  const canvas = document.querySelector('canvas') as HTMLCanvasElement;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.fillStyle = 'rgb(10, 200, 30)';
  context.fillRect(0, 0, 40, 20);
  const blob = await new Promise<Blob>((done) => canvas.toBlob((made) => done(made as Blob)));
  const own = document.getElementById('own') as HTMLImageElement;
  own.src = URL.createObjectURL(blob);
  await own.decode();
  const other = document.getElementById('other') as HTMLImageElement;
  other.src = 'https://other.invalid/picture.png';
  await new Promise((done) => other.addEventListener('error', done));
  await new Promise((done) => setTimeout(done, 100));
  requests = [];
  const { pieces, left } = await capture().snapshot();
  await new Promise((done) => setTimeout(done, 100));
  expect(requests).toEqual([]);
  expect(left.picture).toBe(1);
  const again = await reopen(pieces.join(''));
  const kept = again.getElementById('own') as HTMLImageElement;
  await kept.decode();
  expect([kept.naturalWidth, kept.naturalHeight]).toEqual([40, 20]);
  const missing = again.getElementById('other') as HTMLImageElement;
  expect(missing.getAttribute('data-almsguard-from')).toBe('https://other.invalid/picture.png');
  expect([missing.hasAttribute('src'), missing.offsetWidth, missing.style.color]).toEqual([false, 50, 'red']);
  // A canvas shows nothing where no script may run.
  const drawn = again.querySelector('img') as HTMLImageElement;
  expect([drawn.src.slice(0, 15), drawn.offsetWidth, drawn.offsetHeight]).toEqual([
    'data:image/png;',
    40,
    20,
  ]);
  expect(again.querySelector('source')).toBe(null);
});

it('holds nothing of ours', async () => {
  document.body.innerHTML = '<p>page</p><div id="ours">mark</div>';
  own.add(document.getElementById('ours') as Node);
  const { pieces } = await capture().snapshot();
  expect(pieces.join('')).toContain('page');
  expect(pieces.join('')).not.toContain('mark');
});

it('is not led astray by names that a page gives its fields', async () => {
  const { text } = await keep(
    '<form><input name="attributes"><input name="childNodes"><input name="firstChild"><input name="nodeType"><p>kept</p></form>',
  );
  expect(text).toContain('<p>kept</p>');
});

it('is written whatever depth a page has', async () => {
  document.body.innerHTML = '<div hidden></div>';
  let at = document.body.firstElementChild as Element;
  for (let i = 0; i < 20_000; i++) at = at.appendChild(document.createElement('i'));
  at.textContent = 'deep';
  const { pieces } = await capture().snapshot();
  expect(pieces.join('')).toContain('deep');
});

it('stands with the documents of its frames in it', async () => {
  document.body.innerHTML = '<iframe></iframe><iframe></iframe>';
  const [first, second] = [...document.querySelectorAll('iframe')] as [HTMLIFrameElement, HTMLIFrameElement];
  for (const [frame, text] of [
    [first, 'one "&amp;"'],
    [second, 'two'],
  ] as const) {
    frame.srcdoc = `<p>${text}</p>`;
    await new Promise((done) => frame.addEventListener('load', done));
  }
  // The test's own page stands in a frame itself.
  const windows = [window, first.contentWindow, second.contentWindow] as Window[];
  const above = (await capture().snapshot()).path?.length ?? 0;
  const frames = await Promise.all(windows.map((one) => capture(one).snapshot()));
  const relative = frames.map((frame) => ({ ...frame, path: frame.path?.slice(above) ?? null }));
  const joined = joinFrames(relative);
  expect(joined?.left).toEqual({});
  const again = await reopen(joined?.html ?? '');
  const inside = [...again.querySelectorAll('iframe')].map(({ srcdoc }) => srcdoc);
  expect(inside).toHaveLength(2);
  expect(new DOMParser().parseFromString(inside[0] ?? '', 'text/html').body.textContent).toBe('one "&"');
  expect(inside[1]).toContain('<p>two</p>');
  expect(joinFrames(relative.slice(0, 2))?.left).toEqual({ frame: 1 });
  expect(joinFrames(relative.slice(1))).toBe(null);
});

it('scrolls through a page, hides what goes along, and puts everything back', async () => {
  document.body.innerHTML = `<div style="height:5000px"><header style="position:fixed;top:0">bar</header>
    <p style="position:sticky;top:0">stuck</p><p id="still" style="position:sticky;margin-top:4000px;top:0">later</p></div>`;
  const opacity = (selector: string) => getComputedStyle(document.querySelector(selector) as Element).opacity;
  window.scrollTo(0, 700);
  const before = document.body.innerHTML;
  const { begin, scrollTo, end } = capture();
  const extent = await begin();
  expect(extent.height).toBeGreaterThan(5000);
  expect(await scrollTo(0)).toBe(0);
  expect(opacity('header')).toBe('1');
  expect(await scrollTo(1000)).toBe(1000);
  expect([opacity('header'), opacity('p'), opacity('#still')]).toEqual(['0', '0', '1']);
  expect(document.body.innerHTML).toBe(before);
  await end();
  expect([window.scrollY, opacity('header'), opacity('p')]).toEqual([700, '1', '1']);
});
