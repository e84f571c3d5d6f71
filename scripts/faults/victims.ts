import { join } from 'node:path';
import { wait } from '#lib/core/wait.ts';
import { ask, type Driver } from '../browser/driver.ts';
import { launchBrowser } from '../browser/launch.ts';
import { makeOwnFolder } from '../browser/own-folder.ts';
import type { Changing } from './changing.ts';
import { type KillCount, killDuringUpdates } from './kills.ts';
import { HELD } from './versions.ts';

const PAGES = join(import.meta.dirname, '..', '..', 'test', 'pages', 'town');
const CHARITY = 'orchard-school.example';
/** Milliseconds until a page must be judged, and between two looks. */
const PAGE_MS = 30_000;
const LOOK_MS = 100;
const sites = new Map([[CHARITY, join(PAGES, CHARITY)]]);

/** In Chromium the worker alone is ended, and the browser goes on. */
export async function killWorker(changing: Changing, delays: readonly number[]): Promise<KillCount> {
  const driver = await launchBrowser('chromium', { sites, feeds: changing.feeds });
  const end = async () => {
    await driver.endBackground();
    return driver;
  };
  try {
    return await killDuringUpdates({ driver, end, stillListed }, changing, delays);
  } finally {
    await driver.close();
  }
}

/** Firefox ends its background only when that is idle, hence after what it was doing: there the whole browser goes. */
export async function killBrowser(changing: Changing, delays: readonly number[]): Promise<KillCount> {
  const profile = await makeOwnFolder('faults');
  const start = () => launchBrowser('firefox', { sites, feeds: changing.feeds, profile: profile.path });
  let driver = await start();
  const end = async () => {
    await driver.kill?.();
    driver = await start();
    return driver;
  };
  try {
    return await killDuringUpdates({ driver, end, stillListed }, changing, delays);
  } finally {
    await driver.close();
    await profile.remove();
  }
}

/** Whether a page that shows the address is judged by the list, as soon as it was read. */
async function stillListed(driver: Driver): Promise<boolean> {
  const page = await driver.newPage();
  await page.goto(`https://${CHARITY}/give`, PAGE_MS);
  const deadline = Date.now() + PAGE_MS;
  const isListed = async () => {
    const report = await ask(driver, { type: 'report.get', tabId: page.tabId, fresh: true });
    return report.addresses.some(({ text, level }) => text === HELD && level === 'listed');
  };
  let listed = await isListed();
  while (!listed && Date.now() < deadline) {
    await wait(LOOK_MS);
    listed = await isListed();
  }
  await page.close();
  return listed;
}
