import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import puppeteer, { type Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { MAX_FRAMES } from '#lib/core/limits.ts';
import type { Report } from '#lib/core/report.ts';
import { wait } from '#lib/core/wait.ts';
import { buildExtension } from '../../scripts/browser/build.ts';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import { ensureBrowser } from '../../scripts/browser/ensure.ts';
import {
  BROWSERS,
  badgeOf,
  closeAtEnd,
  finding,
  launch,
  load,
  prepare,
  tracesIn,
  until,
  visit,
} from './harness.ts';

// Facts of OFAC's list (SDN 47635).
const BTC = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';
const TRON = 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW';

const APPEAL = `<title>Appeal</title><p>Donate bitcoin: <code>${BTC}</code></p>`;
const MANY = MAX_FRAMES + 5;
const manyFrames = Array.from({ length: MANY }, (_, i) => `<iframe src="/frame?${i}"></iframe>`).join('');
/** Milliseconds in which Chromium has prepared a page, if it does. */
const PREPARED_MS = 15_000;
const SPECULATION = JSON.stringify({ prerender: [{ urls: ['/ahead'], eagerness: 'immediate' }] });

const PAGES: Record<string, string> = {
  '/appeal': `${APPEAL}<iframe src="/tron"></iframe>`,
  '/tron': `<p>Donate USDT: ${TRON}</p>`,
  '/plain': '<title>Plain</title><p>Nothing to see</p>',
  '/many': `${APPEAL}${manyFrames}`,
  '/before': `<title>Before</title><a href="/ahead">On</a><script type="speculationrules">${SPECULATION}</script>`,
  // The page itself tells the server whether it runs ahead of its turn.
  '/ahead': `${APPEAL}<iframe src="/tron"></iframe><script>fetch('/ran?' + document.prerendering)</script>`,
};

let server: Server;
let base = '';
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { pathname, search } = new URL(request.url ?? '', 'http://localhost');
    // Each of the many frames shows an address of its own, on no list.
    const html = PAGES[pathname] ?? `<p>0x1${search.slice(1).padStart(39, '0')}</p>`;
    response.setHeader('content-type', 'text/html').end(`<!doctype html>${html}`);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe.each(BROWSERS)('pages and frames in %s', (name) => {
  let driver: Driver;
  prepare(async () => {
    driver = await launch(name);
  });
  afterAll(() => driver?.close());

  const reportOf = (page: DriverPage, wished: (report: Report) => boolean) =>
    until(() => ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false }), wished);
  /** Goes one step through the history, and tells whether the page that came was kept alive meanwhile. */
  const step = async (page: DriverPage, by: number, path: string) => {
    await page.evaluate((steps: number) => void setTimeout(() => history.go(steps), 0), by);
    await until(
      () => page.evaluate(() => location.pathname, null).catch(() => ''),
      (at) => at === path,
    );
    return page.evaluate(() => 'kept' in globalThis, null);
  };
  const keep = (page: DriverPage) =>
    page.evaluate(() => void Object.assign(globalThis, { kept: true }), null);

  const shows = async (page: DriverPage, url: string, count: number) => {
    const report = await reportOf(
      page,
      ({ state, url: at, addresses, unread }) =>
        state === 'ready' && at === url && addresses.length === count && unread.length === 0,
    );
    expect(report).toMatchObject({ state: 'ready', level: count > 0 ? 'listed' : 'none', url, unread: [] });
    expect(report.addresses).toHaveLength(count);
    const text = count > 0 ? `${count}` : '';
    expect(await badgeOf(driver, page, text)).toBe(text);
    return report;
  };
  const tracesOf = (page: DriverPage, count: number) =>
    until(
      () => tracesIn(page),
      (traces) => traces.length === count,
    );

  it('judges a page that comes back out of the cache as it stands, and marks it once', async () => {
    const { page } = await visit(driver, `${base}/appeal`);
    const report = await shows(page, `${base}/appeal`, 2);
    expect(finding(report, BTC)?.level).toBe('listed');
    expect(finding(report, TRON)?.level).toBe('listed');
    const pins = () =>
      until(
        () => pinsIn(driver, page),
        (counts) => counts.join() === '1,1',
      );
    expect(await pins()).toEqual([1, 1]);
    await keep(page);

    await load(page, `${base}/plain`);
    await shows(page, `${base}/plain`, 0);
    await keep(page);

    expect(await step(page, -1, '/appeal')).toBe(true);
    const back = await shows(page, `${base}/appeal`, 2);
    expect(finding(back, BTC)?.places).toHaveLength(1);
    expect(finding(back, TRON)?.places.map(({ frame }) => frame)).toEqual([1]);
    expect(await pins()).toEqual([1, 1]);
    expect(await tracesOf(page, 1)).toHaveLength(1);

    expect(await step(page, 1, '/plain')).toBe(true);
    await shows(page, `${base}/plain`, 0);
    expect(await tracesOf(page, 0)).toEqual([]);
  });

  it('says that not every one of very many frames was read, and goes on answering', async () => {
    const page = closeAtEnd(await driver.newPage());
    await load(page, `${base}/many`);
    const unread = [{ what: 'frame', why: 'not-answering', count: MANY + 1 - MAX_FRAMES }];
    const report = await reportOf(
      page,
      ({ state, level, unread: [first] }) =>
        state === 'ready' && level === 'listed' && first?.count === unread[0]?.count,
    );
    expect(report).toMatchObject({ state: 'ready', level: 'listed', unread });
    // Every kept frame is read again, reports, and is answered.
    const fresh = await ask(driver, { type: 'report.get', tabId: page.tabId, fresh: true });
    expect(fresh).toMatchObject({ state: 'ready', level: 'listed', unread });
    expect(fresh.addresses).toHaveLength(MAX_FRAMES);
    await ask(driver, { type: 'report.get', tabId: page.tabId, fresh: true });
    expect(await badgeOf(driver, page, '1')).toBe('1');
  });
});

