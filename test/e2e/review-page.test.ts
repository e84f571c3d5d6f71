import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Driver, DriverPage } from '../../scripts/browser/driver.ts';
import { seedFile } from '../support/review-seed.ts';
import { BROWSERS, launch, nameReviewer, until } from './harness.ts';

const SIZE = { width: 1280, height: 900 };
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

interface Judging {
  runtime: { sendMessage(message: object): Promise<unknown> };
  storage: Record<'local' | 'session', { get(key: string): Promise<Record<string, { done?: boolean }>> }>;
}

describe.each(BROWSERS)('the page of the review workspace in %s', (name) => {
  let driver: Driver;
  let page: DriverPage;
  let exported: string;

  beforeAll(async () => {
    driver = await launch(name);
    await nameReviewer(driver, 'Bo');
    await judgeNothing(driver);
    page = await driver.openExtensionPage('review.html', SIZE);
  });
  afterAll(() => driver?.close());

  it('takes a workspace in, and shows only the rows that are to be seen', async () => {
    await textAfter(page, 'cases', 'There are no cases yet');
    await merge(page, seedFile({ cases: CASES }));
    expect(await textOf(page, 'New lines of the log')).toMatch(/New cases\s+300/);
    await textAfter(page, 'cases', 'Cases: 300');
    const table = await page.evaluate(
      () => ({
        told: Number(document.querySelector('.cases table')?.getAttribute('aria-rowcount')),
        drawn: document.querySelectorAll('.cases tbody a').length,
      }),
      null,
    );
    expect(table.told).toBe(CASES + 1);
    expect(table.drawn).toBeGreaterThan(5);
    expect(table.drawn).toBeLessThan(60);
  });

  it('finds as somebody types, and filters', async () => {
    // By whom the lists name, and by what words begin with.
    await type(page, 'front 29');
    expect(await textOf(page, 'Cases found: 13 of 300')).toContain('Relief fund 297 ');
    await tick(page, 'Dismissed');
    const text = await textOf(page, 'Cases found: 5 of 300');
    expect(text).toContain('Relief fund 291 ');
    expect(text).not.toContain('Relief fund 297 ');
    expect(text).toContain('Filters in use: 1');
    await tick(page, 'Dismissed');
    await type(page, '');
    await textOf(page, 'Cases: 300');
  });

  it('draws what is far down when it is scrolled there', async () => {
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
    await page.evaluate(() => {
      const sort = document.querySelector<HTMLSelectElement>('#case-sort');
      if (sort) sort.value = 'oldest';
      sort?.dispatchEvent(new Event('change', { bubbles: true }));
    }, null);
    await until(
      () => page.evaluate(() => document.querySelector('.cases tbody a')?.textContent ?? '', null),
      (title) => title.startsWith('Relief fund 0 '),
    );
    await page.evaluate(() => document.querySelector<HTMLElement>('.cases tbody a')?.click(), null);
    await textOf(page, 'Added from a pasted text');
    await textOf(page, 'Other cases: 4');
    const text = await textOf(page, 'Send your gift to this address');
    expect(text).toContain('Decided: Confirmed. Something on the page is on a list');
    expect(text).toMatch(/Same wallet\s+0x0{40}\s+Other cases: 4/);
    const drawn = await page.evaluate(
      () =>
        [...document.querySelectorAll('.graph a')].map((link) => ({
          leads: link.getAttribute('href')?.startsWith('#case/'),
          name: link.ariaLabel,
        })),
      null,
    );
    expect(drawn).toHaveLength(7);
    expect(drawn).toContainEqual({ leads: true, name: 'Relief fund 60 appeals for winter help, Confirmed' });
    const focused = await page.evaluate(() => document.activeElement?.textContent, null);
    expect(focused).toBe('Relief fund 0 appeals for winter help');
  });

  it('decides with two keys, goes on to the next, and takes it back', async () => {
    await textAfter(page, 'cases', 'Cases: 300');
    await page.evaluate(() => {
      const sort = document.querySelector<HTMLSelectElement>('#case-sort');
      if (sort) sort.value = 'queue';
      sort?.dispatchEvent(new Event('change', { bubbles: true }));
      (document.activeElement as HTMLElement | null)?.blur();
    }, null);
    await page.press('j');
    const title = () => page.evaluate(() => document.querySelector('.detail h2')?.textContent ?? '', null);
    const first = await until(title, (now) => now !== '');
    await page.press('c');
    await textOf(page, 'Why?');
    await page.press('1');
    expect(await textOf(page, `Confirmed: ${first}`)).toContain('Kept without evidence');
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
    expect(await textOf(page, 'The log holds together')).toContain('That does not show who wrote the lines');
  });

  it('fits a narrow window in either direction of writing, and axe finds nothing', async () => {
    const narrow = await driver.openExtensionPage('review.html', NARROW);
    await narrow.evaluate(bringAxe, null);
    // A few cases: a report of all of them says nothing more.
    await type(narrow, 'fund 29');
    const found: Record<string, unknown> = {};
    for (const part of ['cases', await firstCase(page), 'files', 'log', 'sharing', 'print']) {
      await narrow.evaluate((hash: string) => {
        location.hash = hash;
      }, part);
      await until(
        () => narrow.evaluate(() => document.querySelector('[aria-busy="true"], main:empty') === null, null),
        Boolean,
      );
      const faults = await faultsOf(narrow);
      if (faults.length > 0) found[part] = faults;
    }
    expect(found).toEqual({});
    await narrow.close();
  });

  it('gives everything to another reviewer, whose decisions stay beside it', async () => {
    await type(page, '');
    exported = await saved(page, 'Whole workspace (JSON)');
    await page.close();
    await driver.close();
    driver = await launch(name);
    await nameReviewer(driver, 'Grace Hopper');
    await judgeNothing(driver);
    page = await driver.openExtensionPage('review.html', SIZE);
    await merge(page, seedFile({ cases: 1, device: 'grace', reviewer: 'Grace Hopper', state: 'dismissed' }));
    await textOf(page, 'New lines of the log');
    await merge(page, exported);
    const text = await textOf(page, 'Decided differently: 1');
    expect(text).toMatch(/New cases\s+299/);
    expect(text).toMatch(/Cases with news\s+1/);
    expect(text).toContain('Ada Lovelace');
    expect(text).toContain('Grace Hopper');
    expect(text).toContain('Others decided differently');
    await merge(page, exported);
    expect(await textOf(page, 'Everything in it was here already')).not.toContain('New lines of the log');
  });

  it('refuses a file that somebody changed, and says where', async () => {
    await merge(page, exported.replace('Ada Lovelace', 'Eve Lovelace'));
    expect(await textOf(page, 'Nothing was taken over')).toContain('see line 1 by Eve Lovelace');
  });
});

