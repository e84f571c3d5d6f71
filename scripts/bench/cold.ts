import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Report } from '#lib/core/report.ts';
import { wait } from '#lib/core/wait.ts';
import { waitSettled } from '#lib/messaging/settle.ts';
import { syntheticAddress } from '../../test/bench/synthetic.ts';
import { ask, type Driver, type DriverPage, type ExtensionGlobals } from '../browser/driver.ts';
import { launchBrowser } from '../browser/launch.ts';
import { bytesKept, sessionOf, watchHeap } from './worker-heap.ts';

export interface ColdFigures {
  entries: number;
  pages: ColdPage[];
  memory: ColdMemory;
}

/**
 * Bytes of the worker's JavaScript, typed arrays included, with all lists loaded and a page judged by them: the most that
 * was seen from when it had begun, and what is kept once all that nobody holds any more was collected.
 */
export interface ColdMemory {
  peak: number;
  kept: number;
}

/** Milliseconds from the question to the answer, the middle of `ROUNDS`: worker ended before, and running. */
export interface ColdPage {
  candidates: number;
  cold: number;
  warm: number;
}

/** Of each page how many addresses it shows, and how many of these are listed. */
const PAGES = [
  { candidates: 1, listed: 1 },
  { candidates: 100, listed: 10 },
];
const ROUNDS = 9;

/**
 * The whole extension in Chromium with lists of a million entries each, addresses first, and pages that show a few
 * addresses or many: how long the popup waits for the report when the worker was ended, and when it runs; and what the
 * worker holds.
 */
export async function benchCold(
  lists: readonly string[],
  entries: number,
  sites: Map<string, string>,
): Promise<ColdFigures> {
  const addressesOf = ({ candidates, listed }: (typeof PAGES)[number]) =>
    Array.from({ length: candidates }, (_, i) =>
      syntheticAddress(i < listed ? i * Math.floor(entries / listed) : entries + i),
    );
  const server = createServer((request, response) => {
    const list = lists[Number(request.url?.match(/^\/list(\d)$/)?.[1] ?? Number.NaN)];
    if (list) {
      response.setHeader('content-type', 'application/octet-stream');
      createReadStream(list).pipe(response);
    } else {
      const asked = PAGES.find(({ candidates }) => request.url === `/${candidates}`);
      const texts = asked ? addressesOf(asked) : [];
      response.setHeader('content-type', 'text/html').end(`<p>${texts.join('</p><p>')}</p>`);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const driver = await launchBrowser('chromium', { sites });
  try {
    for (const n of lists.keys()) {
      const added = await ask(driver, { type: 'lists.add', url: `${base}/list${n}` });
      if (!added.ok || added.value.entries !== entries) throw new Error('the list was not taken');
    }
    const pages: ColdPage[] = [];
    for (const asked of PAGES) pages.push(await measurePage(driver, `${base}/${asked.candidates}`, asked));
    return { entries, pages, memory: await measureMemory(driver, `${base}/${PAGES.at(-1)?.candidates}`) };
  } finally {
    await driver.close();
    server.close();
  }
}

/** Of a worker that has just begun: from its first question to a page that is judged. */
async function measureMemory(driver: Driver, url: string): Promise<ColdMemory> {
  await driver.endBackground();
  await ask(driver, { type: 'choices.get' });
  const session = await sessionOf(driver);
  const { peak } = await watchHeap(session, async () => {
    const page = await openJudged(driver, url);
    const { lists } = await ask(driver, { type: 'lists.get' });
    if (lists.some(({ lastError }) => lastError?.code === 'damaged')) throw new Error('a list was given up');
    await page.close();
  });
  return { peak, kept: await bytesKept(session) };
}

async function openJudged(driver: Driver, url: string): Promise<DriverPage> {
  const page = await driver.newPage();
  await page.goto(url, 30_000);
  const report = () => ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false });
  await waitSettled(
    report,
    { hasLoaded: () => true, blankUrl: page.blankUrl, deadline: Date.now() + 30_000 },
    { now: Date.now, wait },
  );
  return page;
}

async function measurePage(
  driver: Driver,
  url: string,
  { candidates, listed }: (typeof PAGES)[number],
): Promise<ColdPage> {
  const page = await openJudged(driver, url);
  const measure = async () => {
    const met = await driver.inExtension(askTimed, page.tabId);
    if (met.listed !== listed || met.found !== candidates) throw new Error(`wrong verdict: ${met.listed}`);
    return met.ms;
  };
  const colds: number[] = [];
  const warms: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await driver.endBackground();
    colds.push(await measure());
    warms.push(await measure());
  }
  await page.close();
  return { candidates, cold: middle(colds), warm: middle(warms) };
}

/** Runs in one of the extension's own pages, as the popup does: what the automation takes is not counted. */
async function askTimed(tabId: number) {
  const { browser, chrome } = globalThis as unknown as ExtensionGlobals;
  const start = performance.now();
  const sent = { type: 'report.get', tabId, fresh: false };
  const { addresses } = (await (browser ?? chrome).runtime.sendMessage(sent)) as Report;
  const ms = performance.now() - start;
  const listed = addresses.filter(({ level }) => level === 'listed').length;
  return { ms, found: addresses.length, listed };
}

function middle(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
