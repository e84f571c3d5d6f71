import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import type { Report } from '#lib/core/report.ts';
import type { FrameScan } from '#lib/core/types.ts';
import { createLock } from '#lib/feed/lock.ts';
import { createSubscriptions } from '#lib/feed/subscriptions.ts';
import { parsePageMessage } from '#lib/messaging/gates.ts';
import { createReporter } from '#lib/messaging/reporter.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import { createWatchlist, type Watchlist } from '#lib/watchlist/watchlist.ts';
import { bundle } from './bundle.ts';
import { ORIGIN, openSavedPages } from './saved-page.ts';

const LISTS = 'public/watchlist';

export interface ReportReader {
  /** The report that the popup would show of this page. */
  read(html: string): Promise<Report>;
  close(): Promise<void>;
}

/** The content script in a tab of the browser, with the background's own decision behind it. */
export async function createReportReader(browser: Browser): Promise<ReportReader> {
  const script = await bundle('test/bench/corpus-page.ts');
  const watchlist = await bundledWatchlist();
  const tab = await openSavedPages(browser);
  return {
    read: async (html) => reportOf(await tab.ask<FrameScan | null>(html, script, 'corpusRead'), watchlist),
    close: tab.close,
  };
}

/** Through the same gate as every message of a page. */
function reportOf(scan: FrameScan | null, watchlist: Watchlist): Promise<Report> {
  const message = parsePageMessage({ type: 'page.scanned', scan });
  if (message?.type !== 'page.scanned') throw new Error('the gate refused what the page told');
  const url = `${ORIGIN}/`;
  const frame = { tabId: 1, frameId: 0, url, scan: message.scan, marking: false, looking: false };
  const report = createReporter({
    tabs: { frames: async () => [frame] },
    tab: async () => ({ url, loading: false, isPrivate: false }),
    watchlist,
    settings: { asOf: async () => null, remembers: async () => true },
    persistent: () => true,
    now: Date.now,
    clock: () => performance.now(),
  });
  return report(frame.tabId);
}

/** The lists that come with the extension. */
async function bundledWatchlist(): Promise<Watchlist> {
  const store = createMemoryStore();
  const subscriptions = createSubscriptions({
    store: () => store,
    pull: () => Promise.reject(new Error('nothing is fetched here')),
    readBundled: async (file) => new Uint8Array(readFileSync(join(LISTS, file))),
    lock: createLock(),
    now: Date.now,
    random: Math.random,
  });
  await subscriptions.installBundled(JSON.parse(readFileSync(join(LISTS, 'index.json'), 'utf8')));
  const watchlist = createWatchlist(() => store);
  await watchlist.load();
  return watchlist;
}
