import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { card, close, layer, mark, mount, pins, show, withStyle } from './marks-setup.ts';
import { BTC, EVM, startHere } from './page.ts';

afterEach(close);

const published = (text: string) => mark(text, 'verified', { line: 'Published by Orchard School.' });
const point = (x: number, y: number) =>
  document.body.dispatchEvent(
    new PointerEvent('pointermove', { clientX: x, clientY: y, bubbles: true, composed: true }),
  );
const isShown = (pin = pins()[0] as Element) => getComputedStyle(pin).opacity === '1';

async function open(html: string, texts: string[]) {
  const page = await show(html, texts.map(published));
  await withStyle();
  return page;
}

describe('an address that a charity published itself', () => {
  it('has its mark where somebody points at it, and nothing otherwise', async () => {
    await open(`<p>to ${BTC}</p><p style="margin-top: 200px" id="far">far</p>`, [BTC]);
    expect(CSS.highlights.size).toBe(0);
    expect(isShown()).toBe(false);
    expect(getComputedStyle(pins()[0] as Element).pointerEvents).toBe('none');
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('p') as Element);
    const { right, top, height } = range.getBoundingClientRect();
    point(right - 20, top + height / 2);
    await vi.waitFor(() => expect(isShown()).toBe(true));
    const far = (document.querySelector('#far') as Element).getBoundingClientRect();
    point(far.left + 5, far.top + 5);
    await vi.waitFor(() => expect(isShown()).toBe(false));
  });

  it('has no mark any more once the pointer has left the page', async () => {
    await open(`<p style="position: fixed; left: 0; top: 0; margin: 0">${BTC}</p>`, [BTC]);
    point(3, 3);
    await vi.waitFor(() => expect(isShown()).toBe(true));
    document.dispatchEvent(new PointerEvent('pointerleave', { clientX: -1, clientY: 3 }));
    await vi.waitFor(() => expect(isShown()).toBe(false));
  });

  it('has another shape than what warns, and the words for it', async () => {
    await open(`<p>${BTC}</p>`, [BTC]);
    expect(pins()[0]?.getAttribute('aria-label')).toBe(
      '[glyph_name: [level_verified] | Published by Orchard School.]',
    );
    expect(pins()[0]?.querySelectorAll('path')).toHaveLength(2);
  });

  it('is told to those who come to it by key, and stays while its card is open', async () => {
    await open(`<p>${BTC}</p>`, [BTC]);
    pins()[0]?.focus();
    expect(isShown()).toBe(true);
    expect(card()?.textContent).toContain('Published by Orchard School.');
    await userEvent.keyboard('{Tab}');
    expect((layer() as ShadowRoot).activeElement?.className).toBe('almsguard-why');
    expect(isShown()).toBe(true);
  });

  it('has no line around its picture, and is one of its own among others', async () => {
    await open(`<img alt="${EVM}" width="120" height="120"><p>${BTC}</p>`, [EVM, BTC]);
    expect(layer()?.querySelector('.almsguard-frame')).toBeNull();
    const { left, top, width, height } = (document.querySelector('img') as Element).getBoundingClientRect();
    point(left + width / 2, top + height / 2);
    await vi.waitFor(() => expect(pins().map((pin) => isShown(pin))).toEqual([true, false]));
  });

  it('leaves the page as it was', async () => {
    document.body.innerHTML = `<p>${BTC}</p>`;
    const html = document.documentElement.outerHTML;
    const page = startHere([published(BTC)]);
    await page.scan();
    const marks = mount(page.seam);
    await vi.waitFor(() => expect(pins()).toHaveLength(1));
    marks.stop();
    page.seam.stop();
    expect(document.documentElement.outerHTML).toBe(html);
  });
});
