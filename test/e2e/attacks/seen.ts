import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Driver, DriverPage } from '../../../scripts/browser/driver.ts';
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

type Places = Record<Part, (Box & { isOnTop: boolean; text: string }) | null> & { line: Box | null };

interface Api {
  scripting: {
    executeScript(injection: {
      target: { tabId: number };
      args: [boolean];
      func: (focus: boolean) => Places;
    }): Promise<{ result: Places }[]>;
  };
}

/** Where the parts are, and whether a click on their middle is theirs. The closed trees are open to extensions only. */
export function findParts(driver: Driver, page: DriverPage, { focus = false } = {}): Promise<Places> {
  return driver.inExtension(
    async ({ tabId, focus }: { tabId: number; focus: boolean }) => {
      const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
      const [frame] = await (browser ?? chrome).scripting.executeScript({
        target: { tabId },
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
          const hosts = select('html > div, dialog > div');
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
            return { ...box, isOnTop, text: found.part.innerText };
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
      if (!frame?.result) throw new Error('The page let nobody look');
      return frame.result;
    },
    { tabId: page.tabId, focus },
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

/** What a person sees, by the pixels on the screen, and can click on. */
export async function look(driver: Driver, page: DriverPage): Promise<Seen> {
  const folder = mkdtempSync(join(tmpdir(), 'almsguard-seen-'));
  try {
    const path = join(folder, 'seen.png');
    const places = await findParts(driver, page);
    await page.screenshot(path);
    const picture = readPicture(path);
    const isDrawn = (name: Part, onTop = true) => {
      const place = places[name];
      return place !== null && place.isOnTop === onTop && countColour(picture, place, ALARM) >= LEAST[name];
    };
    const line = places.line && { ...places.line, height: places.line.height + 6 };
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
