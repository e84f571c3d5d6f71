import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import { BROWSERS, closeAtEnd, finding, launch, prepare, until, visit } from './harness.ts';

const SIZE = { width: 320, height: 800 };
const OWN = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
/** EIP-55 example address that the clean charity of the demo town shows. */
const CHARITY = 'https://orchard-school.example/give';
const CSV = `value,subject,authority,tier,relation\n${OWN},Example Front,Some Hunter,reported,\nnonsense,,,,\n`;

describe.each(BROWSERS)('the options page in %s', (name) => {
  let driver: Driver;
  let server: Server;
  let base: string;
  let page: DriverPage;
  let hold: (() => void) | null = null;
  let slow = false;

  prepare(async () => {
    server = createServer((request, response) => {
      response.setHeader('content-type', 'text/csv');
      if (request.url === '/safe.csv') {
        response.end(`kind,value,subject,authority\nsafe,${OWN},Orchard School,Some Register\n`);
      } else if (slow) {
        response.write(CSV);
        hold = () => response.end();
      } else response.end(CSV);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    driver = await launch(name);
    await until(
      async () => (await ask(driver, { type: 'lists.get' })).lists,
      (lists) => lists.some(({ id }) => id === 'catalogue:ofac-sdn'),
    );
    await ask(driver, { type: 'lists.add', url: `${base}/mine.csv` });
    page = await driver.openExtensionPage('options.html', SIZE);
  });
  afterAll(async () => {
    await driver?.close();
    server?.close();
  });
  const textOf = async (...wanted: string[]) => {
    const text = await until(
      () => page.evaluate(() => document.body.innerText, null),
      (now) => wanted.every((part) => now.includes(part)),
    );
    for (const part of wanted) expect(text).toContain(part);
    return text;
  };
  /** As soon as it can be pressed. */
  const press = async (label: string) => {
    const isPressed = await until(
      () =>
        page.evaluate((wanted: string) => {
          const buttons = [...document.querySelectorAll<HTMLButtonElement>('button:enabled')];
          const button = buttons.find((one) => (one.ariaLabel ?? one.textContent) === wanted);
          button?.focus();
          button?.click();
          return button !== undefined;
        }, label),
      Boolean,
    );
    expect(isPressed, label).toBe(true);
  };

  it('has OFAC’s own file on, and offers others with their licence behind one more step', async () => {
    const text = await textOf('straight from the US Treasury', 'from the Treasury’s own file');
    expect(text).not.toContain('Switch this list on');
    const offers = await page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLDetailsElement>('details.offer')].map((offer) => {
          offer.open = true;
          const { innerText } = offer;
          offer.open = false;
          return innerText;
        }),
      null,
    );
    expect(offers.length).toBeGreaterThan(8);
    for (const offer of offers) {
      expect(offer.indexOf('Licence')).toBeGreaterThan(0);
      expect(offer.indexOf('Licence')).toBeLessThan(offer.indexOf('Switch this list on'));
    }
  });

  it('has keys that the browser leaves to it, and names them as they are set', async () => {
    const text = await textOf('Open the Almsguard window');
    const keys = await page.evaluate(async () => {
      type Commands = { getAll(): Promise<{ shortcut?: string }[]> };
      const { chrome } = globalThis as unknown as { chrome: { commands: Commands } };
      return (await chrome.commands.getAll()).map(({ shortcut = '' }) => shortcut);
    }, null);
    expect(keys.toSorted()).toEqual(['F', 'G', 'K', 'S'].map((letter) => `Alt+Shift+${letter}`));
    for (const one of keys) expect(text).toContain(one);
  });

  it('fits a narrow window, with everything unfolded, in either direction of writing', async () => {
    const widths = await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
      const root = document.documentElement;
      const measured = ['ltr', 'rtl'].map((dir) => {
        root.dir = dir;
        return root.scrollWidth - root.clientWidth;
      });
      root.dir = 'ltr';
      return measured;
    }, null);
    expect(widths).toEqual([0, 0]);
  });

  it('has sizes of its own, which come after those that all pages share', async () => {
    const size = await page.evaluate(
      () => getComputedStyle(document.querySelector('h2') as Element).fontSize,
      null,
    );
    expect(size).toBe('20px');
  });

  it('puts lists in the person’s own order, and keeps the focus where it was', async () => {
    const ids = async () => (await ask(driver, { type: 'lists.get' })).lists.map(({ title }) => title);
    const isLast = (titles: string[]) => titles.at(-1) === 'mine.csv';
    // Tried again, it may stand where it was put.
    if (!isLast(await ids())) await press('Move “mine.csv” down');
    const before = await until(ids, isLast);
    expect(before.at(-1)).toBe('mine.csv');
    await press('Move “mine.csv” up');
    const wanted = [...before.slice(0, -2), before.at(-1), before.at(-2)];
    expect(await until(ids, (now) => now.join() === wanted.join())).toEqual(wanted);
    const focused = () => page.evaluate(() => document.activeElement?.ariaLabel ?? '', null);
    const wantedFocus = 'Move “mine.csv” up';
    expect(await until(focused, (label) => label === wantedFocus)).toBe(wantedFocus);
  });

  it('shows how far a download has come, while the rest stays usable', async () => {
    slow = true;
    onTestFinished(() => {
      slow = false;
      hold?.();
    });
    await press('Refresh “mine.csv”');
    const text = await textOf('so far');
    expect(text).toMatch(/Downloading, [\d.]+ kB so far/);
    const usable = await page.evaluate(
      () => document.querySelectorAll('input[type="checkbox"]:not(:disabled)').length,
      null,
    );
    expect(usable).toBeGreaterThan(3);
    slow = false;
    hold?.();
    await textOf('asked for news just now');
    const state = () => page.evaluate(() => document.querySelectorAll('progress').length, null);
    expect(await until(state, (running) => running === 0)).toBe(0);
  });

  it('deletes at once what was kept of pages, and says so', async () => {
    await visit(driver, CHARITY);
    const isKept = () =>
      driver.inExtension(async () => {
        interface Storage {
          storage: { local: { get(key: string): Promise<object> } };
        }
        const { browser, chrome } = globalThis as unknown as { browser?: Storage; chrome: Storage };
        return 'visits' in (await (browser ?? chrome).storage.local.get('visits'));
      }, null);
    expect(await until(isKept, Boolean)).toBe(true);
    await press('Delete what was kept');
    await textOf('What was kept of pages is deleted.');
    expect(await isKept()).toBe(false);
  });

  it('lets a list that knows an address stand before a report of it, and names both', async () => {
    const visited = await visit(driver, CHARITY);
    expect(finding(visited.report, OWN)?.level).toBe('reported');
    const added = await ask(driver, { type: 'lists.add', url: `${base}/safe.csv` });
    if (!added.ok) throw new Error(added.error.message);
    onTestFinished(async () => void (await ask(driver, { type: 'lists.remove', id: added.value.id })));
    const after = await until(
      () => ask(driver, { type: 'report.get', tabId: visited.page.tabId, fresh: false }),
      (report) => finding(report, OWN)?.level === 'none',
    );
    expect(finding(after, OWN)?.reasons).toMatchObject([
      {
        code: 'conflict',
        params: { authority: 'Some Hunter', voucher: 'Some Register', subject: 'Orchard School' },
      },
    ]);
    const popup = closeAtEnd(await driver.openExtensionPage(`popup.html?tab=${visited.page.tabId}`, SIZE));
    const parts = [
      'disagree',
      'Some Hunter has reported this. Some Register knows it as Orchard School',
      'Reported it, not counted',
    ];
    const told = await until(
      () =>
        popup.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
          return document.body.innerText;
        }, null),
      (text) => parts.every((part) => text.includes(part)),
    );
    for (const part of parts) expect(told).toContain(part);
    expect(told).not.toMatch(/On a list|Listed as|may be a crime/);
  });
});
