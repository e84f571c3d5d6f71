import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { MAX_LATE_MS } from '#lib/core/limits.ts';
import { readHref } from '#lib/detect/uri.ts';
import { type Acts, rememberActs } from '#lib/page/acted.ts';
import { readPressed } from '#lib/page/guard/read-press.ts';
import { byId, closeGuard, guardPage, keys, mark } from './guard-page.ts';
import { BTC } from './page.ts';

describe('what a person did last', () => {
  const openShadow = vi.fn(() => null);
  const read = vi.fn(readHref);
  let stopped: AbortController;
  let acts: Acts;
  beforeEach(() => {
    stopped = new AbortController();
    openShadow.mockClear();
    acts = rememberActs({ window, openShadow, readHref: read, signal: stopped.signal });
  });
  afterEach(() => {
    stopped.abort();
    document.body.innerHTML = '';
    vi.restoreAllMocks();
  });

  it('is what a form sends, without passwords', async () => {
    document.body.innerHTML = `<form id="f"><input name="to" value="${BTC}"><input type="password" value="hidden words"><button id="b">Send</button></form>`;
    byId('f').addEventListener('submit', (event) => event.preventDefault());
    await userEvent.click(byId('b'));
    const sent = acts.acted().find(({ event }) => event.type === 'submit');
    expect(sent?.about[0]?.texts).toContain(BTC);
    expect(JSON.stringify(acts.acted())).not.toContain('hidden words');
  });

  it('is a link as the always-injected script reads links: that is not brought twice', async () => {
    document.body.innerHTML = `<a id="b" href="bitcoin:${BTC}">Pay</a>`;
    byId('b').addEventListener('click', (event) => event.preventDefault());
    await userEvent.click(byId('b'));
    expect(read).toHaveBeenCalledOnce();
    expect(acts.acted()[0]?.about).toEqual([{ kind: 'pay', element: byId('b'), texts: [BTC] }]);
  });

  it('is forgotten once no verdict would be told of it any more', async () => {
    const later = vi.spyOn(window, 'setTimeout');
    document.body.innerHTML = `<button id="b" data-to="${BTC}">Pay</button>`;
    await userEvent.click(byId('b'));
    expect(acts.acted()).toHaveLength(1);
    const forget = later.mock.calls.find(([, ms]) => ms === MAX_LATE_MS)?.[0];
    (forget as () => void)();
    expect(acts.acted()).toEqual([]);
  });

  it('is not looked for at each letter that somebody writes', async () => {
    document.body.innerHTML = '<input id="f">';
    byId('f').focus();
    await userEvent.keyboard('a1');
    expect(openShadow).not.toHaveBeenCalled();
    await keys.enter();
    expect(openShadow).toHaveBeenCalled();
  });
});

it('nor does the guard look at each letter', async () => {
  const page = await guardPage(`<input id="f"><p>${BTC}</p>`, [mark(BTC)]);
  byId('f').focus();
  const openShadow = vi.spyOn(page.seam, 'openShadow');
  await userEvent.keyboard('a1');
  expect(openShadow).not.toHaveBeenCalled();
  await keys.enter();
  expect(openShadow).toHaveBeenCalled();
  await closeGuard();
});

it('of a button as large as a page only the beginning is gone through', () => {
  const button = document.createElement('button');
  button.innerHTML = `<i title="${BTC}">many words </i>`.repeat(5_000);
  const all = vi.spyOn(Element.prototype, 'getElementsByTagName');
  const whole = vi.spyOn(Node.prototype, 'textContent', 'get');
  const steps = vi.spyOn(TreeWalker.prototype, 'nextNode');
  const [pressed] = readPressed([button], readHref);
  expect(pressed?.texts[1]?.split('\n').filter((text) => text === BTC)).toHaveLength(50);
  expect(all).not.toHaveBeenCalled();
  expect(whole).not.toHaveBeenCalled();
  expect(steps.mock.calls.length).toBeLessThan(200);
  vi.restoreAllMocks();
});
