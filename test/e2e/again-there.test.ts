import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import { findParts } from './attacks/seen.ts';
import { copy, goBack, waitForCard } from './guard-card.ts';
import { BROWSERS, badgeOf, go, launch, prepare, tracesIn, until, visit } from './harness.ts';

const APPEAL = 'https://hope-bridge.example/donate';
const CLEAN = 'https://orchard-school.example/give';
const ARTICLE = 'https://evening-ledger.example/2025/sanctions-wallets';

interface Reading {
  tabs: { toggleReaderMode(tabId: number): Promise<void> };
}

describe.each(BROWSERS)('a marked page that the browser kept, in %s', (name) => {
  let driver: Driver;
  prepare(async () => {
    driver = await launch(name);
  });
  afterAll(() => driver?.close());

  const marked = (page: DriverPage) =>
    until(
      async () => (await findParts(driver, page)).pin,
      (pin) => pin?.isOnTop === true,
    );
  /** Goes back as the page would, and answers whether it is the one that was left. */
  const back = async (page: DriverPage) => {
    await page.evaluate(() => void setTimeout(() => history.back()), null);
    const kept = () =>
      page.evaluate(() => (window as unknown as { kept?: boolean }).kept === true, null).catch(() => false);
    return until(kept, Boolean);
  };

  it.each([false, true])(
    'has its marks, its badge and its guard; the background ended meanwhile: %s',
    async (ends) => {
      const { page } = await visit(driver, APPEAL);
      await marked(page);
      await page.evaluate(() => Object.assign(window, { kept: true }), null);
      await go(driver, page, CLEAN);
      expect(await badgeOf(driver, page, '')).toBe('');
      if (ends) await driver.endBackground();
      expect(await back(page)).toBe(true);
      expect(await badgeOf(driver, page, '1')).toBe('1');
      expect(await marked(page)).toMatchObject({ isOnTop: true });
      expect(await tracesIn(page)).toEqual(['div']);
      await copy(page, 'code');
      expect((await waitForCard(driver, page)).card).toContain('You were about to copy this address.');
      await goBack(driver, page);
    },
  );

  it('has nothing of ours in its text, nor where the browser looks for words', async () => {
    const { page } = await visit(driver, APPEAL);
    await marked(page);
    const found = await page.evaluate(() => {
      const { find } = window as unknown as { find(...what: unknown[]): boolean };
      const words = ['Hope Bridge', 'Almsguard', 'On a list', 'Treasury', 'Why?'];
      return words.filter((word) => {
        document.getSelection()?.removeAllRanges();
        return find.call(window, word, false, false, true);
      });
    }, null);
    expect(found).toEqual(['Hope Bridge']);
    const text = await page.evaluate(
      () => `${document.documentElement.innerText}${document.documentElement.textContent}`,
      null,
    );
    expect(text).not.toMatch(/Almsguard|On a list|Treasury/);
  });

  it.runIf(name === 'firefox')('reads in the reader’s view as it does without us', async () => {
    const read = async (mode: 'all' | 'click') => {
      await ask(driver, { type: 'choices.set', change: { mode } });
      const { page } = await visit(driver, ARTICLE);
      if (mode === 'all') expect(await marked(page)).toMatchObject({ isOnTop: true });
      await driver.inExtension(async (tabId: number) => {
        const { browser } = globalThis as unknown as { browser: Reading };
        await browser.tabs.toggleReaderMode(tabId);
      }, page.tabId);
      const text = () =>
        page.evaluate(() => document.querySelector('.container')?.textContent ?? '', null).catch(() => '');
      // The words for waiting stay a moment longer.
      return until(text, (text) => text.includes('person or a group') && !text.includes('Loading'));
    };
    onTestFinished(async () => void (await ask(driver, { type: 'choices.set', change: { mode: 'all' } })));
    const without = await read('click');
    expect(without).toContain('person or a group');
    expect(await read('all')).toBe(without);
  });
});
