import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { ask, type Driver, type DriverPage, type Size } from '../../scripts/browser/driver.ts';
import { findParts } from './attacks/seen.ts';
import { APPEAL, addFrame, copyInFrame, FRAMES, frameAt } from './framed.ts';
import { copy, look, type Place, waitForCard, waitUntilClosed } from './guard-card.ts';
import { BROWSERS, closeAtEnd, go, launch, prepare, until } from './harness.ts';

/** Windows that are low: a phone on its side, a large zoom (WCAG 2.2, 1.4.10 has 320 × 256), a small window beside others. */
const WINDOWS = [
  { width: 320, height: 300 },
  { width: 320, height: 256 },
  { width: 320, height: 200 },
  { width: 250, height: 250 },
  { width: 320, height: 120 },
  { width: 320, height: 80 },
];
const FRAME = { width: 300, height: 180 };
/** A frame that is higher than what the window shows of it. */
const HIGH = { width: 600, height: 1200 };
const STRIPS = [250, 120];
/** Pixels above the answers for the reason: the level and the headline in three lines; where it is lower, one line or two. */
const leastText = (height: number) => (height >= 180 ? 95 : height >= 120 ? 50 : 20);
/** Less than this is no line of words, in pixels. */
const LEAST_LINE_PX = 12;

/** A part of a window or a frame, in its own pixels. */
interface Room {
  top: number;
  width: number;
  height: number;
}

describe.each(BROWSERS)('the card in little room, in %s', (name) => {
  let driver: Driver;
  prepare(async () => {
    driver = await launch(name);
  });
  afterAll(() => driver?.close());

  const speak = async (language: string) => {
    onTestFinished(async () => void (await ask(driver, { type: 'choices.set', change: { language: null } })));
    await ask(driver, { type: 'choices.set', change: { language } });
  };
  const isWithin = ({ x, y, width, height }: Place, { left, right, top, bottom }: Record<string, number>) =>
    x - width / 2 >= (left ?? 0) &&
    x + width / 2 <= (right ?? 0) &&
    y - height / 2 >= (top ?? 0) &&
    y + height / 2 <= (bottom ?? 0);
  const edges = ({ x, y, width, height }: Place) => ({
    left: x - width / 2,
    right: x + width / 2,
    top: y - height / 2,
    bottom: y + height / 2,
  });

  /** All of what answers is in view, nothing having been scrolled; how long to wait is told, and a reason stands above. */
  const answers = async (page: DriverPage, roomOf: () => Promise<Room>) => {
    await waitForCard(driver, page);
    const seen = async () => {
      const { top, width, height } = await roomOf();
      const room = { left: 0, right: width, top, bottom: top + height };
      return { room, shown: await look(driver, page) };
    };
    const { room, shown } = await until(
      seen,
      ({ room, shown: { box } }) => box !== null && isWithin(box, room),
    );
    const { box, back, onward, seconds } = shown;
    const told = JSON.stringify({ room, box, back, onward, seconds });
    if (!box || !back || !onward) throw new Error(told);
    expect(isWithin(box, room), told).toBe(true);
    for (const answer of [back, onward]) expect(isWithin(answer, edges(box)), told).toBe(true);
    expect(seconds?.text ?? '0', told).toMatch(/[\d٠-٩]|ثاني/);
    if (seconds) {
      expect(isWithin(seconds, edges(box)), told).toBe(true);
      expect(seconds.height, told).toBeGreaterThan(LEAST_LINE_PX);
    }
    expect(edges(back).top - edges(box).top, told).toBeGreaterThan(leastText(room.bottom - room.top));
    return back;
  };
  const windowOf = (size: Size) => async () => ({ top: 0, ...size });

  // Of the twelve languages Russian takes the most room; Arabic is written from the right.
  it.each([
    ['ru', WINDOWS],
    ['ar', WINDOWS.slice(-2)],
  ])('in a low window both answers are in view without scrolling, in %s', async (language, windows) => {
    await speak(language);
    for (const size of windows) {
      const page = closeAtEnd(await driver.newPage(size));
      await go(driver, page, APPEAL);
      await until(
        () => findParts(driver, page),
        ({ pin }) => pin !== null,
      );
      await copy(page, '#address');
      await page.clickAt(await answers(page, windowOf(size)));
      await waitUntilClosed(driver, page);
    }
  });

  /** A page with one frame in it, in which what it shows was copied. */
  const framed = async ({ around, inside }: (typeof FRAMES)[number], frame: Size, size?: Size) => {
    const page = closeAtEnd(await driver.newPage(size));
    await go(driver, page, around);
    await addFrame(page, inside, frame);
    await until(
      () => findParts(driver, page, { framed: true }),
      ({ pin }) => pin !== null,
    );
    await copyInFrame(page);
    return page;
  };
  const press = async (page: DriverPage, { x, y }: Place) => {
    const at = await frameAt(page);
    await page.clickAt({ x: at.x + x, y: at.y + y });
    await waitUntilClosed(driver, page);
  };

  it.each(FRAMES)('in a low frame $kind, too', async (kind) => {
    await speak('ru');
    const page = await framed(kind, FRAME);
    await press(page, await answers(page, windowOf(FRAME)));
  });

  it.each(FRAMES)('where little is in view of a high frame $kind, too', async (kind) => {
    await speak('ru');
    for (const height of STRIPS) {
      const page = await framed(kind, HIGH, { width: 700, height });
      // The browser may have scrolled to the card where it stood at first.
      const inView = async () => {
        const { y } = await frameAt(page);
        const [top, bottom] = [Math.max(0, -y), Math.min(HIGH.height, height - y)];
        return { top, width: HIGH.width, height: bottom - top };
      };
      await press(page, await answers(page, inView));
    }
  });
});
