import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { ask, type Driver } from '../../scripts/browser/driver.ts';
import { HELD, killDuringUpdates } from '../../scripts/faults/kills.ts';
import { BROWSERS, badgeOf, finding, go, launch, prepare, TIMEOUT_MS, visit } from './harness.ts';

const LISTED = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';
const PAGE = 'https://hope-bridge.example/donate';

describe.each(BROWSERS)('an ended background in %s', (name) => {
  let driver: Driver;
  prepare(async () => {
    driver = await launch(name);
  });
  afterAll(() => driver?.close());

  it('still knows the open page', async () => {
    const { page } = await visit(driver, PAGE);
    await driver.endBackground();
    const report = await ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false });
    expect(report).toMatchObject({ state: 'ready', level: 'listed' });
    expect(finding(report, LISTED)?.claims[0]?.subject).toBe('Gaza Now');
  });

  it('is woken by a page and gives the right answer', async () => {
    const { page, report } = await visit(driver, 'https://orchard-school.example/give');
    expect(report.level).toBe('none');
    await driver.endBackground();
    expect((await go(driver, page, PAGE)).level).toBe('listed');
    expect(await badgeOf(driver, page, '1')).toBe('1');
  });

  it('keeps the lists, and does not apply bundled ones again', async () => {
    const before = (await ask(driver, { type: 'lists.get' })).lists;
    await driver.endBackground();
    const after = (await ask(driver, { type: 'lists.get' })).lists;
    expect(after).toEqual(before);
    expect(after.length).toBeGreaterThanOrEqual(3);
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
    const delays = name === 'chromium' ? [0, 20, 40, 60, 90, 130, 180, 250, TIMEOUT_MS] : [0, TIMEOUT_MS];
    const end = async () => {
      await driver.endBackground();
      return driver;
    };
    const count = await killDuringUpdates({ driver, end, stillListed: listed }, delays);
    expect(count).toMatchObject({ tried: delays.length, broken: [] });
    // Neither came about because nothing was updated, or everything before it was ended.
    if (name === 'chromium') expect(count.old).toBeGreaterThan(0);
    expect(count.new).toBeGreaterThan(0);
  });
});
