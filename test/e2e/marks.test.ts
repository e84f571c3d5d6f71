import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeQR } from 'qr';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { toBase64 } from '#lib/core/bytes.ts';
import { wait } from '#lib/core/wait.ts';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import type { Box } from './attacks/picture.ts';
import { findParts, isUnderlined, look, type Seen } from './attacks/seen.ts';
import { explained } from './explained.ts';
import { addFrame, FRAMES, APPEAL as LISTED } from './framed.ts';
import { copy } from './guard-card.ts';
import { BROWSERS, go, launch, load, prepare, settled, tracesIn, until, whenTriedAgain } from './harness.ts';
import { findMarks } from './marked-places.ts';
import { addTrees, CLEAN_PAGES, IN_TREES, shapeOf } from './untouched.ts';
import { zoom } from './zoom.ts';

const TOWN_LIST = join(import.meta.dirname, '..', 'pages', 'town.csv');
const APPEAL = 'https://hope-bridge.example/donate';
/** The one of that page. */
const LISTED_BTC = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';
const SEIZED = 'https://facemaskcenter.com/';
const CHANNEL = 'https://t.me/s/riverbank_winter_aid';

describe.each(BROWSERS)('on the page in %s', (name) => {
  let driver: Driver;
  let page: DriverPage;
  prepare(async () => {
    driver = await launch(name);
    const base64 = toBase64(readFileSync(TOWN_LIST));
    expect(await ask(driver, { type: 'lists.import', name: 'town.csv', base64 })).toMatchObject({ ok: true });
    page = await driver.newPage();
  });
  afterAll(() => driver?.close());
  whenTriedAgain(async () => {
    await page.close();
    page = await driver.newPage();
  });

  const open = async (url: string, part: 'banner' | 'pin' = 'pin') => {
    await go(driver, page, url);
    const parts = await until(
      () => findParts(driver, page),
      (found) => found[part] !== null,
    );
    expect(parts[part]).not.toBeNull();
    return parts;
  };
  const middle = ({
    left,
    top,
    width,
    height,
  }: {
    left: number;
    top: number;
    width: number;
    height: number;
  }) => ({
    x: left + width / 2,
    y: top + height / 2,
  });

  it.each(CLEAN_PAGES)(
    '%s, where nothing is listed, is what it is without us, byte for byte',
    async (url) => {
      const choose = (mode: 'all' | 'click') => ask(driver, { type: 'choices.set', change: { mode } });
      onTestFinished(async () => void (await choose('all')));
      await choose('click');
      await load(page, url);
      await addTrees(page);
      const alone = await shapeOf(page);
      await choose('all');
      await load(page, url);
      await addTrees(page);
      const report = await settled(driver, page);
      expect(report.state).toBe('ready');
      expect(report.addresses.map(({ canonical }) => canonical)).toContain(IN_TREES);
      expect(await shapeOf(page)).toEqual(alone);
      expect(await tracesIn(page)).toEqual([]);
    },
  );

  it('a marked page is what it was but for one element, and its own styles stay', async () => {
    await open(APPEAL);
    const shape = await page.evaluate(async () => {
      const served = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
      const copy = document.documentElement.cloneNode(true) as Element;
      const extra = [...copy.children].filter(({ localName }) => localName === 'div');
      for (const element of extra) element.remove();
      return {
        same: copy.outerHTML === served.documentElement.outerHTML,
        extra: extra.map((element) => element.getAttributeNames().join()),
        adopted: document.adoptedStyleSheets.length,
      };
    }, null);
    expect(shape).toEqual({ same: true, extra: ['style'], adopted: 0 });
  });

  it('a listed address has its line and its glyph, whose card stays and leads to the explanation', async () => {
    await open(APPEAL);
    const isDrawn = await until(
      () => look(driver, page),
      (seen) => seen.pin,
    );
    expect(isDrawn).toMatchObject({ pin: true, banner: false });
    const { pin } = await findParts(driver, page);
    if (pin) await page.clickAt(middle(pin));
    const { card } = await until(
      () => findParts(driver, page),
      (found) => found.card?.isOnTop === true,
    );
    expect(card?.isOnTop).toBe(true);
    await wait(1_000);
    expect((await findParts(driver, page)).card).not.toBeNull();
    await page.press('Tab');
    await page.press('Enter');
    expect(await explained(driver, page)).toBe(true);
  });

  it('who points at a glyph sees its card, which goes when the pointer has gone', async () => {
    const { pin } = await open(APPEAL);
    const isOpen = (open: boolean) =>
      until(
        () => findParts(driver, page),
        ({ card }) => (card !== null) === open,
      );
    // An earlier test may have left the pointer just there, and what does not move points at nothing new.
    await page.pointAt({ x: 2, y: 2 });
    if (pin) await page.pointAt(middle(pin));
    expect((await isOpen(true)).card?.text).toContain('On a list');
    await page.pointAt({ x: 2, y: 2 });
    expect((await isOpen(false)).card).toBeNull();
  });

  it('an address in a shadow tree has its line, too', async () => {
    await open(APPEAL);
    const box = await page.evaluate(() => {
      const host = document.createElement('div');
      document.querySelector('main')?.prepend(host);
      const root = host.attachShadow({ mode: 'open' });
      const place = document.createElement('p');
      place.textContent = document.querySelector('code')?.textContent ?? '';
      root.append(place);
      const { left, top, width, height } = place.getBoundingClientRect();
      return { left, top, width, height };
    }, null);
    expect(await until(() => isUnderlined(page, box), Boolean)).toBe(true);
  });

  it('a field, a link, a button that copies and the picture of a code have their glyphs, and the picture a line around it', async () => {
    await open(APPEAL);
    const boxes = await page.evaluate(
      (code: string) => {
        const address = document.querySelector('code')?.textContent ?? '';
        const main = document.querySelector('main');
        main?.insertAdjacentHTML(
          'afterbegin',
          `<p><input id="field" size="40"></p><p><button data-clipboard-text="${address}">Copy</button></p>` +
            '<p><img id="code" width="180" height="180" alt=""></p>',
        );
        const [field, picture] = ['field', 'code'].map((id) => document.getElementById(id));
        field?.setAttribute('value', address);
        picture?.setAttribute('src', code);
        return ['#field', 'a.pay', 'main button', '#code'].map((selector) => {
          const { left, top, width, height } = (
            document.querySelector(selector) as Element
          ).getBoundingClientRect();
          return { left, top, width, height };
        });
      },
      `data:image/svg+xml,${encodeURIComponent(encodeQR(LISTED_BTC, 'svg'))}`,
    );
    const found = await until(
      () => findMarks(driver, page),
      ({ pins, frames }) =>
        frames.length === 1 && boxes.every((box) => pins.some((pin) => touches(pin, box))),
    );
    for (const box of boxes) expect(found.pins.some((pin) => touches(pin, box))).toBe(true);
    const [frame = { left: 0, top: 0, width: 0, height: 0 }] = found.frames;
    const code = boxes[3] ?? frame;
    for (const side of ['left', 'top', 'width', 'height'] as const) {
      expect(Math.abs(frame[side] - code[side]), side).toBeLessThan(10);
    }
  });

  it.each(FRAMES)('an address in a frame $kind has its line, its glyph and its card', async (frame) => {
    await go(driver, page, frame.around);
    const at = await addFrame(page, frame.inside);
    const seen = (isSeen: (seen: Seen) => boolean) => until(() => look(driver, page, at), isSeen);
    expect(await seen(({ pin, line }) => pin && line)).toMatchObject({ pin: true, line: true, card: false });
    await page.pointAt({ x: 2, y: 700 });
    const { pin, line } = await findParts(driver, page, { framed: true });
    expect(pin && line && touches(pin, line)).toBe(true);
    if (pin) await page.pointAt(middle({ ...pin, left: pin.left + at.x, top: pin.top + at.y }));
    expect(await seen(({ card }) => card)).toMatchObject({ card: true });
  });

  it.each([0.5, 2, 4])('marks and cards stand where they belong at a zoom of %d', async (factor) => {
    await load(page, LISTED);
    await zoom(driver, page, factor);
    // Then nothing has to be scrolled: of what is scrolled and zoomed, Playwright photographs another part.
    await page.evaluate(() => document.querySelector('header')?.remove(), null);
    const seen = (isSeen: (seen: Seen) => boolean) => until(() => look(driver, page), isSeen);
    expect(await seen(({ pin, line }) => pin && line)).toMatchObject({ pin: true, line: true });
    const { pin, line } = await findParts(driver, page, { focus: true });
    expect(pin && line && touches(pin, line)).toBe(true);
    expect(await seen(({ card }) => card)).toMatchObject({ card: true });
    await copy(page, '#address');
    expect(await seen(({ guard }) => guard)).toMatchObject({ guard: true });
    const { guard } = await findParts(driver, page);
    const room = await page.evaluate(() => [innerWidth, innerHeight], null);
    expect(
      guard && [guard.left + guard.width <= (room[0] ?? 0), guard.top + guard.height <= (room[1] ?? 0)],
    ).toEqual([true, true]);
  });

  it('a listed channel says so over the page', async () => {
    await open(CHANNEL, 'banner');
    const { banner } = await until(
      () => findParts(driver, page),
      (found) => found.banner?.text.includes('lists this channel') === true,
    );
    expect(banner).toMatchObject({ isOnTop: true, text: expect.stringContaining('lists this channel') });
  });

  it('a seized site says so over the page, for this visit', async () => {
    await open(SEIZED, 'banner');
    const { banner } = await until(
      () => findParts(driver, page),
      (found) => found.banner?.isOnTop === true && found.banner.text.includes('in 2020'),
    );
    expect(banner?.isOnTop).toBe(true);
    expect(banner?.text).toContain('in 2020');
    const heading = () =>
      page.evaluate(() => (document.querySelector('h1') as HTMLElement).getBoundingClientRect().top, null);
    // The page makes room for it, and takes its own place back.
    const roomed = await until(heading, (top) => banner !== null && top >= banner.top + banner.height);
    expect(roomed).toBeGreaterThanOrEqual((banner?.top ?? 0) + (banner?.height ?? 0));
    // The close button stands at the end of the strip.
    if (banner) await page.clickAt({ x: banner.left + banner.width - 24, y: banner.top + banner.height / 2 });
    const gone = () =>
      until(
        () => findParts(driver, page),
        (found) => found.banner === null,
      );
    expect((await gone()).banner).toBeNull();
    expect(await until(heading, (top) => top < roomed - 40)).toBeLessThan(roomed - 40);
    await ask(driver, { type: 'report.get', tabId: page.tabId, fresh: true });
    await wait(500);
    expect((await findParts(driver, page)).banner).toBeNull();
    // Another page of the site is the same visit; a site in between ends it.
    await go(driver, page, `${SEIZED}?page=2`);
    await wait(500);
    expect((await findParts(driver, page)).banner).toBeNull();
    await go(driver, page, APPEAL);
    await load(page, SEIZED);
    const again = await until(
      () => findParts(driver, page),
      (found) => found.banner !== null,
    );
    expect(again.banner).not.toBeNull();
  });
});

/** A glyph stands beside the end of a line, or over it where there is no room; a line may be of several. */
function touches(glyph: Box, { left, top, width, height }: Box): boolean {
  const [x, y] = [glyph.left + glyph.width / 2, glyph.top + glyph.height / 2];
  return x > left && x < left + width + glyph.width && y > top - glyph.height && y < top + height;
}
