import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '#lib/core/report.ts';
import type { Unread } from '#lib/core/types.ts';
import { wait } from '#lib/core/wait.ts';
import { PageFailure, waitSettled } from '#lib/messaging/settle.ts';
import { ask, type Driver, type DriverPage, NavigationFailed } from '../browser/driver.ts';
import { type AnyDocument, toDocument } from './document.ts';
import { MARKS_MS } from './limits.ts';
import type { ScanOptions, Target } from './options.ts';
import { plain } from './terminal.ts';

/** Milliseconds beyond the page's own timeout after which the browser itself counts as hung. */
const GRACE_MS = 15_000;
/** Milliseconds of them for a picture. */
const PICTURE_MS = 8_000;

/** What the page keeps for those who tell it a name and a password. */
const BEHIND_SIGN_IN: Unread = { what: 'frame', count: 1, why: 'sign-in' };

/** The browser went, or stopped answering, while this page was open: perhaps through another page. */
export class BrowserLost extends Error {}

const clock = {
  now: () => Date.now(),
  wait,
};

/** Opens one page and says what the extension concluded; only `BrowserLost` is ever thrown. */
export async function scanPage(
  driver: Driver,
  target: Target,
  options: Pick<ScanOptions, 'timeoutMs' | 'screenshots'>,
): Promise<AnyDocument> {
  const { requested, href } = target;
  if (href === null) return failed(requested, 'bad-url', target.problem ?? 'This cannot be opened');
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new BrowserLost('The browser stopped answering')),
      options.timeoutMs + GRACE_MS,
    );
  });
  try {
    return await Promise.race([openAndJudge(driver, { ...target, href }, options), hung]);
  } catch (error) {
    if (error instanceof PageFailure) return failed(requested, error.code, error.message);
    if (error instanceof NavigationFailed && driver.isAlive())
      return failed(requested, 'navigation', error.message);
    // Whatever else fails is no page's own: the next would fare no better in that browser.
    throw error instanceof BrowserLost ? error : new BrowserLost(messageOf(error));
  } finally {
    clearTimeout(timer);
  }
}

async function openAndJudge(
  driver: Driver,
  target: Target & { href: string },
  { timeoutMs, screenshots }: Pick<ScanOptions, 'timeoutMs' | 'screenshots'>,
): Promise<AnyDocument> {
  const deadline = Date.now() + timeoutMs;
  const page = await driver.newPage();
  try {
    const report = await Promise.race([judge(driver, page, target.href, deadline), failOnCrash(page)]);
    if (screenshots !== null) await takePicture(page, join(screenshots, screenshotName(target.requested)));
    return toDocument(report, target, driver, new Date());
  } finally {
    // A page that hangs may not close; the browser is not kept waiting for it.
    page.close().catch(() => {});
  }
}

/** A page that lets no picture be taken, or a disk that has no room for it, takes nothing from what was found. */
async function takePicture(page: DriverPage, path: string): Promise<void> {
  await clock.wait(MARKS_MS);
  const late = clock.wait(PICTURE_MS).then(() => Promise.reject(new Error('it takes too long')));
  try {
    await Promise.race([page.screenshot(path), late]);
  } catch (error) {
    rmSync(path, { force: true });
    process.stderr.write(`No picture in ${path}: ${plain(messageOf(error).split('\n', 1)[0] ?? '')}\n`);
  } finally {
    late.catch(() => {});
  }
}

/** Opens an address in the page and returns what the popup would say once it has settled. */
export async function judge(
  driver: Driver,
  page: DriverPage,
  href: string,
  deadline: number,
): Promise<Report> {
  const getReport = (fresh: boolean) => ask(driver, { type: 'report.get', tabId: page.tabId, fresh });
  let loaded = false;
  const opening = page.goto(href, Math.max(1, deadline - Date.now())).then((outcome) => {
    loaded = outcome !== 'timeout';
    return outcome;
  });
  const settled = waitSettled(
    () => getReport(false),
    { hasLoaded: () => loaded, blankUrl: page.blankUrl, deadline },
    clock,
  );
  // A navigation that fails ends the wait at once; one that succeeds leaves the word to the report.
  const [last, opened] = await Promise.all([settled, Promise.race([opening, settled])]);
  // The popup asks the frames to read once more, form fields included.
  const fresh = await getReport(true);
  // A page that goes on to another just then has been judged; the other has not.
  const report = fresh.state === 'ready' ? fresh : last;
  return opened === 'sign-in' ? { ...report, unread: [...report.unread, BEHIND_SIGN_IN] } : report;
}

async function failOnCrash(page: DriverPage): Promise<never> {
  throw new PageFailure('crashed', await page.crashed);
}

export function failed(url: string, code: string, message: string): AnyDocument {
  return { url, error: { code, message } };
}

/** Readable, valid on every file system, and different for different addresses. */
export function screenshotName(url: string): string {
  const slug = url
    .replace(/^\w+:\/+/, '')
    .replace(/[^a-z0-9.]+/gi, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80);
  return `${slug || 'page'}-${createHash('sha256').update(url).digest('hex').slice(0, 8)}.png`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