/**
 * Lets the background judge the cases while there are none. It does so once for each state of the lists, and otherwise in
 * whichever moment it happens to start: what the invented cases say of real lists would change under the test.
 */
async function judgeNothing(driver: Driver): Promise<void> {
  await driver.endBackground();
  const isDone = () =>
    driver.inExtension(async () => {
      const { browser, chrome } = globalThis as unknown as { browser?: Judging; chrome: Judging };
      const { runtime, storage } = browser ?? chrome;
      await runtime.sendMessage({ type: 'lists.get' });
      const areas = await Promise.all(
        [storage.local, storage.session].map((area) => area.get('review.rejudged')),
      );
      return areas.some((held) => held['review.rejudged']?.done);
    }, null);
  expect(await until(isDone, Boolean)).toBe(true);
}

/** What the page says once it says this. */
async function textOf(page: DriverPage, wanted: string): Promise<string> {
  const told = await until(
    () => page.evaluate(() => document.body.innerText, null),
    (text) => text.includes(wanted),
  );
  expect(told).toContain(wanted);
  return told;
}

async function textAfter(page: DriverPage, part: string, wanted: string): Promise<string> {
  await page.evaluate((hash: string) => {
    location.hash = hash;
  }, part);
  return textOf(page, wanted);
}

/** Chooses a file, as a person would. */
async function merge(page: DriverPage, text: string): Promise<void> {
  await textAfter(page, 'files', 'Merge another');
  await page.evaluate(async (content: string) => {
    const input = document.querySelector<HTMLInputElement>('#merge-file');
    const files = new DataTransfer();
    files.items.add(new File([content], 'workspace.json', { type: 'application/json' }));
    if (!input) return;
    // What the file before brought must not be taken for what this one does.
    for (const told of document.querySelectorAll('.merged')) told.textContent = '';
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, text);
}

async function type(page: DriverPage, text: string): Promise<void> {
  await textAfter(page, 'cases', 'Search the cases');
  await page.evaluate((typed: string) => {
    const input = document.querySelector<HTMLInputElement>('#case-search');
    if (!input) return;
    input.value = typed;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, text);
}

async function tick(page: DriverPage, label: string): Promise<void> {
  await textOf(page, label);
  await page.evaluate((wanted: string) => {
    const labels = [...document.querySelectorAll('.filters label')];
    labels
      .find((one) => one.querySelector('bdi')?.textContent === wanted)
      ?.querySelector('input')
      ?.click();
  }, label);
}

function press(page: DriverPage, label: string): Promise<void> {
  return page.evaluate((wanted: string) => {
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === wanted)?.click();
  }, label);
}

/** What a button would have the browser save. */
async function saved(page: DriverPage, label: string): Promise<string> {
  await textAfter(page, 'files', label);
  await page.evaluate(() => {
    const scope = globalThis as unknown as { kept: Promise<string> | null };
    scope.kept = null;
    URL.createObjectURL = (blob) => {
      scope.kept = (blob as Blob).text();
      return '#';
    };
    HTMLAnchorElement.prototype.click = () => undefined;
  }, null);
  await press(page, label);
  const text = await until(
    () => page.evaluate(async () => (globalThis as unknown as { kept: Promise<string> | null }).kept, null),
    (kept) => kept !== null,
  );
  return text ?? '';
}

function firstCase(page: DriverPage): Promise<string> {
  return page.evaluate(() => {
    location.hash = 'cases';
    return new Promise<string>((done) =>
      setTimeout(() => done(document.querySelector('.cases tbody a')?.getAttribute('href') ?? ''), 300),
    );
  }, null);
}

/** What runs over the side, in both directions of writing, and what axe finds. */
function faultsOf(page: DriverPage): Promise<string[]> {
  return page.evaluate(async () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    await new Promise((done) => setTimeout(done, 300));
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
