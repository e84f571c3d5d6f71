import { afterAll, describe, expect, it } from 'vitest';
import { COVERS } from '#lib/messaging/covers.ts';
import type { Driver, DriverPage } from '../../scripts/browser/driver.ts';
import { BROWSERS, go, launch, nameReviewer, prepare, press, until } from './harness.ts';
import { keepEachTry, SIZE, search, textAfter, textOf } from './review-desk.ts';

interface Windows {
  chrome: { windows: { create(options: { tabId: number }): Promise<unknown> } };
}
interface Styles {
  chrome: {
    scripting: {
      insertCSS(what: { target: { tabId: number }; css: string; origin: 'USER' }): Promise<unknown>;
    };
  };
}

const LISTED = 'https://hope-bridge.example/donate';
const QUIET = 'https://orchard-school.example/give';

describe.each(BROWSERS)('the page of the workspace beside pages that are open, in %s', (name) => {
  let driver: Driver;
  let page: DriverPage;
  let desk: DriverPage;
  prepare(async () => {
    driver = await launch(name);
    page = await driver.newPage();
    await go(driver, page, LISTED);
    await nameReviewer(driver, 'Bo');
    await openBeside();
  });
  afterAll(() => driver?.close());

  keepEachTry(
    () => driver,
    async () => {
      await desk.close();
      await openBeside();
    },
  );

  /** The page goes to a window of its own: of what lies behind the workspace no browser gives a picture. */
  async function openBeside(): Promise<void> {
    desk = await driver.openExtensionPage('review.html', SIZE);
    await driver.inExtension(
      (tabId: number) => (globalThis as unknown as Windows).chrome.windows.create({ tabId }).then(() => null),
      page.tabId,
    );
  }
  const decide = async (title: string) => {
    await press(desk, '.cases tbody a', title);
    await press(desk, '[data-act="confirmed"]');
    await press(desk, '.reasons button');
  };

  it('keeps what a page shows that is open in view, and tells of one that is open nowhere', async () => {
    await textAfter(desk, 'files', 'Paste addresses');
    await desk.evaluate((text: string) => {
      for (const details of document.querySelectorAll('details')) details.open = true;
      const field = document.querySelector<HTMLTextAreaElement>('#add-text');
      if (field) field.value = text;
      field?.form?.requestSubmit();
    }, `${LISTED}\n${QUIET}`);
    await textOf(desk, 'Add them');
    await press(desk, '.card .primary');
    await textOf(desk, 'Added to the queue: 2');
    await search(desk, '');
    await decide('hope-bridge');
    await textOf(desk, 'Kept with what the page shows in its open tab, with pictures.');
    await search(desk, '');
    await decide('orchard-school');
    await textOf(desk, 'Kept without evidence');
  });

  it('keeps a page in its colours that the reviewer has taken them from, and takes them away again', async () => {
    await driver.inExtension(
      ({ tabId, css }) =>
        (globalThis as unknown as Styles).chrome.scripting
          .insertCSS({ target: { tabId }, css, origin: 'USER' })
          .then(() => null),
      { tabId: page.tabId, css: COVERS.grey },
    );
    await search(desk, '');
    await decide('hope-bridge');
    await textOf(desk, 'Kept with what the page shows in its open tab, with pictures.');
    const filter = () => page.evaluate(() => getComputedStyle(document.documentElement).filter, null);
    expect(await until(filter, (now) => now === 'grayscale(1)')).toBe('grayscale(1)');
    await search(desk, '');
    await press(desk, '.cases tbody a', 'hope-bridge');
    /** Pixels of a colour, in each picture that is shown. */
    const coloured = () =>
      desk.evaluate(async () => {
        const pictures = [...document.querySelectorAll<HTMLImageElement>('.proof img')];
        return Promise.all(
          pictures.map(async (picture) => {
            await picture.decode();
            const { naturalWidth: width, naturalHeight: height } = picture;
            const context = new OffscreenCanvas(width, height).getContext('2d');
            context?.drawImage(picture, 0, 0);
            const { data } = context?.getImageData(0, 0, width, height) ?? { data: [] };
            let count = 0;
            for (let i = 0; i < data.length; i += 4) {
              const [red = 0, green = 0, blue = 0] = data.slice(i, i + 3);
              if (Math.max(red, green, blue) - Math.min(red, green, blue) > 40) count++;
            }
            return count;
          }),
        );
      }, null);
    const counts = await until(coloured, ({ length }) => length === 2);
    for (const count of counts) expect(count).toBeGreaterThan(10_000);
  });

  it('asks the same after a reload', async () => {
    await search(desk, 'hope');
    await textOf(desk, 'Cases found: 1 of 2');
    const isBefore = () => desk.evaluate(() => 'isBefore' in globalThis, null).catch(() => true);
    await desk
      .evaluate(() => {
        Object.assign(globalThis, { isBefore: true });
        location.reload();
      }, null)
      .catch(() => undefined);
    expect(await until(isBefore, (is) => !is)).toBe(false);
    await textOf(desk, 'Cases found: 1 of 2');
  });
});
