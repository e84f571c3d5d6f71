import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { act, byId, card, closeGuard, goOn, guardPage, keys, mark, select } from './guard-page.ts';
import { BTC, EVM, TRON } from './page.ts';

afterEach(closeGuard);

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

  it.each([
    { how: 'the middle button', button: 'middle', keys: ['Control', 'Meta'] },
    { how: 'Shift', button: 'left', held: 'Shift', keys: ['Shift'] },
    { how: 'Alt', button: 'left', held: 'Alt', keys: ['Alt'] },
  ] as const)('that pays is stopped under $how, and followed with it afterwards', async (way) => {
    await guardPage(`<a id="l" href="bitcoin:${BTC}">Pay</a>`, [mark(BTC, { level: 'derived' })]);
    const held = 'held' in way ? way.held : null;
    if (held) await userEvent.keyboard(`{${held}>}`);
    await userEvent.click(byId('l'), { button: way.button });
    if (held) await userEvent.keyboard(`{/${held}}`);
    expect(act()).toBe('[guard_pay]');
    const followed = vi.fn((event: MouseEvent) => {
      event.preventDefault();
      return ['Control', 'Meta', 'Shift', 'Alt'].filter((key) => event.getModifierState(key));
    });
    byId('l').addEventListener('click', followed);
    await goOn();
    expect(followed.mock.results.map(({ value }) => value)).toEqual([way.keys]);
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

describe('a script that goes to a wallet', () => {
  /** What the browser was about to open, and whether it was kept from it. */
  const went = () => {
    const seen: [url: string, kept: boolean][] = [];
    const note = (event: NavigateEvent) => {
      seen.push([event.destination.url, event.defaultPrevented]);
      // The tests' own frame stays where it is.
      event.preventDefault();
    };
    navigation.addEventListener('navigate', note);
    stopNoting = () => navigation.removeEventListener('navigate', note);
    return seen;
  };
  let stopNoting = () => {};
  afterEach(() => stopNoting());

  it('is stopped before the browser goes, and goes on demand', async () => {
    await guardPage(`<button id="b">Give</button><p>${BTC}</p>`, [mark(BTC)]);
    const seen = went();
    byId('b').addEventListener('click', () => location.assign(`bitcoin:${BTC}?amount=1`));
    await userEvent.click(byId('b'));
    expect(act()).toBe('[guard_pay]');
    expect(seen).toEqual([[`bitcoin:${BTC}?amount=1`, true]]);
    await goOn();
    expect(seen.at(-1)).toEqual([`bitcoin:${BTC}?amount=1`, false]);
    expect(card()).toBeNull();
  });

  it('is stopped also right after the address was copied on demand', async () => {
    await guardPage(`<p id="a">${BTC}</p>`, [mark(BTC)]);
    const seen = went();
    select(byId('a'));
    await keys.copy();
    await goOn();
    expect(card()).toBeNull();
    location.assign(`bitcoin:${BTC}`);
    expect(seen).toEqual([[`bitcoin:${BTC}`, true]]);
    expect(act()).toBe('[guard_pay]');
  });

  it('goes once a little after a press that was allowed, and is stopped again after that', async () => {
    await guardPage(`<button id="b" data-to="${BTC}">Give</button><p>${BTC}</p>`, [mark(BTC)]);
    const seen = went();
    byId('b').addEventListener('click', () => setTimeout(() => location.assign(`bitcoin:${BTC}`), 50));
    await userEvent.click(byId('b'));
    await goOn();
    await vi.waitFor(() => expect(seen).toEqual([[`bitcoin:${BTC}`, false]]));
    expect(card()).toBeNull();
    location.assign(`bitcoin:${BTC}`);
    expect(seen[1]?.[1]).toBe(true);
  });

  it('is stopped after a link that was allowed has set out', async () => {
    const link = `https://link.trustwallet.com/send?asset=c0&address=${BTC}`;
    await guardPage(`<a id="a" href="${link}">Give</a><p>${BTC}</p>`, [mark(BTC)]);
    const seen = went();
    await userEvent.click(byId('a'));
    await goOn();
    expect(seen).toEqual([[link, false]]);
    location.assign(`bitcoin:${BTC}`);
    expect(seen[1]?.[1]).toBe(true);
  });

  it('is none that goes to another address, to a page, or to an explorer of this one', async () => {
    await guardPage(`<button id="b">Go</button><p>${BTC}</p>`, [mark(BTC)]);
    const seen = went();
    const goals = [`ethereum:${EVM}`, '/elsewhere', `https://mempool.space/address/${BTC}`];
    for (const goal of goals) {
      byId('b').onclick = () => location.assign(goal);
      await userEvent.click(byId('b'));
      expect(card()).toBeNull();
    }
    expect(seen.map(([, kept]) => kept)).toEqual([false, false, false]);
  });
});
