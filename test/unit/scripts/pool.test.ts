import { expect, test } from 'vitest';
import type { Driver } from '../../../scripts/browser/driver.ts';
import type { AnyDocument } from '../../../scripts/scan/document.ts';
import { BrowserLost, failed } from '../../../scripts/scan/page.ts';
import { scanAll } from '../../../scripts/scan/pool.ts';

/** A browser that a page named `killer` takes down together with whatever else is open. */
function makeBrowsers() {
  let running = 0;
  const launched: { alive: boolean }[] = [];
  return {
    launched,
    running: () => running,
    async launch(): Promise<Driver> {
      running += 1;
      const state = { alive: true };
      launched.push(state);
      const driver: Partial<Driver> = {
        isAlive: () => state.alive,
        async close() {
          state.alive = false;
          running -= 1;
        },
      };
      return driver as Driver;
    },
  };
}

const targets = ['a', 'killer', 'b', 'c', 'd'].map((requested) => ({
  requested,
  href: requested,
  problem: null,
}));

test('a page that takes the browser down costs only itself', async () => {
  const browsers = makeBrowsers();
  const documents = new Map<number, AnyDocument>();
  const broken = new Set<Driver>();
  await scanAll(targets, {
    launch: browsers.launch,
    async scan(driver, { requested }) {
      await new Promise((done) => setTimeout(done, 1));
      if (requested === 'killer') broken.add(driver);
      await new Promise((done) => setTimeout(done, 1));
      if (broken.has(driver)) throw new BrowserLost('gone');
      return failed(requested, 'ok', 'scanned');
    },
    onDocument: (index, document) => documents.set(index, document),
    concurrency: 3,
  });
  const codes = targets.map((_, index) => {
    const document = documents.get(index);
    return document && 'error' in document ? document.error.code : null;
  });
  expect(codes).toEqual(['ok', 'crashed', 'ok', 'ok', 'ok']);
  expect(browsers.running()).toBe(0);
});

test('a browser that does not start ends the run', async () => {
  const launch = () => Promise.reject(new Error('no browser'));
  const scan = async () => failed('', '', '');
  await expect(scanAll(targets, { launch, scan, onDocument() {}, concurrency: 1 })).rejects.toThrow(
    'no browser',
  );
});

test('without pages no browser is started', async () => {
  const browsers = makeBrowsers();
  const scan = async () => failed('', '', '');
  await scanAll([], { launch: browsers.launch, scan, onDocument() {}, concurrency: 1 });
  expect(browsers.launched).toEqual([]);
});
