import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import { findParts } from './attacks/seen.ts';
import { APPEAL, addFrame, copyInFrame, FRAMES } from './framed.ts';
import { copy, look, waitForCard, waitUntilClosed } from './guard-card.ts';
import { BROWSERS, closeAtEnd, go, launch, prepare, until } from './harness.ts';

/** Windows that are low: a phone on its side, a large zoom (WCAG 2.2, 1.4.10 has 320 × 256), a small window beside others. */
const WINDOWS = [
  { width: 320, height: 256 },
  { width: 320, height: 200 },
  { width: 250, height: 250 },
];
const FRAME = { width: 300, height: 180 };
/** Pixels of the card that are left above its answers, for the reason: the level, and the headline in three lines. */
const LEAST_TEXT_PX = 76;

describe.each(BROWSERS)('the card in little room, in %s', (name) => {
  let driver: Driver;
  prepare(async () => {
    driver = await launch(name);
  });
  afterAll(() => driver?.close());

  const speak = (language: string | null) => ask(driver, { type: 'choices.set', change: { language } });
  /** Everything that answers is in view, nothing having been scrolled, with a reason above it; and a click there answers. */
  const answers = async (page: DriverPage, room: { width: number; height: number }) => {
    const { back, onward } = await waitForCard(driver, page);
    const isIn = (point: { x: number; y: number } | null) =>
      point !== null && point.x > 0 && point.x < room.width && point.y > 0 && point.y + 12 < room.height;
    expect([back, onward].map(isIn), JSON.stringify({ room, back, onward })).toEqual([true, true]);
  };
  const text = async (page: DriverPage, framed: boolean) => {
    const [{ guard }, { back }] = [await findParts(driver, page, { framed }), await look(driver, page)];
    return guard && back ? back.y - 18 - guard.top : 0;
  };

  // Of the twelve languages Russian takes the most room.
  it.each(['en', 'ru', 'ar'])(
    'in a low window both answers are in view without scrolling, in %s',
    async (language) => {
      onTestFinished(async () => void (await speak(null)));
      await speak(language);
      for (const size of WINDOWS) {
        const page = closeAtEnd(await driver.newPage(size));
        await go(driver, page, APPEAL);
        await until(
          () => findParts(driver, page),
          ({ pin }) => pin !== null,
        );
        await copy(page, '#address');
        await answers(page, size);
        expect(await text(page, false)).toBeGreaterThan(LEAST_TEXT_PX);
        const { back } = await look(driver, page);
        if (back) await page.clickAt(back);
        await waitUntilClosed(driver, page);
      }
    },
  );

  it.each(FRAMES)('in a low frame $kind, too', async ({ around, inside }) => {
    onTestFinished(async () => void (await speak(null)));
    await speak('ru');
    const page = closeAtEnd(await driver.newPage());
    await go(driver, page, around);
    const at = await addFrame(page, inside, FRAME);
    await until(
      () => findParts(driver, page, { framed: true }),
      ({ pin }) => pin !== null,
    );
    await copyInFrame(page);
    await waitForCard(driver, page);
    await answers(page, FRAME);
    expect(await text(page, true)).toBeGreaterThan(LEAST_TEXT_PX);
    const { back } = await look(driver, page);
    if (back) await page.clickAt({ x: at.x + back.x, y: at.y + back.y });
    await waitUntilClosed(driver, page);
  });
});
