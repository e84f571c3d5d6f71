import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { DEMO_ADDRESS } from '#components/Demo.tsx';
import { wait } from '#lib/core/wait.ts';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import { BROWSERS, closeAtEnd, launch, prepare, until } from './harness.ts';

const SIZE = { width: 380, height: 800 };
/** Longer than a page needs to be read where it may be. */
const QUIET_MS = 1_500;
const PAGE = `<!doctype html><title>Give</title><h1>Donate with bitcoin</h1>
<p>Please send your donation to <code>${DEMO_ADDRESS}</code></p>`;

interface Api {
  tabs: {
    create(options: { url: string }): Promise<{ id: number }>;
    get(id: number): Promise<{ url?: string }>;
  };
  permissions: { getAll(): Promise<{ origins?: string[] }> };
  scripting: {
    getRegisteredContentScripts(): Promise<unknown[]>;
    executeScript(injection: object): Promise<unknown>;
  };
}

/** The extension as the stores get it. Its tabs are opened by the extension, because it may not see anybody else's. */
describe.each(BROWSERS)('the first run in %s', (name) => {
  let driver: Driver;
  let server: Server;
  let url: string;
  let tabId: number;
  let page: DriverPage;

  prepare(async () => {
    server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(PAGE);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    driver = await launch(name, { store: true });
    page = await driver.openExtensionPage('onboarding.html', SIZE);
    tabId = await driver.inExtension(async (wanted: string) => {
      const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
      return (await (browser ?? chrome).tabs.create({ url: wanted })).id;
    }, url);
    await wait(QUIET_MS);
  });
  afterAll(async () => {
    await driver?.close();
    server?.close();
  });

  const report = () => ask(driver, { type: 'report.get', tabId, fresh: false });
  const has = () =>
    driver.inExtension(async () => {
      const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
      const { permissions, scripting } = browser ?? chrome;
      const { origins = [] } = await permissions.getAll();
      return { origins, scripts: await scripting.getRegisteredContentScripts() };
    }, null);
  const text = () => page.evaluate(() => document.body.innerText, null);
  /** What only Firefox lets a program do. Both are as nothing where it is so already. */
  const allow = async () => {
    if ((await has()).origins.length > 0) return;
    // One that stood open meanwhile tells what was so before.
    page = await driver.openExtensionPage('onboarding.html', SIZE);
    await until(text, (now) => now.includes('Let Almsguard read pages'));
    await page.click('.grant button');
  };
  const forbid = () =>
    driver.inExtension(async () => {
      const { browser } = globalThis as unknown as {
        browser: { permissions: { remove(what: object): Promise<boolean> } };
      };
      return browser.permissions.remove({ origins: ['<all_urls>'] });
    }, null);
  const isRead = () => until(report, ({ state, level }) => state === 'ready' && level === 'listed');
  const isUnread = () => until(report, ({ state }) => state === 'no-permission');

  it('has no site and no script, and the browser lets it into no page', async () => {
    expect(await has()).toEqual({ origins: [], scripts: [] });
    const entered = await driver.inExtension(async (id: number) => {
      const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
      const { scripting, tabs } = browser ?? chrome;
      const { url } = await tabs.get(id);
      const injection = { target: { tabId: id }, files: ['/content-scripts/scan.js'] };
      const isIn = await scripting.executeScript(injection).then(
        () => true,
        () => false,
      );
      return { url: url ?? null, isIn };
    }, tabId);
    expect(entered).toEqual({ url: null, isIn: false });
  });

  it('says of a page that it was not allowed to read it, and concludes nothing', async () => {
    expect(await isUnread()).toMatchObject({ state: 'no-permission', level: 'none', addresses: [] });
  });

  it('tells what it does and sees before it asks', async () => {
    const shown = await until(text, (now) => now.includes('Let Almsguard read pages'));
    for (const part of ['What it does', 'What it sees', 'Nothing you see or do leaves this device']) {
      expect(shown.indexOf(part)).toBeGreaterThanOrEqual(0);
      expect(shown.indexOf(part)).toBeLessThan(shown.indexOf('Let Almsguard read pages'));
    }
  });

  it('asks for nothing where it shall read on a click only', async () => {
    // As soon as what was chosen before is done.
    const choose = (index: number) =>
      until(
        () =>
          page.evaluate((wanted: number) => {
            const mode = document.querySelectorAll<HTMLInputElement>('input[name="mode"]:enabled')[wanted];
            mode?.click();
            return mode !== undefined;
          }, index),
        Boolean,
      );
    await choose(2);
    const only = await until(text, (now) => now.includes('and no other'));
    expect(only).toContain('and no other');
    expect(only).not.toContain('Let Almsguard');
    await choose(0);
    expect(await until(text, (now) => now.includes('Let Almsguard'))).toContain('Let Almsguard read pages');
  });

  it('shows what it does on a page of its own, without any permission', async () => {
    const demo = closeAtEnd(await driver.openExtensionPage('demo.html', SIZE));
    const found = () => ask(driver, { type: 'report.get', tabId: demo.tabId, fresh: false });
    expect(await until(found, ({ level }) => level === 'listed')).toMatchObject({ level: 'listed' });
  });

  // Chromium asks in a window that no program can answer; what follows a yes is tested with a build that has it.
  it.runIf(name === 'firefox')(
    'reads the pages that are open once the person allows it, and those that come',
    async () => {
      await forbid();
      expect(await isUnread()).toMatchObject({ state: 'no-permission' });
      await allow();
      expect(await isRead()).toMatchObject({ level: 'listed', url });
      const { origins, scripts } = await until(has, (now) => now.scripts.length > 0);
      expect(origins).toEqual(['<all_urls>']);
      expect(scripts).toMatchObject([{ id: 'scan', matches: ['<all_urls>'], allFrames: true }]);
      const lets = 'The browser lets Almsguard read pages.';
      expect(await until(text, (now) => now.includes(lets))).toContain(lets);
    },
  );

  it.runIf(name === 'firefox')('ends reading when the permission is taken back', async () => {
    await allow();
    expect(await isRead()).toMatchObject({ level: 'listed' });
    await forbid();
    expect(await until(has, ({ scripts }) => scripts.length === 0)).toEqual({ origins: [], scripts: [] });
    expect(await isUnread()).toMatchObject({ state: 'no-permission', addresses: [] });
  });
});
