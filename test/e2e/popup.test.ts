import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { toBase64 } from '#lib/core/bytes.ts';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import { BROWSERS, closeAtEnd, go, launch, load, prepare, press, until, visit } from './harness.ts';
import { holdLists } from './moments/hold-lists.ts';
import { zoom } from './zoom.ts';

interface Storage {
  storage: { session: { get(key: string): Promise<Record<string, unknown>> } };
}

const CLEAN = 'https://orchard-school.example/give';
const SIZE = { width: 380, height: 560 };

describe.each(BROWSERS)('the popup in %s', (name) => {
  let driver: Driver;
  /** A page with a listed address; the popup waits by itself until it has been read. */
  let listed: DriverPage;
  let page: DriverPage;
  prepare(async () => {
    driver = await launch(name);
    listed = await driver.newPage();
    await load(listed, 'https://hope-bridge.example/donate');
    page = await driver.newPage();
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
  const popupOf = async (page: DriverPage, size = SIZE) =>
    closeAtEnd(await driver.openExtensionPage(`popup.html?tab=${page.tabId}`, size));

  it('explains a listed address: who says so, as whom, since when, how it matched, and where to look', async () => {
    const popup = await popupOf(listed);
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
  });

  it('says how many places of an address were left out', async () => {
    const many = closeAtEnd(await driver.newPage());
    await go(driver, many, 'https://hope-bridge.example/donate');
    await many.evaluate(() => {
      const line = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';
      for (let i = 0; i < 30; i++) document.body.append(document.createElement('p'), line);
    }, null);
    const popup = await popupOf(many);
    const said = 'Addresses stand in so many places of the page that';
    expect(await textOf(popup, said)).toContain(said);
  });

  it('tells when the source of a list changed what it says of the address', async () => {
    // The columns of the seizure orders that the NBCTF publishes.
    const order =
      'order_id,start_date,end_date,last_updated,wallet_address\n' +
      'ASO 18/26,2026-07-01,2028-07-01,2026-07-02,TWB9xgNG9nmJuwW4etsQEb9RRnrnVnoNnJ\n';
    const base64 = toBase64(Buffer.from(order));
    const list = await ask(driver, { type: 'lists.import', name: 'orders.csv', base64 });
    if (!list.ok) throw new Error(list.error.message);
    onTestFinished(async () => void (await ask(driver, { type: 'lists.remove', id: list.value.id })));
    const seized = closeAtEnd(await driver.newPage());
    await load(seized, CLEAN);
    await seized.evaluate(() => document.body.append('Give USDT: TWB9xgNG9nmJuwW4etsQEb9RRnrnVnoNnJ'), null);
    const popup = await popupOf(seized);
    const dates = ['July 1, 2026', 'Entry last changed July 2, 2026.'];
    const text = await textOf(popup, ...dates);
    for (const date of dates) expect(text).toContain(date);
  });

  it('finds what was concluded of a page, and nothing of a page that was closed', async () => {
    const gistOf = (tabId: number) =>
      driver.inExtension(async (key: string) => {
        const { browser, chrome } = globalThis as unknown as Record<
          'browser' | 'chrome',
          Storage | undefined
        >;
        return (await (browser ?? chrome)?.storage.session.get(key))?.[key];
      }, `gist:${tabId}`);
    const { page: other } = await visit(driver, 'https://hope-bridge.example/donate');
    expect(await gistOf(other.tabId)).toMatchObject({
      url: 'https://hope-bridge.example/donate',
      level: 'listed',
      says: { authority: 'US Treasury OFAC' },
    });
    await go(driver, other, 'https://long.example/');
    expect(await gistOf(other.tabId)).toMatchObject({ url: 'https://long.example/' });
    await other.close();
    expect(
      await until(
        () => gistOf(other.tabId),
        (gist) => gist === undefined,
      ),
    ).toBeUndefined();
  });

  it('says in a sentence that the same key was met on another network', async () => {
    await load(page, 'https://kind-harbour.example/');
    const popup = await popupOf(page);
    const sentence =
      'The page shows an Ethereum address. The list names a TRON address made from the same key.';
    expect(await textOf(popup, sentence)).toContain(sentence);
  });

  it('leads to the place on the page', async () => {
    await load(page, 'https://long.example/');
    await page.evaluate(() => scrollTo(0, 0), null);
    const popup = await popupOf(page);
    await textOf(popup, 'Gaza Now');
    await press(popup, 'button', 'n the text');
    const y = await until(
      () => page.evaluate(() => scrollY, null),
      (top) => top > 4_000,
    );
    expect(y).toBeGreaterThan(4_000);
  });

  it('draws the page with its findings, and leads there from the drawing', async () => {
    await load(page, 'https://long.example/');
    await page.evaluate(() => scrollTo(0, 0), null);
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
  });

  it('goes back to the page before', async () => {
    // A tab of its own: Firefox's driver waits in vain for the next load of one that went back.
    const back = closeAtEnd(await driver.newPage());
    await load(back, CLEAN);
    await load(back, 'https://hope-bridge.example/donate');
    const popup = await driver.openExtensionPage(`popup.html?tab=${back.tabId}`, SIZE);
    await textOf(popup, 'Gaza Now');
    // It closes itself then, and takes the answer with it.
    await press(popup, '.primary', 'Go back').catch(() => undefined);
    const url = () => back.evaluate(() => location.href, null).catch(() => '');
    expect(await until(url, (now) => now === CLEAN)).toBe(CLEAN);
  });

  it('asks for news of the lists, and tells what came of it', async () => {
    const tries = async () =>
      (await ask(driver, { type: 'lists.get' })).lists.map(({ lastTry }) => lastTry ?? '').sort();
    const before = await tries();
    const popup = await popupOf(listed);
    await textOf(popup, 'Gaza Now');
    await press(popup, 'footer button', 'Refresh');
    const told = /asked for news just now|could not be refreshed/;
    const live = () =>
      popup.evaluate(() => document.querySelector('footer [aria-live]')?.textContent ?? '', null);
    expect(await until(live, (text) => told.test(text))).toMatch(told);
    expect(await tries()).not.toEqual(before);
  });

  it('pauses on a site, says so, and goes on', async () => {
    onTestFinished(
      async () => void (await ask(driver, { type: 'site.pause', host: 'hope-bridge.example', on: false })),
    );
    const popup = await popupOf(listed);
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
  });

  it('has the address, its picture and the way of the evidence in the order in which they are read', async () => {
    const popup = await popupOf(listed);
    const steps = await until(
      () =>
        popup.evaluate(
          () => [...document.querySelectorAll('ol.trail > li')].map(({ textContent }) => textContent ?? ''),
          null,
        ),
      ({ length }) => length === 4,
    );
    expect(steps).toHaveLength(4);
    expect(steps[0]).toContain('hope-bridge.example');
    expect(steps[1]).toContain('3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP');
    expect(steps[2]).toMatch(/gaza now/i);
    expect(steps[3]).toContain('OFAC sanctions list (SDN)');
    const pictures = await until(
      () =>
        popup.evaluate(
          () =>
            [...document.querySelectorAll('.card svg.identicon')].map((svg) => [
              svg.getAttribute('aria-hidden'),
              svg.querySelectorAll('rect').length > 0,
            ]),
          null,
        ),
      (drawn) => drawn.length > 0,
    );
    expect(pictures).toContainEqual(['true', true]);
  });

  it('says what a clean page was compared with, and never that it is safe', async () => {
    await load(page, CLEAN);
    const popup = await popupOf(page);
    const text = await textOf(popup, '2 addresses', 'OFAC sanctions list (SDN)');
    expect(text).toMatch(/2 addresses on this page, none on the lists/);
    expect(text).toContain('OFAC sanctions list (SDN)');
    expect(text).not.toMatch(/\bsafe\b/i);
  });

  it('says when it cannot read a page', async () => {
    await load(page, CLEAN);
    const popup = await popupOf(page);
    const other = await popupOf(popup);
    const text = await until(
      () => other.evaluate(() => document.querySelector('h1')?.textContent ?? '', null),
      (title) => /cannot/i.test(title),
    );
    expect(text).toMatch(/cannot/i);
    expect(await ask(driver, { type: 'report.get', tabId: popup.tabId, fresh: true })).toMatchObject({
      state: 'unreadable',
    });
  });

  it('fills its width without scrolling sideways, down to 320 pixels', async () => {
    const popup = await popupOf(listed, { width: 320, height: 560 });
    await textOf(popup, 'Gaza Now');
    const overflow = await popup.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      null,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });

  it.each([0.5, 2, 4])(
    'shows its headline and needs no scrolling sideways at a zoom of %d',
    async (factor) => {
      const popup = await popupOf(listed, { width: 1280, height: 1024 });
      await zoom(driver, popup, factor);
      expect(await textOf(popup, 'Gaza Now')).toContain('Gaza Now');
      const seen = await popup.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        const { top, bottom } = (document.querySelector('h1') as Element).getBoundingClientRect();
        return { over: scrollWidth - clientWidth, isInView: top >= 0 && bottom <= innerHeight };
      }, null);
      expect(seen).toEqual({ over: 0, isInView: true });
    },
  );

  it('tells of an address that was listed once, and when it was taken off', async () => {
    await go(driver, page, 'https://mixer-history.example/');
    const parts = ['The address on this page was listed once', 'No longer listed', 'March 21, 2025'];
    const text = await textOf(await popupOf(page), ...parts);
    for (const part of parts) expect(text).toContain(part);
    expect(text).not.toContain('On a list');
  });

  it('says that its lists are still being loaded, and the rest once they are there', async () => {
    await go(driver, page, 'https://hope-bridge.example/donate');
    const holder = await driver.openExtensionPage('options.html', SIZE);
    await holdLists(holder);
    await driver.endBackground();
    const popup = await popupOf(page);
    const told = 'The lists are still being loaded';
    // Firefox ends what is idle here after two seconds, and what was asked of it with it: any question keeps it.
    const text = await until(
      async () => {
        await ask(driver, { type: 'choices.get' });
        return textOf(popup);
      },
      (shown) => shown.includes(told),
    );
    await holder.close();
    expect(text).toContain(told);
    expect(await textOf(popup, 'Gaza Now')).toContain('Gaza Now');
  });

  it('says that its lists are old on a day on which they are', async () => {
    onTestFinished(async () => void (await ask(driver, { type: 'settings.asOf', date: null })));
    await ask(driver, { type: 'settings.asOf', date: '2030-01-01' });
    await go(driver, page, CLEAN);
    const told = 'The lists are older than they should be';
    expect(await textOf(await popupOf(page), told)).toContain(told);
  });
});
