import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { ask, type Driver } from '../../scripts/browser/driver.ts';
import { BROWSERS, badge, launch, prepare, until } from './harness.ts';

/** A page without anything on it (PDF 1.7, 7.5: readers find the objects by themselves where the table is missing). */
const PDF = `%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
`;
/** What the popup says of a PDF file. */
const SAID = 'It is a PDF file.';

interface Tabs {
  tabs: {
    create(tab: { url: string }): Promise<{ id: number }>;
    get(id: number): Promise<{ status: string }>;
  };
}

describe.each(BROWSERS)('a PDF file in %s', (name) => {
  let driver: Driver;
  let server: Server;
  let tabId = 0;
  prepare(async () => {
    server = createServer((_, response) => {
      response.setHeader('content-type', 'application/pdf').end(PDF);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    driver = await launch(name);
    const { port } = server.address() as AddressInfo;
    tabId = await driver.inExtension(async (url: string) => {
      const { browser, chrome } = globalThis as unknown as { browser?: Tabs; chrome: Tabs };
      return (await (browser ?? chrome).tabs.create({ url })).id;
    }, `http://127.0.0.1:${port}/report?id=1`);
    await until(
      () =>
        driver.inExtension(async (id: number) => {
          const { browser, chrome } = globalThis as unknown as { browser?: Tabs; chrome: Tabs };
          return (await (browser ?? chrome).tabs.get(id)).status;
        }, tabId),
      (status) => status === 'complete',
    );
  });
  afterAll(async () => {
    server?.closeAllConnections();
    server?.close();
    await driver?.close();
  });

  it('is one that cannot be read, and not one on which nothing was found', async () => {
    // The first answer may come before a script would have said something.
    const popup = await driver.openExtensionPage(`popup.html?tab=${tabId}`, { width: 380, height: 560 });
    const text = () => popup.evaluate(() => document.querySelector('header')?.textContent ?? '', null);
    expect(await until(text, (said) => said.includes(SAID))).toContain(SAID);
    const report = await ask(driver, { type: 'report.get', tabId, fresh: true });
    expect(report).toMatchObject({ state: 'unreadable' });
    expect((await badge(driver, { tabId } as Parameters<typeof badge>[1])).text).toBe('');
  });
});
