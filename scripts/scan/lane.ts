import type { Driver } from '../browser/driver.ts';
import type { AnyDocument } from './document.ts';
import { createGate } from './gate.ts';
import { CLOSE_MS, LAUNCH_PAUSE_MS, MAX_LAUNCHES, MAX_PAGES_A_BROWSER } from './limits.ts';
import type { Target } from './options.ts';
import { BrowserLost, failed } from './page.ts';

export interface LaneOptions {
  /** Starts a browser that is ready to scan. */
  launch(): Promise<Driver>;
  scan(driver: Driver, target: Target): Promise<AnyDocument>;
  wait(ms: number): Promise<void>;
}

/** One browser and the pages that are open in it. */
export interface Lane {
  /** Starts the browser before there is a page for it; a first one that does not start will not by trying again. */
  start(): Promise<void>;
  /** Rejects only where no browser can be started. */
  scan(target: Target): Promise<AnyDocument>;
  close(): Promise<void>;
}

/**
 * When the browser is lost, nobody knows through which of its pages: each is tried once more with no other beside it,
 * so that the one at fault costs only itself.
 */
export function createLane({ launch, scan, wait }: LaneOptions): Lane {
  const gate = createGate();
  let current: Promise<Driver> | null = null;
  let pages = 0;

  /** One that does not start may want for memory just now. */
  async function relaunch(): Promise<Driver> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await launch();
      } catch (error) {
        if (tries >= MAX_LAUNCHES) throw error;
        await wait(LAUNCH_PAUSE_MS);
      }
    }
  }

  async function stop(driver: Driver): Promise<void> {
    await Promise.race([driver.close().catch(() => {}), wait(CLOSE_MS)]);
  }

  async function discard(driver: Driver): Promise<void> {
    if (!current || (await current) !== driver) return;
    current = null;
    pages = 0;
    await stop(driver);
  }

  async function attempt(target: Target): Promise<AnyDocument> {
    current ??= relaunch();
    pages += 1;
    const driver = await current;
    try {
      return await scan(driver, target);
    } catch (error) {
      if (!(error instanceof BrowserLost)) throw error;
      await discard(driver);
      return failed(target.requested, 'crashed', `The browser was lost: ${error.message}`);
    }
  }

  async function renew(): Promise<void> {
    if (current && pages >= MAX_PAGES_A_BROWSER) await discard(await current);
  }

  return {
    async start() {
      current ??= launch();
      await current;
    },
    async scan(target) {
      if (pages >= MAX_PAGES_A_BROWSER) await gate.alone(renew);
      const first = await gate.together(() => attempt(target));
      return hasCrashed(first) ? gate.alone(() => attempt(target)) : first;
    },
    async close() {
      const driver = await current?.catch(() => null);
      if (driver) await stop(driver);
    },
  };
}

function hasCrashed(document: AnyDocument): boolean {
  return 'error' in document && document.error.code === 'crashed';
}
