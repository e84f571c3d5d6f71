import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { COVER_CHECK_MS, MAX_REPAIRS } from '#lib/core/limits.ts';
import { createShield, type Shield, type ShieldDeps } from '#lib/page/shield.ts';

const own = new WeakSet<Node>();
let shield: Shield | null = null;
let part: HTMLElement;
let page: HTMLElement;

function open(deps: Partial<ShieldDeps> = {}): { onGivenUp: ReturnType<typeof vi.fn>; shield: Shield } {
  const onGivenUp = vi.fn();
  const made = createShield({ window, own, onGivenUp, ...deps });
  part = document.createElement('div');
  part.style.cssText = 'position: fixed; inset: 100px auto auto 100px; inline-size: 200px; block-size: 100px';
  part.textContent = 'told';
  made.root.append(part);
  shield = made;
  return { onGivenUp, shield: made };
}

/** What a person who clicks on it would click on. */
const hit = () => document.elementFromPoint(200, 150);
const isOnTop = () => shield !== null && hit() === shield.host;
const soon = { timeout: 4 * COVER_CHECK_MS };

beforeEach(() => {
  page = document.createElement('main');
  document.body.append(page);
});
afterEach(() => {
  shield?.stop();
  shield = null;
  page.remove();
  document.documentElement.removeAttribute('style');
  for (const style of document.querySelectorAll('style.hostile')) style.remove();
});

function restyle(css: string): void {
  const style = document.createElement('style');
  style.className = 'hostile';
  style.textContent = css;
  document.head.append(style);
}

