import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { MAX_LATE_MS, TOAST_MS } from '#lib/core/limits.ts';
import { createCloser } from '#lib/page/closer.ts';
import {
  act,
  byId,
  card,
  closeGuard,
  goBack,
  goOn,
  guardPage,
  keys,
  LINE,
  mark,
  mountHere,
  pasted,
  select,
  toast,
} from './guard-page.ts';
import { BTC, EVM, openPage, SEGWIT, TRON } from './page.ts';

afterEach(closeGuard);

describe('a verdict that comes late', () => {
  it('is told of what was copied just before', async () => {
    const page = await guardPage(`<p id="a">${BTC}</p><p id="b">${SEGWIT}</p>`, [mark(EVM)]);
    select(byId('a'));
    await keys.copy();
    expect(card()).toBeNull();
    select(byId('b'));
    await page.tell({ type: 'page.marks', marks: [mark(SEGWIT)] });
    expect(card()).toBeNull();
    await page.tell({ type: 'page.marks', marks: [mark(BTC)] });
    expect(act()).toBe('[guard_copied]');
    await goBack();
    await page.tell({ type: 'page.marks', marks: [mark(BTC)] });
    expect(card()).toBeNull();
  });

  it('is told of a selection that was too long to be spelt out, by where the address stood', async () => {
    const words = '<p>many words </p>'.repeat(2_000);
    const page = await guardPage(`<div id="a">${words}<p>${BTC}</p></div><p id="b">${SEGWIT}</p>`, []);
    select(byId('a'));
    await keys.copy();
    select(byId('b'));
    await page.tell({ type: 'page.marks', marks: [mark(SEGWIT)] });
    expect(card()).toBeNull();
    await page.tell({ type: 'page.marks', marks: [mark(BTC)] });
    expect(act()).toBe('[guard_copied]');
  });

  it('is told of what happened before the guard was there', async () => {
    const page = openPage(`<button id="b" data-to="${BTC}">Pay</button>`);
    await page.scan();
    page.seam.lookCloser(createCloser);
    await userEvent.click(byId('b'));
    await page.tell({ type: 'page.marks', marks: [mark(BTC)] });
    mountHere(page);
    expect(act()).toBe('[guard_late]');
  });

  it('is told of what was carried then, though the page is another by now', async () => {
    const page = openPage(`<button id="b">Copy <i title="${BTC}">it</i></button>`);
    await page.scan();
    page.seam.lookCloser(createCloser);
    byId('b').addEventListener('click', () => byId('b').replaceChildren('Copied'));
    await userEvent.click(byId('b'));
    await page.tell({ type: 'page.marks', marks: [mark(BTC)] });
    mountHere(page);
    expect(act()).toBe('[guard_late]');
  });

  it.each(['a', 'form'])('is not told of what a click only opened: %s', async (what) => {
    const page = openPage('<form id="f"><a id="b" href="#">Donate</a> <button id="s">Give</button></form>');
    await page.scan();
    page.seam.lookCloser(createCloser);
    byId('f').addEventListener('submit', (event) => event.preventDefault());
    await userEvent.click(byId(what === 'a' ? 'b' : 's'));
    byId('b').innerHTML = `<span data-to="${BTC}">${BTC}</span>`;
    byId('b').dataset.to = BTC;
    byId('f').insertAdjacentHTML('beforeend', `<input name="to" value="${BTC}">`);
    await page.scan(2);
    await page.tell({ type: 'page.marks', marks: [mark(BTC)] });
    await vi.waitFor(() => expect(page.seam.shown()[0]?.targets.length).toBeGreaterThan(0));
    mountHere(page);
    expect(card()).toBeNull();
  });

  it('is not told of what is long over', async () => {
    const page = await guardPage(`<p id="a">${BTC}</p>`, []);
    select(byId('a'));
    await keys.copy();
    const now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(now + MAX_LATE_MS + 1);
    await page.tell({ type: 'page.marks', marks: [mark(BTC)] });
    clock.mockRestore();
    expect(card()).toBeNull();
  });

  it('is not told of what somebody has just been asked about', async () => {
    const page = await guardPage(`<p id="a">${BTC}</p>`, [mark(BTC, { level: 'derived' })]);
    select(byId('a'));
    await keys.copy();
    await goOn();
    await page.tell({ type: 'page.marks', marks: [mark(BTC, { level: 'derived' })] });
    expect(card()).toBeNull();
  });
});

