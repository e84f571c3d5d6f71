import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import { BROWSERS, launch, until, visit } from './harness.ts';

const SIZE = { width: 380, height: 560 };

describe.each(BROWSERS)('the popup in %s', (name) => {
  let driver: Driver;
  beforeAll(async () => {
    driver = await launch(name);
  });
  afterAll(() => driver?.close());

  /** Text of the popup once it holds what is waited for, with everything that can be unfolded unfolded. */
  const textOf = (popup: DriverPage, ...wanted: string[]) =>
    until(
      () =>
        popup.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
          // Folded and hidden text does not count as told.
          return document.body.innerText;
        }, null),
      (text) => wanted.every((part) => text.includes(part)),
    );
  const popupOf = (page: DriverPage) => driver.openExtensionPage(`popup.html?tab=${page.tabId}`, SIZE);

  it('explains a listed address: who says so, as whom, since when, how it matched, and where to look', async () => {
    const { page } = await visit(driver, 'https://hope-bridge.example/donate');
    const popup = await popupOf(page);
    const parts = ['OFAC', 'Gaza Now', 'SDGT', '2024', 'On a list', 'OFAC sanctions list (SDN)'];
    const text = await textOf(popup, ...parts);
    for (const part of parts) expect(text).toContain(part);
    expect(text.replace(/\s/g, '')).toContain('3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP');
    const links = await popup.evaluate(
      () => [...document.querySelectorAll('a')].map(({ href, rel }) => [href, rel]),
      null,
    );
    expect(links).toContainEqual([
      'https://sanctionssearch.ofac.treas.gov/Details.aspx?id=47635',
      expect.stringContaining('noreferrer'),
    ]);
    await popup.close();
    await page.close();
  });

  it('says in a sentence that the same key was met on another network', async () => {
    const { page } = await visit(driver, 'https://kind-harbour.example/');
    const popup = await popupOf(page);
    const sentence =
      'The page shows an Ethereum address. The list names a TRON address made from the same key.';
    expect(await textOf(popup, sentence)).toContain(sentence);
    await popup.close();
    await page.close();
  });

  it('leads to the place on the page', async () => {
    const { page } = await visit(driver, 'https://long.example/');
    expect(await page.evaluate(() => scrollY, null)).toBe(0);
    const popup = await popupOf(page);
    await textOf(popup, 'Gaza Now');
    await popup.evaluate(() => {
      const place = [...document.querySelectorAll('button')].find(({ textContent }) =>
        /in the text/i.test(textContent ?? ''),
      );
      if (!place) throw new Error('no place to click');
      place.click();
    }, null);
    const y = await until(
      () => page.evaluate(() => scrollY, null),
      (top) => top > 4_000,
    );
    expect(y).toBeGreaterThan(4_000);
    await popup.close();
    await page.close();
  });

  /** As soon as it can be pressed: what is under way is waited for. */
  const press = async (popup: DriverPage, selector: string, words = '') => {
    const pressed = await until(
      () =>
        popup.evaluate(
          ([selector, words]: [string, string]) => {
            const all = [...document.querySelectorAll<HTMLElement>(selector)];
            const one = all.find(({ textContent }) => textContent?.includes(words));
            if (!one || one.matches(':disabled')) return false;
            one.click();
            return true;
          },
          [selector, words] as [string, string],
        ),
      (done) => done,
    );
    expect(pressed, `${selector} ${words}`).toBe(true);
  };

  it('draws the page with its findings, and leads there from the drawing', async () => {
    const { page } = await visit(driver, 'https://long.example/');
    const popup = await popupOf(page);
    const dots = await until(
      () => popup.evaluate(() => document.querySelectorAll('.card .map .dot').length, null),
      (count) => count > 0,
    );
    expect(dots).toBeGreaterThan(0);
    await press(popup, '.map .dot');
    const y = await until(
      () => page.evaluate(() => scrollY, null),
      (top) => top > 4_000,
    );
    expect(y).toBeGreaterThan(4_000);
    await popup.close();
    await page.close();
  });

  it('pauses on a site, says so, and goes on', async () => {
    const { page } = await visit(driver, 'https://hope-bridge.example/donate');
    const popup = await popupOf(page);
    await textOf(popup, 'Gaza Now');
    const titled = (wanted: RegExp) =>
      until(
        () => popup.evaluate(() => document.querySelector('h1')?.textContent ?? '', null),
        (title) => wanted.test(title),
      );
    await press(popup, 'button', 'Pause on this site');
    expect(await titled(/paused/)).toBe('Almsguard is paused on this site');
    expect(await popup.evaluate(() => document.body.innerText, null)).not.toContain('Gaza Now');
    await press(popup, 'button', 'Go on here');
    expect(await titled(/on a list/)).toMatch(/on a list/);
    await popup.close();
    await page.close();
  });

  it('has the address, its picture and the way of the evidence in the order in which they are read', async () => {
    const { page } = await visit(driver, 'https://hope-bridge.example/donate');
    const popup = await popupOf(page);
    await textOf(popup, 'Gaza Now');
    const steps = await popup.evaluate(
      () => [...document.querySelectorAll('ol.trail > li')].map(({ textContent }) => textContent ?? ''),
      null,
    );
    expect(steps).toHaveLength(4);
    expect(steps[0]).toContain('hope-bridge.example');
    expect(steps[1]).toContain('3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP');
    expect(steps[2]).toMatch(/gaza now/i);
    expect(steps[3]).toContain('OFAC sanctions list (SDN)');
    const pictures = await popup.evaluate(
      () =>
        [...document.querySelectorAll('.card svg.identicon')].map((svg) => [
          svg.getAttribute('aria-hidden'),
          svg.querySelectorAll('rect').length > 0,
        ]),
      null,
    );
    expect(pictures).toContainEqual(['true', true]);
    await popup.close();
    await page.close();
  });

  it('says what a clean page was compared with, and never that it is safe', async () => {
    const { page } = await visit(driver, 'https://orchard-school.example/give');
    const popup = await popupOf(page);
    const text = await textOf(popup, '2 addresses', 'OFAC sanctions list (SDN)');
    expect(text).toMatch(/2 addresses on this page, none on the lists/);
    expect(text).toContain('OFAC sanctions list (SDN)');
    expect(text).not.toMatch(/\bsafe\b/i);
    await popup.close();
    await page.close();
  });

  it('says when it cannot read a page', async () => {
    const { page } = await visit(driver, 'https://orchard-school.example/give');
    const popup = await popupOf(page);
    const other = await driver.openExtensionPage(`popup.html?tab=${popup.tabId}`, SIZE);
    const text = await until(
      () => other.evaluate(() => document.querySelector('h1')?.textContent ?? '', null),
      (title) => /cannot/i.test(title),
    );
    expect(text).toMatch(/cannot/i);
    expect(await ask(driver, { type: 'report.get', tabId: popup.tabId, fresh: true })).toMatchObject({
      state: 'unreadable',
    });
    for (const opened of [other, popup, page]) await opened.close();
  });

  it('fills its width without scrolling sideways, down to 320 pixels', async () => {
    const { page } = await visit(driver, 'https://hope-bridge.example/donate');
    const popup = await driver.openExtensionPage(`popup.html?tab=${page.tabId}`, { width: 320, height: 560 });
    await textOf(popup, 'Gaza Now');
    const overflow = await popup.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      null,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await popup.close();
    await page.close();
  });
});
