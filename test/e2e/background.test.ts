import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileList } from '#lib/watchlist/compile.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { ask, type Driver } from '../../scripts/browser/driver.ts';
import { syntheticAddress } from '../bench/synthetic.ts';
import { entry, listInfo } from '../support/entries.ts';
import { BROWSERS, badge, finding, go, launch, visit, wait } from './harness.ts';

const LISTED = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';
// The EIP-55 example address on the clean charity's page.
const SHOWN = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
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

  it('is ended in the middle of refreshes, and the list is the old one or the new one, whole', async () => {
    // Both versions hold the address that the clean charity shows; they differ in everything else.
    const versions = await Promise.all([5_000, 9_000].map((size) => version(size)));
    let turn = 0;
    const server = createServer((_request, response) => response.end(versions[turn]));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/list`;
      expect(await ask(driver, { type: 'lists.add', url })).toMatchObject({
        ok: true,
        value: { entries: 5_001 },
      });
      const { page } = await visit(driver, 'https://orchard-school.example/give');
      for (const ms of name === 'chromium' ? [0, 20, 40, 60, 90, 130, 180, 250] : [0]) {
        turn = 1 - turn;
        // The answer may never come: whoever was to give it is ended.
        ask(driver, { type: 'lists.refresh', id: `url:${url}` }).catch(() => undefined);
        await wait(ms);
        await driver.endBackground();
        const list = (await ask(driver, { type: 'lists.get' })).lists.find((one) => one.url === url);
        expect([5_001, 9_001]).toContain(list?.entries);
        const report = await ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false });
        expect(report).toMatchObject({ state: 'ready', level: 'listed' });
        expect(finding(report, SHOWN)?.claims[0]?.id).toBe('shown');
      }
      await page.close();
    } finally {
      closeNow(server);
    }
  });
});

async function version(size: number): Promise<Uint8Array> {
  const synthetic = Array.from({ length: size }, (_, i) => entry(syntheticAddress(size + i)));
  const shown = entry(SHOWN);
  const claims = shown.claims.map((claim) => ({ ...claim, id: 'shown' }));
  const compiled = compileList(listInfo({ id: 'changing', version: String(size) }), [
    ...synthetic,
    { ...shown, claims },
  ]);
  if (!compiled.ok) throw new Error(compiled.error.message);
  return writeContainer(compiled.value.list);
}

function closeNow(server: Server): void {
  server.closeAllConnections();
  server.close();
}
