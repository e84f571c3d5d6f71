import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { WidgetFact } from '#lib/core/widgets.ts';
import { urlsInto } from '#lib/detect/widgets/match.ts';
import { createWidgetFacts, readWidgets } from '#lib/page/read-widgets.ts';
import { act, byId, card, closeGuard, goOn, guardPage, mark, toast } from './guard-page.ts';

afterEach(closeGuard);

const PAGE = 'https://lantern.example/donate';
const ACCOUNT = 'https://www.patreon.com/Name/membership?utm=1';
const PAYPAL = 'https://www.paypal.com/donate';
const heard = vi.fn((event: Event) => event.preventDefault());
beforeEach(() => {
  heard.mockClear();
});

/** What the page would have told of itself, judged as the background does. */
function urlsIn(html: string, account: string): string[] {
  document.body.innerHTML = html;
  const found = createWidgetFacts();
  for (const _ of readWidgets(document, found));
  const facts: WidgetFact[] = found.facts();
  return urlsInto(account, facts, PAGE);
}

async function show(html: string, account: string, over = {}) {
  const urls = urlsIn(html, account);
  await guardPage(html, [mark(null, { part: true, account, urls, ...over })]);
  const form = document.querySelector('form');
  if (form) form.addEventListener('submit', heard);
  else byId('b').addEventListener('click', heard);
}

describe('a listed account at a donation service', () => {
  it('is stopped at its link, and named', async () => {
    await show(`<a id="b" href="${ACCOUNT}"><i>Support us</i></a>`, 'patreon:name');
    await userEvent.click(byId('b'));
    expect(act()).toBe('[guard_account]');
    expect(card()?.querySelector('h2')?.textContent).toBe('[guard_title_account]');
    const address = card()?.querySelector('.almsguard-guard-address');
    expect(address?.textContent).toBe('www.patreon.com/Name/membership');
    expect(address?.children).toHaveLength(1);
    expect(heard).not.toHaveBeenCalled();
    await goOn();
    expect(heard).toHaveBeenCalledOnce();
  });

  it('is stopped at its form, by the field that names it', async () => {
    const form = (id: string) =>
      `<form action="${PAYPAL}"><input type="hidden" name="hosted_button_id" value="${id}"><button id="b">Give</button></form>`;
    await show(form('LISTED'), 'paypal:listed');
    await userEvent.click(byId('b'));
    expect(act()).toBe('[guard_account]');
    expect(heard).not.toHaveBeenCalled();
    await closeGuard();
    await show(form('OTHER'), 'paypal:listed');
    await userEvent.click(byId('b'));
    expect(heard).toHaveBeenCalledOnce();
    expect(card()).toBeNull();
  });

  it('is stopped though the page adds to its link in the moment of the click', async () => {
    const add = () => {
      (byId('b') as HTMLAnchorElement).href = `${ACCOUNT}&_gl=1*abc#top`;
    };
    // Before the guard is there, as scripts in a page's head are.
    window.addEventListener('mousedown', add, { capture: true, once: true });
    await show(`<a id="b" href="${ACCOUNT}">Support us</a>`, 'patreon:name');
    await userEvent.click(byId('b'));
    expect((byId('b') as HTMLAnchorElement).href).toContain('_gl');
    expect(act()).toBe('[guard_account]');
    expect(heard).not.toHaveBeenCalled();
  });

  it('is stopped at the button of a form that leads elsewhere', async () => {
    const field = '<input type="hidden" name="hosted_button_id" value="LISTED">';
    const known = `<form action="${PAYPAL}">${field}</form>`;
    const html = `<form action="/send">${field}<button id="b" formaction="${PAYPAL}">Give</button></form>${known}`;
    await show(html, 'paypal:listed');
    await userEvent.click(byId('b'));
    expect(act()).toBe('[guard_account]');
    expect(heard).not.toHaveBeenCalled();
  });

  it('is none of the others in the same fragment of a page', async () => {
    const round = 'https://explorer.gitcoin.co/#/projects/';
    await show(`<a href="${round}0xbad">Us</a> <a id="b" href="${round}0xgood">Them</a>`, 'gitcoin:0xbad');
    await userEvent.click(byId('b'));
    expect(heard).toHaveBeenCalledOnce();
    expect(card()).toBeNull();
  });

  it('is none of the others at that service', async () => {
    await show(
      `<a href="${ACCOUNT}">Support us</a> <a id="b" href="https://www.patreon.com/somebody">Support them</a>`,
      'patreon:name',
    );
    await userEvent.click(byId('b'));
    expect(heard).toHaveBeenCalledOnce();
    expect(card()).toBeNull();
  });

  it('is told of quietly where the page only mentions it', async () => {
    await show(`<a id="b" href="${ACCOUNT}">It is here</a>`, 'patreon:name', { context: 'mention' });
    await userEvent.click(byId('b'));
    expect(heard).toHaveBeenCalledOnce();
    expect(card()).toBeNull();
    expect(toast()).not.toBeNull();
  });
});
