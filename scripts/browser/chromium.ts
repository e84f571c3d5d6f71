import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type BrowserContext, chromium, errors, type Page } from 'playwright';
import {
  DEFAULT_SIZE,
  type Driver,
  type DriverOptions,
  type DriverPage,
  findTabId,
  makeBlankUrl,
  NavigationFailed,
  SIGN_IN_STATUS,
  type Size,
} from './driver.ts';
import { makeOwnFolder, type OwnFolder } from './own-folder.ts';
import { answerRequest } from './sites.ts';
import { openWorkerSession } from './worker-session.ts';

/** Milliseconds after which a background that has not ended is told again. */
const END_AGAIN_MS = 3_000;
/** Milliseconds for the extension to open its introduction, and between two looks whether it has. */
const INTRODUCTION_MS = 20_000;
const LOOK_MS = 50;

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
];

/** Level, scope and source of a policy that has to be followed, as Chromium numbers them. */
const BY_THE_MACHINE = { level: 1, scope: 1, source: 5 };

/** Chromium with the unpacked extension and a fresh profile that goes when it closes. */
export async function launchChromium(executablePath: string, options: DriverOptions): Promise<Driver> {
  if (!options.isUnattended) return launch(executablePath, options);
  const profile = await makeSilentProfile();
  try {
    const driver = await launch(executablePath, { ...options, profile: profile.path });
    profile.started();
    return { ...driver, close: () => driver.close().finally(profile.remove) };
  } catch (error) {
    await profile.remove();
    throw error;
  }
}

/**
 * A profile in which no page can ask for a name and a password: it shows what it shows to those who close the question.
 * One that nobody answers would hold the page up, and a frame's or a picture's all that it stands in.
 */
async function makeSilentProfile(): Promise<OwnFolder> {
  const profile = await makeOwnFolder('profile');
  await writeFile(join(profile.path, 'Local State'), JSON.stringify({ auth: { schemes: '' } }));
  return profile;
}

async function launch(executablePath: string, options: DriverOptions): Promise<Driver> {
  const { extension, headless } = options;
  const isNew = !options.profile || !existsSync(join(options.profile, 'Default'));
  const context = await chromium.launchPersistentContext(options.profile ?? '', {
    executablePath,
    headless,
    viewport: headless ? DEFAULT_SIZE : null,
    ignoreHTTPSErrors: true,
    acceptDownloads: !options.isUnattended,
    // What Playwright switches off and people have.
    ignoreDefaultArgs: ['--disable-extensions', '--disable-back-forward-cache'],
    args: [
      ...QUIET,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
    ],
  });
  try {
    if (options.isIntercepted !== false) await serve(context, options);
    const worker =
      context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 30_000 }));
    // `URL.origin` is "null" for schemes that the URL standard does not know.
    const origin = `chrome-extension://${new URL(worker.url()).host}`;
    if (options.policy) await layDown(context, origin, options.policy);
    const door = isNew ? await findIntroduction(context, origin) : await openDoor(context, origin);
    return makeDriver(context, origin, door, options);
  } catch (error) {
    await context.close();
    throw error;
  }
}

/**
 * Policies lie where only the machine's owner writes, and hold for every browser there. Chromium's own page to try them on
 * lays them down in one profile; Google's builds have no such page.
 */
async function layDown(context: BrowserContext, origin: string, policy: object): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://policy/test');
  if (new URL(page.url()).pathname !== '/test')
    throw new Error('This browser has no page to try policies on');
  const namespace = new URL(origin).host;
  const items = Object.entries(policy).map(([name, value]) => ({
    ...BY_THE_MACHINE,
    namespace,
    name,
    value,
  }));
  await page.evaluate((json) => {
    const { chrome } = globalThis as unknown as { chrome: { send(name: string, args: string[]): void } };
    chrome.send('setLocalTestPolicies', ['laid-down', json, '']);
  }, JSON.stringify(items));
  await page.close();
}

