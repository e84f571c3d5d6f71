import { wait } from '#lib/core/wait.ts';
import type { Driver, DriverPage, Point } from '../../scripts/browser/driver.ts';
import { until } from './harness.ts';

/** The middle and the size of what is shown. */
export interface Place extends Point {
  width: number;
  height: number;
}

/** What somebody sees of the guard in one tab, in whichever frame that is; points are the frame's own. */
export interface Shown {
  /** The modal card's text, `null` when there is none. */
  card: string | null;
  /** The quiet word's text. */
  toast: string | null;
  /** The modal card itself, and the two ways on. */
  box: Place | null;
  back: Place | null;
  onward: (Place & { disabled: boolean }) | null;
  /** The words that tell how long the wait is, while there is one. */
  seconds: (Place & { text: string }) | null;
  /** What has the focus. */
  focused: string | null;
}

/** What is needed of `chrome` in an extension's page. */
interface Api {
  scripting: {
    executeScript(injection: {
      target: { tabId: number; allFrames: true };
      func: () => Shown;
    }): Promise<{ frameId: number; result?: Shown }[]>;
  };
}

/** What the browsers say of a tab that is between two pages, where nobody can look. */
const BETWEEN_PAGES =
  /Missing host permission for the tab|Frame with ID 0 was removed|Cannot access contents of/;
/** Milliseconds that a tab may take to show its next page. */
const BETWEEN_MS = 10_000;

/** Looks into the closed shadow trees, as the page cannot; waits for the next page if it goes to one. */
export async function look(driver: Driver, page: DriverPage): Promise<Shown> {
  const deadline = Date.now() + BETWEEN_MS;
  for (;;) {
    try {
      return await lookNow(driver, page);
    } catch (error) {
      if (!BETWEEN_PAGES.test(String(error)) || Date.now() > deadline) throw error;
    }
    await wait(50);
  }
}

function lookNow(driver: Driver, page: DriverPage): Promise<Shown> {
  return driver.inExtension(async (tabId: number) => {
    const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
    const frames = await (browser ?? chrome).scripting.executeScript({
      target: { tabId, allFrames: true },
      func: () => {
        type Opening = Element & { openOrClosedShadowRoot?: ShadowRoot | null };
        const { dom } =
          (globalThis as { chrome?: { dom?: { openOrClosedShadowRoot(e: Element): ShadowRoot } } }).chrome ??
          {};
        const open = (element: Element) =>
          dom ? dom.openOrClosedShadowRoot(element) : (element as Opening).openOrClosedShadowRoot;
        const roots = [...document.querySelectorAll(':root > div, :root > foreignObject > div')]
          .map((host) => open(host)?.firstElementChild)
          .map((layer) => (layer ? open(layer) : null));
        const find = (selector: string) =>
          roots.map((root) => root?.querySelector<HTMLButtonElement>(selector)).find(Boolean) ?? null;
        const place = (selector: string) => {
          const element = find(selector);
          if (!element) return null;
          const { x, y, width, height } = element.getBoundingClientRect();
          const { disabled, innerText: text } = element;
          return { x: x + width / 2, y: y + height / 2, width, height, disabled, text };
        };
        return {
          card: find('dialog:modal')?.innerText ?? null,
          toast: find('.almsguard-toast')?.innerText ?? null,
          box: place('dialog:modal'),
          back: place('.almsguard-guard-back'),
          onward: place('.almsguard-guard-onward'),
          seconds: place('.almsguard-guard-wait:not([hidden]) .almsguard-guard-seconds'),
          focused: roots.map((root) => root?.activeElement?.textContent).find(Boolean) ?? null,
        };
      },
    });
    const shown = frames.filter(({ result }) => result?.card != null || result?.toast != null);
    const frame = shown[0] ?? frames.find(({ frameId }) => frameId === 0);
    if (!frame?.result) throw new Error('Frame with ID 0 was removed');
    return frame.result;
  }, page.tabId);
}

export async function waitForCard(driver: Driver, page: DriverPage): Promise<Shown> {
  return until(
    () => look(driver, page),
    ({ card }) => card !== null,
  );
}

/** The quiet word, once it says this. */
export async function waitForToast(driver: Driver, page: DriverPage, words: string): Promise<Shown> {
  return until(
    () => look(driver, page),
    ({ toast }) => toast?.includes(words) === true,
  );
}

export async function waitUntilClosed(driver: Driver, page: DriverPage): Promise<void> {
  const { card } = await until(
    () => look(driver, page),
    (shown) => shown.card === null,
  );
  if (card !== null) throw new Error(`The card is still there: ${card}`);
}

/** Clicks "I understand, continue" once the browser lets somebody. */
export async function goOn(driver: Driver, page: DriverPage): Promise<void> {
  const { onward } = await until(
    () => look(driver, page),
    (shown) => shown.onward?.disabled === false,
  );
  if (!onward || onward.disabled) throw new Error('Nobody can go on');
  await page.clickAt(onward);
  await waitUntilClosed(driver, page);
}

export async function goBack(driver: Driver, page: DriverPage): Promise<void> {
  const { back } = await waitForCard(driver, page);
  if (back) await page.clickAt(back);
  await waitUntilClosed(driver, page);
}

/** The middle of an element of the page. */
export function middleOf(page: DriverPage, selector: string): Promise<Point> {
  return page.evaluate((wanted: string) => {
    const element = document.querySelector(wanted);
    element?.scrollIntoView({ block: 'center' });
    const { x, y, width, height } = (element as Element).getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }, selector);
}

export async function press(
  page: DriverPage,
  selector: string,
  button: 'left' | 'middle' = 'left',
): Promise<void> {
  await page.clickAt(await middleOf(page, selector), button);
}

/** Selects an element's text and copies it with the keyboard. */
export async function copy(page: DriverPage, selector: string): Promise<void> {
  await page.evaluate((wanted: string) => {
    document.getSelection()?.selectAllChildren(document.querySelector(wanted) as Element);
  }, selector);
  await page.press('Control', 'c');
}

/** What somebody pastes now. */
export async function pasted(page: DriverPage): Promise<string> {
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    field.id = 'pasted';
    document.body.prepend(field);
    field.focus();
  }, null);
  await page.press('Control', 'v');
  return page.evaluate(() => {
    const field = document.querySelector('#pasted') as HTMLTextAreaElement;
    field.remove();
    return field.value;
  }, null);
}
