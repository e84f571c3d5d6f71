import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Answer, Pointed } from '#lib/core/answer.ts';
import { MAX_ASKED_CHARS } from '#lib/core/limits.ts';
import { createPictureHandler } from '#lib/messaging/picture-handler.ts';
import type { PictureQuestion } from '#lib/messaging/protocol.ts';
import { type AnswerPage, createAnswerPage } from '#lib/page/answer/answer.ts';
import { BTC, SEGWIT } from './page.ts';
import { drawPoster, gif } from './picture-page.ts';

const NASTY = '<img src=x onerror=alert(1)> & so on';
const ANSWER: Answer = {
  lang: 'ar',
  dir: 'rtl',
  appearance: 'dark',
  level: 'listed',
  title: NASTY,
  things: [
    { word: '', level: 'listed', name: BTC, isAddress: true, kind: 'Bitcoin', lines: [NASTY] },
    { word: 'Reported', level: 'reported', name: 'a.example', isAddress: false, kind: 'Site', lines: [] },
  ],
  notes: [NASTY],
  open: 'Open',
  text: 'what was asked',
  close: 'Close',
};
const KEYS: Pointed = { selection: '', link: '', picture: '' };

/** Closed shadow roots can only be had at the moment they are made. */
let root: ShadowRoot | null = null;
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) {
  const made = attach.call(this, init);
  if (init.mode === 'closed') root = made;
  return made;
};
const card = () => root?.querySelector<HTMLElement>('.almsguard-answer') ?? null;
const buttons = () => [...(card()?.querySelectorAll('button') ?? [])];

let page: AnswerPage;
let opened: string[];
let asked: PictureQuestion[];
beforeEach(() => {
  [opened, asked, root] = [[], [], null];
  const background = createPictureHandler({ shoot: async () => null, now: () => 0 });
  page = createAnswerPage({
    window,
    own: new WeakSet(),
    async ask(question) {
      asked.push(question);
      return background(question, { tab: { id: 1 }, frameId: 0 });
    },
    open: (text) => void opened.push(text),
  });
});
afterEach(() => {
  page.stop();
  getSelection()?.removeAllRanges();
  document.body.innerHTML = '';
});

const select = (selector: string) =>
  getSelection()?.selectAllChildren(document.querySelector(selector) as Element);

describe('what is asked about', () => {
  it('is the selection, bounded, wherever it stands', async () => {
    document.body.innerHTML = `<p>${BTC}</p><pre>${'x'.repeat(MAX_ASKED_CHARS + 1)}</pre>`;
    select('p');
    expect(await page.find(KEYS)).toMatchObject({ what: 'selection', text: BTC, cut: false, hasRoom: true });
    select('pre');
    const long = await page.find(KEYS);
    expect([long?.text.length, long?.cut]).toEqual([MAX_ASKED_CHARS, true]);
  });

  it.each(['textarea', 'input'])('is what is selected in a %s, not beside it', async (name) => {
    document.body.innerHTML = `<p>elsewhere</p><${name}></${name}>`;
    const field = document.querySelector(name) as HTMLInputElement;
    field.value = `to ${BTC} please`;
    field.focus();
    field.setSelectionRange(3, 3 + BTC.length);
    expect((await page.find(KEYS))?.text).toBe(BTC);
    field.setSelectionRange(0, 0);
    expect(await page.find(KEYS)).toBeNull();
  });

  it('is in a shadow tree, too, and never in a field for passwords', async () => {
    document.body.innerHTML = '<div></div><input type="password" value="secret">';
    const tree = (document.querySelector('div') as Element).attachShadow({ mode: 'open' });
    tree.innerHTML = `<textarea>${BTC}</textarea>`;
    tree.querySelector('textarea')?.focus();
    tree.querySelector('textarea')?.select();
    expect((await page.find(KEYS))?.text).toBe(BTC);
    document.querySelector('input')?.focus();
    document.querySelector('input')?.select();
    expect((await page.find(KEYS))?.text ?? '').toBe('');
  });

  it('is what the browser says where the page says something else', async () => {
    document.body.innerHTML = `<p>${BTC}\n<b>and more</b></p>`;
    select('p');
    const told = { ...KEYS, selection: `${BTC} and more` };
    expect((await page.find(told))?.text).toContain(`${BTC}\n`.trim());
    expect((await page.find({ ...KEYS, selection: 'other text' }))?.text).toBe('other text');
  });

  it('is the link or the picture that has the focus or lies under the pointer', async () => {
    document.body.innerHTML = `<a href="https://one.example/">one</a> <a id="two" href="https://two.example/">two</a>`;
    document.querySelector('a')?.focus();
    expect(await page.find(KEYS)).toMatchObject({ what: 'link', text: 'https://one.example/' });
    document.querySelector('a')?.blur();
    await userEvent.hover(document.querySelector('#two') as Element);
    expect((await page.find(KEYS))?.text).toBe('https://two.example/');
  });

  it('is the destination in the code of a picture, with where the picture leads', async () => {
    const code = gif(`bitcoin:${BTC}?amount=1`);
    document.body.innerHTML = `<a href="https://one.example/"><img id="code" width="200" src="${code}"></a><img id="no" width="200" src="${gif('hello')}">`;
    await Promise.all([...document.images].map((image) => image.decode()));
    const { src } = document.querySelector('#code') as HTMLImageElement;
    const found = await page.find({ selection: '', link: 'https://one.example/', picture: src });
    expect(found).toMatchObject({ what: 'picture', text: expect.stringContaining(BTC) });
    expect(found?.text).toMatch(/^https:\/\/one\.example\/\n/);
    const other = (document.querySelector('#no') as HTMLImageElement).src;
    expect(await page.find({ ...KEYS, picture: other })).toMatchObject({ what: 'picture', text: '' });
    expect(asked.map(({ type }) => type)).toEqual(['picture.decode', 'picture.decode']);
  });

  it('is in a picture of any shape, where somebody asks for this very one', async () => {
    document.body.innerHTML = `<img width="400" src="${drawPoster([BTC, SEGWIT])}">`;
    const [image] = document.images;
    await image?.decode();
    const { text } = (await page.find({ ...KEYS, picture: image?.src ?? '' })) ?? {};
    expect(text?.split('\n').sort()).toEqual([BTC, SEGWIT].sort());
  });

  it('is nothing where nothing is', async () => {
    document.body.innerHTML = '<p>text</p>';
    expect(await page.find(KEYS)).toBeNull();
  });
});

