import { expect, onTestFinished } from 'vitest';
import type { Driver, DriverPage } from '../../scripts/browser/driver.ts';
import { until } from './harness.ts';

interface Api {
  tabs: { setZoom(tabId: number, factor: number): Promise<void> };
}

/** The browser's own zoom, as somebody sets it; back to what it was when the test is over, for it is kept by site. */
export async function zoom(driver: Driver, page: DriverPage, factor: number): Promise<void> {
  const set = (factor: number) =>
    driver.inExtension(
      async ({ tabId, factor }: { tabId: number; factor: number }) => {
        const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
        await (browser ?? chrome).tabs.setZoom(tabId, factor);
      },
      { tabId: page.tabId, factor },
    );
  const ratio = () => page.evaluate(() => devicePixelRatio, null);
  const before = await ratio();
  onTestFinished(() => set(1));
  await set(factor);
  expect(await until(ratio, (now) => now === before * factor)).toBe(before * factor);
}
