import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Driver } from '../../scripts/browser/driver.ts';
import { findParts } from './attacks/seen.ts';
import { goOn, middleOf, waitForCard } from './guard-card.ts';
import { BROWSERS, launch, prepare, until, visit } from './harness.ts';

interface Api {
  tabs: {
    query(filter: { url: string }): Promise<{ id: number }[]>;
    remove(ids: number[]): Promise<void>;
  };
}

/** What the page's `<base>` says, what is pressed and how, and where what follows opens. */
const WAYS = [
  { base: '', pressed: 'link', opens: 'here' },
  { base: '', pressed: 'named', opens: 'elsewhere' },
  { base: '', pressed: 'form', opens: 'here' },
  { base: '', pressed: 'formtarget', opens: 'elsewhere' },
  { base: '', pressed: 'link', held: 'Control', opens: 'elsewhere' },
  { base: '', pressed: 'link', button: 'middle', opens: 'elsewhere' },
  { base: '_blank', pressed: 'link', opens: 'elsewhere' },
  { base: '_blank', pressed: 'self', opens: 'here' },
  { base: '_blank', pressed: 'form', opens: 'elsewhere' },
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
      const ids = (await tabs.query({ url: 'https://link.trustwallet.com/*' })).map(({ id }) => id);
      if (close) await tabs.remove(ids);
      return ids;
    }, close);
  afterEach(async () => void (await walletTabs(true)));

  it.each(WAYS)('$pressed opens $opens, with a base of “$base”', async (way) => {
    const { page } = await visit(driver, 'https://open-hands.example/onward');
    await until(
      () => findParts(driver, page),
      ({ pin }) => pin !== null,
    );
    await page.evaluate((target: string) => {
      document.head.append(Object.assign(document.createElement('base'), { target }));
    }, way.base);
    const { button, held } = { button: 'left', held: undefined, ...way } as const;
    await page.clickAt(await middleOf(page, `#${way.pressed}`), button, held);
    await waitForCard(driver, page);
    await goOn(driver, page);
    const opened = await until(walletTabs, (ids) => ids.length > 0);
    expect(opened).toHaveLength(1);
    expect(opened[0] === page.tabId ? 'here' : 'elsewhere').toBe(way.opens);
  });
});
