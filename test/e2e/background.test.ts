import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import { servePlain } from '../../scripts/faults/changing.ts';
import { killDuringUpdates } from '../../scripts/faults/kills.ts';
import { HELD } from '../../scripts/faults/versions.ts';
import { damage } from './damage.ts';
import {
  BROWSERS,
  badgeOf,
  closeAtEnd,
  finding,
  go,
  launch,
  prepare,
  TIMEOUT_MS,
  until,
  visit,
} from './harness.ts';

const LISTED = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';
const PAGE = 'https://hope-bridge.example/donate';
const BUNDLED = 'bundled:ofac-sdn';
const POPUP_SIZE = { width: 380, height: 560 };
/** Of lib/locales/en.yml. */
const NOTHING = 'Nothing was compared';

interface AlarmsApi {
  alarms: {
    getAll(): Promise<{ name: string; periodInMinutes?: number }[]>;
    clearAll(): Promise<boolean>;
  };
}

describe.each(BROWSERS)('an ended background in %s', (name) => {
  let driver: Driver;
  prepare(async () => {
    driver = await launch(name);
  });
  afterAll(() => driver?.close());

  it('still knows the open page, keeps the lists, and does not apply bundled ones again', async () => {
    const { page } = await visit(driver, PAGE);
    const before = (await ask(driver, { type: 'lists.get' })).lists;
    expect(before.length).toBeGreaterThanOrEqual(3);
    await driver.endBackground();
    const report = await ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false });
    expect(report).toMatchObject({ state: 'ready', level: 'listed' });
    expect(finding(report, LISTED)?.claims[0]?.subject).toBe('Gaza Now');
    expect((await ask(driver, { type: 'lists.get' })).lists).toEqual(before);
  });

  it('has an alarm for the next refresh, and makes it anew whenever it begins', async () => {
    const alarms = () =>
      driver.inExtension(() => {
        const { browser, chrome } = globalThis as unknown as { browser?: AlarmsApi; chrome: AlarmsApi };
        return (browser ?? chrome).alarms.getAll();
      }, null);
    const wanted = [{ name: 'refresh-lists', periodInMinutes: 15 }];
    const comes = () => until(alarms, ({ length }) => length > 0);
    expect(await comes()).toMatchObject(wanted);
    await driver.inExtension(() => {
      const { browser, chrome } = globalThis as unknown as { browser?: AlarmsApi; chrome: AlarmsApi };
      return (browser ?? chrome).alarms.clearAll();
    }, null);
    expect(await alarms()).toEqual([]);
    await driver.endBackground();
    await ask(driver, { type: 'lists.get' });
    expect(await comes()).toMatchObject(wanted);
  });

  it('is woken by a page and gives the right answer', async () => {
    const { page, report } = await visit(driver, 'https://orchard-school.example/give');
    expect(report.level).toBe('none');
    await driver.endBackground();
    expect((await go(driver, page, PAGE)).level).toBe('listed');
    expect(await badgeOf(driver, page, '1')).toBe('1');
  });

  it('is ended in the middle of refreshes, and the list is the old one or the new one, whole', async () => {
    // Tried again, what it lists is on no list of the time before.
    onTestFinished(async () => {
      for (const { id } of (await ask(driver, { type: 'lists.get' })).lists) {
        if (id.startsWith('url:')) await ask(driver, { type: 'lists.remove', id });
      }
    });
    const { page } = await visit(driver, 'https://orchard-school.example/give');
    const listed = async () => {
      const report = await ask(driver, { type: 'report.get', tabId: page.tabId, fresh: true });
      return finding(report, HELD)?.claims[0]?.id === 'held';
    };
    // Firefox ends its background only when it is idle, hence after what it was doing.
    const delays = name === 'chromium' ? [0, 20, 40, 80, 130, 250, TIMEOUT_MS] : [0];
    const end = async () => {
      await driver.endBackground();
      return driver;
    };
    const changing = await servePlain();
    onTestFinished(changing.close);
    const count = await killDuringUpdates({ driver, end, stillListed: listed }, changing, delays);
    expect(count).toMatchObject({ tried: delays.length, broken: [] });
    // Neither came about because nothing was updated, or everything before it was ended.
    if (name === 'chromium') expect(count.old).toBeGreaterThan(0);
    expect(count.new).toBeGreaterThan(0);
  });

  describe('that finds its lists damaged on the disk', () => {
    let server: Server;
    let url: string;
    let page: DriverPage;
    let subject = '';

    beforeAll(async () => {
      server = createServer((_, response) =>
        response
          .setHeader('content-type', 'text/csv')
          .end(`value,subject,authority,tier\n${LISTED},${subject},Example Authority,official\n`),
      );
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mine.csv`;
      ({ page } = await visit(driver, PAGE));
    });
    afterAll(async () => {
      server.close();
      await page?.close();
    });
    const mine = () => `url:${url}`;
    const lists = async () => (await ask(driver, { type: 'lists.get' })).lists;
    const listOf = async (id: string) => (await lists()).find((one) => one.id === id);
    /** Versions of a list that is there anew, one after the other. */
    async function bring(...subjects: string[]) {
      onTestFinished(async () => void (await ask(driver, { type: 'lists.remove', id: mine() })));
      for (subject of subjects) await ask(driver, { type: 'lists.add', url });
      expect(await listOf(mine())).toMatchObject({ entries: 1, lastError: null });
    }
    /** Who is said to have the address. */
    async function subjects() {
      const report = await ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false });
      expect(report.state).toBe('ready');
      return finding(report, LISTED)?.claims.map((claim) => claim.subject);
    }
    /** The same by a background that has just begun and remembers nothing. */
    async function subjectsAnew() {
      await driver.endBackground();
      return subjects();
    }

    it('judges by the version before, then by what comes with the extension', async () => {
      await bring('Older Front', 'Newer Front');
      await driver.inExtension(damage, { id: mine(), how: ['supersede', 'entries'] as const });
      expect(await subjectsAnew()).toEqual(['Older Front']);
      expect(await listOf(mine())).toMatchObject({ entries: 1, lastError: { code: 'damaged' } });
      await driver.inExtension(damage, { id: mine(), how: ['keys'] as const });
      expect(await subjectsAnew()).toEqual(['Gaza Now']);
      expect(await listOf(mine())).toMatchObject({ entries: 0, lastError: { code: 'damaged' } });
    });

    it('puts them there anew where they came with the extension', async () => {
      const before = await listOf(BUNDLED);
      await driver.inExtension(damage, { id: BUNDLED, how: ['gone'] as const });
      expect(await subjectsAnew()).toEqual(['Gaza Now']);
      expect(await listOf(BUNDLED)).toMatchObject({ entries: before?.entries, content: before?.content });
    });

    it('never makes it “on no list” where there is no other list', async () => {
      await bring('Only Front');
      const others = (await lists()).filter(({ id, enabled }) => enabled && id !== mine());
      const enable = async (enabled: boolean) => {
        for (const { id } of others) await ask(driver, { type: 'lists.enable', id, enabled });
      };
      onTestFinished(() => enable(true));
      await enable(false);
      await driver.inExtension(damage, { id: mine(), how: ['entries'] as const });
      // Nobody is answered, and after the next start people are told why.
      await expect(subjectsAnew()).rejects.toThrow('damaged');
      await driver.endBackground();
      const popup = closeAtEnd(await driver.openExtensionPage(`popup.html?tab=${page.tabId}`, POPUP_SIZE));
      const words = () => popup.evaluate(() => document.body.innerText, null);
      expect(await until(words, (text) => text.includes(NOTHING))).toContain(NOTHING);
      await ask(driver, { type: 'lists.refresh', id: mine() });
      expect(await until(subjects, (now) => now?.length === 1)).toEqual(['Only Front']);
    });
  });
});
