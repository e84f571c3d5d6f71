import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ElementHandle, type KeyInput, type Page, TimeoutError } from 'puppeteer-core';
import { type DriverOptions, type DriverPage, NavigationFailed, SIGN_IN_STATUS } from './driver.ts';
import { type Answer, answerRequest, readAnswer } from './sites.ts';

/** Firefox runs no content script in `file:` pages, so local files are served under this host. */
const FILE_HOST = 'local-file.almsguard.invalid';

/** What a page of a driver is given: the sites of the run, local files, and nobody who answers its questions. */
export async function serve(page: Page, { sites, isUnattended }: DriverOptions): Promise<void> {
  page.on('dialog', (dialog) => dialog.dismiss().catch(() => {}));
  let file: URL | null = null;
  await page.setRequestInterception(true);
  page.on('request', async (request) => {
    const url = new URL(request.url());
    if (url.hostname === FILE_HOST && request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      file = url;
    }
    const answer =
      url.hostname === FILE_HOST && file ? await answerFile(url, file) : await answerRequest(sites, url);
    const sent = answer ? request.respond(answer) : request.continue();
    // A page that was closed meanwhile needs no answer.
    await sent.catch(() => {});
  });
  if (isUnattended) await leaveSignInsUnanswered(page);
}

/**
 * The page shows what it shows to those who close the question for a name and a password. Puppeteer cancels each such
 * question that it has no answer to, but only looks at them where it was given one.
 */
async function leaveSignInsUnanswered(page: Page): Promise<void> {
  await page.authenticate({ username: '', password: '' });
  Object.assign(page, { _credentials: null });
}

/** A local page and what lies in its folder, in a sandbox, so that it can read no more than as a file. */
async function answerFile(url: URL, page: URL): Promise<Answer & { headers: Record<string, string> }> {
  const path = fileURLToPath(trueUrl(url.href));
  const inFolder = path.startsWith(dirname(fileURLToPath(trueUrl(page.href))));
  const answer = inFolder ? await readAnswer(path).catch(() => null) : null;
  return {
    ...(answer ?? { status: 404, contentType: 'text/plain', body: Buffer.from('Not found') }),
    headers: { 'content-security-policy': 'sandbox allow-scripts allow-forms allow-popups' },
  };
}

/** The address of a local file, of that under which it is served. */
export function trueUrl(url: string): string {
  const prefix = `http://${FILE_HOST}/`;
  return url.startsWith(prefix) ? `file:///${url.slice(prefix.length)}` : url;
}

function servedUrl(url: string): string {
  return url.startsWith('file:///') ? `http://${FILE_HOST}/${url.slice('file:///'.length)}` : url;
}

// Puppeteer's types unwrap handles out of the argument, which a generic argument cannot follow.
export function evaluate<A, T>(page: Page, fn: (arg: A) => T | Promise<T>, arg: A): Promise<T> {
  return page.evaluate(fn as (arg: unknown) => T | Promise<T>, arg);
}

/** A page over WebDriver BiDi, as drivers give it. */
export function wrapPage(page: Page, tabId: number, blankUrl: string): DriverPage {
  return {
    tabId,
    blankUrl,
    // A crashed tab is thrown away by BiDi; closing it ourselves settles the promise too late to matter.
    crashed: new Promise((resolve) => page.once('close', () => resolve('The page crashed or closed itself'))),
    async goto(url, timeoutMs) {
      try {
        const response = await page.goto(servedUrl(url), { timeout: timeoutMs });
        return response?.status() === SIGN_IN_STATUS ? 'sign-in' : 'loaded';
      } catch (error) {
        if (error instanceof TimeoutError) return 'timeout';
        throw new NavigationFailed(nameError(error));
      }
    },
    evaluate: (fn, arg) => evaluate(page, fn, arg),
    click: (selector) => page.click(selector),
    async clickAt({ x, y }, button = 'left', held) {
      if (held) await page.keyboard.down(held as KeyInput);
      await page.mouse.click(x, y, { button });
      if (held) await page.keyboard.up(held as KeyInput);
    },
    pointAt: ({ x, y }) => page.mouse.move(x, y),
    async chooseFile(selector, path) {
      await using field = await page.$(selector);
      if (!field) throw new Error(`The page has no ${selector}`);
      await (field as ElementHandle<HTMLInputElement>).uploadFile(path);
    },
    async press(...keys) {
      const names = keys as KeyInput[];
      for (const key of names) await page.keyboard.down(key);
      for (const key of names.toReversed()) await page.keyboard.up(key);
    },
    async screenshot(path, { fullPage = false } = {}) {
      await writeFile(path, await page.screenshot({ fullPage }));
    },
    close: () => page.close(),
  };
}

/** `NS_ERROR_UNKNOWN_HOST` out of the protocol's message, which carries a stack of the browser's own. */
function nameError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /\bNS_ERROR_\w+|\bError: (\S+)/.exec(message)?.[0].replace(/^Error: /, '') ?? message;
}
