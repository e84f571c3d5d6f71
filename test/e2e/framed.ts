import type { DriverPage, Point } from '../../scripts/browser/driver.ts';
import { until } from './harness.ts';

/** A page that asks for gifts to a listed address, and the words of one that has no address of its own. */
export const APPEAL = 'https://lantern-row.example/';
const WORDS = `<!doctype html><body style="margin: 0; font: 17px system-ui"><p>Please donate. Send your gift in bitcoin
  to this address:</p><p><code id="address">3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP</code></p>`;

/** Each kind of frame: the page around it, which has nothing to be told of, and what is in it. */
export const FRAMES = [
  { kind: 'of the same site', around: `${APPEAL}thanks`, inside: { src: APPEAL } },
  { kind: 'of another site', around: 'https://orchard-school.example/give', inside: { src: APPEAL } },
  {
    kind: 'written in the page itself',
    around: 'https://orchard-school.example/give',
    inside: { srcdoc: WORDS },
  },
] as const;

/** Puts a frame at the beginning of the page; answers with where its own pixels begin. */
export async function addFrame(
  page: DriverPage,
  inside: { src?: string; srcdoc?: string },
  { width = 480, height = 320 } = {},
): Promise<Point> {
  await page.evaluate(
    async ({ inside, width, height }) => {
      const frame = document.createElement('iframe');
      Object.assign(frame, inside, { id: 'frame', width, height });
      document.body.prepend(frame);
      await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    },
    { inside, width, height },
  );
  return frameAt(page);
}

/** Where the frame's own pixels begin now. */
export function frameAt(page: DriverPage): Promise<Point> {
  return page.evaluate(() => {
    const frame = document.querySelector('#frame') as HTMLElement;
    const { left, top } = frame.getBoundingClientRect();
    return { x: left + frame.clientLeft, y: top + frame.clientTop };
  }, null);
}

/** Copies all that stands in the frame, with the keyboard. */
export async function copyInFrame(page: DriverPage): Promise<void> {
  // What has just moved is still clicked where it was, in Chromium: a frame of another site is so until it is painted.
  await page.evaluate(
    () => new Promise<void>((go) => requestAnimationFrame(() => requestAnimationFrame(() => go()))),
    null,
  );
  const { x, y } = await frameAt(page);
  await page.clickAt({ x: x + 5, y: y + 5 });
  // A frame of another site gets its click a little later than the page around it gets keys.
  await until(
    () => page.evaluate(() => document.activeElement?.id, null),
    (id) => id === 'frame',
  );
  await page.press('Control', 'a');
  await page.press('Control', 'c');
}

/** What of the page is at a point of its frame, in the window: the frame's name, or another, or nothing at all. */
export async function seenThrough(page: DriverPage, point: Point): Promise<string | null> {
  const { x, y } = await frameAt(page);
  return page.evaluate(([x, y]: [number, number]) => document.elementFromPoint(x, y)?.id ?? null, [
    x + point.x,
    y + point.y,
  ] satisfies [number, number]);
}
