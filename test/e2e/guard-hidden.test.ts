import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { toBase64 } from '#lib/core/bytes.ts';
import { wait } from '#lib/core/wait.ts';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import { findParts } from './attacks/seen.ts';
import { addFrame, copyInFrame, FRAMES, seenThrough } from './framed.ts';
import {
  goBack,
  goOn,
  look,
  pasted,
  press,
  waitForCard,
  waitForToast,
  waitUntilClosed,
} from './guard-card.ts';
import { BROWSERS, go, launch, prepare, until } from './harness.ts';

const SITE = 'https://hidden-ways.example/';
const GAZA_NOW_BTC = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';
const LIST =
  'kind,value,subject,authority,tier\nwidget,patreon:hiddenways,Hidden Ways,Example Authority,official\n';

describe.each(BROWSERS)('what is hidden from a look at the page, in %s', (name) => {
  let driver: Driver;
  let page: DriverPage;
  prepare(async () => {
    driver = await launch(name);
    const base64 = toBase64(new TextEncoder().encode(LIST));
    await ask(driver, { type: 'lists.import', name: 'accounts.csv', base64 });
    page = await driver.newPage();
  });
  afterAll(async () => driver?.close());

  const heard = (part: string) =>
    page.evaluate(
      (id: string) =>
        (globalThis as unknown as { heard: string[] }).heard.filter((line) => line.includes(id)),
      part,
    );
  const heardAll = (part: string, count: number) =>
    until(
      () => heard(part),
      (lines) => lines.length === count,
    );

  /** Until the one frame in the page has its marks. */
  const marked = () =>
    until(
      () => findParts(driver, page, { framed: true }),
      ({ pin }) => pin !== null,
    );

  it('a form, a link and a button in shadow trees are stopped, and done on demand', async () => {
    await go(driver, page, SITE);
    for (const [part, said] of [
      ['open-form', 'The form that you were about to send'],
      ['closed-form', 'The form that you were about to send'],
      ['closed-link', 'This opens a wallet'],
      ['closed-button', 'The button that you pressed'],
    ] as const) {
      await press(page, `#${part}`);
      expect((await waitForCard(driver, page)).card, part).toContain(said);
      await goBack(driver, page);
      expect((await heard(part)).filter((line) => line.startsWith('submit'))).toEqual([]);
    }
    expect(await heard('closed-link')).toEqual([]);
    expect(await heard('closed-button')).toEqual([]);
    await press(page, '#closed-button');
    await goOn(driver, page);
    expect(await heardAll('closed-button', 1)).toEqual(['click closed-button false']);
    await press(page, '#closed-form');
    await goOn(driver, page);
    const path = await until(
      () => page.evaluate(() => location.pathname, null).catch(() => ''),
      (at) => at.startsWith('/thanks'),
    );
    expect(path).toBe('/thanks');
  });

  it('a key in a closed tree is stopped; what is about something else is left alone', async () => {
    await go(driver, page, SITE);
    await press(page, '#closed-other');
    expect(await heardAll('closed-other', 2)).toEqual([
      'pointerdown closed-other true',
      'click closed-other true',
    ]);
    await page.press('Shift', 'Tab');
    await page.press('Enter');
    expect((await waitForCard(driver, page)).card).toContain('The button that you pressed');
    await goBack(driver, page);
    expect(await heard('closed-button')).toEqual([]);
  });

  it('a link to a listed account at a donation service is stopped, and no other', async () => {
    await go(driver, page, SITE);
    const { page: found } = await until(
      () => ask(driver, { type: 'report.get', tabId: page.tabId, fresh: true }),
      (report) => report.page.length > 0,
    );
    expect(found).not.toEqual([]);
    await press(page, '#other-account');
    expect(await heardAll('other-account', 1)).toEqual(['click other-account true']);
    await press(page, 'p #account');
    const { card } = await waitForCard(driver, page);
    expect(card).toContain('this account at a donation service');
    expect(card).toContain('www.patreon.com/HiddenWays');
    await goBack(driver, page);
    expect(await heard('click account')).toEqual([]);
  });

  it('what a script copies is heard on a page that shows no address but asks for money', async () => {
    await go(driver, page, `${SITE}button`);
    await press(page, '#script');
    expect((await waitForCard(driver, page)).card).toContain('This address is on your clipboard now');
    await goBack(driver, page);
    const { toast } = await waitForToast(driver, page, 'Your clipboard is empty now.');
    expect(toast).toContain('Your clipboard is empty now.');
    expect(await pasted(page)).toBe('');
  });

  it('the page’s own clipboard is as it was once the site is paused, and heard again afterwards', async () => {
    const source = () => page.evaluate(() => `${Clipboard.prototype.writeText}`, null);
    // A proxy reads as native code that has no name.
    const isNative = (text: string) => text.includes('writeText');
    const pause = (on: boolean) => ask(driver, { type: 'site.pause', host: 'hidden-ways.example', on });
    onTestFinished(async () => {
      await pause(false);
    });
    await go(driver, page, `${SITE}button`);
    expect(isNative(await until(source, (text) => !isNative(text)))).toBe(false);
    await pause(true);
    expect(isNative(await until(source, isNative))).toBe(true);
    await press(page, '#script');
    await wait(500);
    expect((await look(driver, page)).card).toBeNull();
    await pause(false);
    expect(isNative(await until(source, (text) => !isNative(text)))).toBe(false);
    await press(page, '#script');
    expect((await waitForCard(driver, page)).card).toContain('This address is on your clipboard now');
  });

  it.each(FRAMES)('the card in a frame $kind is seen and answered with the keyboard', async (frame) => {
    await go(driver, page, frame.around);
    await addFrame(page, frame.inside);
    await marked();
    await copyInFrame(page);
    const { back } = await waitForCard(driver, page);
    expect(back && (await seenThrough(page, back))).toBe('frame');
    const focused = async () => (await look(driver, page)).focused;
    // The page around it gets no key.
    for (const keys of [['Tab'], ['Tab'], ['Shift', 'Tab']]) {
      await page.press(...(keys as [string, ...string[]]));
      expect(await focused()).not.toBeNull();
    }
    await until(
      () => look(driver, page),
      ({ onward }) => onward?.disabled === false,
    );
    while ((await focused()) !== 'I understand, continue') await page.press('Tab');
    await page.press('Enter');
    await waitUntilClosed(driver, page);
    expect(await pasted(page)).toContain(GAZA_NOW_BTC);
    await copyInFrame(page);
    await waitForCard(driver, page);
    await page.press('Enter');
    await waitUntilClosed(driver, page);
  });

  it.each(FRAMES)('the card in a frame $kind that is higher than the window is in view', async (frame) => {
    await go(driver, page, frame.around);
    await addFrame(page, frame.inside, { width: 700, height: 2000 });
    await marked();
    await copyInFrame(page);
    await waitForCard(driver, page);
    const answer = async () => {
      const { back } = await look(driver, page);
      return back && seenThrough(page, back);
    };
    expect(await until(answer, (seen) => seen === 'frame')).toBe('frame');
    await page.evaluate(() => scrollTo(0, 300), null);
    expect(await until(answer, (seen) => seen === 'frame')).toBe('frame');
    await page.press('Escape');
    await waitUntilClosed(driver, page);
  });
});
