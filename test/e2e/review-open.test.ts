import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Driver, DriverPage } from '../../scripts/browser/driver.ts';
import { BROWSERS, go, launch, nameReviewer, until } from './harness.ts';

interface Windows {
  chrome: { windows: { create(options: { tabId: number }): Promise<unknown> } };
}

const SIZE = { width: 1280, height: 900 };
const LISTED = 'https://hope-bridge.example/donate';
const QUIET = 'https://orchard-school.example/give';

describe.each(BROWSERS)('the page of the workspace beside pages that are open, in %s', (name) => {
  let driver: Driver;
  let page: DriverPage;
  let desk: DriverPage;
  beforeAll(async () => {
    driver = await launch(name);
    await nameReviewer(driver, 'Bo');
    page = await driver.newPage();
    await go(driver, page, LISTED);
    desk = await driver.openExtensionPage('review.html', SIZE);
    // In a window of its own: of what lies behind the workspace no browser gives a picture.
    await driver.inExtension(
      (tabId: number) => (globalThis as unknown as Windows).chrome.windows.create({ tabId }).then(() => null),
      page.tabId,
    );
  });
  afterAll(() => driver?.close());

  const textWith = (wanted: string) =>
    until(
      () => desk.evaluate(() => document.body.innerText, null).catch(() => ''),
      (text) => text.includes(wanted),
    );
  const press = (selector: string) =>
    desk.evaluate((wanted: string) => document.querySelector<HTMLElement>(wanted)?.click(), selector);
  /** Goes to the list, and searches it. */
  async function search(text: string): Promise<void> {
    await goTo('cases', 'Search the cases');
    await desk.evaluate((wanted: string) => {
      const field = document.querySelector<HTMLInputElement>('#case-search');
      if (!field) return;
      field.value = wanted;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, text);
  }
  async function goTo(part: string, wanted: string): Promise<void> {
    await desk.evaluate((hash: string) => {
      location.hash = hash;
    }, part);
    await textWith(wanted);
  }
  const decide = async (title: string) => {
    await until(
      () =>
        desk.evaluate((wanted: string) => {
          const links = [...document.querySelectorAll<HTMLElement>('.cases tbody a')];
          const link = links.find(({ textContent }) => textContent?.includes(wanted));
          link?.click();
          return link !== undefined;
        }, title),
      Boolean,
    );
    await textWith('Ask for a second opinion');
    await press('[data-act="confirmed"]');
    await textWith('Why?');
    await press('.reasons button');
  };

  it('keeps what a page shows that is open in view, and tells of one that is open nowhere', async () => {
    await goTo('files', 'Paste addresses');
    await desk.evaluate((text: string) => {
      for (const details of document.querySelectorAll('details')) details.open = true;
      const field = document.querySelector<HTMLTextAreaElement>('#add-text');
      if (field) field.value = text;
      field?.form?.requestSubmit();
    }, `${LISTED}\n${QUIET}`);
    await textWith('Add them');
    await press('.card .primary');
    expect(await textWith('Added to the queue: 2')).toContain('Added to the queue: 2');
    await search('');
    await decide('hope-bridge');
    const told = await textWith('Kept with what the page shows in its open tab');
    expect(told).toContain('Kept with what the page shows in its open tab, with pictures.');
    await search('');
    await decide('orchard-school');
    expect(await textWith('Kept without evidence')).toContain('Kept without evidence');
  });

  it('asks the same after a reload', async () => {
    await search('hope');
    await textWith('Cases found: 1 of 2');
    await desk.evaluate(() => location.reload(), null).catch(() => undefined);
    expect(await textWith('Cases found: 1 of 2')).toContain('Cases found: 1 of 2');
  });
});
