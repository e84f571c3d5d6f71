import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { wait } from '#lib/core/wait.ts';
import {
  DEFAULT_SIZE,
  type Driver,
  type DriverOptions,
  type ExtensionGlobals,
  findTabId,
  makeBlankUrl,
  type Size,
} from './driver.ts';
import { evaluate, serve, trueUrl, wrapPage } from './firefox-page.ts';
import { makeOwnFolder, type OwnFolder } from './own-folder.ts';

/** Milliseconds for the extension to open its introduction after it was installed. */
const DOOR_TIMEOUT_MS = 20_000;
/** Milliseconds for a page of the extension to be there; now and then nobody is told of a new tab, and another is opened. */
const OPEN_TIMEOUT_MS = 8_000;
const MAX_OPENED = 3;
/** Milliseconds without an event after which Firefox ends the background; its own default is 30 seconds. */
const IDLE_MS = 2_000;
const END_TIMEOUT_MS = 20_000;

/** Beyond what Puppeteer sets: no call of the browser's own while pages are judged. */
const QUIET = {
  'app.normandy.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'extensions.background.idle.timeout': IDLE_MS,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.getAddons.cache.enabled': false,
  // The browser's question for a permission, which no program can answer, is answered with yes.
  'extensions.webextOptionalPermissionPrompts': false,
  // A process made ahead for the next site costs more than the moment that it saves.
  'dom.ipc.processPrelaunch.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.server': 'data:,',
};

/** Frames a second where nobody looks on: drawn without a graphics card each of them costs. */
const FEW_FRAMES = { 'layout.frame_rate': 15 };

/** What Firefox is told before it starts. */
export function prefsFor({ drawsFew }: Pick<DriverOptions, 'drawsFew'>): Record<string, unknown> {
  return { ...QUIET, ...(drawsFew && FEW_FRAMES) };
}