describe('the answer', () => {
  beforeEach(async () => {
    // Where the answer never lies over it, whatever the fonts of this machine.
    document.body.innerHTML = `<button>of the page</button><p style="margin: 100px">${BTC}</p>`;
    document.querySelector('button')?.focus();
    select('p');
    await page.find(KEYS);
    page.show(ANSWER);
  });

  it('stands in a closed tree beside the selection, in its own language, as text', () => {
    expect(root?.mode).toBe('closed');
    expect([card()?.lang, card()?.dir, card()?.getAttribute('role')]).toEqual(['ar', 'rtl', 'dialog']);
    expect(card()?.querySelector('img')).toBeNull();
    expect(card()?.querySelector('strong')?.textContent).toBe(NASTY);
    expect(card()?.querySelector('.almsguard-address')?.textContent).toBe(BTC);
    expect(card()?.querySelector('.almsguard-place')?.getAttribute('dir')).toBe('ltr');
    expect([...(card()?.querySelectorAll('.almsguard-word') ?? [])].map((word) => word.textContent)).toEqual([
      'Reported',
    ]);
    const selection = getSelection()?.getRangeAt(0).getBoundingClientRect();
    expect(card()?.getBoundingClientRect().top).toBeCloseTo((selection?.bottom ?? 0) + 8, 0);
  });

  it('is read out: it has the focus, a name and a description', () => {
    expect(root?.activeElement).toBe(card());
    const id = (name: string) => card()?.getAttribute(name) ?? '';
    expect(root?.getElementById(id('aria-labelledby'))?.textContent).toBe(NASTY);
    expect(root?.getElementById(id('aria-describedby'))?.textContent).toContain(BTC);
    expect(buttons().map((button) => button.getAttribute('aria-label') ?? button.textContent)).toEqual([
      'Close',
      'Open',
    ]);
  });

  it('goes with Escape, which the page does not hear, and gives the focus back', async () => {
    const heard = vi.fn();
    document.addEventListener('keydown', heard);
    await userEvent.keyboard('{Escape}');
    document.removeEventListener('keydown', heard);
    expect(card()?.isConnected ?? false).toBe(false);
    expect(heard).not.toHaveBeenCalled();
    expect(document.activeElement?.textContent).toBe('of the page');
    expect(document.querySelectorAll('html > div')).toHaveLength(0);
  });

  it('opens the lookup page for a person only', async () => {
    buttons()[1]?.click();
    expect(opened).toEqual([]);
    buttons()[1]?.focus();
    await userEvent.keyboard('{Enter}');
    expect(opened).toEqual(['what was asked']);
    expect(card()?.isConnected ?? false).toBe(false);
  });

  it('stays for what a page makes up, and goes when somebody presses elsewhere', async () => {
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    expect(card()?.isConnected).toBe(true);
    await userEvent.click(document.querySelector('button') as Element);
    expect(card()?.isConnected ?? false).toBe(false);
  });

  it('goes along when the page is scrolled, and gives way to the next', async () => {
    document.body.style.height = '3000px';
    const before = card()?.getBoundingClientRect().top ?? 0;
    window.scrollTo(0, 50);
    await vi.waitFor(() => expect(card()?.getBoundingClientRect().top).toBeCloseTo(before - 50, 0));
    window.scrollTo(0, 0);
    document.body.style.height = '';
    page.show({ ...ANSWER, title: 'Next', level: 'note' });
    expect(document.querySelectorAll('html > div')).toHaveLength(1);
    expect(card()?.querySelector('strong')?.textContent).toBe('Next');
    expect(card()?.querySelector('.almsguard-head > svg')).toBeNull();
  });

  it('is opened elsewhere when the page does not leave it there', async () => {
    const host = () => document.querySelector('html > div');
    for (let i = 0; i < 20 && host(); i++) {
      host()?.remove();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await vi.waitFor(() => expect(opened).toEqual(['what was asked']));
  });

  it('is at the upper edge where it is not known where it belongs', async () => {
    await page.find({ ...KEYS, selection: 'not in this document' });
    page.show(ANSWER);
    expect(card()?.classList.contains('almsguard-placeless')).toBe(true);
  });
});
