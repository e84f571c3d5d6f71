import { afterAll, describe, expect, it } from 'vitest';
import type { Driver, DriverPage } from '../../scripts/browser/driver.ts';
import { findParts } from './attacks/seen.ts';
import { goBack, goOn, look, middleOf, press, waitForCard } from './guard-card.ts';
import { BROWSERS, launch, prepare, until, visit } from './harness.ts';

const DRAWINGS = 'https://drawings.example/';

describe.each(BROWSERS)('in a document that is an SVG picture, in %s', (name) => {
  let driver: Driver;
  prepare(async () => {
    driver = await launch(name);
  });
  afterAll(() => driver?.close());

  const marked = async (page: DriverPage) =>
    until(
      async () => (await findParts(driver, page)).pin,
      (pin) => pin?.isOnTop === true,
    );
  /** Right edge and middle of the address, in the window. */
  const endOf = (page: DriverPage) =>
    page.evaluate(() => {
      const text = [...document.querySelectorAll('text')][1] as Element;
      const { right, top, height } = text.getBoundingClientRect();
      return { right, middle: top + height / 2 };
    }, null);

  it.each(['drawing.svg', 'scaled.svg'])('the address in %s has its glyph beside it', async (drawing) => {
    const { page } = await visit(driver, `${DRAWINGS}${drawing}`);
    const pin = await marked(page);
    const { right, middle } = await endOf(page);
    expect(pin && Math.abs(pin.left - right)).toBeLessThan(8);
    expect(pin && Math.abs(pin.top + pin.height / 2 - middle)).toBeLessThan(8);
  });

  it('the glyph of an address that is turned stands beside all of it, in a drawing that is a little smaller', async () => {
    const { page } = await visit(driver, `${DRAWINGS}scaled.svg`);
    await page.evaluate(() => {
      document.documentElement.setAttribute('viewBox', '0 0 1450 900');
      document.querySelector('#address')?.setAttribute('transform', 'rotate(90 20 140)');
    }, null);
    const isBeside = async () => {
      const [pin, { right, middle }] = [await marked(page), await endOf(page)];
      return (
        pin !== null && Math.abs(pin.left - right) < 8 && Math.abs(pin.top + pin.height / 2 - middle) < 8
      );
    };
    expect(await until(isBeside, (beside) => beside)).toBe(true);
  });

  it('a payment link is stopped and asked about, and followed on demand', async () => {
    const { page } = await visit(driver, `${DRAWINGS}scaled.svg`);
    await marked(page);
    const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard, null);
    await press(page, '#link');
    const { card, focused } = await until(
      () => look(driver, page),
      (shown) => shown.card !== null && shown.focused !== null,
    );
    expect(card).toContain('This opens a wallet');
    expect(focused).toBe('Go back');
    await goBack(driver, page);
    expect(await heard()).toEqual([]);
    await page.clickAt(await middleOf(page, '#link'));
    await waitForCard(driver, page);
    await goOn(driver, page);
    expect(await until(heard, (lines) => lines.length > 0)).toEqual(['a false']);
  });

  it('what the page takes away is put back, and goes without a trace', async () => {
    const { page } = await visit(driver, `${DRAWINGS}drawing.svg`);
    await marked(page);
    const parts = () => page.evaluate(() => document.documentElement.children.length, null);
    const before = await parts();
    await page.evaluate(() => document.querySelector('foreignObject')?.firstElementChild?.remove(), null);
    expect(await marked(page)).toMatchObject({ isOnTop: true });
    // Put into something that is not drawn, it is still in the drawing.
    await page.evaluate(() => {
      const outer = document.querySelector('foreignObject');
      const hidden = document.createElementNS('http://www.w3.org/1999/xhtml', 'div');
      hidden.style.display = 'none';
      hidden.append(outer?.firstElementChild ?? '');
      outer?.append(hidden);
    }, null);
    const isHidden = () =>
      page.evaluate(() => document.querySelector('foreignObject > div > div') !== null, null);
    expect(await until(isHidden, (hidden) => !hidden)).toBe(false);
    expect(await marked(page)).toMatchObject({ isOnTop: true });
    await page.evaluate(() => document.querySelector('foreignObject')?.remove(), null);
    expect(await marked(page)).toMatchObject({ isOnTop: true });
    expect(await parts()).toBe(before);
    await page.evaluate(() => {
      for (const part of document.querySelectorAll('a, text')) part.remove();
    }, null);
    expect(await until(parts, (count) => count === 1)).toBe(1);
  });
});