describe('a shield', () => {
  it('shows above everything and goes without a trace', () => {
    const before = document.documentElement.outerHTML;
    const { shield: made } = open();
    restyle('main { position: fixed; inset: 0; z-index: 2147483647; background: white }');
    expect(isOnTop()).toBe(true);
    expect(own.has(made.host)).toBe(true);
    made.stop();
    document.querySelector('style.hostile')?.remove();
    expect(document.documentElement.outerHTML).toBe(before);
  });

  it('keeps what it shows from the page', () => {
    const { shield: made } = open();
    expect(made.host.shadowRoot).toBeNull();
    expect(made.host.childNodes).toHaveLength(0);
  });

  it.each([
    '* { display: none !important }',
    '* { opacity: 0 !important; pointer-events: none !important; visibility: hidden !important }',
    '@layer first { div { all: unset !important; display: none !important; position: static !important } }',
    'html { opacity: 0; filter: opacity(0); clip-path: inset(50%); transform: scale(0); overflow: clip }',
    'html > div { animation: fade 1s infinite } @keyframes fade { from, to { opacity: 0; translate: -9999px } }',
    '::backdrop { background: white; pointer-events: auto }',
    '* { transition: all 999s !important }',
    ':root { zoom: 0.5 } ',
  ])('stands against %s', async (css) => {
    restyle(css);
    open();
    // All of the page being gone, there is nothing to stand on.
    if (css.startsWith('* { display')) restyle('html, body { display: block !important }');
    const box = part.getBoundingClientRect();
    expect(isOnTop()).toBe(true);
    expect(getComputedStyle(part).visibility).toBe('visible');
    expect(box.width).toBeCloseTo(200, 0);
  });

  it.each<[string, (host: HTMLElement) => void]>([
    ['removed', (host) => host.remove()],
    ['moved', (host) => page.append(host)],
    ['hidden', (host) => host.setAttribute('style', 'display: none !important')],
    ['made inert', (host) => host.setAttribute('inert', '')],
    ['given away with its document', () => document.documentElement.replaceWith(document.documentElement)],
  ])('is put back when it is %s', async (_, attack) => {
    const { shield: made, onGivenUp } = open();
    attack(made.host);
    // At once, not when it is looked after the next time.
    await new Promise((resolve) => setTimeout(resolve));
    expect(isOnTop()).toBe(true);
    expect(made.root.host.matches(':popover-open')).toBe(true);
    expect(made.host.getAttributeNames()).toEqual(['style']);
    expect(made.host.parentElement).toBe(document.documentElement);
    expect(onGivenUp).not.toHaveBeenCalled();
  });

  it.each<[string, string]>([
    ['an almost invisible one', 'opacity: 0.001'],
    ['one that is drawn over it and lets clicks through', 'background: white; pointer-events: none'],
  ])('rises above a popover of the page: %s', async (_, css) => {
    open();
    const cover = document.createElement('div');
    cover.popover = 'manual';
    cover.style.cssText = `${css}; position: fixed; inset: 0; inline-size: 100vw; block-size: 100vh`;
    page.append(cover);
    cover.showPopover();
    await new Promise((resolve) => setTimeout(resolve, 2 * COVER_CHECK_MS));
    cover.style.pointerEvents = 'auto';
    expect(isOnTop()).toBe(true);
  });

  it('goes into a modal dialog of the page, and out again', async () => {
    const { shield: made } = open();
    const dialog = document.createElement('dialog');
    dialog.style.cssText = 'inline-size: 100vw; block-size: 100vh; max-inline-size: none';
    page.append(dialog);
    dialog.showModal();
    expect(isOnTop()).toBe(false);
    await vi.waitFor(() => expect(isOnTop()).toBe(true), soon);
    dialog.close();
    await vi.waitFor(() => expect(isOnTop()).toBe(true), soon);
    expect(made.host.parentElement).toBe(document.documentElement);
  });

  it('brings a modal dialog of its own back to the front, open and with its focus', async () => {
    const { shield: made } = open();
    const dialog = document.createElement('dialog');
    dialog.style.cssText =
      'position: fixed; inset: 50px auto auto 50px; inline-size: 300px; block-size: 200px';
    const [first, second] = [document.createElement('button'), document.createElement('button')];
    dialog.append(first, second);
    const closed = vi.fn();
    dialog.addEventListener('close', closed);
    made.root.append(dialog);
    dialog.showModal();
    second.focus();
    const other = document.createElement('dialog');
    page.append(other);
    other.showModal();
    await vi.waitFor(() => expect(isOnTop()).toBe(true), soon);
    expect(made.root.activeElement).toBe(second);
    made.host.remove();
    await vi.waitFor(() => expect(dialog.matches(':modal')).toBe(true));
    expect(closed).not.toHaveBeenCalled();
  });

  it('gives up against a page that does not, and says so once', async () => {
    const { shield: made, onGivenUp } = open();
    let removed = 0;
    const observer = new MutationObserver(() => {
      if (!made.host.isConnected) return;
      removed++;
      made.host.remove();
    });
    observer.observe(document.documentElement, { childList: true });
    made.host.remove();
    await vi.waitFor(() => expect(onGivenUp).toHaveBeenCalledTimes(1));
    await new Promise((resolve) => setTimeout(resolve, 2 * COVER_CHECK_MS));
    observer.disconnect();
    expect(removed).toBe(MAX_REPAIRS);
    expect(onGivenUp).toHaveBeenCalledTimes(1);
    expect(made.host.isConnected).toBe(false);
  });

  it('counts the repairs of five seconds together', async () => {
    const now = vi.spyOn(performance, 'now');
    const { shield: made, onGivenUp } = open();
    for (let time = 0; time <= MAX_REPAIRS; time++) {
      expect(onGivenUp).not.toHaveBeenCalled();
      now.mockReturnValue((4_900 * time) / MAX_REPAIRS);
      made.host.remove();
      await vi.waitFor(() => expect(made.host.isConnected).toBe(time < MAX_REPAIRS));
      await Promise.resolve();
    }
    await vi.waitFor(() => expect(onGivenUp).toHaveBeenCalledTimes(1), soon);
    now.mockRestore();
  });

  it('forgets repairs that are long past', async () => {
    const now = vi.spyOn(performance, 'now');
    const { shield: made, onGivenUp } = open();
    for (let time = 0; time < 20; time++) {
      now.mockReturnValue(time * 2_000);
      made.host.remove();
      await vi.waitFor(() => expect(made.host.isConnected).toBe(true));
    }
    now.mockRestore();
    expect(onGivenUp).not.toHaveBeenCalled();
  });

  it('leaves what it cannot rise above', async () => {
    const { shield: made, onGivenUp } = open();
    const place = document.createElement('div');
    page.append(place);
    const dialog = document.createElement('dialog');
    place.attachShadow({ mode: 'open' }).append(dialog);
    dialog.showModal();
    await new Promise((resolve) => setTimeout(resolve, (MAX_REPAIRS + 3) * COVER_CHECK_MS));
    expect(onGivenUp).not.toHaveBeenCalled();
    expect(made.host.isConnected).toBe(true);
  });

  it('does not rise above another one that is open, whatever the page opens', async () => {
    const { shield: under } = open();
    const over = createShield({ window, own, onGivenUp: vi.fn() });
    const dialog = document.createElement('dialog');
    dialog.style.cssText =
      'position: fixed; inset: 50px auto auto 50px; inline-size: 300px; block-size: 200px';
    over.root.append(dialog);
    dialog.showModal();
    const raised = vi.spyOn(HTMLElement.prototype, 'showPopover');
    const cover = document.createElement('div');
    cover.popover = 'manual';
    cover.style.cssText = 'inset: 0; inline-size: 100vw; block-size: 100vh; opacity: 0; pointer-events: none';
    page.append(cover);
    cover.showPopover();
    raised.mockClear();
    await new Promise((resolve) => setTimeout(resolve, 2 * COVER_CHECK_MS));
    expect(raised.mock.contexts.filter((layer) => layer === under.root.host)).toEqual([]);
    raised.mockRestore();
    expect(hit()).toBe(over.host);
    over.stop();
    expect(hit()).toBe(under.host);
  });

  it('has what is shown elsewhere looked after, too', async () => {
    let whole = true;
    const onRepair = vi.fn(() => {
      whole = true;
    });
    open({ isWhole: () => whole, onRepair });
    whole = false;
    await vi.waitFor(() => expect(onRepair).toHaveBeenCalledTimes(1), soon);
  });
});
