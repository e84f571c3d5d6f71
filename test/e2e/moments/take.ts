import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toBase64 } from '#lib/core/bytes.ts';
import { addDays } from '#lib/core/dates.ts';
import { wait } from '#lib/core/wait.ts';
import { ask, type Driver, type DriverPage, type Size } from '../../../scripts/browser/driver.ts';
import type { BrowserName } from '../../../scripts/browser/find.ts';
import { readPicture } from '../attacks/picture.ts';
import { go, launch, until } from '../harness.ts';
import { come, type Moment, type Reached } from './moment.ts';
import { MOMENTS, PAGE } from './moments.ts';
import { encodeInPalette } from './palette.ts';
import { isTaken, pictureOf } from './table.ts';

const POPUP: Size = { width: 380, height: 600 };
/** The lists that come with the extension. */
const INDEX = join(import.meta.dirname, '../../../public/watchlist/index.json');
/** Milliseconds in which what has appeared comes to rest: a card fades in, a map is drawn. */
const REST_MS = 500;
/** Milliseconds in which a popup has drawn where on the page it all stands. */
const MAP_MS = 2_000;

/** Takes the pictures of every moment in one browser; `tell` hears of each with its bytes. */
export async function takePictures(
  name: BrowserName,
  folder: string,
  tell: (file: string, bytes: number) => void,
): Promise<void> {
  for (const store of [false, true]) {
    const moments = MOMENTS.filter((moment) => isTaken(name, moment) && (moment.store ?? false) === store);
    const driver = await launch(name, { store });
    try {
      for (const moment of moments) {
        // On the day of the lists: on a later one, pictures would tell that they are old, and change with the day.
        const date = addDays(dayOfLists(), moment.daysLater ?? 0);
        if (!store) await ask(driver, { type: 'settings.asOf', date });
        const path = join(folder, pictureOf(name, moment));
        await takePicture(driver, moment, path);
        tell(path, statSync(path).size);
      }
    } finally {
      await driver.close();
    }
  }
}

function dayOfLists(): string {
  const lists: { id: string; date: string }[] = JSON.parse(readFileSync(INDEX, 'utf8'));
  const ofac = lists.find(({ id }) => id === 'ofac-sdn');
  if (!ofac) throw new Error(`${INDEX} has no OFAC list`);
  return ofac.date;
}

async function takePicture(driver: Driver, moment: Moment, path: string): Promise<void> {
  const opened: DriverPage[] = [];
  const listed = moment.list && (await addList(driver, moment.list));
  const scratch = mkdtempSync(join(tmpdir(), 'almsguard-moment-'));
  try {
    const page = await moment.reach(reachedIn(driver, opened));
    await wait(REST_MS);
    const file = join(scratch, 'moment.png');
    await page.screenshot(file);
    writeFileSync(path, encodeInPalette(readPicture(file)));
  } catch (error) {
    throw new Error(`${driver.name}, ${moment.id}: ${error instanceof Error ? error.message : error}`);
  } finally {
    rmSync(scratch, { recursive: true });
    for (const page of opened.reverse()) await page.close();
    if (listed) await ask(driver, { type: 'lists.remove', id: listed });
  }
}

async function addList(driver: Driver, rows: string): Promise<string> {
  const base64 = toBase64(new TextEncoder().encode(rows));
  const added = await ask(driver, { type: 'lists.import', name: 'Example Register.csv', base64 });
  if (!added.ok) throw new Error(added.error.message);
  return added.value.id;
}

function reachedIn(driver: Driver, opened: DriverPage[]): Reached {
  const own: Reached['own'] = async (path, wanted, size) => {
    const page = await driver.openExtensionPage(path, size);
    opened.push(page);
    await come(
      () => page.evaluate(() => document.body.innerText, null),
      (text) => text.includes(wanted),
    );
    return page;
  };
  return {
    driver,
    own,
    async open(url, size = PAGE) {
      const page = await driver.newPage(size);
      opened.push(page);
      await go(driver, page, url);
      return page;
    },
    async popup(page, wanted) {
      const popup = await own(`popup.html?tab=${page.tabId}`, wanted, POPUP);
      // That it is judged for another day is told once, in docs/MOMENTS.md: nobody saw that on the day itself.
      await popup.evaluate(() => {
        document.head.append(
          Object.assign(document.createElement('style'), {
            // What follows the note stands where it would stand without.
            textContent: `.note:has(+ .headline) { display: none; }
              .note + .headline:not([data-level="none"], [data-level="delisted"], [data-level="verified"]) {
                margin-block-start: calc(-1 * var(--space-4)); }`,
          }),
        );
      }, null);
      // The page is asked once more where everything stands, which is drawn then; not everything stands anywhere.
      const maps = () => popup.evaluate(() => document.querySelectorAll('.map .dot').length, null);
      await until(maps, (count) => count > 0, MAP_MS);
      return popup;
    },
  };
}