function makeDriver(
  context: BrowserContext,
  origin: string,
  door: Page,
  { headless, isUnattended }: DriverOptions,
): Driver {
  let alive = true;
  context.on('close', () => {
    alive = false;
  });
  const driver: Driver = {
    name: 'chromium',
    version: context.browser()?.version() ?? 'unknown',
    isAlive: () => alive,
    inExtension: (fn, arg) => evaluate(door, fn, arg),
    async inWorker<A, T>(fn: (arg: A) => T | Promise<T>, arg: A): Promise<T> {
      const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
      return worker.evaluate(fn as (arg: unknown) => T | Promise<T>, arg);
    },
    openSession() {
      const browser = context.browser();
      if (!browser) throw new Error('The browser is gone');
      return openWorkerSession(browser, origin);
    },
    async newPage(size) {
      const page = await context.newPage();
      if (isUnattended) page.on('popup', (popup) => void popup.close().catch(() => {}));
      if (size && headless) await page.setViewportSize(size);
      const blankUrl = makeBlankUrl();
      await page.goto(blankUrl);
      return wrapPage(page, await findTabId(driver, blankUrl), blankUrl);
    },
    async openExtensionPage(path: string, size: Size) {
      const page = await context.newPage();
      await page.setViewportSize(size);
      await page.goto(`${origin}/${path}`);
      return wrapPage(page, await findTabId(driver, page.url()), page.url());
    },
    async endBackground() {
      const session = await context.newCDPSession(door);
      const ended = new Promise<'ended'>((resolve) => {
        session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
          if (versions.some(({ runningStatus }) => runningStatus === 'stopped')) resolve('ended');
        });
      });
      await session.send('ServiceWorker.enable');
      // One that was about to start goes on starting.
      do await session.send('ServiceWorker.stopAllWorkers');
      while ((await Promise.race([ended, setTimeout(END_AGAIN_MS)])) !== 'ended');
      await session.detach();
    },
    trueUrl: (url) => url,
    close: () => context.close(),
  };
  return driver;
}

async function serve(context: BrowserContext, { sites }: DriverOptions): Promise<void> {
  await context.route('**/*', async (route) => {
    const answer = await answerRequest(sites, new URL(route.request().url()));
    // A page that was closed meanwhile needs no answer.
    await (answer ? route.fulfill(answer) : route.fallback()).catch(() => {});
  });
}

/** A page of the extension, to ask its background from; any of them will do. */
async function openDoor(context: BrowserContext, origin: string): Promise<Page> {
  const door = await context.newPage();
  await door.goto(`${origin}/options.html`);
  return door;
}

/** It comes to the front when it opens, and would hide a page that was opened before: hidden pages are read late. */
async function findIntroduction(context: BrowserContext, origin: string): Promise<Page> {
  for (const until = Date.now() + INTRODUCTION_MS; Date.now() < until; await setTimeout(LOOK_MS)) {
    const page = context.pages().find((page) => page.url() === `${origin}/onboarding.html`);
    if (page) return page;
  }
  throw new Error('The extension did not open its introduction in Chromium');
}

// Playwright's types unwrap handles out of the argument, which a generic argument cannot follow.
function evaluate<A, T>(page: Page, fn: (arg: A) => T | Promise<T>, arg: A): Promise<T> {
  return page.evaluate(fn as (arg: unknown) => T | Promise<T>, arg);
}

function wrapPage(page: Page, tabId: number, blankUrl: string): DriverPage {
  return {
    tabId,
    blankUrl,
    crashed: new Promise((resolve) => page.once('crash', () => resolve('The page crashed'))),
    async goto(url, timeoutMs) {
      try {
        const response = await page.goto(url, { timeout: timeoutMs });
        return response?.status() === SIGN_IN_STATUS ? 'sign-in' : 'loaded';
      } catch (error) {
        if (error instanceof errors.TimeoutError) return 'timeout';
        throw new NavigationFailed(firstLine(error).replace(/^page\.goto: /, ''));
      }
    },
    evaluate: (fn, arg) => evaluate(page, fn, arg),
    click: (selector) => page.click(selector),
    async clickAt({ x, y }, button = 'left', held) {
      if (held) await page.keyboard.down(held);
      await page.mouse.click(x, y, { button });
      if (held) await page.keyboard.up(held);
    },
    pointAt: ({ x, y }) => page.mouse.move(x, y),
    chooseFile: (selector, path) => page.setInputFiles(selector, path),
    press: (...keys) => page.keyboard.press(keys.join('+')),
    async screenshot(path, { fullPage = false } = {}) {
      await page.screenshot({ path, fullPage });
    },
    close: () => page.close(),
  };
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0] ?? message;
}
