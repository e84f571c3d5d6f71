import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Choices } from '#lib/core/choices.ts';
import { wait } from '#lib/core/wait.ts';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import { copy } from './guard-card.ts';
import {
  BROWSERS,
  badge,
  badgeOf,
  closeAtEnd,
  go,
  launch,
  load,
  prepare,
  settled,
  tracesIn,
  until,
  visit,
} from './harness.ts';

/** Asks for gifts to a listed address. */
const DONATION = 'https://hope-bridge.example/donate';
/** Only quotes one. */
const NEWS = 'https://evening-ledger.example/2025/sanctions-wallets';
const SIZE = { width: 320, height: 800 };
/** Longer than a page needs to be read, marked and shown in the toolbar. */
const QUIET_MS = 1_500;
const PERSIAN_LETTERS = /[\u0600-\u06ff]{3}/;

describe.each(BROWSERS)('what a person chooses, in %s', (name) => {
  let driver: Driver;
  let page: DriverPage;
  prepare(async () => {
    driver = await launch(name);
    page = await driver.newPage();
  });
  afterAll(() => driver?.close());
  beforeEach(async () => {
    // Nothing that an earlier test left behind, or an earlier try.
    const { paused } = await choices();
    for (const host of paused) await pause(host, false);
    const marks = ['linked', 'lookalike', 'verified'] as const;
    await choose({ mode: 'all', marks: [...marks], appearance: 'system', language: null });
  });

  const choose = (change: Partial<Omit<Choices, 'paused'>>) => ask(driver, { type: 'choices.set', change });
  const pause = (host: string, on: boolean) => ask(driver, { type: 'site.pause', host, on });
  const reportOf = (fresh = false) => ask(driver, { type: 'report.get', tabId: page.tabId, fresh });
  const shows = async () => ({ ...(await badge(driver, page)), traces: await tracesIn(page) });
  const marked = () => until(shows, ({ text, traces }) => text === '1' && traces.length === 1);
  const bare = () => until(shows, ({ text, traces }) => text === '' && traces.length === 0);
  const choices = async () => (await ask(driver, { type: 'choices.get' })).choices;
  const openOwn = async (path: string, size = SIZE) => closeAtEnd(await driver.openExtensionPage(path, size));
  /** What is there once there was time for more. */
  const later = async () => {
    await wait(QUIET_MS);
    return shows();
  };

  it('all pages: marks what is listed, whether or not the page asks for money', async () => {
    for (const url of [DONATION, NEWS]) {
      await go(driver, page, url);
      expect(await marked(), url).toMatchObject({ text: '1', traces: [expect.any(String)] });
    }
  });

  it('donations: shows nothing on a page that only mentions, and tells all the same when asked', async () => {
    await choose({ mode: 'donations' });
    expect((await go(driver, page, NEWS)).level).toBe('listed');
    expect(await later()).toMatchObject({ text: '', traces: [] });
    await go(driver, page, DONATION);
    expect(await marked()).toMatchObject({ text: '1', traces: [expect.any(String)] });
  });

  it('donations: takes away what was shown before, and all pages: brings it back', async () => {
    await go(driver, page, NEWS);
    await marked();
    await choose({ mode: 'donations' });
    expect(await bare()).toMatchObject({ text: '', traces: [] });
    await choose({ mode: 'all' });
    expect((await marked()).text).toBe('1');
  });

  it('click: reads no page until the popup is opened, and ends what was read by itself', async () => {
    await go(driver, page, DONATION);
    await marked();
    await choose({ mode: 'click' });
    expect(await bare()).toMatchObject({ text: '', traces: [] });
    await load(page, DONATION);
    expect(await later()).toMatchObject({ text: '', traces: [] });
    const scripts = await driver.inExtension(async () => {
      const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
      return (browser ?? chrome).scripting.getRegisteredContentScripts();
    }, null);
    expect(scripts).toEqual([]);
    await openOwn(`popup.html?tab=${page.tabId}`);
    expect((await marked()).text).toBe('1');
    expect(await reportOf()).toMatchObject({ state: 'ready', level: 'listed' });
  });

  it('click: a page that another one follows in the same tab is not read with it', async () => {
    await choose({ mode: 'click' });
    await load(page, DONATION);
    const donation = await until(reportOf, ({ level }) => level === 'listed');
    expect(donation).toMatchObject({ state: 'ready', level: 'listed' });
    await load(page, NEWS);
    expect(await later()).toMatchObject({ text: '', traces: [] });
    await reportOf(true);
    const news = await until(reportOf, ({ state, url }) => state === 'ready' && url === NEWS);
    expect(news).toMatchObject({ state: 'ready', url: NEWS });
  });

  it('draws the marks of what is only linked unless they are switched off, and counts it anyway', async () => {
    const linked = 'https://kind-harbour.example/';
    await choose({ marks: ['lookalike'] });
    await go(driver, page, linked);
    expect(await badgeOf(driver, page, '1')).toBe('1');
    expect(await later()).toMatchObject({ text: '1', traces: [] });
    await choose({ marks: ['linked'] });
    expect((await marked()).traces).toHaveLength(1);
    await choose({ marks: [] });
    await go(driver, page, DONATION);
    expect((await marked()).traces).toHaveLength(1);
  });

  it('pauses on a site, in pages that are open and in those that come, and goes on', async () => {
    const host = new URL(DONATION).hostname;
    await go(driver, page, DONATION);
    await marked();
    await pause(host, true);
    const nothing = { text: '', traces: [], title: expect.stringContaining('paused') };
    const quiet = () =>
      until(
        shows,
        ({ text, traces, title }) => text === '' && traces.length === 0 && title.includes('paused'),
      );
    expect(await quiet()).toMatchObject(nothing);
    await load(page, DONATION);
    expect(await quiet()).toMatchObject(nothing);
    expect(await later()).toMatchObject(nothing);
    const report = await until(reportOf, ({ state, url }) => state === 'paused' && url === DONATION);
    expect(report).toMatchObject({ state: 'paused', url: DONATION, level: 'none', addresses: [] });
    await pause(host, false);
    expect((await marked()).text).toBe('1');
    expect((await settled(driver, page)).level).toBe('listed');
  });

  it('pauses on that site alone', async () => {
    await pause('orchard-school.example', true);
    await go(driver, page, DONATION);
    expect((await marked()).text).toBe('1');
    const options = await openOwn('options.html');
    const text = () => options.evaluate(() => document.body.innerText, null);
    expect(await until(text, (now) => now.includes('orchard-school.example'))).toContain(
      'orchard-school.example',
    );
    await options.evaluate(() => {
      document.querySelector<HTMLButtonElement>('[aria-label="Resume on orchard-school.example"]')?.click();
    }, null);
    expect((await until(choices, ({ paused }) => paused.length === 0)).paused).toEqual([]);
  });

  it('gives settings as a file and takes them over whole or not at all', async () => {
    await choose({ mode: 'donations', marks: ['lookalike'], appearance: 'dark' });
    await pause('kind-harbour.example', true);
    const before = await choices();
    const file = await ask(driver, { type: 'settings.export' });
    if (!file.ok) throw new Error(file.error.message);
    await choose({ mode: 'click', marks: [], appearance: 'system' });
    await pause('kind-harbour.example', false);
    const changed = await choices();
    const bad = file.value.replace('"lookalike"', '"everything"');
    expect(await ask(driver, { type: 'settings.import', text: bad })).toMatchObject({
      ok: false,
      error: { code: 'bad-setting', message: 'marks.0' },
    });
    expect(await choices()).toEqual(changed);

    const options = await openOwn('options.html');
    await until(
      () => options.evaluate(() => document.getElementById('settings-file') !== null, null),
      (there) => there,
    );
    await options.evaluate((text: string) => {
      const input = document.querySelector<HTMLInputElement>('#settings-file');
      const chosen = new DataTransfer();
      chosen.items.add(new File([text], 'almsguard-settings.json'));
      if (input) input.files = chosen.files;
      input?.form?.requestSubmit();
    }, file.value);
    expect(await until(choices, (now) => isDeepStrictEqual(now, before))).toEqual(before);
    const scheme = () =>
      options.evaluate(() => getComputedStyle(document.documentElement).colorScheme, null).catch(() => '');
    expect(await until(scheme, (now) => now === 'dark')).toBe('dark');
  });

  it('speaks the language that was chosen, on its own pages, at the button and on other pages', async () => {
    await choose({ language: 'fa' });
    await go(driver, page, DONATION);
    const isPersian = (text: unknown) => PERSIAN_LETTERS.test(`${text}`);
    expect((await until(shows, ({ title }) => isPersian(title))).title).toMatch(PERSIAN_LETTERS);
    const left = () =>
      driver.inExtension(async (tabId: number) => {
        const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
        const func = () => {
          const { [Symbol.for('almsguard.chosen')]: chosen } = globalThis as unknown as {
            [key: symbol]: { messages: Record<string, { message: string }> | null } | undefined;
          };
          return chosen?.messages?.level_listed?.message ?? null;
        };
        const [first] = await (browser ?? chrome).scripting.executeScript({ target: { tabId }, func });
        return first?.result;
      }, page.tabId);
    expect(await until(left, isPersian)).toMatch(PERSIAN_LETTERS);
    const inPage = () => Symbol.for('almsguard.chosen') in globalThis;
    expect(await page.evaluate(inPage, null)).toBe(false);
    const options = await openOwn('options.html');
    const drawn = () =>
      options.evaluate(() => {
        const { dir, lang, scrollWidth, clientWidth } = document.documentElement;
        return {
          dir,
          lang,
          over: scrollWidth - clientWidth,
          title: document.querySelector('h1')?.textContent ?? '',
        };
      }, null);
    const asDrawn = { dir: 'rtl', lang: 'fa', over: 0, title: expect.stringMatching(PERSIAN_LETTERS) };
    const isDrawn = ({ over, title }: { over: number; title: string }) => over === 0 && isPersian(title);
    expect(await until(drawn, isDrawn)).toEqual(asDrawn);
  });

  it('has a page to try it on, which is read like any other', async () => {
    const demo = await openOwn('demo.html', { width: 900, height: 900 });
    const report = () => ask(driver, { type: 'report.get', tabId: demo.tabId, fresh: false });
    const traces = (count: number) =>
      until(
        () => tracesIn(demo),
        (found) => found.length === count,
      );
    expect(await until(report, ({ level }) => level === 'listed')).toMatchObject({
      state: 'ready',
      level: 'listed',
      context: 'donation',
    });
    expect(await badgeOf(driver, demo, '1')).toBe('1');
    expect(await traces(1)).toHaveLength(1);
    await copy(demo, 'code');
    // What asks stands in an element of its own; into which, on this page, nobody is let.
    expect(await traces(2)).toHaveLength(2);
  });

  it('asks nobody to send a wrong value, and refuses one', async () => {
    const wrong = { type: 'choices.set', change: { mode: 'everything' } } as unknown as {
      type: 'choices.get';
    };
    expect(await ask(driver, wrong)).toMatchObject({ ok: false, error: { code: 'bad-message' } });
    expect((await visit(driver, DONATION)).report.level).toBe('listed');
  });
});

interface Api {
  scripting: {
    getRegisteredContentScripts(): Promise<unknown[]>;
    executeScript(injection: object): Promise<{ result?: unknown }[]>;
  };
}
