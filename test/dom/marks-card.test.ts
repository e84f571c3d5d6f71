import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { CARD_STAYS_MS } from '#lib/core/limits.ts';
import { boxOf, card, close, LINE, layer, mark, pins, show } from './marks-setup.ts';
import { BTC, EVM } from './page.ts';

afterEach(close);

describe('the card of a mark', () => {
  it('explains it on focus, as text, and closes with Escape', async () => {
    await show(`<p>${BTC}</p>`, [mark(BTC)]);
    pins()[0]?.focus();
    expect(card()?.querySelector('p')?.textContent).toBe(LINE);
    expect(card()?.querySelector('strong')?.textContent).toBe('[level_listed]');
    expect(layer()?.querySelector('img')).toBeNull();
    expect(pins()[0]?.getAttribute('aria-label')).toBe(`[glyph_name: [level_listed] | ${LINE}]`);
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(card()).toBeNull();
  });

  it('has its own direction, stays inside the window, and covers nothing that it speaks of', async () => {
    await show(`<p>to ${BTC} now</p>`, [mark(BTC, 'listed', { line: `${LINE} `.repeat(3) })]);
    pins()[0]?.focus();
    const [width, place] = [card()?.getBoundingClientRect().width, boxOf('p')];
    expect(card()?.getBoundingClientRect().top).toBeGreaterThanOrEqual(place.bottom);
    document.documentElement.dir = 'rtl';
    pins()[0]?.blur();
    pins()[0]?.focus();
    expect(card()?.getAttribute('dir')).toBe('[locale_dir]');
    const box = card()?.getBoundingClientRect() as DOMRect;
    expect(box.width).toBeCloseTo(width ?? 0, 0);
    expect(box.left).toBeGreaterThanOrEqual(0);
    expect(box.right).toBeLessThanOrEqual(document.documentElement.clientWidth);
  });

  it('stays while the pointer goes to it, and closes once it has gone', async () => {
    await show(`<p style="height: 300px">${BTC}</p>`, [mark(BTC)]);
    const p = document.querySelector('p') as Element;
    const hover = (rect: DOMRect | undefined) => {
      const position = {
        x: (rect?.left ?? 0) - p.getBoundingClientRect().left + 9,
        y: (rect?.top ?? 0) - p.getBoundingClientRect().top + 9,
      };
      return userEvent.hover(p, { position, force: true });
    };
    await hover(pins()[0]?.getBoundingClientRect());
    await vi.waitFor(() => expect(card()).not.toBeNull());
    await hover(card()?.getBoundingClientRect());
    await new Promise((resolve) => setTimeout(resolve, 2 * CARD_STAYS_MS));
    expect(card()).not.toBeNull();
    await hover(p.getBoundingClientRect());
    await vi.waitFor(() => expect(card()).toBeNull());
  });

  it('leads to “Why?” by keyboard, which asks for the explanation', async () => {
    const page = await show(`<p>${BTC}</p>`, [mark(BTC, 'listed', { more: ['Listed then.', 'So sure.'] })]);
    pins()[0]?.focus();
    expect([...(card()?.querySelectorAll('p') ?? [])].map(({ textContent }) => textContent)).toEqual([
      LINE,
      'Listed then.',
      'So sure.',
    ]);
    expect(pins()[0]?.getAttribute('aria-label')).toBe(
      `[glyph_name: [level_listed] | [sentences: [sentences: ${LINE} | Listed then.] | So sure.]]`,
    );
    expect(pins()[0]?.getAttribute('aria-expanded')).toBe('true');
    await userEvent.tab();
    const why = layer()?.activeElement as HTMLElement;
    expect(why.textContent).toBe('[card_why]');
    await new Promise((resolve) => setTimeout(resolve, 2 * CARD_STAYS_MS));
    expect(page.asked).toEqual([]);
    why.click();
    expect(page.asked).toEqual([]);
    await userEvent.keyboard('{Enter}');
    expect(page.asked).toEqual([{ type: 'page.explain' }]);
    await userEvent.keyboard('{Escape}');
    expect(card()).toBeNull();
    expect(layer()?.activeElement).toBe(pins()[0]);
    await userEvent.tab();
    await new Promise((resolve) => setTimeout(resolve, 2 * CARD_STAYS_MS));
    expect(pins()[0]?.getAttribute('aria-expanded')).toBe('false');
  });

  it('closes when the focus leaves it, or when its sentence is no longer what is said', async () => {
    const page = await show(`<p>${BTC}</p><p>${EVM}</p>`, [mark(BTC), mark(EVM)]);
    pins()[0]?.focus();
    await userEvent.tab();
    await userEvent.tab();
    expect(layer()?.activeElement).toBe(pins()[1]);
    expect(layer()?.querySelectorAll('.almsguard-card')).toHaveLength(1);
    await userEvent.tab();
    await new Promise((resolve) => setTimeout(resolve, 2 * CARD_STAYS_MS));
    expect(card()?.contains(layer()?.activeElement ?? null)).toBe(true);
    await userEvent.tab();
    await vi.waitFor(() => expect(card()).toBeNull());
    pins()[0]?.focus();
    await page.tell({ type: 'page.marks', marks: [mark(BTC, 'listed', { line: 'Another.' })] });
    expect(card()).toBeNull();
  });

  it('stays with its glyph while the page changes elsewhere', async () => {
    await show(`<p>${BTC}</p>`, [mark(BTC)]);
    const [pin] = pins();
    pin?.focus();
    document.body.insertAdjacentHTML('beforeend', `<p>Some news, and ${EVM} too</p>`);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(pins()[0]).toBe(pin);
    expect(card()).not.toBeNull();
    document.querySelector('p')?.remove();
    await vi.waitFor(() => expect(card()).toBeNull());
  });

  it('opens by a click that the page does not hear', async () => {
    await show(`<p>${BTC}</p>`, [mark(BTC)]);
    const heard = vi.fn();
    document.addEventListener('click', heard, { once: true });
    pins()[0]?.click();
    document.removeEventListener('click', heard);
    expect(heard).not.toHaveBeenCalled();
    expect(card()).not.toBeNull();
  });
});
