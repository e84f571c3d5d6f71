import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Driver, type DriverPage, NavigationFailed } from '../../../scripts/browser/driver.ts';
import { toTarget } from '../../../scripts/scan/options.ts';
import { BrowserLost, scanPage } from '../../../scripts/scan/page.ts';
import { plainReport } from '../../support/plain-report.ts';

const PAGE = toTarget('https://a.example/', '/');
const READY = plainReport({ url: PAGE.requested });

/** A browser that has one report to give. */
function makeDriver(page: Partial<DriverPage> = {}, driver: Partial<Driver> = {}): Driver {
  const opened: Partial<DriverPage> = {
    tabId: 1,
    blankUrl: 'http://blank.invalid/',
    crashed: new Promise(() => {}),
    goto: async () => 'loaded',
    close: async () => {},
    ...page,
  };
  const whole: Partial<Driver> = {
    name: 'chromium',
    version: '156.0',
    isAlive: () => true,
    trueUrl: (url) => url,
    newPage: async () => opened as DriverPage,
    inExtension: async () => READY as never,
    ...driver,
  };
  return whole as Driver;
}

let folder = '';
let told = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'almsguard-page-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  vi.useFakeTimers();
  told = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += text;
    return true;
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function scan(driver: Driver, screenshots: string | null = null) {
  const outcome = scanPage(driver, PAGE, { timeoutMs: 30_000, screenshots }).catch((error) => error);
  await vi.advanceTimersByTimeAsync(60_000);
  return outcome;
}

describe('a page', () => {
  it.each<[string, DriverPage['screenshot']]>([
    [
      'has no room on the disk',
      async (path) => {
        writeFileSync(path, 'half a pict');
        throw new Error('ENOSPC: no space left on device\n    at somewhere');
      },
    ],
    ['does not come', () => new Promise(() => {})],
  ])('keeps its finding where its picture %s', async (_, screenshot) => {
    expect(await scan(makeDriver({ screenshot }), folder)).toMatchObject({
      url: PAGE.requested,
      level: 'listed',
    });
    expect(told).toMatch(/^No picture in .*\.png: .+\n$/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('has its picture where one could be taken', async () => {
    const screenshot = async (path: string) => writeFileSync(path, 'picture');
    await scan(makeDriver({ screenshot }), folder);
    expect(told).toBe('');
    const [name = ''] = readdirSync(folder);
    expect(existsSync(join(folder, name))).toBe(true);
  });

  it('that goes on to another at the last moment is judged as it was', async () => {
    let isFresh = false;
    const driver = makeDriver(
      {},
      {
        inExtension: async (_, message) => {
          isFresh ||= (message as { fresh?: boolean }).fresh === true;
          return (isFresh ? { ...READY, state: 'unreadable', level: 'none' } : READY) as never;
        },
      },
    );
    expect(await scan(driver)).toMatchObject({ level: 'listed' });
    expect(isFresh).toBe(true);
  });

  it('that cannot be opened says why', async () => {
    const goto = () => Promise.reject(new NavigationFailed('net::ERR_NAME_NOT_RESOLVED'));
    expect(await scan(makeDriver({ goto }))).toEqual({
      url: PAGE.requested,
      error: { code: 'navigation', message: 'net::ERR_NAME_NOT_RESOLVED' },
    });
  });

  it('is not blamed where the extension does not answer any more', async () => {
    const inExtension = () => Promise.reject(new Error('Target crashed'));
    expect(await scan(makeDriver({}, { inExtension }))).toBeInstanceOf(BrowserLost);
    const newPage = () => Promise.reject(new Error('No window'));
    expect(await scan(makeDriver({}, { newPage }))).toBeInstanceOf(BrowserLost);
  });

  it('that hangs beyond its time costs the browser', async () => {
    const inExtension = () => new Promise<never>(() => {});
    expect(await scan(makeDriver({}, { inExtension }))).toBeInstanceOf(BrowserLost);
  });
});
