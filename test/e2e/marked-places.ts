/** Where marks are drawn on a page. */
import type { Driver, DriverPage } from '../../scripts/browser/driver.ts';
import type { Box } from './attacks/picture.ts';

interface Api {
  scripting: {
    executeScript<T>(injection: { target: { tabId: number }; func: () => T }): Promise<{ result: T }[]>;
  };
}

/** Boxes of every glyph, and of every frame around the picture of a code. */
export function findMarks(driver: Driver, { tabId }: DriverPage): Promise<{ pins: Box[]; frames: Box[] }> {
  return driver.inExtension(async (tabId: number) => {
    const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
    const [told] = await (browser ?? chrome).scripting.executeScript({
      target: { tabId },
      func: () => {
        type Opening = Element & { openOrClosedShadowRoot?: ShadowRoot | null };
        type Dom = { dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } };
        const { dom } = (globalThis as { chrome?: Dom }).chrome ?? {};
        const open = (element: Element) =>
          dom ? dom.openOrClosedShadowRoot(element) : (element as Opening).openOrClosedShadowRoot;
        const roots = [...document.querySelectorAll(':root > div')].flatMap((host) => {
          const layer = open(host)?.firstElementChild;
          return (layer && open(layer)) ?? [];
        });
        const boxesOf = (selector: string) =>
          roots
            .flatMap((root) => [...root.querySelectorAll(selector)])
            .map((part) => {
              const { left, top, width, height } = part.getBoundingClientRect();
              return { left, top, width, height };
            });
        return { pins: boxesOf('.almsguard-pin'), frames: boxesOf('.almsguard-frame') };
      },
    });
    return told?.result ?? { pins: [], frames: [] };
  }, tabId);
}
