import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { GUARD_DELAY_MS, MAX_LATE_MS } from '#lib/core/limits.ts';
import { createCloser } from '#lib/page/closer.ts';
import { COPIED } from '#lib/page/copied-event.ts';
import {
  act,
  back,
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
  onward,
  pasted,
  select,
  settle,
  toast,
} from './guard-page.ts';
import { BTC, EVM, openPage, SEGWIT, TRON } from './page.ts';

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

describe('a button', () => {
  it.each([
    ['carries it', `<button id="b" data-clipboard-text="${BTC}">Copy</button>`],
    ['says it in a handler', `<span id="b" onclick="window.pressed('${BTC}')">Copy</span>`],
    ['shows it', `<div role="button" id="b" tabindex="0"><i>${BTC}</i></div>`],
    [
      'names the field',
      `<input id="f" value="${BTC}"><button id="b" data-clipboard-target="#f">Copy</button>`,
    ],
    ['is a link that leads nowhere', `<a id="b" href="#" data-address="${BTC}">Copy</a>`],
    [
      'holds what carries it',
      `<button id="b"><svg data-of="${BTC}" width="9" height="9"></svg>Copy</button>`,
    ],
  ])('is stopped that %s, before the page hears of anything', async (_how, html) => {
    await guardPage(`${html}<p>${BTC}</p>`, [mark(BTC, { level: 'derived' })]);
    const heard = vi.fn();
    const types = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
    for (const type of types) byId('b').addEventListener(type, heard);
    await userEvent.click(byId('b'));
    expect(act()).toBe('[guard_press]');
    expect(heard).not.toHaveBeenCalled();
    Object.assign(window, { pressed: heard });
    await goOn();
    expect(heard).toHaveBeenCalled();
    expect(card()).toBeNull();
  });

  it('is stopped when it is pressed with a key, and pressed once afterwards', async () => {
    await guardPage(`<button id="b" data-to="${BTC}">Copy</button>`, [mark(BTC, { level: 'derived' })]);
    const heard = vi.fn();
    byId('b').addEventListener('keydown', heard);
    byId('b').addEventListener('click', heard);
    byId('b').focus();
    await keys.enter();
    expect(act()).toBe('[guard_press]');
    expect(heard).not.toHaveBeenCalled();
    await goOn();
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('answers to the key that it was pressed with, where the browser makes no click of it', async () => {
    await guardPage(`<div role="button" tabindex="0" id="b" data-to="${BTC}">Copy</div>`, [
      mark(BTC, { level: 'derived' }),
    ]);
    const heard: string[] = [];
    for (const type of ['keydown', 'click']) {
      byId('b').addEventListener(type, (event) => heard.push(`${type} ${(event as KeyboardEvent).key}`));
    }
    byId('b').focus();
    await userEvent.keyboard(' ');
    expect(card()).not.toBeNull();
    await goOn();
    expect(heard).toEqual(['keydown  ']);
  });

  it('is left alone without such an address, also beside one', async () => {
    await guardPage(`<div data-address="${BTC}"><button id="b">More</button><p>${BTC}</p></div>`, [
      mark(BTC),
    ]);
    const heard = vi.fn();
    byId('b').onclick = heard;
    await userEvent.click(byId('b'));
    expect(heard).toHaveBeenCalledOnce();
    expect(card()).toBeNull();
  });

  it('is no field that is clicked to be selected', async () => {
    await guardPage(`<input id="b" value="${BTC}" onclick="this.select()">`, [mark(BTC)]);
    await userEvent.click(byId('b'));
    expect(card()).toBeNull();
    await keys.copy();
    expect(act()).toBe('[guard_copy]');
  });
});

describe('a link', () => {
  it.each([
    `bitcoin:${BTC}?amount=1`,
    `https://link.trustwallet.com/send?asset=c0&address=${BTC}`,
    `https://link.metamask.io/send/${EVM}@1?value=1e16`,
    `ethereum:pay-${EVM}@1`,
    `tron:${TRON}`,
  ])('that pays is stopped: %s', async (href) => {
    await guardPage(`<p>${BTC} ${EVM} ${TRON}</p><a id="l" href="${href}"><b id="b">Pay</b></a>`, [
      mark(BTC, { level: 'derived' }),
      mark(EVM, { level: 'derived' }),
      mark(TRON, { level: 'derived' }),
    ]);
    const followed = vi.fn((event: Event) => event.preventDefault());
    byId('l').addEventListener('click', followed);
    await userEvent.click(byId('b'));
    expect(act()).toBe('[guard_pay]');
    expect(followed).not.toHaveBeenCalled();
    await goOn();
    expect(followed).toHaveBeenCalledOnce();
  });

  it('that pays is stopped under the middle button, and opened beside this page afterwards', async () => {
    await guardPage(`<a id="l" href="bitcoin:${BTC}">Pay</a>`, [mark(BTC, { level: 'derived' })]);
    const open = vi.spyOn(window, 'open').mockReturnValue(null);
    await userEvent.click(byId('l'), { button: 'middle' });
    expect(act()).toBe('[guard_pay]');
    await goOn();
    expect(open.mock.calls).toEqual([[new URL(`bitcoin:${BTC}`), '_blank', 'noopener']]);
    open.mockRestore();
  });

  it('to an explorer pays nobody', async () => {
    await guardPage(`<a id="l" href="https://mempool.space/address/${BTC}">${BTC}</a>`, [mark(BTC)]);
    const followed = vi.fn((event: Event) => event.preventDefault());
    byId('l').addEventListener('click', followed);
    await userEvent.click(byId('l'));
    expect(followed).toHaveBeenCalledOnce();
    expect(card()).toBeNull();
  });
});

describe('a form', () => {
  const sent = vi.fn((event: Event) => event.preventDefault());
  afterEach(() => sent.mockClear());
  const show = async (inner: string, of = 'id="f"') => {
    await guardPage(`<p>${BTC}</p><form ${of}>${inner}<button id="b">Give</button></form>`, [
      mark(BTC, { level: 'derived' }),
    ]);
    byId('f').addEventListener('submit', sent);
  };

  it.each([
    ['a field', `<input name="to" value="${BTC}">`],
    ['a hidden field', `<input type="hidden" name="to" value="bitcoin:${BTC}">`],
    ['a choice', `<input type="radio" name="to" value="${BTC}" checked>`],
    ['a list', `<select name="to"><option value="${BTC}">Bitcoin</option></select>`],
    ['a text', `<textarea name="to">to ${BTC}</textarea>`],
  ])('is stopped that sends it in %s, and sent once', async (_what, inner) => {
    await show(inner);
    await userEvent.click(byId('b'));
    expect(act()).toBe('[guard_submit]');
    expect(sent).not.toHaveBeenCalled();
    await goOn();
    expect(sent).toHaveBeenCalledOnce();
    expect(sent.mock.calls[0]?.[0]).toHaveProperty('submitter', byId('b'));
    await userEvent.click(byId('b'));
    expect(card()).not.toBeNull();
  });

  it('is stopped though its controls are called like what it is asked for', async () => {
    const names = [
      'elements',
      'submit',
      'requestSubmit',
      'action',
      'getAttribute',
      'dispatchEvent',
      'matches',
    ];
    await show(names.map((name) => `<input name="${name}" value="${BTC}">`).join(''));
    byId('b').focus();
    await keys.enter();
    expect(act()).toBe('[guard_submit]');
    await goOn();
    expect(sent).toHaveBeenCalledOnce();
    expect(sent.mock.calls[0]?.[0]).toHaveProperty('submitter', byId('b'));
  });

  it.each([
    [
      'another choice',
      `<input type="radio" name="to" value="${BTC}"><input type="radio" name="to" value="x" checked>`,
    ],
    ['only a mention', `<p>${BTC}</p><input name="q" value="x">`],
  ])('is left alone with %s', async (_what, inner) => {
    await show(inner);
    await userEvent.click(byId('b'));
    expect(sent).toHaveBeenCalledOnce();
    expect(card()).toBeNull();
  });
});

describe('what a script puts on the clipboard', () => {
  const hint = (detail: unknown) => document.dispatchEvent(new CustomEvent(COPIED, { detail }));
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

  it('is told of what happened before the guard was there', async () => {
    const page = openPage(`<button id="b" data-to="${BTC}">Pay</button>`);
    await page.scan();
    page.seam.lookCloser(createCloser);
    await userEvent.click(byId('b'));
    await page.tell({ type: 'page.marks', marks: [mark(BTC)] });
    mountHere(page);
    expect(act()).toBe('[guard_late]');
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
    await guardPage(`<p id="a">${SEGWIT}</p>`, [mark(null, { part: true })]);
    select(byId('a'));
    await keys.copy();
    expect(card()).toBeNull();
  });

  it('any address is guarded, and nothing else', async () => {
    await guardPage(`<p id="a">${SEGWIT}</p><p id="b">Write to us</p>`, [mark(null)]);
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
      [mark(null, { level: 'listed' })],
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

describe('the card', () => {
  const copyIt = async (over = {}) => {
    await guardPage(`<p id="a">${BTC}</p>`, [mark(BTC, over)]);
    select(byId('a'));
    await keys.copy();
  };

  it('is a modal dialog that says what it means, who says so, and which address, as text', async () => {
    await copyIt();
    const dialog = card() as HTMLDialogElement;
    expect(dialog.matches(':modal')).toBe(true);
    expect(dialog.getAttribute('role')).toBe('alertdialog');
    expect([dialog.lang, dialog.dir]).toEqual(['en', '']);
    const root = dialog.getRootNode() as ShadowRoot;
    expect(root.mode).toBe('closed');
    expect(root.getElementById(dialog.getAttribute('aria-labelledby') ?? '')?.textContent).toBe(
      '[guard_title_listed]',
    );
    const facts = root.getElementById(dialog.getAttribute('aria-describedby') ?? '');
    const said = [...(facts?.querySelectorAll('.almsguard-guard-fact') ?? [])].map((one) => one.textContent);
    expect(said).toEqual(['[guard_copy]', LINE, 'Since 27 March 2024.', 'As Gaza Now.']);
    expect(dialog.querySelector('img')).toBeNull();
    const groups = [...dialog.querySelectorAll('.almsguard-guard-group')].map((one) => one.textContent);
    expect(groups[0]).toHaveLength(4);
    expect(groups.join('')).toBe(BTC);
    expect(dialog.querySelector<HTMLElement>('.almsguard-guard-address')?.dir).toBe('ltr');
  });

  it('speaks of the worst of several, and says how many there are', async () => {
    await guardPage(`<div id="a"><p>${BTC}</p><p>${EVM}</p></div>`, [
      mark(BTC, { level: 'same-key', line: 'softer' }),
      mark(EVM, { line: 'harder', context: 'mention' }),
    ]);
    select(byId('a'));
    await keys.copy();
    expect(card()?.className).toContain('almsguard-listed');
    expect(card()?.textContent).toContain('harder');
    expect(card()?.querySelector('.almsguard-guard-more')?.textContent).toContain('2');
  });

  it('has the way back first, and in focus; Escape is the same', async () => {
    await copyIt();
    const buttons = [...(card()?.querySelectorAll('button') ?? [])];
    expect(buttons).toEqual([back(), onward()]);
    expect((back()?.getRootNode() as ShadowRoot | undefined)?.activeElement).toBe(back());
    await keys.escape();
    await vi.waitFor(() => expect(card()).toBeNull());
    expect(document.documentElement.lastElementChild).toBe(document.body);
  });

  it('lets nobody go on before it was seen for a while, and counts that down', async () => {
    await copyIt();
    const at = performance.now();
    expect(onward()?.disabled).toBe(true);
    const wait = () => card()?.querySelector('.almsguard-guard-wait') as HTMLElement;
    expect(wait().textContent).toContain(`${GUARD_DELAY_MS / 1000} seconds`);
    await vi.waitFor(() => expect(wait().textContent).toContain('1 second'), { timeout: GUARD_DELAY_MS });
    await vi.waitFor(() => expect(onward()?.disabled).toBe(false), { timeout: GUARD_DELAY_MS });
    expect(performance.now() - at).toBeGreaterThanOrEqual(GUARD_DELAY_MS - 200);
    expect(wait().hidden).toBe(true);
  });

  it('does not count while nobody can see it', async () => {
    await copyIt();
    const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const count = () => card()?.querySelector('.almsguard-guard-wait b')?.textContent;
    const before = count();
    await settle(1_500);
    expect(count()).toBe(before);
    hidden.mockRestore();
    await vi.waitFor(() => expect(count()).not.toBe(before), { timeout: 2_000 });
  });

  it.each(['derived', 'same-key'] as const)('is softer for %s', async (level) => {
    await copyIt({ level });
    expect(onward()?.disabled).toBe(false);
    expect(card()?.querySelector('h2')?.textContent).toBe('[guard_title_linked]');
  });

  it('takes no click that no person made', async () => {
    await copyIt({ level: 'derived' });
    onward()?.click();
    expect(card()).not.toBeNull();
  });

  it('takes no click while something of the page lies over it', async () => {
    await copyIt({ level: 'derived' });
    const over = vi.spyOn(Document.prototype, 'elementFromPoint').mockReturnValue(document.body);
    onward()?.focus();
    await keys.enter();
    expect(card()).not.toBeNull();
    over.mockRestore();
    await keys.enter();
    expect(card()).toBeNull();
  });

  it('is put back when the page takes it away, and still knows its question', async () => {
    await copyIt({ level: 'derived' });
    document.documentElement.lastElementChild?.remove();
    await vi.waitFor(() => expect(card()?.matches(':modal')).toBe(true));
    await goOn();
    expect(await pasted()).toBe(BTC);
  });

  it('comes back above a dialog that the page opens over it', async () => {
    await copyIt({ level: 'derived' });
    const theirs = document.createElement('dialog');
    theirs.textContent = 'Nothing to see here';
    document.body.append(theirs);
    theirs.showModal();
    await vi.waitFor(
      () => {
        onward()?.focus();
        expect((onward()?.getRootNode() as ShadowRoot | undefined)?.activeElement).toBe(onward());
      },
      { timeout: 3_000 },
    );
    await keys.enter();
    expect(card()).toBeNull();
    theirs.remove();
    expect(await pasted()).toBe(BTC);
  });

  it('gives way to a page that will not have it, and the act stays undone', async () => {
    await guardPage(`<p id="a">${BTC}</p><p id="b">other</p>`, [mark(BTC, { level: 'derived' })]);
    for (const id of ['b', 'a']) {
      select(byId(id));
      await keys.copy();
    }
    expect(card()).not.toBeNull();
    for (let i = 0; i < 8; i++) {
      const host = document.documentElement.lastElementChild;
      if (host !== document.body) host?.remove();
      await settle(30);
    }
    await vi.waitFor(() => expect(card()).toBeNull());
    expect(await pasted()).toBe('other');
  });

  it('goes with the guard', async () => {
    const html = document.documentElement.outerHTML;
    await copyIt();
    await closeGuard();
    document.body.innerHTML = '';
    expect(card()).toBeNull();
    expect(document.documentElement.lastElementChild).toBe(document.body);
    expect(document.documentElement.outerHTML.length).toBeLessThanOrEqual(html.length);
  });
});
