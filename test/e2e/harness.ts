import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, onTestFinished, TestRunner } from 'vitest';
import type { Finding, Report } from '#lib/core/report.ts';
import { wait } from '#lib/core/wait.ts';
import { waitSettled } from '#lib/messaging/settle.ts';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import type { BrowserName } from '../../scripts/browser/find.ts';
import { launchBrowser } from '../../scripts/browser/launch.ts';
import type { SiteMap } from '../../scripts/browser/sites.ts';

export const BROWSERS: BrowserName[] = ['chromium', 'firefox'];
export const TIMEOUT_MS = 30_000;
/** Milliseconds between two questions: short at first, for most answers are there at once. */
const FIRST_PAUSE_MS = 20;
const PAUSE_MS = 100;

const PAGES = join(import.meta.dirname, '..', 'pages');

/** A browser with the extension, and the demo town and the pages of the end-to-end tests at their hosts. */
export async function launch(
  name: BrowserName,
  options: { profile?: string; policy?: object; feeds?: string; store?: boolean; sites?: SiteMap } = {},
): Promise<Driver> {
  const isPlain = Object.keys(options).length === 0;
  const driver =
    (isPlain && takeResting(name)) ||
    (await launchBrowser(name, { sites: pagesOfTests(), drawsFew: true, ...options }));
  started.add(driver);
  return isPlain ? lend(driver) : driver;
}

/** Browsers that wait for the next file of this worker: to start one takes longer than to put the extension in anew. */
const resting: Driver[] = [];

function takeResting(name: BrowserName): Driver | undefined {
  const at = resting.findIndex((driver) => driver.name === name && driver.isAlive());
  return at < 0 ? undefined : resting.splice(at, 1)[0];
}

/** One that rests instead of closing, where it can be as good as new. */
function lend(driver: Driver): Driver {
  const { reinstall } = driver;
  if (!reinstall) return driver;
  return {
    ...driver,
    close: () => reinstall().then(() => void resting.push(driver), driver.close),
  };
}

function pagesOfTests(): SiteMap {
  const sites = new Map<string, string>();
  for (const folder of ['town', 'cases']) {
    for (const host of readdirSync(join(PAGES, folder), { withFileTypes: true })) {
      if (host.isDirectory()) sites.set(host.name, join(PAGES, folder, host.name));
    }
  }
  return sites;
}

/** The browsers of the beginning that runs. */
const started = new Set<Driver>();

/**
 * What tests begin with. A test that fails is tried again, but not what comes before the first one: so that is, with
 * browsers of its own, and says so.
 */
export function prepare(start: () => Promise<void>): void {
  beforeAll(async () => {
    started.clear();
    try {
      await start();
    } catch (error) {
      process.stderr.write(
        `The beginning failed, and is tried again: ${error instanceof Error ? error.stack : error}\n`,
      );
      for (const driver of started) await driver.close().catch(() => {});
      await start();
    }
  });
}

/** The page goes when the test is over, however that ends: tried again, it begins with none of the time before. */
export function closeAtEnd(page: DriverPage): DriverPage {
  if (TestRunner.getCurrentTest()) onTestFinished(() => page.close());
  return page;
}

/** Opens a page and waits until the extension has made up its mind; it goes when the test is over. */
export async function visit(driver: Driver, url: string): Promise<{ page: DriverPage; report: Report }> {
  const page = closeAtEnd(await driver.newPage());
  return { page, report: await go(driver, page, url) };
}

export async function go(driver: Driver, page: DriverPage, url: string): Promise<Report> {
  await load(page, url);
  return settled(driver, page);
}

/** A page that does not come is no page on which nothing is found. */
export async function load(page: DriverPage, url: string): Promise<void> {
  const came = await page.goto(url, TIMEOUT_MS);
  if (came !== 'loaded') throw new Error(`${url} did not come: ${came}`);
}

/** The report once it has stopped changing; `fresh` makes the frames read again first. */
export async function settled(driver: Driver, page: DriverPage): Promise<Report> {
  await waitSettled(
    () => ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false }),
    { hasLoaded: () => true, blankUrl: page.blankUrl, deadline: Date.now() + TIMEOUT_MS },
    { now: Date.now, wait },
  );
  return ask(driver, { type: 'report.get', tabId: page.tabId, fresh: true });
}

/** Where a test is tried again, what the time before left behind must not fail it once more. */
export function whenTriedAgain(begin: () => Promise<unknown>): void {
  let last = '';
  beforeEach(async ({ task }) => {
    if (task.id === last) await begin();
    last = task.id;
  });
}

/** Asks until the answer is as wished, and fails with the last one where it never is. */
export async function until<T>(
  get: () => Promise<T>,
  wished: (value: T) => boolean,
  ms = TIMEOUT_MS,
): Promise<T> {
  const deadline = Date.now() + ms;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, PAUSE_MS)) {
    const value = await get();
    if (wished(value)) return value;
    if (Date.now() > deadline) throw new Error(`Not as wished after ${ms} ms: ${shown(value)}`);
    await wait(pause);
  }
}

/** Characters of an answer that a failed test shows. */
const SHOWN_CHARS = 4_000;

const shown = (value: unknown) => (JSON.stringify(value, null, 1) ?? String(value)).slice(0, SHOWN_CHARS);

export function finding(report: Report, canonical: string): Finding | undefined {
  return [...report.page, ...report.addresses].find((one) => one.canonical === canonical);
}

/** What stands in the page's document beside its own head and body: the host of the marks, or nothing. */
export function tracesIn(page: DriverPage): Promise<string[]> {
  return page.evaluate(
    () =>
      [...document.documentElement.children]
        .map(({ localName }) => localName)
        .filter((name) => name !== 'head' && name !== 'body'),
    null,
  );
}

interface Api {
  action: {
    getBadgeText(details: { tabId: number }): Promise<string>;
    getTitle(details: { tabId: number }): Promise<string>;
  };
}

export function badge(driver: Driver, page: DriverPage): Promise<{ text: string; title: string }> {
  return driver.inExtension(async (tabId: number) => {
    const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
    const { action } = browser ?? chrome;
    return { text: await action.getBadgeText({ tabId }), title: await action.getTitle({ tabId }) };
  }, page.tabId);
}

/** What the toolbar counts, which follows what is judged a moment later. */
export function badgeOf(driver: Driver, page: DriverPage, wanted: string): Promise<string> {
  return until(
    async () => (await badge(driver, page)).text,
    (text) => text === wanted,
  );
}

/** As somebody who reviews has entered it. */
export async function nameReviewer(driver: Driver, reviewer: string): Promise<void> {
  await driver.inExtension(async (name: string) => {
    const scope = globalThis as unknown as Record<
      'browser' | 'chrome',
      { storage: { local: { set(items: object): Promise<void> } } } | undefined
    >;
    await (scope.browser ?? scope.chrome)?.storage.local.set({ 'settings.review': { reviewer: name } });
  }, reviewer);
}

/** Presses the first of these with such words, as soon as it can be pressed: what is under way is waited for. */
export async function press(page: DriverPage, selector: string, words = ''): Promise<void> {
  const wanted: [string, string] = [selector, words];
  const pressed = await until(
    () =>
      page.evaluate(([selector, words]: [string, string]) => {
        const all = [...document.querySelectorAll<HTMLElement>(selector)];
        const one = all.find(({ textContent }) => textContent?.includes(words));
        if (!one || one.matches(':disabled')) return false;
        one.click();
        return true;
      }, wanted),
    (done) => done,
  );
  expect(pressed, `${selector} ${words}`).toBe(true);
}
