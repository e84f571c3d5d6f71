import type { Driver } from '../browser/driver.ts';
import type { AnyDocument } from './document.ts';
import type { Target } from './options.ts';
import { BrowserLost, failed } from './page.ts';

export interface PoolOptions {
  /** Starts a browser that is ready to scan. */
  launch(): Promise<Driver>;
  scan(driver: Driver, target: Target): Promise<AnyDocument>;
  onDocument(index: number, document: AnyDocument): void;
  concurrency: number;
}

/**
 * Scans all targets in one browser, several at once. When the browser is lost, the pages that were
 * open are set aside and tried again one by one at the end, so that the one at fault costs only itself.
 */
export async function scanAll(targets: readonly Target[], options: PoolOptions): Promise<void> {
  const browser = createBrowserKeeper(options.launch);
  const suspects: [number, Target][] = [];
  const queue = targets.entries();
  const work = async () => {
    for (const [index, target] of queue) {
      const document = await tryScan(browser, options, target);
      if (document) options.onDocument(index, document);
      else suspects.push([index, target]);
    }
  };
  try {
    // Started here, so that a browser or a feed that does not work is told before any page.
    if (targets.length > 0) await browser.get();
    await Promise.all(Array.from({ length: Math.min(options.concurrency, targets.length) }, work));
    for (const [index, target] of suspects) {
      const document = await tryScan(browser, options, target);
      options.onDocument(
        index,
        document ?? failed(target.requested, 'crashed', 'The browser did not survive this page'),
      );
    }
  } finally {
    await browser.close();
  }
}

async function tryScan(
  browser: ReturnType<typeof createBrowserKeeper>,
  { scan }: PoolOptions,
  target: Target,
): Promise<AnyDocument | null> {
  const driver = await browser.get();
  try {
    return await scan(driver, target);
  } catch (error) {
    if (!(error instanceof BrowserLost)) throw error;
    await browser.discard(driver);
    return null;
  }
}

/** One running browser at a time; started anew after it was lost. */
function createBrowserKeeper(launch: () => Promise<Driver>) {
  let current: Promise<Driver> | null = null;
  const stop = async (driver: Driver) => {
    const closing = driver.close().catch(() => {});
    await Promise.race([closing, new Promise((done) => setTimeout(done, 5_000))]);
  };
  return {
    async get(): Promise<Driver> {
      current ??= launch();
      return current;
    },
    async discard(driver: Driver): Promise<void> {
      if (current && (await current) === driver) {
        current = null;
        await stop(driver);
      }
    },
    async close(): Promise<void> {
      const driver = await current?.catch(() => null);
      if (driver) await stop(driver);
    },
  };
}
