import { afterEach, beforeEach, expect, it } from 'vitest';
import { cdp } from 'vitest/browser';

/** Print, or what a window shows. */
const setMedia = (media: 'print' | '') =>
  (cdp() as unknown as { send(method: string, params: object): Promise<void> }).send(
    'Emulation.setEmulatedMedia',
    { media },
  );

beforeEach(async () => {
  const texts = ['/mark.css', '/guard.css', '/answer.css'].map(async (path) => (await fetch(path)).text());
  document.adoptedStyleSheets = await Promise.all(
    texts.map(async (text) => new CSSStyleSheet().replace(await text)),
  );
});
afterEach(async () => {
  await setMedia('');
  document.adoptedStyleSheets = [];
  document.body.replaceChildren();
});

it.each(['pin', 'frame', 'card', 'banner', 'guard', 'toast', 'answer'])(
  'what is shown over a page is not printed: %s',
  async (part) => {
    document.body.innerHTML = `<div class="almsguard-${part}">-</div>`;
    const drawn = document.body.firstElementChild as Element;
    expect(getComputedStyle(drawn).display).not.toBe('none');
    await setMedia('print');
    expect(getComputedStyle(drawn).display).toBe('none');
  },
);

it("a line under an address, and room for a strip, are the window's alone", async () => {
  const host = document.createElement('div');
  host.style.setProperty('--almsguard-room', '100');
  document.documentElement.append(host);
  const room = () => getComputedStyle(document.documentElement).marginBlockStart;
  const line = () =>
    ['listed', 'linked', 'lookalike', 'mention'].map(
      (name) => getComputedStyle(document.body, `::highlight(almsguard-${name})`).textDecorationLine,
    );
  expect([room(), ...line()]).toEqual(['100px', ...Array(4).fill('underline')]);
  await setMedia('print');
  expect([room(), ...line()]).toEqual(['0px', ...Array(4).fill('none')]);
  host.remove();
});