/** Firefox over WebDriver BiDi, with the extension as a temporary add-on in a fresh profile. */
export async function launchFirefox(executablePath: string, options: DriverOptions): Promise<Driver> {
  // Firefox refuses none by itself: they go where they are no trouble.
  const downloads = options.isUnattended ? await makeOwnFolder('downloads') : null;
  const home = options.policy ? await makeHome(options.policy, options.extension) : null;
  // Puppeteer's own would stay where the process ends before the browser: 40 MB each.
  const own = options.profile ? null : await makeOwnFolder('profile');
  const profile = options.profile ?? own?.path;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: options.headless,
    acceptInsecureCerts: true,
    defaultViewport: options.headless ? DEFAULT_SIZE : null,
    extraPrefsFirefox: {
      ...prefsFor(options),
      ...(downloads && { 'browser.download.folderList': 2, 'browser.download.dir': downloads.path }),
    },
    ...(profile && { userDataDir: profile }),
    ...(home && { env: { ...process.env, HOME: home.path } }),
  });
  watch(browser);
  const removed = removeAfter(browser, [downloads, home, own]);
  try {
    const installed = await install(browser, options.extension);
    const driver = makeDriver(browser, installed, await browser.version(), options);
    return {
      ...driver,
      async close() {
        await driver.close();
        await removed;
      },
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** The extension as it was put in, and a page of its own to ask its background from. */
interface Installed {
  id: string;
  door: Page;
}

async function install(browser: Browser, extension: string): Promise<Installed> {
  const id = await browser.installExtension(extension);
  // Nothing is excluded: Firefox shows the introduction in the blank tab that is there.
  const door = await waitForExtensionPage(browser, '/onboarding.html', [], DOOR_TIMEOUT_MS);
  if (!door) throw new Error('The extension did not open its introduction in Firefox');
  return { id, door };
}

/** A home directory with a policy in it: Firefox on Linux looks there, too. */
async function makeHome(policy: object, extension: string): Promise<OwnFolder> {
  const manifest = JSON.parse(await readFile(join(extension, 'manifest.json'), 'utf8'));
  const name: string = manifest.browser_specific_settings.gecko.id;
  const home = await makeOwnFolder('home');
  const folder = join(home.path, '.mozilla', 'managed-storage');
  await mkdir(folder, { recursive: true });
  const stored = { name, description: 'A policy to be tried', type: 'storage', data: policy };
  await writeFile(join(folder, `${name}.json`), JSON.stringify(stored));
  return home;
}

/** What it worked in goes when it has ended, and not before: it writes its settings after it said goodbye. */
async function removeAfter(browser: Browser, all: readonly (OwnFolder | null)[]): Promise<void> {
  const folders = all.filter((folder) => folder !== null);
  for (const folder of folders) folder.started();
  const running = browser.process();
  if (running) await once(running, 'exit');
  for (const folder of folders) await folder.remove();
}

/** Firefox goes on when what started it is killed without a word. So somebody stays who notices, and ends it. */
function watch(browser: Browser): void {
  const pid = browser.process()?.pid;
  if (pid === undefined || process.platform === 'win32') return;
  // What it reads never comes; it ends with this process.
  const watcher = spawn('sh', ['-c', `read -r never; kill ${pid}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watcher.on('error', () => {});
  browser.once('disconnected', () => watcher.kill('SIGKILL'));
}

function makeDriver(browser: Browser, first: Installed, version: string, options: DriverOptions): Driver {
  let installed = first;
  const driver: Driver = {
    name: 'firefox',
    version: version.replace(/^.*\//, ''),
    isAlive: () => browser.connected,
    inExtension: (fn, arg) => evaluate(installed.door, fn, arg),
    async newPage(size) {
      // A window each: pages in the background of one window would have their timers slowed.
      const page = await browser.newPage(options.headless ? { type: 'window' } : { type: 'tab' });
      if (options.isUnattended) page.on('popup', (popup) => void popup?.close().catch(() => {}));
      if (size && options.headless) await page.setViewport(size);
      await serve(page, options);
      const blankUrl = makeBlankUrl();
      await page.goto(blankUrl);
      return wrapPage(page, await findTabId(driver, blankUrl), blankUrl);
    },
    async openExtensionPage(path: string, size: Size) {
      for (let left = MAX_OPENED; left > 0; left--) {
        const before = await browser.pages();
        const tabId = await driver.inExtension(openTab, path);
        const page = await waitForExtensionPage(browser, path, before, OPEN_TIMEOUT_MS);
        if (page) {
          await page.setViewport(size);
          return wrapPage(page, tabId, '');
        }
        await driver.inExtension(closeTab, tabId);
      }
      throw new Error(`The extension did not open ${path} in Firefox`);
    },
    async endBackground() {
      const until = Date.now() + END_TIMEOUT_MS;
      while (await driver.inExtension(hasBackground, null)) {
        if (Date.now() > until) throw new Error('The background did not end in Firefox');
        await wait(200);
      }
    },
    async reinstall() {
      const blank = await browser.newPage();
      for (const page of await browser.pages()) if (page !== blank) await page.close();
      await browser.uninstallExtension(installed.id);
      installed = await install(browser, options.extension);
    },
    async kill() {
      const gone = new Promise((resolve) => browser.once('disconnected', resolve));
      browser.process()?.kill('SIGKILL');
      await gone;
    },
    trueUrl,
    close: () => browser.close(),
  };
  return driver;
}

/** Runs in an extension page. */
async function openTab(path: string): Promise<number> {
  const { browser } = globalThis as unknown as Required<ExtensionGlobals>;
  return (await browser.tabs.create({ url: browser.runtime.getURL(path) })).id ?? -1;
}

/** Runs in an extension page. */
async function closeTab(tabId: number): Promise<void> {
  const { browser } = globalThis as unknown as {
    browser: { tabs: { remove(tabId: number): Promise<void> } };
  };
  await browser.tabs.remove(tabId);
}

/** Runs in an extension page: whether the event page is one of the extension's live windows. */
function hasBackground(): boolean {
  const { browser } = globalThis as unknown as { browser: { extension: { getViews(): Window[] } } };
  return browser.extension
    .getViews()
    .some(({ location }) => location.href.includes('_generated_background_page'));
}

/**
 * WebDriver BiDi lets nobody navigate to `moz-extension:` pages, but one that the extension opened
 * itself can be used. Its address is not announced either, so each new page is asked. `null` where none comes.
 */
async function waitForExtensionPage(
  browser: Browser,
  path: string,
  before: Page[],
  timeoutMs: number,
): Promise<Page | null> {
  const until = Date.now() + timeoutMs;
  while (Date.now() < until) {
    for (const page of await browser.pages()) {
      if (before.includes(page)) continue;
      const href = await page.evaluate(addressOfExtension).catch(() => '');
      if (href.startsWith('moz-extension:') && href.includes(path)) return page;
    }
    await wait(50);
  }
  return null;
}

/** Runs in a page: its address, once it has what pages of an extension are given, a moment after they begin. */
function addressOfExtension(): string {
  return (globalThis as Partial<ExtensionGlobals>).browser ? location.href : '';
}
