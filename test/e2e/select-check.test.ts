import { encodeQR } from 'qr';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Driver, DriverPage } from '../../scripts/browser/driver.ts';
import { createAsking, seeAnswer } from './asking.ts';
import {
  BROWSERS,
  closeAtEnd,
  go,
  launch,
  load,
  prepare,
  tracesIn,
  until,
  visit,
  whenTriedAgain,
} from './harness.ts';

const LISTED = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';
const LEDGER = 'https://evening-ledger.example/2025/sanctions-wallets.html';

interface Api {
  tabs: {
    query(filter: object): Promise<{ id?: number; url?: string }[]>;
    remove(ids: number[]): Promise<void>;
  };
  storage: { session: { get(): Promise<Record<string, unknown>> } };
}

describe.each(BROWSERS)('an answer beside what is asked about in %s', (name) => {
  let driver: Driver;
  let asking: Awaited<ReturnType<typeof createAsking>>;
  let page: DriverPage;
  prepare(async () => {
    driver = await launch(name);
    asking = await createAsking(driver);
    ({ page } = await visit(driver, LEDGER));
  });
  afterAll(() => driver?.close());

  // With none of the answers on it, nor of what was put there.
  whenTriedAgain(async () => {
    await page.close();
    page = await driver.newPage();
    await go(driver, page, LEDGER);
  });

  /** The answer once it says all of this and hears keys: one of before may still stand there. */
  const answer = async (...parts: string[]) => {
    const seen = await until(
      () => seeAnswer(driver, page),
      (now) => now?.hasFocus === true && parts.every((part) => now.text.includes(part)),
    );
    for (const part of parts) expect(seen?.text).toContain(part);
    expect(seen?.hasFocus).toBe(true);
    return seen;
  };
  const gone = async () => {
    const seen = await until(
      () => seeAnswer(driver, page),
      (now) => now === null,
    );
    expect(seen).toBeNull();
  };
  const leave = async () => {
    await page.press('Escape');
    await gone();
  };
  /** The lookup pages that are open, and whether one of them has yet to take what was asked. */
  const lookups = () =>
    driver.inExtension(async () => {
      const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
      const { tabs, storage } = browser ?? chrome;
      const open = await tabs.query({});
      return {
        urls: open.flatMap(({ url }) => (url?.includes('lookup.html') ? url : [])),
        waits: 'lookup.given' in (await storage.session.get()),
      };
    }, null);
  const closeLookups = () =>
    driver.inExtension(async () => {
      const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
      const { tabs } = browser ?? chrome;
      const open = await tabs.query({});
      await tabs.remove(open.flatMap(({ id, url }) => (id && url?.includes('lookup.html') ? id : [])));
    }, null);
  const select = (selector: string) =>
    page.evaluate((wanted: string) => {
      (document.activeElement as HTMLElement | null)?.blur();
      getSelection()?.selectAllChildren(document.querySelector(wanted) as Element);
      const { bottom } = (getSelection() as Selection).getRangeAt(0).getBoundingClientRect();
      return bottom;
    }, selector);

  it('says of a selection what it is, who lists it, since when, and on which list', async () => {
    const bottom = await select('code');
    await asking.menu(page, { selectionText: LISTED, frameId: 0 });
    const parts = ['On a list', 'OFAC', 'Gaza Now', 'March 27, 2024', 'OFAC sanctions list (SDN)', '2025'];
    const seen = await answer(...parts);
    expect(seen?.text.replace(/\s/g, '')).toContain(LISTED);
    expect(seen?.isInside).toBe(true);
    // Beside the selection, which it does not cover.
    expect(Math.abs((seen?.box.top ?? 0) - bottom)).toBeLessThan(40);
    await leave();
  });

  it('answers the keys: for what is selected, in a field too, and for what has the focus', async () => {
    await select('p.by');
    await asking.keys(page);
    await answer('Nothing here that a list could name');
    await page.evaluate((address: string) => {
      getSelection()?.removeAllRanges();
      const field = document.createElement('textarea');
      field.value = `to ${address} please`;
      document.body.append(field);
      field.focus();
      field.setSelectionRange(3, 3 + address.length);
    }, LISTED);
    await asking.keys(page);
    await answer('On a list');
    await leave();
    // What was being written in is written in again.
    const focused = () => page.evaluate(() => document.activeElement?.localName, null);
    expect(await until(focused, (element) => element === 'textarea')).toBe('textarea');
    await page.evaluate(() => {
      document.querySelector('textarea')?.remove();
      const link = document.createElement('a');
      link.href = 'https://facemaskcenter.com/shop';
      link.textContent = 'masks';
      document.body.append(link);
      link.focus();
    }, null);
    await asking.keys(page);
    const seen = await answer('facemaskcenter.com');
    expect(seen?.text).not.toContain('Not on the lists');
    await leave();
  });

  it('names the lists and their dates where something is on none of them', async () => {
    await asking.menu(page, { linkUrl: 'https://nobody-knows.example/', frameId: 0 });
    const seen = await answer('Not on the lists');
    expect(seen?.text).toMatch(/Compared with: .*OFAC sanctions list \(SDN\) \(November 19, 2025\)/);
    await leave();
  });

  it('tells what to do where nothing can be read of a selection', async () => {
    await page.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
      getSelection()?.removeAllRanges();
    }, null);
    await page.clickAt({ x: 2, y: 700 });
    await asking.keys(page);
    await answer('Copy it, and paste it on the page “Check a text”');
    await leave();
  });

  it('opens the lookup page with what was asked, which is in no address', async () => {
    await select('code');
    await asking.menu(page, { selectionText: LISTED, frameId: 0 });
    await answer('On a list');
    onTestFinished(closeLookups);
    await page.press('Tab');
    await page.press('Tab');
    await page.press('Enter');
    await gone();
    const opened = await until(lookups, ({ urls, waits }) => urls.length > 0 && !waits);
    expect(opened.urls).toHaveLength(1);
    expect(opened.urls[0]).not.toContain(LISTED);
    expect(opened.waits).toBe(false);
  });

  it('opens it at once where no script may go', async () => {
    const own = closeAtEnd(await driver.openExtensionPage('options.html', { width: 500, height: 500 }));
    const before = asking.opened.length;
    await asking.menu({ ...own, tabId: -1 }, { selectionText: LISTED, frameId: 0 });
    await asking.keys({ ...own, tabId: -1 });
    expect(asking.opened.slice(before)).toEqual([LISTED, '']);
  });

  it('reads the code in a picture, and answers inside the frame that somebody selected in', async () => {
    await page.evaluate(
      (path: string) => {
        const image = document.createElement('img');
        image.src = path;
        image.width = 220;
        image.id = 'code';
        document.body.prepend(image);
        return image.decode();
      },
      encodeQR(`bitcoin:${LISTED}`, 'data-url', { scale: 4, border: 4 }),
    );
    const src = await page.evaluate(() => (document.querySelector('#code') as HTMLImageElement).src, null);
    await asking.menu(page, { srcUrl: src, mediaType: 'image', frameId: 0 });
    await answer('Gaza Now');
    await leave();
    await page.evaluate(async (address: string) => {
      document.querySelector('#code')?.remove();
      const frame = document.createElement('iframe');
      frame.style.cssText = 'width: 600px; height: 400px';
      frame.srcdoc = `<p>${address}</p>`;
      document.body.prepend(frame);
      await new Promise((done) => {
        frame.onload = done;
      });
    }, LISTED);
    await page.clickAt({ x: 300, y: 300 });
    await page.evaluate(() => {
      getSelection()?.removeAllRanges();
      const { contentWindow } = document.querySelector('iframe') as HTMLIFrameElement;
      contentWindow?.focus();
      contentWindow?.getSelection()?.selectAllChildren(contentWindow.document.body);
    }, null);
    await asking.keys(page);
    const seen = await answer('Gaza Now');
    expect(seen?.frameId).not.toBe(0);
    await leave();
    await page.evaluate(() => document.querySelector('iframe')?.remove(), null);
  });

  it('leaves nothing in the page', async () => {
    const { page: clean } = await visit(driver, 'https://parish-roof.example/');
    const before = await tracesIn(clean);
    await asking.menu(clean, { linkUrl: 'https://nobody-knows.example/', frameId: 0 });
    await until(
      () => seeAnswer(driver, clean),
      (seen) => seen !== null,
    );
    await clean.press('Escape');
    await until(
      () => seeAnswer(driver, clean),
      (seen) => seen === null,
    );
    expect(await tracesIn(clean)).toEqual(before);
  });

  it.runIf(name === 'chromium')('hears the menu, the keys and the address bar', async () => {
    const tell = (event: string, ...what: unknown[]) =>
      driver.inWorker?.(
        ({ path, args }: { path: string; args: unknown[] }) => {
          type Event = { dispatch(...args: unknown[]): void };
          const { chrome } = globalThis as unknown as { chrome: Record<string, Record<string, Event>> };
          const [area = '', event = ''] = path.split('.');
          chrome[area]?.[event]?.dispatch(...args);
        },
        { path: event, args: what },
      );
    await load(page, LEDGER);
    await select('code');
    const tab = { id: page.tabId };
    await tell('contextMenus.onClicked', { menuItemId: 'check', selectionText: LISTED, frameId: 0 }, tab);
    await answer('Gaza Now');
    await leave();
    await select('code');
    await tell('commands.onCommand', 'check-selection', tab);
    await answer('Gaza Now');
    await leave();
    onTestFinished(closeLookups);
    await tell('omnibox.onInputEntered', LISTED, 'newForegroundTab');
    const { urls } = await until(lookups, (opened) => opened.urls.some((url) => url.includes('#')));
    expect(urls).toHaveLength(1);
    expect(urls[0]).toContain('lookup.html#');
  });
});