/** Glyphs in each frame of a tab, from inside the extension's own world: their shadow root is closed to the page. */
function pinsIn(driver: Driver, page: DriverPage): Promise<number[]> {
  return driver.inExtension(async (tabId: number) => {
    interface Scripting {
      scripting: {
        executeScript(injection: unknown): Promise<{ result?: unknown }[]>;
      };
    }
    const { browser, chrome } = globalThis as unknown as { browser?: Scripting; chrome: Scripting };
    const results = await (browser ?? chrome).scripting.executeScript({
      target: { tabId, allFrames: true },
      func: () => {
        type Opener = (element: Element) => ShadowRoot | null;
        const { dom } = (globalThis as unknown as { chrome: { dom?: { openOrClosedShadowRoot: Opener } } })
          .chrome;
        const open = (element: Element) =>
          dom
            ? dom.openOrClosedShadowRoot(element)
            : (element as unknown as { openOrClosedShadowRoot: ShadowRoot | null }).openOrClosedShadowRoot;
        let count = 0;
        for (const element of document.documentElement.children) {
          // What is shown stands in a popover, inside the host's own tree.
          const layer = element.localName === 'div' ? open(element)?.firstElementChild : null;
          count += (layer && open(layer)?.querySelectorAll('.almsguard-pin').length) ?? 0;
        }
        return count;
      },
    });
    return results.map(({ result }) => result as number).filter((count) => count > 0);
  }, page.tabId);
}

// Firefox prepares no page ahead. Playwright forbids Chromium to; Puppeteer does not.
describe('a page that chromium prepares ahead', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await puppeteer.launch({
      executablePath: ensureBrowser('chromium'),
      enableExtensions: [buildExtension('chromium')],
      // Chromium prepares nothing while memory is short, and a machine that runs tests may be short of it.
      args: [
        '--disable-features=Prerender2MemoryControls',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    });
  });
  afterAll(() => browser?.close());

  it('changes nothing of what is said of the page that is shown, until its turn comes', async () => {
    const worker = await browser.waitForTarget(
      (target) => target.type() === 'service_worker' && target.url().startsWith('chrome-extension:'),
    );
    const door = await browser.newPage();
    await door.goto(new URL('/options.html', worker.url()).href);
    const page = await browser.newPage();
    // Tried again, it begins with no page of the time before, and with nothing that was fetched for it.
    onTestFinished(async () => {
      await Promise.all([door.close(), page.close()]);
      asked.length = 0;
    });
    const told = () =>
      door.evaluate(async (start) => {
        const { chrome } = globalThis as unknown as {
          chrome: {
            tabs: { query(filter: unknown): Promise<{ id: number; url?: string }[]> };
            runtime: { sendMessage(message: unknown): Promise<Report> };
            action: { getBadgeText(details: unknown): Promise<string> };
          };
        };
        const tabs = await chrome.tabs.query({});
        const tabId = tabs.find(({ url }) => url?.startsWith(start))?.id;
        const report = await chrome.runtime.sendMessage({ type: 'report.get', tabId, fresh: false });
        return { report, badge: await chrome.action.getBadgeText({ tabId }) };
      }, base);

    // Preparing is a wish that Chromium may pass over, above all for a page that is not in front.
    for (let load = 0; load < 3 && !asked.includes('/ran?true'); load += 1) {
      asked.length = 0;
      await page.bringToFront();
      await page.goto(`${base}/before`);
      await until(
        async () => asked,
        () => asked.includes('/ran?true') && asked.includes('/tron'),
        PREPARED_MS,
        // Not prepared: it is asked once more.
      ).catch(() => undefined);
    }
    expect(asked, 'what Chromium fetched of a page that asks to have another one prepared').toContain(
      '/ran?true',
    );
    await wait(2_000);
    const before = await until(
      told,
      ({ report: { state, url } }) => state === 'ready' && url === `${base}/before`,
    );
    expect(before.report).toMatchObject({
      state: 'ready',
      level: 'none',
      url: `${base}/before`,
      addresses: [],
    });
    expect(before.badge).toBe('');

    await page.evaluate(() => document.querySelector('a')?.click());
    const after = await until(told, ({ report, badge: text }) => report.level === 'listed' && text === '2');
    expect(after.report).toMatchObject({ state: 'ready', level: 'listed', url: `${base}/ahead` });
    expect(after.badge).toBe('2');
    // It is the page that was prepared, not one loaded again.
    expect(asked.filter((url) => url === '/ahead')).toHaveLength(1);
  });
});
