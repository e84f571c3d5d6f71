import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createCloser } from '#lib/page/closer.ts';
import { act, byId, card, closeGuard, goOn, guardPage, keys, mark, mountHere, settle } from './guard-page.ts';
import { BTC, openPage, SEGWIT } from './page.ts';

afterEach(closeGuard);

const heard = vi.fn((event: Event) => event.preventDefault());
beforeEach(() => {
  heard.mockClear();
});

const MARKS = [mark(BTC, { level: 'derived' })];
const HOST = '<div id="host" style="display: block; width: 200px"></div>';

function fill(host: Element, mode: ShadowRootMode, html: string): ShadowRoot {
  const root = host.attachShadow({ mode });
  root.innerHTML = `<style>a, button, div { display: block; width: 100% }</style>${html}`;
  return root;
}

const inside = (root: ShadowRoot, selector: string) => root.querySelector(selector) as HTMLElement;

describe.each(['open', 'closed'] as const)('in a tree that is %s', (mode) => {
  const show = async (html: string) => {
    await guardPage(`<p>${BTC}</p>${HOST}`, MARKS);
    return fill(byId('host'), mode, html);
  };
  const form = (inner = '') =>
    show(`<form><input type="hidden" value="${BTC}">${inner}<button>Give</button></form>`);

  it('a form is stopped, and sent once afterwards', async () => {
    const root = await form();
    inside(root, 'form').addEventListener('submit', heard);
    await userEvent.click(byId('host'));
    expect(act()).toBe('[guard_submit]');
    expect(heard).not.toHaveBeenCalled();
    await goOn();
    expect(heard).toHaveBeenCalledOnce();
    expect(heard.mock.calls[0]?.[0]).toHaveProperty('submitter', inside(root, 'button'));
    await userEvent.click(byId('host'));
    expect(card()).not.toBeNull();
  });

  it('a form is stopped that a key sends', async () => {
    const root = await form('<input id="sum" value="10">');
    inside(root, 'form').addEventListener('submit', heard);
    inside(root, '#sum').focus();
    await keys.enter();
    expect(act()).toBe('[guard_submit]');
    expect(heard).not.toHaveBeenCalled();
  });

  it('a form that is about something else is sent', async () => {
    const root = await show(`<form><input value="${SEGWIT}" hidden><button>Give</button></form>`);
    inside(root, 'form').addEventListener('submit', heard);
    await userEvent.click(byId('host'));
    expect(heard).toHaveBeenCalledOnce();
    expect(card()).toBeNull();
  });

  it.each([
    ['a payment link', `<a href="bitcoin:${BTC}"><b>Pay</b></a>`, 'a', '[guard_pay]'],
    ['a button', `<button data-to="${BTC}">Copy</button>`, 'button', '[guard_press]'],
  ])(
    '%s is stopped before the page hears of anything, by click and by key',
    async (_, html, selector, said) => {
      const root = await show(html);
      const element = inside(root, selector);
      for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click'])
        element.addEventListener(type, heard);
      await userEvent.click(byId('host'));
      expect(act()).toBe(said);
      expect(heard).not.toHaveBeenCalled();
      await goOn();
      expect(heard).toHaveBeenCalledOnce();
      element.focus();
      await keys.enter();
      expect(act()).toBe(said);
      expect(heard).toHaveBeenCalledOnce();
    },
  );

  it('a link is stopped in a tree within the tree, and around what stands in its slot', async () => {
    const root = await show('<div id="inner"></div>');
    fill(inside(root, '#inner'), mode, `<a href="bitcoin:${BTC}">Pay</a>`);
    await userEvent.click(byId('host'));
    expect(act()).toBe('[guard_pay]');
    await closeGuard();
    await guardPage(`<div id="host"><b id="b">Pay</b></div><p>${BTC}</p>`, MARKS);
    fill(byId('host'), mode, `<a href="bitcoin:${BTC}"><slot></slot></a>`);
    await userEvent.click(byId('b'));
    expect(act()).toBe('[guard_pay]');
  });

  it('a click beside what pays is left alone', async () => {
    const root = await show(`<button>More</button><a href="bitcoin:${BTC}" style="margin-top: 90px">Pay</a>`);
    inside(root, 'button').addEventListener('click', heard);
    await userEvent.click(byId('host'), { position: { x: 5, y: 5 } });
    expect(heard).toHaveBeenCalledOnce();
    expect(card()).toBeNull();
  });

  it('a click on the edge of what holds the tree is left alone', async () => {
    await show(`<a href="bitcoin:${BTC}">Pay</a>`);
    byId('host').style.padding = '20px';
    byId('host').addEventListener('click', heard);
    await userEvent.click(byId('host'), { position: { x: 5, y: 5 } });
    expect(heard).toHaveBeenCalledOnce();
    expect(card()).toBeNull();
  });

  it('a verdict that comes late is told of what was pressed or sent there', async () => {
    for (const html of [
      `<button type="button" data-to="${BTC}">Copy</button>`,
      `<form><input type="hidden" value="${BTC}"><button>Give</button></form>`,
    ]) {
      const page = openPage(HOST);
      await page.scan();
      page.seam.lookCloser(createCloser);
      const root = fill(byId('host'), mode, html);
      root.addEventListener('submit', heard);
      await userEvent.click(byId('host'));
      await page.tell({ type: 'page.marks', marks: [mark(BTC)] });
      mountHere(page);
      expect(act(), html).toBe('[guard_late]');
      await closeGuard();
    }
    await settle();
  });
});
