import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Driver, DriverPage, Point } from '../../../scripts/browser/driver.ts';
import { type Box, countColour, readPicture } from './picture.ts';

/** What is shown over a page, by its class. */
export const PARTS = ['banner', 'pin', 'card', 'guard'] as const;
export type Part = (typeof PARTS)[number];
/** `line`: what is drawn under the address itself. */
export type Seen = Record<Part | 'line', boolean>;

/** `--almsguard-alarm` of mark.css, and the line under a listed address. */
const ALARM = [0xa6, 0x3d, 0x2f] as const;
const LINE = [0xcc, 0x5a, 0x45] as const;
/** A line of two pixels is blended with what is behind it where a page is scaled, or faint; of 255. */
const LINE_OFF = 24;
/** Pixels of its colour that each has at least: a glyph, an edge, a line. */
const LEAST: Record<keyof Seen, number> = { banner: 100, pin: 40, card: 40, guard: 40, line: 60 };

/** `label`: what is read out in place of a text. */
type Place = Box & { isOnTop: boolean; text: string; label: string | null };
type Places = Record<Part, Place | null> & { line: Box | null };

interface Api {
  scripting: {
    executeScript(injection: {
      target: { tabId: number; allFrames: boolean };
      args: [boolean];
      func: (focus: boolean) => Places;
    }): Promise<{ frameId: number; result?: Places }[]>;
  };
}

/**
 * Where the parts are, and whether a click on their middle is theirs. The closed trees are open to extensions only.
 * `framed`: those of the one frame in the page, in that frame's own pixels.
 */
export function findParts(
  driver: Driver,
  page: DriverPage,
  { focus = false, framed = false } = {},
): Promise<Places> {
  return driver.inExtension(
    async ({ tabId, focus, framed }: { tabId: number; focus: boolean; framed: boolean }) => {
      const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
      const frames = await (browser ?? chrome).scripting.executeScript({
        target: { tabId, allFrames: framed },
        args: [focus],
        func: (focus) => {
          type Opening = Element & { openOrClosedShadowRoot?: ShadowRoot | null };
          type Dom = { dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } };
          const { dom } = (globalThis as { chrome?: Dom }).chrome ?? {};
          const open = (element: Element) =>
            element instanceof HTMLElement
              ? dom
                ? dom.openOrClosedShadowRoot(element)
                : (element as Opening).openOrClosedShadowRoot
              : null;
          const select = (selector: string) => [
            ...Document.prototype.querySelectorAll.call(document, selector),
          ];
          const hosts = select(':root > div, :root > foreignObject > div, dialog > div');
          const find = (name: string) => {
            for (const host of hosts) {
              const layer = open(host)?.firstElementChild;
              const part = layer && open(layer)?.querySelector<HTMLElement>(`.almsguard-${name}`);
              if (part) return { host, part };
            }
            return null;
          };
          const boxOf = (element: Element) => {
            const { left, top, width, height } = element.getBoundingClientRect();
            return { left, top, width, height };
          };
          if (focus) find('pin')?.part.focus();
          const tell = (name: string) => {
            const found = find(name);
            if (!found) return null;
            const box = boxOf(found.part);
            const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
            const isOnTop = Document.prototype.elementFromPoint.call(document, x, y) === found.host;
            const label = found.part.getAttribute('aria-label');
            return { ...box, isOnTop, text: found.part.innerText, label };
          };
          const [address] = select('#address');
          return {
            banner: tell('banner'),
            pin: tell('pin'),
            card: tell('card'),
            guard: tell('guard'),
            line: address ? boxOf(address) : null,
          };
        },
      });
      const frame = frames.find(({ frameId }) => (frameId !== 0) === framed);
      if (!frame?.result) throw new Error('The page let nobody look');
      return frame.result;
    },
    { tabId: page.tabId, focus, framed },
  );
}

/** Whether the line under a listed address is drawn in this box. */
export async function isUnderlined(page: DriverPage, box: Box): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'almsguard-line-'));
  try {
    const path = join(folder, 'line.png');
    await page.screenshot(path);
    return countColour(readPicture(path), box, LINE, LINE_OFF) >= LEAST.line;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As it stands in the window: so much to the right and down of where it stands in its frame. */
function moved<B extends Box>(box: B, { x, y }: Point): B {
  return { ...box, left: box.left + x, top: box.top + y };
}

/** In a picture of the window, which has this many pixels to each of the page's own. */
function scaled(box: Box, scale: number): Box {
  const [left, top, width, height] = [box.left, box.top, box.width, box.height].map((px) => px * scale);
  return { left, top, width, height } as Box;
}

/** What a person sees, by the pixels on the screen, and can click on; of a page, or of the frame that begins `at`. */
export async function look(driver: Driver, page: DriverPage, at?: Point): Promise<Seen> {
  const folder = mkdtempSync(join(tmpdir(), 'almsguard-seen-'));
  try {
    const path = join(folder, 'seen.png');
    const places = await findParts(driver, page, { framed: at !== undefined });
    await page.screenshot(path);
    const picture = readPicture(path);
    // A zoomed page has pixels of its own; Firefox photographs those, Chromium the window's.
    const scale = picture.width / (await page.evaluate(() => innerWidth, null));
    const inPicture = (box: Box) => scaled(moved(box, at ?? { x: 0, y: 0 }), scale);
    const isDrawn = (name: Part, onTop = true) => {
      const place = places[name];
      return (
        place !== null &&
        place.isOnTop === onTop &&
        countColour(picture, inPicture(place), ALARM) >= LEAST[name] * Math.min(1, scale ** 2)
      );
    };
    const line = places.line && inPicture({ ...places.line, height: places.line.height + 6 });
    return {
      banner: isDrawn('banner'),
      pin: isDrawn('pin'),
      card: isDrawn('card'),
      guard: isDrawn('guard'),
      line: line !== null && countColour(picture, line, LINE, LINE_OFF) >= LEAST.line,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
