import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { toBase64 } from '#lib/core/bytes.ts';
import { wait } from '#lib/core/wait.ts';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import { findParts, isUnderlined, look } from './attacks/seen.ts';
import { BROWSERS, go, launch, prepare, settled, TIMEOUT_MS, until, whenTriedAgain } from './harness.ts';

const TOWN_LIST = join(import.meta.dirname, '..', 'pages', 'town.csv');
const CLEAN = 'https://orchard-school.example/give';
const APPEAL = 'https://hope-bridge.example/donate';
const SEIZED = 'https://facemaskcenter.com/';
const CHANNEL = 'https://t.me/s/riverbank_winter_aid';

describe.each(BROWSERS)('on the page in %s', (name) => {
  let driver: Driver;
  let page: DriverPage;
  prepare(async () => {
    driver = await launch(name);
    const base64 = toBase64(readFileSync(TOWN_LIST));
    expect(await ask(driver, { type: 'lists.import', name: 'town.csv', base64 })).toMatchObject({ ok: true });
    page = await driver.newPage();
  });
  afterAll(() => driver?.close());
  whenTriedAgain(async () => {
    await page.close();
    page = await driver.newPage();
  });

  const open = async (url: string, part: 'banner' | 'pin' = 'pin') => {
    await go(driver, page, url);
    const parts = await until(
      () => findParts(driver, page),
      (found) => found[part] !== null,
    );
    expect(parts[part]).not.toBeNull();
    return parts;
  };
  const middle = ({
    left,
    top,
    width,
    height,
  }: {
    left: number;
    top: number;
    width: number;
    height: number;
  }) => ({
    x: left + width / 2,
    y: top + height / 2,
  });

  it('a page without a match is what it was, byte for byte', async () => {
    await page.goto(CLEAN, TIMEOUT_MS);
    const shape = () =>
      page.evaluate(async () => {
        const served = new DOMParser().parseFromString(
          await (await fetch(location.href)).text(),
          'text/html',
        );
        return {
          same: document.documentElement.outerHTML === served.documentElement.outerHTML,
          sheets: [...document.styleSheets].map(({ cssRules }) => cssRules.length),
          adopted: document.adoptedStyleSheets.length,
          highlights: CSS.highlights.size,
          own: Object.getOwnPropertyNames(window).filter((name) => /almsguard/i.test(name)),
          top: document.querySelectorAll(':popover-open, :modal').length,
        };
      }, null);
    const report = await settled(driver, page);
    expect(report.addresses.length).toBeGreaterThan(0);
    expect(await shape()).toEqual({
      same: true,
      sheets: [expect.any(Number)],
      adopted: 0,
      highlights: 0,
      own: [],
      top: 0,
    });
  });

  it('a marked page is what it was but for one element, and its own styles stay', async () => {
    await open(APPEAL);
    const shape = await page.evaluate(async () => {
      const served = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
      const copy = document.documentElement.cloneNode(true) as Element;
      const extra = [...copy.children].filter(({ localName }) => localName === 'div');
      for (const element of extra) element.remove();
      return {
        same: copy.outerHTML === served.documentElement.outerHTML,
        extra: extra.map((element) => element.getAttributeNames().join()),
        adopted: document.adoptedStyleSheets.length,
      };
    }, null);
    expect(shape).toEqual({ same: true, extra: ['style'], adopted: 0 });
  });

  it('a listed address has its line and its glyph, whose card stays and leads to the explanation', async () => {
    await open(APPEAL);
    const isDrawn = await until(
      () => look(driver, page),
      (seen) => seen.pin,
    );
    expect(isDrawn).toMatchObject({ pin: true, banner: false });
    const { pin } = await findParts(driver, page);
    if (pin) await page.clickAt(middle(pin));
    const { card } = await until(
      () => findParts(driver, page),
      (found) => found.card?.isOnTop === true,
    );
    expect(card?.isOnTop).toBe(true);
    await wait(1_000);
    expect((await findParts(driver, page)).card).not.toBeNull();
    await page.press('Tab');
    await page.press('Enter');
    expect(await explained(driver, page)).toBe(true);
  });

  it('who points at a glyph sees its card, which goes when the pointer has gone', async () => {
    const { pin } = await open(APPEAL);
    const isOpen = (open: boolean) =>
      until(
        () => findParts(driver, page),
        ({ card }) => (card !== null) === open,
      );
    // An earlier test may have left the pointer just there, and what does not move points at nothing new.
    await page.pointAt({ x: 2, y: 2 });
    if (pin) await page.pointAt(middle(pin));
    expect((await isOpen(true)).card?.text).toContain('On a list');
    await page.pointAt({ x: 2, y: 2 });
    expect((await isOpen(false)).card).toBeNull();
  });

  it('an address in a shadow tree has its line, too', async () => {
    await open(APPEAL);
    const box = await page.evaluate(() => {
      const host = document.createElement('div');
      document.querySelector('main')?.prepend(host);
      const root = host.attachShadow({ mode: 'open' });
      const place = document.createElement('p');
      place.textContent = document.querySelector('code')?.textContent ?? '';
      root.append(place);
      const { left, top, width, height } = place.getBoundingClientRect();
      return { left, top, width, height };
    }, null);
    expect(await until(() => isUnderlined(page, box), Boolean)).toBe(true);
  });

  it('an address in a frame of another site has its line, too', async () => {
    await go(driver, page, CLEAN);
    const box = await page.evaluate((url: string) => {
      const frame = document.createElement('iframe');
      frame.src = url;
      frame.style.cssText = 'width: 900px; height: 500px';
      document.body.prepend(frame);
      const { left, top, width, height } = frame.getBoundingClientRect();
      return { left, top, width, height };
    }, APPEAL);
    expect(await until(() => isUnderlined(page, box), Boolean)).toBe(true);
  });

  it('a listed channel says so over the page', async () => {
    await open(CHANNEL, 'banner');
    const { banner } = await until(
      () => findParts(driver, page),
      (found) => found.banner?.text.includes('lists this channel') === true,
    );
    expect(banner).toMatchObject({ isOnTop: true, text: expect.stringContaining('lists this channel') });
  });

  it('a seized site says so over the page, for this visit', async () => {
    await open(SEIZED, 'banner');
    const { banner } = await until(
      () => findParts(driver, page),
      (found) => found.banner?.isOnTop === true && found.banner.text.includes('in 2020'),
    );
    expect(banner?.isOnTop).toBe(true);
    expect(banner?.text).toContain('in 2020');
    const heading = () =>
      page.evaluate(() => (document.querySelector('h1') as HTMLElement).getBoundingClientRect().top, null);
    // The page makes room for it, and takes its own place back.
    const roomed = await until(heading, (top) => banner !== null && top >= banner.top + banner.height);
    expect(roomed).toBeGreaterThanOrEqual((banner?.top ?? 0) + (banner?.height ?? 0));
    // The close button stands at the end of the strip.
    if (banner) await page.clickAt({ x: banner.left + banner.width - 24, y: banner.top + banner.height / 2 });
    const gone = () =>
      until(
        () => findParts(driver, page),
        (found) => found.banner === null,
      );
    expect((await gone()).banner).toBeNull();
    expect(await until(heading, (top) => top < roomed - 40)).toBeLessThan(roomed - 40);
    await ask(driver, { type: 'report.get', tabId: page.tabId, fresh: true });
    await wait(500);
    expect((await findParts(driver, page)).banner).toBeNull();
    await page.goto(SEIZED, TIMEOUT_MS);
    const again = await until(
      () => findParts(driver, page),
      (found) => found.banner !== null,
    );
    expect(again.banner).not.toBeNull();
  });
});

/** Whether our popup is open, over the window or as a page about the tab. */
function explained(driver: Driver, { tabId }: DriverPage): Promise<boolean> {
  interface Api {
    extension: { getViews(filter: { type: 'popup' }): Window[] };
    tabs: {
      query(filter: object): Promise<{ id?: number; url?: string }[]>;
      remove(id: number): Promise<void>;
    };
  }
  return until(
    () =>
      driver.inExtension(async (id: number) => {
        const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
        const api = browser ?? chrome;
        const views = api.extension.getViews({ type: 'popup' });
        const tab = (await api.tabs.query({})).find(({ url }) => url?.endsWith(`/popup.html?tab=${id}`));
        for (const view of views) view.close();
        if (tab?.id !== undefined) await api.tabs.remove(tab.id);
        return views.length > 0 || tab !== undefined;
      }, tabId),
    Boolean,
  );
}
