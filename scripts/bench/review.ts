import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wait } from '#lib/core/wait.ts';
import { seedFile } from '../../test/support/review-seed.ts';
import { buildExtension } from '../browser/build.ts';
import { launchChromium } from '../browser/chromium.ts';
import type { Driver, DriverPage } from '../browser/driver.ts';
import { ensureBrowser } from '../browser/ensure.ts';
import type { BrowserName } from '../browser/find.ts';
import { launchFirefox } from '../browser/firefox.ts';
import {
  chooseFile,
  forgetFirst,
  keepPictures,
  nameReviewer,
  tellWhenDrawn,
  typeIn,
} from './review-in-page.ts';

/** Milliseconds in the page of the review workspace, as a person has it before them. */
export interface ReviewFigures {
  browser: BrowserName;
  /** From the start of the navigation until the page stands, without a case. */
  empty: number;
  /** Until the list does, with all of them: as it is opened again, and where how it begins is not kept. */
  open: Opening;
  anew: Opening;
  /** From a key until what was found is drawn: the slowest of `SEARCHES`, each the middle of `TIMES`. */
  search: number;
  /** From choosing a file until it is told what it brought: into nothing, and into as many cases decided differently. */
  first: number;
  merge: number;
}

/** The middle of several, in milliseconds. */
interface Opening {
  list: number;
  slowest: number;
  /** Until all cases are read and counted. */
  whole: number;
}

export const CASES = 10_000;
export const PICTURES = 2_000;
export const PICTURE_BYTES = 100_000;
const OPENINGS = 11;
/** The browser's own caches are filled by these. */
const UNCOUNTED = 2;
const TIMES = 5;
const SIZE = { width: 1280, height: 900 };
/** What is typed, and how many cases that finds (test/support/review-seed.ts). */
const SEARCHES: [text: string, found: number][] = [
  ['fund 1234', 1],
  ['fund 123', 11],
  ['telegram', Math.ceil(CASES / 14)],
  ['relief', CASES],
  ['zzz', 0],
];
const PATIENCE_MS = 120_000;

/** How long a workspace of ten thousand cases, with pictures, makes a person wait. */
export async function benchReview(output: string): Promise<ReviewFigures[]> {
  return [
    await measureIn('chromium', launchChromium, output),
    await measureIn('firefox', launchFirefox, output),
  ];
}

async function measureIn(
  browser: BrowserName,
  launch: typeof launchChromium,
  output: string,
): Promise<ReviewFigures> {
  const extension = withProbe(buildExtension(browser), join(output, `review-${browser}`));
  const driver = await launch(ensureBrowser(browser), { extension, sites: new Map(), headless: true });
  try {
    await driver.inExtension(nameReviewer, 'Bo');
    const { list: empty } = await opening(driver);
    const first = await merge(driver, seedFile({ cases: CASES }), CASES);
    await driver.inExtension(keepPictures, [PICTURES, PICTURE_BYTES] as const);
    const anew = await opening(driver, () => driver.inExtension(forgetFirst, null));
    await stay(driver);
    const open = await opening(driver);
    const search = await searches(driver);
    const others = { cases: CASES, device: 'grace', reviewer: 'Grace Hopper', state: 'dismissed' } as const;
    const again = await merge(driver, seedFile(others), CASES);
    return {
      browser,
      empty,
      open,
      anew,
      search,
      first,
      merge: again,
    };
  } finally {
    await driver.close();
  }
}

/**
 * A copy of the extension whose page of the workspace tells when its list stands: in a file that it runs anyway, for one
 * more would cost time of its own.
 */
function withProbe(extension: string, copy: string): string {
  rmSync(copy, { recursive: true, force: true });
  cpSync(extension, copy, { recursive: true });
  const [, entry = ''] =
    /<script type="module"[^>]* src="([^"]+)"/.exec(readFileSync(join(copy, 'review.html'), 'utf8')) ?? [];
  const file = join(copy, entry);
  writeFileSync(file, `(${tellWhenDrawn})();\n${readFileSync(file, 'utf8')}`);
  return copy;
}

async function opening(driver: Driver, before = async () => {}): Promise<Opening> {
  const times: { list: number; whole: number }[] = [];
  for (let i = 0; i < UNCOUNTED + OPENINGS; i++) {
    await before();
    const page = await driver.openExtensionPage('review.html', SIZE);
    times.push(
      await until(page, () => {
        const { drawn, whole } = globalThis as unknown as { drawn?: number; whole?: number };
        return drawn !== undefined && whole !== undefined ? { list: drawn, whole } : null;
      }),
    );
    await page.close();
  }
  const counted = times.slice(UNCOUNTED);
  const lists = counted.map(({ list }) => list);
  return {
    list: middle(lists),
    slowest: Math.max(...lists),
    whole: middle(counted.map(({ whole }) => whole)),
  };
}

/** Somebody looks at the list for a while: how it begins is kept then. */
async function stay(driver: Driver): Promise<void> {
  const page = await driver.openExtensionPage('review.html', SIZE);
  await until(page, () => document.querySelector('.told') && 1);
  await wait(3_000);
  await page.close();
}

async function searches(driver: Driver): Promise<number> {
  const page = await driver.openExtensionPage('review.html', SIZE);
  await until(page, () => document.querySelector('.cases tbody a') && 1);
  // Words are folded while nobody waits.
  await wait(3_000);
  const worst: number[] = [];
  for (const [text, found] of SEARCHES) {
    const times: number[] = [];
    for (let i = 0; i < TIMES; i++) {
      const { time, told } = await page.evaluate(typeIn, text);
      if (told !== found) throw new Error(`"${text}" finds ${found} cases, and not ${told}`);
      times.push(time);
      await page.evaluate(typeIn, '');
    }
    worst.push(middle(times));
  }
  await page.close();
  return Math.max(...worst);
}

async function merge(driver: Driver, text: string, cases: number): Promise<number> {
  const page = await driver.openExtensionPage('review.html', SIZE);
  await page.evaluate(() => location.assign('#files'), null);
  await until(page, () => document.querySelector('#merge-file') && 1);
  await page.evaluate(chooseFile, text);
  const time = await until(page, () => (globalThis as unknown as { merged?: number }).merged ?? null);
  const told = await page.evaluate(() => document.querySelector('main')?.innerText ?? '', null);
  if (!told.includes(cases.toLocaleString('en'))) throw new Error('The file was not taken over');
  await page.close();
  return time;
}

async function until<T>(page: DriverPage, find: () => T | null): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const found = await page.evaluate(find, null);
    if (found !== null) return found;
    await wait(50);
  }
  throw new Error('It did not come');
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
