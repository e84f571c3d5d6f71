import { afterEach, describe, expect, it, vi } from 'vitest';
import { GUARD_DELAY_MS } from '#lib/core/limits.ts';
import {
  back,
  byId,
  card,
  closeGuard,
  goOn,
  guardPage,
  keys,
  LINE,
  mark,
  onward,
  pasted,
  select,
  settle,
} from './guard-page.ts';
import { BTC, EVM } from './page.ts';

afterEach(closeGuard);

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

  it('gives the focus back to where it was', async () => {
    await guardPage(`<p id="a" tabindex="0">${BTC}</p>`, [mark(BTC)]);
    byId('a').focus();
    select(byId('a'));
    await keys.copy();
    expect(document.activeElement).not.toBe(byId('a'));
    back()?.click();
    await vi.waitFor(() => expect(card()).toBeNull());
    expect(document.activeElement).toBe(byId('a'));
  });

  it('lets nobody go on before it was seen for a while, and counts that down', async () => {
    const at = performance.now();
    await copyIt();
    expect(onward()?.disabled).toBe(true);
    const wait = () => card()?.querySelector('.almsguard-guard-wait') as HTMLElement;
    const seconds = () => wait().querySelector('.almsguard-guard-seconds')?.textContent;
    // Read out when somebody comes to it, and not with each second.
    expect(wait().getAttribute('role')).toBe('timer');
    expect(wait().textContent).toBe(`[guard_read][guard_wait: ${GUARD_DELAY_MS / 1000}]`);
    await vi.waitFor(() => expect(seconds()).toBe('[guard_wait: 1]'), { timeout: GUARD_DELAY_MS });
    await vi.waitFor(() => expect(onward()?.disabled).toBe(false), { timeout: GUARD_DELAY_MS });
    expect(performance.now() - at).toBeGreaterThanOrEqual(GUARD_DELAY_MS - 200);
    expect(wait().hidden).toBe(true);
  });

  it('does not count while nobody can see it', async () => {
    await copyIt();
    const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const count = () => card()?.querySelector('.almsguard-guard-seconds')?.textContent;
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
