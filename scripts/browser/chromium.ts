import { type BrowserContext, chromium, errors, type Page } from 'playwright';
import {
  DEFAULT_SIZE,
  type Driver,
  type DriverOptions,
  type DriverPage,
  findTabId,
  makeBlankUrl,
  NavigationFailed,
  type Size,
} from './driver.ts';
import { answerRequest } from './sites.ts';

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
];

/** Chromium with the unpacked extension and a fresh profile that goes when it closes. */
export async function launchChromium(executablePath: string, options: DriverOptions): Promise<Driver> {
  const { extension, headless } = options;
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
    return makeDriver(context, origin, await openDoor(context, origin), options);
  } catch (error) {
    await context.close();
    throw error;
  }
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
      const ended = new Promise<void>((resolve) => {
        session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
          if (versions.some(({ runningStatus }) => runningStatus === 'stopped')) resolve();
        });
      });
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await ended;
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
        await page.goto(url, { timeout: timeoutMs });
        return 'loaded';
      } catch (error) {
        if (error instanceof errors.TimeoutError) return 'timeout';
        throw new NavigationFailed(firstLine(error).replace(/^page\.goto: /, ''));
      }
    },
    evaluate: (fn, arg) => evaluate(page, fn, arg),
    click: (selector) => page.click(selector),
    clickAt: ({ x, y }, button = 'left') => page.mouse.click(x, y, { button }),
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
