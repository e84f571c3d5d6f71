import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, describe, expect, it } from 'vitest';
import type { Driver, DriverPage } from '../../scripts/browser/driver.ts';
import { seedFile } from '../support/review-seed.ts';
import { BROWSERS, closeAtEnd, launch, nameReviewer, prepare, until } from './harness.ts';
import {
  judgeNothing,
  keepEachTry,
  merge,
  openDesk,
  press,
  SIZE,
  saved,
  search,
  textAfter,
  textOf,
  tick,
} from './review-desk.ts';

const NARROW = { width: 320, height: 800 };
const CASES = 300;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** As a function, which is what a page of the extension lets in. */
const bringAxe = new Function(AXE) as () => void;

interface Axe {
  run(
    context: { exclude: string[][] },
    options: object,
  ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

describe.each(BROWSERS)('the page of the review workspace in %s', (name) => {
  let driver: Driver;
  let page: DriverPage;
  let exported: string | undefined;

  prepare(async () => {
    driver = await launch(name);
    await nameReviewer(driver, 'Bo');
    await judgeNothing(driver);
    page = await openDesk(driver, 'Bo');
  });
  afterAll(() => driver?.close());
  keepEachTry(
    () => driver,
    async () => {
      await page.close();
      await nameReviewer(driver, 'Bo');
      page = await driver.openExtensionPage('review.html', SIZE);
    },
  );

  const firstTitle = () =>
    page.evaluate(() => document.querySelector('.cases tbody a')?.textContent ?? '', null);
  const sortBy = (sort: string) =>
    page.evaluate((wanted: string) => {
      const select = document.querySelector<HTMLSelectElement>('#case-sort');
      if (select) select.value = wanted;
      select?.dispatchEvent(new Event('change', { bubbles: true }));
    }, sort);

  it('takes a workspace in, and shows only the rows that are to be seen', async () => {
    await textAfter(page, 'cases', 'There are no cases yet');
    await merge(page, seedFile({ cases: CASES }));
    await textOf(page, 'New lines of the log', /New cases\s+300/);
    await textAfter(page, 'cases', 'Cases: 300');
    const table = await until(
      () =>
        page.evaluate(
          () => ({
            told: Number(document.querySelector('.cases table')?.getAttribute('aria-rowcount')),
            drawn: document.querySelectorAll('.cases tbody a').length,
          }),
          null,
        ),
      ({ told, drawn }) => told === CASES + 1 && drawn > 5,
    );
    expect(table.told).toBe(CASES + 1);
    expect(table.drawn).toBeGreaterThan(5);
    expect(table.drawn).toBeLessThan(60);
  });

  it('finds as somebody types, and filters', async () => {
    // By whom the lists name, and by what words begin with.
    await search(page, 'front 29');
    await textOf(page, 'Cases found: 13 of 300', 'Relief fund 297 ');
    await tick(page, 'Dismissed');
    const text = await textOf(page, 'Cases found: 5 of 300', 'Relief fund 291 ', 'Filters in use: 1');
    expect(text).not.toContain('Relief fund 297 ');
    await tick(page, 'Dismissed');
    await search(page, '');
    await textOf(page, 'Cases: 300');
  });

  it('draws what is far down when it is scrolled there', async () => {
    await textAfter(page, 'cases', 'Cases: 300');
    await page.evaluate(() => {
      const table = document.querySelector('.cases');
      if (table) table.scrollTop = table.scrollHeight;
    }, null);
    const last = await until(
      () => page.evaluate(() => document.querySelector('.cases tbody tr:last-child')?.ariaRowIndex, null),
      (index) => index === String(CASES + 1),
    );
    expect(last).toBe(String(CASES + 1));
  });

  it('shows a case with its log, its evidence and the cases that it is linked to', async () => {
    await textAfter(page, 'cases', 'Cases: 300');
    await sortBy('oldest');
    const opened = await until(firstTitle, isOldest);
    expect(isOldest(opened), opened).toBe(true);
    await page.evaluate(() => document.querySelector<HTMLElement>('.cases tbody a')?.click(), null);
    await textOf(
      page,
      'Added from a pasted text',
      'Decided: Confirmed. Something on the page is on a list',
      /Same wallet\s+0x0{40}\s+Other cases: 4/,
      'Send your gift to this address',
    );
    const drawn = await page.evaluate(
      () =>
        [...document.querySelectorAll('.graph a')].map((link) => ({
          leads: link.getAttribute('href')?.startsWith('#case/'),
          name: link.ariaLabel,
        })),
      null,
    );
    expect(drawn).toHaveLength(7);
    expect(drawn).toContainEqual({ leads: true, name: 'Relief fund 60 appeals for winter help (Confirmed)' });
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '', null);
    expect(await until(focused, (title) => title.startsWith('Relief fund'))).toBe(
      'Relief fund 0 appeals for winter help',
    );
  });

  it('decides with two keys, goes on to the next, and takes it back', async () => {
    await textAfter(page, 'cases', 'Cases: 300');
    await sortBy('queue');
    await until(firstTitle, (now) => !isOldest(now));
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur(), null);
    await page.press('j');
    const title = () => page.evaluate(() => document.querySelector('.detail h2')?.textContent ?? '', null);
    const first = await until(title, (now) => now !== '');
    await page.press('c');
    await textOf(page, 'Why?');
    await page.press('1');
    await textOf(page, `Confirmed: ${first}`, 'Kept without evidence');
    expect(await until(title, (now) => now !== '' && now !== first)).not.toBe(first);
    await page.press('u');
    await textOf(page, `Taken back: ${first}`);
    expect(await until(title, (now) => now === first)).toBe(first);
    await page.press('q');
    await textOf(page, 'Cases: 300');
  });

  it('says whether the log holds', async () => {
    await textAfter(page, 'log', 'Lines:');
    await press(page, 'Verify');
    await textOf(page, 'The log holds together', 'That does not show who wrote the lines');
  });

  it('fits a narrow window in either direction of writing, and axe finds nothing', async () => {
    const narrow = closeAtEnd(await driver.openExtensionPage('review.html', NARROW));
    await narrow.evaluate(bringAxe, null);
    // A few cases: a report of all of them says nothing more.
    await search(narrow, 'fund 29');
    await textOf(narrow, /Cases found: \d+ of 300/);
    const one = await narrow.evaluate(
      () => document.querySelector('.cases tbody a')?.getAttribute('href') ?? '',
      null,
    );
    const parts: [hash: string, wanted: string][] = [
      ['cases', 'In numbers'],
      [one, 'Added from a pasted text'],
      ['files', 'Merge another'],
      ['log', 'Lines:'],
      ['sharing', 'TAXII 2.1 server'],
      ['print', 'Review report'],
    ];
    const found: Record<string, unknown> = {};
    for (const [part, wanted] of parts) {
      await textAfter(narrow, part, wanted);
      const faults = await faultsOf(narrow);
      if (faults.length > 0) found[part] = faults;
    }
    expect(found).toEqual({});
  });

  it('gives everything to another reviewer, whose decisions stay beside it', async () => {
    exported ??= await saved(page, 'Whole workspace (JSON)');
    await page.close();
    page = await openDesk(driver, 'Grace Hopper');
    await merge(page, seedFile({ cases: 1, device: 'grace', reviewer: 'Grace Hopper', state: 'dismissed' }));
    await textOf(page, 'New lines of the log');
    await merge(page, exported);
    await textOf(
      page,
      'Decided differently: 1',
      /New cases\s+299/,
      /Cases with news\s+1/,
      'Ada Lovelace',
      'Grace Hopper',
      'Others decided differently',
    );
    await merge(page, exported);
    expect(await textOf(page, 'Everything in it was here already')).not.toContain('New lines of the log');
  });

  it('refuses a file that somebody changed, and says where', async () => {
    await merge(page, exported?.replace('Ada Lovelace', 'Eve Lovelace') ?? '');
    await textOf(page, 'Nothing was taken over', 'see line 1 by Eve Lovelace');
  });
});

const isOldest = (title: string) => title.startsWith('Relief fund 0 ');

/** What runs over the side, in both directions of writing, and what axe finds. */
function faultsOf(page: DriverPage): Promise<string[]> {
  return page.evaluate(async () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    // What opening them draws.
    await new Promise((done) => setTimeout(done, 50));
    const root = document.documentElement;
    const over = ['rtl', 'ltr'].flatMap((dir) => {
      root.dir = dir;
      const px = root.scrollWidth - root.clientWidth;
      return px > 0 ? [`${dir}: ${px} px over the side`] : [];
    });
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run(
      // One row is like the other.
      { exclude: [['.log tbody tr:nth-child(n + 10)']] },
      { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } },
    );
    return [
      ...over,
      ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    ];
  }, null);
}
