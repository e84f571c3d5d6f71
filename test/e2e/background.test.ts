import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type Driver } from '../../scripts/browser/driver.ts';
import { BROWSERS, badge, finding, go, launch, visit } from './harness.ts';

const LISTED = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';
const PAGE = 'https://hope-bridge.example/donate';

describe.each(BROWSERS)('an ended background in %s', (name) => {
  let driver: Driver;
  beforeAll(async () => {
    driver = await launch(name);
  });
  afterAll(() => driver?.close());

  it('still knows the open page', async () => {
    const { page } = await visit(driver, PAGE);
    await driver.endBackground();
    const report = await ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false });
    expect(report).toMatchObject({ state: 'ready', level: 'listed' });
    expect(finding(report, LISTED)?.claims[0]?.subject).toBe('Gaza Now');
    await page.close();
  });

  it('is woken by a page and gives the right answer', async () => {
    const { page, report } = await visit(driver, 'https://orchard-school.example/give');
    expect(report.level).toBe('none');
    await driver.endBackground();
    expect((await go(driver, page, PAGE)).level).toBe('listed');
    expect((await badge(driver, page)).text).toBe('1');
    await page.close();
  });

  it('keeps the lists, and does not apply bundled ones again', async () => {
    const before = (await ask(driver, { type: 'lists.get' })).lists;
    await driver.endBackground();
    const after = (await ask(driver, { type: 'lists.get' })).lists;
    expect(after).toEqual(before);
    expect(after.length).toBeGreaterThanOrEqual(3);
  });
});
