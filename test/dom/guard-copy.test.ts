import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import {
  act,
  byId,
  card,
  closeGuard,
  goBack,
  goOn,
  guardPage,
  keys,
  mark,
  mountHere,
  pasted,
  select,
  settle,
  TOLD,
  toast,
} from './guard-page.ts';
import { BTC, EVM, openPage, SEGWIT } from './page.ts';

afterEach(closeGuard);

describe('copying a marked address', () => {
  it('is stopped before the page hears of it, and nothing is copied', async () => {
    await guardPage(`<p id="a">to ${BTC} now</p><p id="b">other</p>`, [mark(BTC)]);
    select(byId('b'));
    await keys.copy();
    const heard = vi.fn();
    document.addEventListener('copy', heard);
    select(byId('a'));
    await keys.copy();
    expect(act()).toBe('[guard_copy]');
    await goBack();
    document.removeEventListener('copy', heard);
    expect(heard).not.toHaveBeenCalled();
    expect(await pasted()).toBe('other');
  });

  it('is stopped where its mark is not drawn, too', async () => {
    await guardPage(`<p id="a">${BTC}</p>`, [mark(BTC, { level: 'derived', undrawn: true })]);
    select(byId('a'));
    await keys.copy();
    expect(card()).not.toBeNull();
  });

  it('goes through once somebody says so, and that once only', async () => {
    await guardPage(`<p id="a">to ${BTC} now</p>`, [mark(BTC, { level: 'derived' })]);
    const heard = vi.fn();
    document.addEventListener('copy', heard);
    select(byId('a'));
    await keys.copy();
    await goOn();
    expect(card()).toBeNull();
    expect(heard).not.toHaveBeenCalled();
    document.removeEventListener('copy', heard);
    expect(await pasted()).toBe(`to ${BTC} now`);
    select(byId('a'));
    await keys.copy();
    expect(card()).not.toBeNull();
  });

  it.each([
    ['white space', `<p id="a">${SEGWIT.replace(/(.{4})/g, '$1 ')}</p>`],
    ['invisible characters', `<p id="a">${SEGWIT.replace(/(.{9})/g, '$1\u200b')}</p>`],
    ['elements', `<p id="a"><b>${SEGWIT.slice(0, 9)}</b>${SEGWIT.slice(9)}</p>`],
    ['lines', `<p id="a">${SEGWIT.slice(0, 20)}<br>${SEGWIT.slice(20)}</p>`],
  ])('is stopped whatever stands inside it: %s', async (_what, html) => {
    await guardPage(`${html}<p>${SEGWIT}</p>`, [mark(SEGWIT)]);
    select(byId('a'));
    await keys.copy();
    expect(card()).not.toBeNull();
  });

  it('is stopped in a selection that is too long to be spelt out, by where the address stands', async () => {
    await guardPage(`<div id="a">${'<p>many words </p>'.repeat(2_000)}<p id="b">${BTC}</p></div>`, [
      mark(BTC),
    ]);
    select(byId('a'));
    await keys.copy();
    expect(card()).not.toBeNull();
  });

  it('is stopped in an open shadow tree', async () => {
    await guardPage('<div id="a"></div><p>x</p>', []);
    await closeGuard();
    document.body.innerHTML = '<div id="a"></div>';
    const page = openPage('<div id="a"></div><p>and so on</p>', [mark(BTC)]);
    byId('a').attachShadow({ mode: 'open' }).innerHTML = `<p>${BTC}</p>`;
    await vi.waitFor(() => expect(page.seam.shown()[0]?.targets).toHaveLength(1), { timeout: 4_000 });
    mountHere(page);
    select(document.body);
    await keys.copy();
    expect(card()).not.toBeNull();
  });

  it.each(['input', 'textarea'])('is stopped in a field: %s', async (name) => {
    await guardPage(`<${name} id="f"></${name}><p>${EVM}</p>`, [mark(EVM)]);
    const field = byId('f') as HTMLInputElement;
    field.value = `0x${EVM.slice(2).toLowerCase()} and more`;
    field.focus();
    field.setSelectionRange(0, 42);
    await keys.cut();
    expect(act()).toBe('[guard_copy]');
    expect(field.value).toContain('and more');
    expect(field.value).toContain('0x');
    await goOn();
    expect(field.value).toBe(' and more');
    expect((await pasted()).toLowerCase()).toBe(EVM.toLowerCase());
  });

  it('copies what was stopped, though the page has changed the selection since', async () => {
    await guardPage(`<p id="a">${BTC}</p><p id="b">${SEGWIT}</p>`, [mark(BTC, { level: 'same-key' })]);
    select(byId('a'));
    await keys.copy();
    select(byId('b'));
    await goOn();
    expect(await pasted()).toBe(BTC);
  });

  it('is left alone where the selection holds only a part of it, or something else', async () => {
    await guardPage(`<p id="a">to ${BTC} now</p><p id="b">${SEGWIT}</p>`, [mark(BTC)]);
    const text = byId('a').firstChild as Text;
    document.getSelection()?.setBaseAndExtent(text, 0, text, 20);
    await keys.copy();
    expect(card()).toBeNull();
    select(byId('b'));
    await keys.copy();
    expect(card()).toBeNull();
    expect(await pasted()).toBe(SEGWIT);
  });

  it('is left alone for levels that stop nobody', async () => {
    await guardPage(`<p id="a">${BTC}</p>`, [mark(BTC, { level: 'lookalike' })]);
    select(byId('a'));
    await keys.copy();
    expect(card()).toBeNull();
    expect(toast()).toBeNull();
  });

  it('is stopped where a script of the page copies in a click', async () => {
    await guardPage(`<button id="b">Copy</button><p>${BTC}</p>`, [mark(BTC)]);
    byId('b').onclick = () => {
      const field = document.createElement('textarea');
      field.value = BTC;
      document.body.append(field);
      field.select();
      document.execCommand('copy');
      field.remove();
    };
    await userEvent.click(byId('b'));
    expect(act()).toBe('[guard_copy]');
    await goOn();
    expect(await pasted()).toBe(BTC);
  });
});