describe('where the page only mentions an address', () => {
  const quiet = { context: 'mention' } as const;

  it('an act goes through with a quiet word', async () => {
    await guardPage(`<p id="a">${BTC}</p>`, [mark(BTC, quiet)]);
    select(byId('a'));
    await keys.copy();
    expect(card()).toBeNull();
    await vi.waitFor(() => expect(toast()?.querySelector('[role="status"]')?.textContent).toContain(LINE));
    expect(toast()?.querySelector('img')).toBeNull();
    expect(await pasted()).toBe(BTC);
    toast()?.querySelector('button')?.click();
    expect(toast()).toBeNull();
  });

  it('the quiet word stays as long as it has the pointer or the focus, and goes later', async () => {
    await guardPage(`<p id="a">${BTC}</p><p id="b" style="margin-top: 300px">-</p>`, [mark(BTC, quiet)]);
    // An earlier test may have left the pointer where the word will stand.
    await userEvent.hover(byId('b'));
    select(byId('a'));
    await keys.copy();
    const box = toast() as HTMLElement;
    const button = box.querySelector('button') as HTMLButtonElement;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      button.focus();
      for (const type of ['pointerenter', 'pointerleave']) box.dispatchEvent(new PointerEvent(type));
      vi.advanceTimersByTime(2 * TOAST_MS);
      expect(toast()).toBe(box);
      button.blur();
      for (const type of ['pointerleave', 'pointerenter']) box.dispatchEvent(new PointerEvent(type));
      vi.advanceTimersByTime(2 * TOAST_MS);
      expect(toast()).toBe(box);
      box.dispatchEvent(new PointerEvent('pointerleave'));
      vi.advanceTimersByTime(2 * TOAST_MS);
      expect(toast()).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it('a button and a link answer as ever', async () => {
    await guardPage(`<button id="b" data-to="${BTC}">Copy</button><a id="l" href="bitcoin:${BTC}">Pay</a>`, [
      mark(BTC, quiet),
    ]);
    const heard = vi.fn((event: Event) => event.preventDefault());
    for (const id of ['b', 'l']) byId(id).addEventListener('click', heard);
    await userEvent.click(byId('b'));
    await userEvent.click(byId('l'));
    expect(heard).toHaveBeenCalledTimes(2);
    expect(card()).toBeNull();
    expect(toast()).not.toBeNull();
  });
});

describe('on a listed page that asks for money', () => {
  it('is no reason to ask where only a donation button in it is listed', async () => {
    await guardPage(`<p id="a">${SEGWIT}</p>`, [mark(null, { part: true, account: 'donorbox:x', urls: [] })]);
    select(byId('a'));
    await keys.copy();
    expect(card()).toBeNull();
  });

  const WRONG = `${SEGWIT.slice(0, -1)}5`;

  it('any address is guarded, and nothing that only looks like one', async () => {
    await guardPage(`<p id="a">${SEGWIT}</p><p id="b">Write to us at ${WRONG}</p>`, [
      mark(null, { addresses: [SEGWIT] }),
    ]);
    select(byId('b'));
    await keys.copy();
    expect(card()).toBeNull();
    select(byId('a'));
    await keys.copy();
    expect(act()).toBe('[guard_copy]');
    expect(card()?.querySelector('.almsguard-guard-address')?.textContent).toBe(SEGWIT);
  });

  it('links and forms are too', async () => {
    await guardPage(
      `<a id="l" href="bitcoin:${SEGWIT}">Pay</a><form id="f"><input value="${TRON}"><button id="b">Give</button></form>`,
      [mark(null, { addresses: [SEGWIT, TRON] })],
    );
    await userEvent.click(byId('l'));
    expect(act()).toBe('[guard_pay]');
    await goBack();
    await userEvent.click(byId('b'));
    expect(act()).toBe('[guard_submit]');
  });
});

describe('events that no person made', () => {
  it('do nothing', async () => {
    await guardPage(
      `<p id="a">${BTC}</p><button id="b" data-to="${BTC}">Copy</button><a id="l" href="bitcoin:${BTC}">Pay</a>`,
      [mark(BTC)],
    );
    const heard = vi.fn((event: Event) => event.preventDefault());
    for (const type of ['click', 'copy', 'keydown']) document.body.addEventListener(type, heard);
    byId('b').click();
    byId('l').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    select(byId('a'));
    byId('a').dispatchEvent(new ClipboardEvent('copy', { bubbles: true }));
    byId('b').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    for (const type of ['click', 'copy', 'keydown']) document.body.removeEventListener(type, heard);
    expect(heard).toHaveBeenCalledTimes(4);
    expect(card()).toBeNull();
  });
});

describe('a page without a marked address', () => {
  it('is left as it was', async () => {
    await guardPage(`<p id="a">${BTC}</p><a id="l" href="bitcoin:${BTC}">Pay</a>`, []);
    const html = document.documentElement.outerHTML;
    byId('l').addEventListener('click', (event) => event.preventDefault());
    await userEvent.click(byId('l'));
    select(byId('a'));
    await keys.copy();
    expect(card()).toBeNull();
    expect(toast()).toBeNull();
    expect(document.documentElement.outerHTML).toBe(html);
  });
});
