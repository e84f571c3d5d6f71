import { afterAll, afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Driver } from '../../scripts/browser/driver.ts';
import { findParts } from './attacks/seen.ts';
import { goOn, middleOf, waitForCard } from './guard-card.ts';
import { BROWSERS, launch, prepare, until, visit } from './harness.ts';
import { openPostOffice } from './post-office.ts';

interface Tab {
  id: number;
  url: string;
  active: boolean;
  windowId: number;
}

interface Api {
  tabs: {
    query(filter: { url: string }): Promise<Tab[]>;
    get(id: number): Promise<Tab>;
    remove(ids: number[]): Promise<void>;
  };
}

const PAGE = 'https://onward.example/';
const WALLET = 'https://link.trustwallet.com/send?asset=c0&address=3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';

/** What the page's `<base>` says, what is pressed and how, and where what follows opens. */
const WAYS = [
  { base: '', pressed: 'link', opens: 'here' },
  { base: '', pressed: 'named', opens: 'in front' },
  { base: '', pressed: 'form', opens: 'here' },
  { base: '', pressed: 'formtarget', opens: 'in front' },
  { base: '', pressed: 'link', held: 'Control', opens: 'behind' },
  { base: '', pressed: 'link', held: 'Shift', opens: 'in a window' },
  { base: '', pressed: 'link', button: 'middle', opens: 'behind' },
  { base: '_blank', pressed: 'link', opens: 'in front' },
  { base: '_blank', pressed: 'self', opens: 'here' },
  { base: '_blank', pressed: 'form', opens: 'in front' },
] as const satisfies { base: string; pressed: string; button?: 'middle'; held?: string; opens: string }[];

describe.each(BROWSERS)('who goes on comes to where the page leads, in %s', (name) => {
  let driver: Driver;
  prepare(async () => {
    driver = await launch(name);
  });
  afterAll(() => driver?.close());

  const walletTabs = (close = false) =>
    driver.inExtension(async (close: boolean) => {
      const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
      const { tabs } = browser ?? chrome;
      const found = await tabs.query({ url: 'https://link.trustwallet.com/*' });
      if (close) await tabs.remove(found.map(({ id }) => id));
      return found;
    }, close);
  const tabOf = (id: number) =>
    driver.inExtension((id: number) => {
      const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
      return (browser ?? chrome).tabs.get(id);
    }, id);
  afterEach(async () => void (await walletTabs(true)));

  const marked = async () => {
    const { page } = await visit(driver, PAGE);
    await until(
      () => findParts(driver, page),
      ({ pin }) => pin !== null,
    );
    return page;
  };

  it.each(WAYS)('$pressed opens $opens, with a base of “$base”', async (way) => {
    const page = await marked();
    await page.evaluate((target: string) => {
      document.head.append(Object.assign(document.createElement('base'), { target }));
    }, way.base);
    const { windowId } = await tabOf(page.tabId);
    const { button, held } = { button: 'left', held: undefined, ...way } as const;
    await page.clickAt(await middleOf(page, `#${way.pressed}`), button, held);
    await waitForCard(driver, page);
    await goOn(driver, page);
    // Chromium finds a tab by where it is going, and tells of where it is.
    const [opened, ...others] = await until(walletTabs, ([tab]) => tab?.url === WALLET);
    expect(others).toEqual([]);
    expect(opened?.url).toBe(WALLET);
    const where = () => {
      if (opened?.id === page.tabId) return 'here';
      if (opened?.windowId !== windowId) return 'in a window';
      return opened.active ? 'in front' : 'behind';
    };
    expect(where()).toBe(way.opens);
  });

  it.each([
    {
      enctype: '',
      type: 'application/x-www-form-urlencoded',
      body: 'address=3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP&name=%C3%84nne+%26+Co&how=now',
    },
    {
      enctype: 'text/plain',
      type: 'text/plain',
      body: 'address=3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP\r\nname=Änne & Co\r\nhow=now\r\n',
    },
  ])('a form that is posted is posted as it is: $type', async ({ enctype, type, body }) => {
    const office = await openPostOffice();
    onTestFinished(() => office.close());
    const page = await marked();
    await page.evaluate(
      ({ action, enctype }) => {
        const form = document.createElement('form');
        Object.assign(form, { method: 'post', action, enctype });
        form.innerHTML = `<input name="address" value="3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP"><input name="name" value="Änne &amp; Co">
          <input type="checkbox" name="monthly" value="yes"><button name="how" value="later">Later</button>
          <button id="post" name="how" value="now">Give</button>`;
        document.body.append(form);
      },
      { action: `${office.url}?from=here`, enctype },
    );
    await page.clickAt(await middleOf(page, '#post'));
    await waitForCard(driver, page);
    expect(office.received).toEqual([]);
    await goOn(driver, page);
    const received = async () => office.received;
    expect(await until(received, (all) => all.length > 0)).toEqual([
      [`POST /give?from=here`, type, body].join('\n'),
    ]);
  });
});
