/** `npm start`: the extension in a real browser, on the demo town or on pages of one's own. */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { wait } from '#lib/core/wait.ts';
import type { Driver, DriverPage } from './browser/driver.ts';
import { BrowserMissing } from './browser/ensure.ts';
import type { BrowserName } from './browser/find.ts';
import { launchBrowser } from './browser/launch.ts';
import { toDocument } from './scan/document.ts';
import { addFeed } from './scan/feeds.ts';
import { toTarget, UsageError } from './scan/options.ts';
import { judge } from './scan/page.ts';
import { summarise } from './scan/summary.ts';

const ROOT = join(import.meta.dirname, '..');
const TOWN = join(ROOT, 'test', 'pages', 'town');
const INDEX = 'https://town.almsguard.example/';
const PICTURES = join(ROOT, '.output', 'demo');
const PAGE_TIMEOUT_MS = 30_000;
const POPUP_SIZE = { width: 380, height: 560 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    browser: { type: 'string', default: 'chromium' },
    headless: { type: 'boolean', default: false },
  },
});

try {
  process.exitCode = await run(values.browser, positionals);
} catch (error) {
  const expected = error instanceof UsageError || error instanceof BrowserMissing;
  process.stderr.write(`${expected ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 2;
}

async function run(browser: string, names: string[]): Promise<number> {
  if (browser !== 'chromium' && browser !== 'firefox') {
    throw new UsageError(`--browser is chromium or firefox, not "${browser}"`);
  }
  const cwd = process.env.ALMSGUARD_CWD ?? process.cwd();
  const wanted = names.map((name) => toTarget(name, cwd));
  const bad = wanted.find(({ problem }) => problem !== null);
  if (bad) throw new UsageError(`${bad.requested}: ${bad.problem}`);
  const urls = wanted.flatMap(({ href }) => href ?? []);

  const headless = values.headless || !hasDisplay();
  const driver = await openTown(browser, headless);
  try {
    if (headless) return await report(driver, urls.length > 0 ? urls : readIndex());
    return await show(driver, urls.length > 0 ? urls : [INDEX]);
  } finally {
    await driver.close().catch(() => {});
  }
}

function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function openTown(browser: BrowserName, headless: boolean): Promise<Driver> {
  const sites = new Map(readdirSync(TOWN).map((host) => [host, join(TOWN, host)]));
  const driver = await launchBrowser(browser, { sites, headless });
  await addFeed(driver, { kind: 'file', path: join(TOWN, '..', 'town.csv') }, 'Demo list.csv');
  return driver;
}

/** Addresses of the town's pages, as its index links them. */
function readIndex(): string[] {
  const html = readFileSync(join(TOWN, new URL(INDEX).hostname, 'index.html'), 'utf8');
  return [...html.matchAll(/href="(https:[^"]+)"/g)].flatMap(([, href]) => href ?? []);
}

/** With a window: opens the pages and stays until the person closes the browser. */
async function show(driver: Driver, urls: string[]): Promise<number> {
  for (const url of urls) {
    const page = await driver.newPage();
    await page.goto(url, PAGE_TIMEOUT_MS);
  }
  process.stdout.write('Almsguard is in the toolbar. Close the browser, or press Ctrl+C, to end.\n');
  while (driver.isAlive()) await wait(500);
  return 0;
}

/** Without a window: prints what was concluded and takes the pictures a person would see. */
async function report(driver: Driver, urls: string[]): Promise<number> {
  // Pictures of an earlier run would pass for this one's.
  rmSync(PICTURES, { recursive: true, force: true });
  mkdirSync(PICTURES, { recursive: true });
  let failures = 0;
  for (const [index, url] of urls.entries()) {
    const page = await driver.newPage();
    try {
      const concluded = await judge(driver, page, url, Date.now() + PAGE_TIMEOUT_MS);
      const name = `${String(index + 1).padStart(2, '0')}-${new URL(url).hostname || 'file'}`;
      await page.screenshot(join(PICTURES, `${name}.png`));
      process.stdout.write(`${summarise(toDocument(concluded, { requested: url }, driver, new Date()))}\n`);
      await takePopup(driver, page, join(PICTURES, `${name}-popup.png`));
    } catch (error) {
      failures += 1;
      process.stdout.write(`${url}\n  ${error instanceof Error ? error.message : error}\n\n`);
    } finally {
      page.close().catch(() => {});
    }
  }
  process.stdout.write(`Pictures of ${urls.length - failures} pages and their popups are in ${PICTURES}\n`);
  return failures > 0 ? 1 : 0;
}

async function takePopup(driver: Driver, page: DriverPage, path: string): Promise<void> {
  const popup = await driver.openExtensionPage(`popup.html?tab=${page.tabId}`, POPUP_SIZE);
  try {
    const deadline = Date.now() + 5_000;
    let text = '';
    // Drawn once its words have stopped changing.
    while (Date.now() < deadline) {
      const next = await popup.evaluate(() => document.body.textContent.trim(), null);
      if (next !== '' && next === text) break;
      text = next;
      await wait(200);
    }
    await popup.screenshot(path);
  } finally {
    await popup.close();
  }
}
