import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ask, type Driver } from '../../scripts/browser/driver.ts';
import {
  BROWSERS,
  badgeOf,
  closeAtEnd,
  finding,
  launch,
  prepare,
  tracesIn,
  until,
  visit,
} from './harness.ts';

/** Folder of a profile that the browser keeps IndexedDB in. A file of that name cannot be opened as one, not even by root. */
const DATABASES = { chromium: 'Default/IndexedDB', firefox: 'storage/default' } as const;

const LISTED = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';
const PAGE = 'https://hope-bridge.example/donate';
const SIZE = { width: 380, height: 560 };
/** Of lib/locales/en.yml. */
const NOTE = 'The browser refused to store the lists.';

describe.each(BROWSERS)('refused storage in %s', (name) => {
  const profile = mkdtempSync(join(tmpdir(), 'almsguard-'));
  let driver: Driver;
  prepare(async () => {
    const folder = join(profile, DATABASES[name]);
    mkdirSync(dirname(folder), { recursive: true });
    writeFileSync(folder, '');
    driver = await launch(name, { profile });
  });
  afterAll(async () => {
    await driver?.close();
    rmSync(profile, { recursive: true, force: true });
  });
  const expectToSay = async (path: string, ...wanted: string[]) => {
    const page = closeAtEnd(await driver.openExtensionPage(path, SIZE));
    const text = await until(
      () => page.evaluate(() => document.body.innerText, null),
      (shown) => wanted.every((part) => shown.includes(part)),
    );
    for (const part of wanted) expect(text).toContain(part);
  };

  it('is really refused', async () => {
    const opened = await driver.inExtension(
      () =>
        new Promise<string>((done) => {
          const request = indexedDB.open('probe');
          request.onsuccess = () => done('opened');
          request.onerror = () => done('refused');
        }),
      null,
    );
    expect(opened).toBe('refused');
  });

  it('changes no judgement, and the report, the popup and the options say that nothing is stored', async () => {
    const { page, report } = await visit(driver, PAGE);
    expect(report).toMatchObject({ state: 'ready', level: 'listed' });
    expect(report.notes.map(({ code }) => code)).toContain('memory-only');
    expect(finding(report, LISTED)?.claims[0]?.subject).toBe('Gaza Now');
    expect(await badgeOf(driver, page, '1')).toBe('1');
    const traces = await until(
      () => tracesIn(page),
      ({ length }) => length > 0,
    );
    expect(traces).toHaveLength(1);
    await expectToSay(`popup.html?tab=${page.tabId}`, 'Gaza Now', NOTE);
    await expectToSay('options.html', NOTE);
  });

  it('loads the lists again when the background was ended', async () => {
    const { page } = await visit(driver, PAGE);
    const before = await ask(driver, { type: 'lists.get' });
    expect(before.memoryOnly).toBe(true);
    expect(before.lists.length).toBeGreaterThanOrEqual(3);
    await driver.endBackground();
    const report = await ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false });
    expect(report).toMatchObject({ state: 'ready', level: 'listed' });
    expect(report.notes.map(({ code }) => code)).toContain('memory-only');
    const after = await ask(driver, { type: 'lists.get' });
    expect(after.lists.map(({ id, entries }) => [id, entries])).toEqual(
      before.lists.map(({ id, entries }) => [id, entries]),
    );
  });
});
