import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Report } from '#lib/core/report.ts';
import { wait } from '#lib/core/wait.ts';
import { SLOW_PAGE_MS } from '#lib/messaging/slow-pages.ts';
import { ask, type Driver } from '../../scripts/browser/driver.ts';
import { BROWSERS, launch, prepare, until } from './harness.ts';

/** A fact of OFAC's list (SDN 47635). */
const LISTED = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';
const APPEAL = `<!doctype html><title>Help</title><p>Donate bitcoin: <code>${LISTED}</code></p>`;
/** Each of these changes has the browser say that the tab is loading. */
const RESTLESS = "<script>setInterval(() => history.replaceState(0, '', '#' + Date.now()), 500)</script>";

interface Tabs {
  tabs: { create(tab: { url: string }): Promise<{ id: number }>; remove(id: number): Promise<void> };
}

describe.each(BROWSERS)('a page that the server never finishes in %s', (name) => {
  let driver: Driver;
  let server: Server;
  let base = '';
  prepare(async () => {
    server = createServer((request, response) => {
      response.setHeader('content-type', 'text/html');
      if (request.url === '/around')
        response.end('<!doctype html><p>Shop</p><iframe src="/endless"></iframe>');
      // Long enough that the browser shows it, and left open.
      else response.write((request.url === '/restless' ? RESTLESS : '') + APPEAL + '<!-- -->'.repeat(500));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    driver = await launch(name);
  });
  afterAll(async () => {
    server?.closeAllConnections();
    server?.close();
    await driver?.close();
  });

  const open = (url: string): Promise<number> =>
    driver.inExtension(async (address: string) => {
      const { browser, chrome } = globalThis as unknown as { browser?: Tabs; chrome: Tabs };
      return (await (browser ?? chrome).tabs.create({ url: address })).id;
    }, url);
  const close = (tabId: number): Promise<void> =>
    driver.inExtension((id: number) => {
      const { browser, chrome } = globalThis as unknown as { browser?: Tabs; chrome: Tabs };
      return (browser ?? chrome).tabs.remove(id);
    }, tabId);

  it.each(['/endless', '/around', '/restless'])('is read as far as it has come: %s', async (path) => {
    const tabId = await open(base + path);
    onTestFinished(() => close(tabId));
    const report = await until<Report>(
      () => ask(driver, { type: 'report.get', tabId, fresh: false }),
      ({ state, level }) => state === 'ready' && level === 'listed',
    );
    expect(report).toMatchObject({ state: 'ready', level: 'listed' });
    expect(report.addresses.map(({ canonical }) => canonical)).toEqual([LISTED]);
    // Once is enough: what has been read is not read again.
    await wait(SLOW_PAGE_MS);
    expect(await ask(driver, { type: 'report.get', tabId, fresh: true })).toMatchObject({ level: 'listed' });
  });
});
