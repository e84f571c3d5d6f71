import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Report } from '#lib/core/report.ts';
import { wait } from '#lib/core/wait.ts';
import { buildExtension } from '../browser/build.ts';
import { launchChromium } from '../browser/chromium.ts';
import type { Driver } from '../browser/driver.ts';
import { ensureBrowser } from '../browser/ensure.ts';
import type { BrowserName } from '../browser/find.ts';
import { launchFirefox } from '../browser/firefox.ts';
import { answerRequest } from '../browser/sites.ts';
import { browserTitle, ms, table } from './markdown.ts';

/** Milliseconds from the start of the navigation to the frame in which the headline stands, the middle of `OPENINGS`. */
export interface PopupFigures {
  browser: BrowserName;
  /** A page of the extension with one sentence and no style. */
  empty: number;
  /** The popup of a listed page. */
  popup: number;
  slowest: number;
  /** The same when the background had ended. */
  ended: number;
}

const OPENINGS = 21;
/** The browser's own caches are filled by these. */
const UNCOUNTED = 3;
const ENDED_OPENINGS = 5;
/** Milliseconds after each opening, in which the page is read again. */
const PAUSE_MS = 300;
const TOWN_PAGE = join(import.meta.dirname, '../../test/pages/town/hope-bridge.example');
const HEADLINE = 'The address on this page is on a list';

/** How long the popup takes to tell of a listed page, beside an empty page of the extension in the same run. */
export async function benchPopup(output: string): Promise<PopupFigures[]> {
  return [
    await measureIn('chromium', launchChromium, output),
    await measureIn('firefox', launchFirefox, output),
  ];
}

async function measureIn(
  name: BrowserName,
  launch: typeof launchChromium,
  output: string,
): Promise<PopupFigures> {
  const extension = withProbe(buildExtension(name), join(output, `popup-${name}`));
  const server = createServer(async (request, response) => {
    const sites = new Map([['127.0.0.1', TOWN_PAGE]]);
    const answer = await answerRequest(sites, new URL(request.url ?? '/', 'http://127.0.0.1'));
    response.setHeader('content-type', answer?.contentType ?? 'text/plain').end(answer?.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const page = `http://127.0.0.1:${(server.address() as AddressInfo).port}/donate`;
  const driver = await launch(ensureBrowser(name), {
    extension,
    sites: new Map(),
    headless: true,
    isIntercepted: false,
  });
  try {
    const popup = `popup.html?tab=${await driver.inExtension(openListed, page)}`;
    const emptied: number[] = [];
    const opened: number[] = [];
    // In turn: what slows the machine for a while slows both.
    for (let i = 0; i < UNCOUNTED + OPENINGS; i++) {
      emptied.push(await open(driver, 'empty.html'));
      opened.push(await open(driver, popup));
    }
    const ended: number[] = [];
    for (let i = 0; i < ENDED_OPENINGS; i++) {
      await driver.endBackground();
      ended.push(await open(driver, popup));
    }
    const counted = opened.slice(UNCOUNTED);
    return {
      browser: name,
      empty: middle(emptied.slice(UNCOUNTED)),
      popup: middle(counted),
      slowest: Math.max(...counted),
      ended: middle(ended),
    };
  } finally {
    await driver.close();
    server.close();
  }
}

/**
 * A copy of the extension with an empty page; both pages tell when the headline stands, the popup in a file that it runs
 * anyway, for one more would cost time of its own.
 */
function withProbe(extension: string, copy: string): string {
  rmSync(copy, { recursive: true, force: true });
  cpSync(extension, copy, { recursive: true });
  const probe = `(${tellWhenPainted})();\n`;
  const first = join(copy, 'first.js');
  writeFileSync(first, probe + readFileSync(first, 'utf8'));
  const empty = `<!doctype html><title>Empty</title><body><h1>${HEADLINE}</h1><script src="/probe.js"></script></body>`;
  writeFileSync(join(copy, 'empty.html'), empty);
  writeFileSync(join(copy, 'probe.js'), probe);
  return copy;
}

/** Runs in the page that is measured, and tells the extension's other pages through the storage that they share. */
function tellWhenPainted() {
  new PerformanceObserver((list, observer) => {
    const painted = list.getEntries() as (PerformanceEntry & { element: Element; renderTime: number })[];
    const first = painted.find(({ element }) => element && !element.matches('.waiting'));
    if (!first) return;
    observer.disconnect();
    const told = {
      at: performance.timeOrigin,
      ms: first.renderTime,
      headline: document.querySelector('h1')?.textContent,
    };
    localStorage.setItem('painted', JSON.stringify(told));
  }).observe({ type: 'largest-contentful-paint', buffered: true });
}

interface Api {
  tabs: { create(tab: { url: string }): Promise<{ id: number }>; remove(tabId: number): Promise<void> };
  runtime: { getURL(path: string): string; sendMessage(message: unknown): Promise<unknown> };
}

async function open(driver: Driver, path: string): Promise<number> {
  const { ms: taken, headline } = await driver.inExtension(openTimed, path);
  if (headline !== HEADLINE) throw new Error(`${path} says: ${headline}`);
  await wait(PAUSE_MS);
  return taken;
}

/** Runs in another page of the extension: what the automation takes is not counted. */
async function openTimed(path: string) {
  const globals = globalThis as unknown as { browser?: Api; chrome: Api };
  const api = globals.browser ?? globals.chrome;
  const told = new Promise<string>((resolve) => {
    addEventListener('storage', ({ newValue }) => resolve(newValue ?? ''), { once: true });
    setTimeout(resolve, 20_000, '{"headline":"nothing"}');
  });
  const { id } = await api.tabs.create({ url: api.runtime.getURL(path) });
  const painted = JSON.parse(await told) as { ms: number; headline: string };
  await api.tabs.remove(id);
  return painted;
}

/** Opens the page, and waits until it is known what it shows. */
async function openListed(url: string): Promise<number> {
  const globals = globalThis as unknown as { browser?: Api; chrome: Api };
  const api = globals.browser ?? globals.chrome;
  const { id } = await api.tabs.create({ url });
  for (const until = Date.now() + 30_000; Date.now() < until; ) {
    const report = (await api.runtime.sendMessage({ type: 'report.get', tabId: id, fresh: true })) as Report;
    if (report.level === 'listed') return id;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('the page was not read');
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

export function popupSection(figures: readonly PopupFigures[]): string[] {
  return [
    '## Opening the popup',
    '',
    `On a listed page, ${OPENINGS} times in turn with an empty page of the extension: from the start of the navigation to the`,
    'frame in which the headline stands, the middle of them.',
    '',
    ...table(
      ['', 'Empty page', 'Popup', 'Ratio', 'Slowest', 'After the background had ended'],
      figures.map(({ browser, empty, popup, slowest, ended }) => [
        browserTitle(browser),
        ms(empty),
        ms(popup),
        (popup / empty).toFixed(2),
        ms(slowest),
        ms(ended),
      ]),
    ),
    '',
  ];
}