describe('what a script puts on the clipboard', () => {
  const hint = (detail: unknown) => document.dispatchEvent(new CustomEvent(TOLD, { detail }));
  const active = (isActive: boolean) =>
    vi.spyOn(navigator.userActivation, 'isActive', 'get').mockReturnValue(isActive);
  afterEach(() => vi.restoreAllMocks());

  it('is followed by the card, and taken off again', async () => {
    await guardPage(`<p>${BTC}</p><button id="b">Copy</button>`, [mark(BTC)]);
    byId('b').onclick = () => {
      hint(BTC);
      navigator.clipboard.writeText(BTC);
    };
    await userEvent.click(byId('b'));
    expect(act()).toBe('[guard_copied]');
    await goBack();
    await vi.waitFor(() => expect(toast()?.textContent).toContain('[guard_clipboard_emptied]'));
    expect(await pasted()).toBe('');
  });

  it('is left where somebody wants it', async () => {
    await guardPage(`<p>${BTC}</p><button id="b">Copy</button>`, [mark(BTC, { level: 'derived' })]);
    byId('b').onclick = () => {
      hint(BTC);
      navigator.clipboard.writeText(BTC);
    };
    await userEvent.click(byId('b'));
    await goOn();
    expect(card()).toBeNull();
    expect(await pasted()).toBe(BTC);
  });

  it('is not touched once somebody has been elsewhere, and that is said', async () => {
    await guardPage(`<p>${BTC}</p>`, [mark(BTC)]);
    active(true);
    const write = vi.spyOn(navigator.clipboard, 'writeText');
    hint(BTC);
    await settle();
    window.dispatchEvent(new FocusEvent('blur'));
    await goBack();
    await vi.waitFor(() => expect(toast()?.textContent).toContain('[guard_clipboard_kept]'));
    expect(write).not.toHaveBeenCalled();
  });

  it('is not touched where something else stands there by now, and that is said', async () => {
    await guardPage(`<p>${BTC}</p>`, [mark(BTC)]);
    active(true);
    vi.spyOn(navigator.permissions, 'query').mockResolvedValue({ state: 'granted' } as PermissionStatus);
    vi.spyOn(navigator.clipboard, 'readText').mockResolvedValue('something else');
    const write = vi.spyOn(navigator.clipboard, 'writeText');
    hint(BTC);
    await goBack();
    await vi.waitFor(() => expect(toast()?.textContent).toContain('[guard_clipboard_other]'));
    expect(write).not.toHaveBeenCalled();
  });

  it('is not asked about again where somebody has pressed for it and gone on', async () => {
    const page = await guardPage(`<button id="b" data-to="${BTC}">Copy</button>`, [
      mark(BTC, { level: 'derived' }),
    ]);
    byId('b').onclick = () => {
      hint(BTC);
      // News that the scanner has of it come at once.
      page.tell({ type: 'page.marks', marks: [mark(BTC, { level: 'derived' })] });
      setTimeout(hint, 50, BTC);
    };
    await userEvent.click(byId('b'));
    await goOn();
    await settle(200);
    expect(card()).toBeNull();
    active(true);
    hint(BTC);
    expect(act()).toBe('[guard_copied]');
  });

  it('is nothing where nobody has done anything, or the hint is none', async () => {
    await guardPage(`<p>${BTC}</p>`, [mark(BTC)]);
    active(false);
    hint(BTC);
    expect(card()).toBeNull();
    active(true);
    for (const detail of [null, 7, [BTC], { text: BTC }, SEGWIT]) hint(detail);
    expect(card()).toBeNull();
  });
});
