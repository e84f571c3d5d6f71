import { chromium } from 'playwright';
import puppeteer from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_CANDIDATES, MAX_FRAMES } from '#lib/core/limits.ts';
import type { Report } from '#lib/core/report.ts';
import { wait } from '#lib/core/wait.ts';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import { ensureBrowser } from '../../scripts/browser/ensure.ts';
import type { BrowserName } from '../../scripts/browser/find.ts';
import { BROWSERS, badgeOf, closeAtEnd, finding, launch, prepare, until } from './harness.ts';
import { FRAMES, type HostileSite, LATER, LISTED, serveHostile } from './hostile-site.ts';

/** Milliseconds for which a storm is watched. */
const WATCH_MS = 3_000;
/** Share of its ticks that a page keeps under a storm; machines that are shared are uneven. */
const MIN_SHARE = 0.5;
/** How often it is watched, at most, until it kept as much. */
const WATCHES = 4;
const PATIENCE_MS = 60_000;

interface Counts {
  mutations: number;
  ticks: number;
}
type Evaluate = <T>(fn: (arg: null) => T, arg: null) => Promise<T>;

/** What a page counts in a while. */
async function countIn(evaluate: Evaluate): Promise<Counts> {
  const counts = () => evaluate(() => ({ ...(globalThis as unknown as { counts: Counts }).counts }), null);
  const before = await counts();
  await wait(WATCH_MS);
  const after = await counts();
  return { mutations: after.mutations - before.mutations, ticks: after.ticks - before.ticks };
}

function shareOf([during, without]: [Counts, Counts]): number {
  return Math.min(during.ticks / without.ticks, during.mutations / without.mutations);
}

/** Works beside the same page in a browser of the same kind without the extension. */
async function besideOne<T>(
  name: BrowserName,
  url: string,
  work: (evaluate: Evaluate) => Promise<T>,
): Promise<T> {
  const executablePath = ensureBrowser(name);
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser =
    name === 'chromium'
      ? await chromium.launch({ executablePath, args })
      : await puppeteer.launch({ browser: 'firefox', executablePath });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    return await work(page.evaluate.bind(page) as Evaluate);
  } finally {
    await browser.close();
  }
}

let site: HostileSite;
beforeAll(async () => {
  site = await serveHostile();
});
afterAll(() => site?.close());

describe.each(BROWSERS)('hostile pages in %s', (name) => {
  let driver: Driver;
  prepare(async () => {
    driver = await launch(name);
  });
  afterAll(() => driver?.close());

  const open = async (path: string, wished: (report: Report) => boolean) => {
    const page = closeAtEnd(await driver.newPage());
    await page.goto(site.url(path), PATIENCE_MS);
    const report = await until(
      () => reportOf(page),
      (said) => said.state === 'ready' && said.url === site.url(path) && wished(said),
      PATIENCE_MS,
    );
    return { page, report };
  };
  const reportOf = (page: DriverPage) => ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false });
  const answers = (page: DriverPage) => page.evaluate(() => 1 + 1, null);

  it('keeps a page alive that changes 50,000 times a second, and reads what comes', async () => {
    const { page, report } = await open('/storm', ({ level }) => level === 'listed');
    expect(finding(report, LISTED)?.level).toBe('listed');
    const share = await besideOne(name, site.url('/storm'), (evaluate) =>
      until(
        // Both at once: a machine that is shared gives now more and now less.
        async () =>
          shareOf(await Promise.all([countIn((fn, arg) => page.evaluate(fn, arg)), countIn(evaluate)])),
        (now) => now > MIN_SHARE,
        WATCHES * WATCH_MS,
      ),
    );
    expect(share).toBeGreaterThan(MIN_SHARE);
    await page.evaluate((text: string) => {
      (document.getElementById('late') as HTMLElement).textContent = text;
    }, LATER);
    const later = await until(
      () => reportOf(page),
      (said) => finding(said, LATER)?.places.length === 1,
      20_000,
    );
    expect(finding(later, LATER)?.places).toHaveLength(1);
    expect(await badgeOf(driver, page, '1')).toBe('1');
  });

  it.each(['/deep-blocks', '/deep-inline'])('reads to the end of %s', async (path) => {
    const { page, report } = await open(path, (said) => finding(said, LATER)?.places.length === 1);
    expect(finding(report, LISTED)?.level).toBe('listed');
    expect(finding(report, LATER)?.places).toHaveLength(1);
    expect(report.unread).toEqual([]);
    expect(await answers(page)).toBe(2);
  });

  it('says that it read a part of very many frames', async () => {
    const count = FRAMES[name] + 1 - MAX_FRAMES;
    const isWhole = ({ level, unread }: Report) => level === 'listed' && unread[0]?.count === count;
    const { page, report } = await open(`/frames-${name}`, isWhole);
    expect(report).toMatchObject({
      level: 'listed',
      unread: [{ what: 'frame', why: 'not-answering', count }],
    });
    expect(await answers(page)).toBe(2);
  });

  it('gets through 20 MB of what looks like addresses, and says what it left out', async () => {
    const { page, report } = await open(
      '/adversarial',
      ({ level, unread }) => level === 'listed' && unread.length > 0,
    );
    expect(finding(report, LISTED)?.level).toBe('listed');
    expect(report.unread).toMatchObject([{ what: 'limit', why: 'too-many-candidates' }]);
    expect(report.addresses.length).toBeLessThanOrEqual(MAX_CANDIDATES);
    expect(await answers(page)).toBe(2);
  });
});
