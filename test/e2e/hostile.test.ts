import { chromium } from 'playwright';
import puppeteer from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_CANDIDATES, MAX_FRAMES } from '#lib/core/limits.ts';
import type { Report } from '#lib/core/report.ts';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import { ensureBrowser } from '../../scripts/browser/ensure.ts';
import type { BrowserName } from '../../scripts/browser/find.ts';
import { BROWSERS, badge, finding, launch, until, wait } from './harness.ts';
import { FRAMES, type HostileSite, LATER, LISTED, serveHostile } from './hostile-site.ts';

/** Milliseconds for which a storm is watched. */
const WATCH_MS = 3_000;
/** Share of its ticks that a page keeps under a storm; machines that are shared are uneven. */
const MIN_SHARE = 0.5;
const PATIENCE_MS = 60_000;

interface Counts {
  mutations: number;
  ticks: number;
}
type Evaluate = <T>(fn: (arg: null) => T, arg: null) => Promise<T>;

/** What a page counts while nobody disturbs it. */
async function countIn(evaluate: Evaluate): Promise<Counts> {
  const counts = () => evaluate(() => ({ ...(globalThis as unknown as { counts: Counts }).counts }), null);
  const before = await counts();
  await wait(WATCH_MS);
  const after = await counts();
  return { mutations: after.mutations - before.mutations, ticks: after.ticks - before.ticks };
}

/** The same in a browser of the same kind without the extension. */
async function countWithout(name: BrowserName, url: string): Promise<Counts> {
  const executablePath = ensureBrowser(name);
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser =
    name === 'chromium'
      ? await chromium.launch({ executablePath, args })
      : await puppeteer.launch({ browser: 'firefox', executablePath });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await wait(1_000);
    const evaluate = page.evaluate.bind(page) as Evaluate;
    return await countIn(evaluate);
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
  beforeAll(async () => {
    driver = await launch(name);
  });
  afterAll(() => driver?.close());

  const open = async (path: string, wished: (report: Report) => boolean) => {
    const page = await driver.newPage();
    await page.goto(site.url(path), PATIENCE_MS);
    const report = await until(
      () => ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false }),
      (said) => said.state === 'ready' && said.url === site.url(path) && wished(said),
      PATIENCE_MS,
    );
    return { page, report };
  };
  const answers = (page: DriverPage) => page.evaluate(() => 1 + 1, null);

  it('keeps a page alive that changes 50,000 times a second, and reads what comes', async () => {
    const without = await countWithout(name, site.url('/storm'));
    const { page, report } = await open('/storm', ({ level }) => level === 'listed');
    expect(finding(report, LISTED)?.level).toBe('listed');
    const during = await countIn((fn, arg) => page.evaluate(fn, arg));
    expect(during.ticks / without.ticks).toBeGreaterThan(MIN_SHARE);
    expect(during.mutations / without.mutations).toBeGreaterThan(MIN_SHARE);
    await page.evaluate((text: string) => {
      (document.getElementById('late') as HTMLElement).textContent = text;
    }, LATER);
    const later = await until(
      () => ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false }),
      (said) => finding(said, LATER) !== undefined,
      20_000,
    );
    expect(finding(later, LATER)?.places).toHaveLength(1);
    expect((await badge(driver, page)).text).toBe('1');
    await page.close();
  });

  it.each(['/deep-blocks', '/deep-inline'])('reads to the end of %s', async (path) => {
    const { page, report } = await open(path, (said) => finding(said, LATER) !== undefined);
    expect(finding(report, LISTED)?.level).toBe('listed');
    expect(finding(report, LATER)?.places).toHaveLength(1);
    expect(report.unread).toEqual([]);
    expect(await answers(page)).toBe(2);
    await page.close();
  });

  it('says that it read a part of very many frames', async () => {
    const count = FRAMES[name] + 1 - MAX_FRAMES;
    const { page, report } = await open(`/frames-${name}`, ({ unread }) => unread[0]?.count === count);
    expect(report).toMatchObject({
      level: 'listed',
      unread: [{ what: 'frame', why: 'not-answering', count }],
    });
    expect(await answers(page)).toBe(2);
    await page.close();
  });

  it('gets through 20 MB of what looks like addresses, and says what it left out', async () => {
    const { page, report } = await open('/adversarial', ({ level }) => level === 'listed');
    expect(finding(report, LISTED)?.level).toBe('listed');
    expect(report.unread).toMatchObject([{ what: 'limit', why: 'too-many-candidates' }]);
    expect(report.addresses.length).toBeLessThanOrEqual(MAX_CANDIDATES);
    expect(await answers(page)).toBe(2);
    await page.close();
  });
});
