import type { Checked } from '#lib/core/checked.ts';
import { createFormats } from '#lib/core/formats.ts';
import type { Reply } from '#lib/core/lists.ts';
import { createLookup, type MessagesFile } from '#lib/core/lookup.ts';
import { type AskScripting, createAskHandler, type MenuInfo } from '#lib/messaging/ask-handler.ts';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';

/**
 * No program presses an entry of the browser's menu, nor the keys of a command. What they call runs here instead, on
 * the browser's own API as one of the extension's pages has it, and on the answers of the real background.
 */
export async function createAsking(driver: Driver, language = 'en') {
  const messages = await driver.inExtension(
    async (name: string): Promise<MessagesFile> =>
      (await fetch(`/_locales/${name}/messages.json`)).json() as Promise<MessagesFile>,
    language,
  );
  const t = createLookup(messages, (key) => key);
  const opened: string[] = [];
  const handler = createAskHandler({
    lookUp: (text) => ask(driver, { type: 'lookup.text', text }) as Promise<Reply<Checked>>,
    words: async () => ({ ...createFormats(language, t), t, appearance: 'system' }),
    scripting: { insertCSS: call('insertCSS'), executeScript: call('executeScript') } as AskScripting,
    openLookup: async (text) => void opened.push(text),
  });

  /** A function goes as text, as the driver sends its own; what it may use is in its arguments. */
  function call(name: 'insertCSS' | 'executeScript') {
    return ({ func, ...injection }: { func?: unknown }) => {
      const body = `const { scripting } = globalThis.browser ?? globalThis.chrome;
        return scripting.${name}({ ...injection${func ? `, func: ${func}` : ''} });`;
      return driver.inExtension(new Function('injection', body) as (arg: object) => unknown, injection);
    };
  }
  return {
    /** What was to be looked up in the lookup page. */
    opened,
    menu: ({ tabId }: DriverPage, info: MenuInfo) => handler.menu(info, tabId),
    keys: ({ tabId }: DriverPage) => handler.keys(tabId),
  };
}

interface Api {
  scripting: {
    executeScript(injection: {
      target: { tabId: number; allFrames: true };
      func: () => AnswerSeen | null;
    }): Promise<{ frameId: number; result?: AnswerSeen | null }[]>;
  };
}

/** An answer as somebody sees it. */
export interface AnswerSeen {
  text: string;
  /** Of the card, in its own window. */
  box: { left: number; top: number; right: number; bottom: number };
  isInside: boolean;
  hasFocus: boolean;
  dir: string;
  frameId: number;
}

/** Looks into the closed shadow trees of every frame, as no page can. */
export async function seeAnswer(driver: Driver, page: DriverPage): Promise<AnswerSeen | null> {
  return driver.inExtension(async (tabId: number) => {
    const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
    const frames = await (browser ?? chrome).scripting.executeScript({
      target: { tabId, allFrames: true },
      func: () => {
        type Opening = Element & { openOrClosedShadowRoot?: ShadowRoot | null };
        const { chrome } = globalThis as {
          chrome?: { dom?: { openOrClosedShadowRoot(e: Element): ShadowRoot } };
        };
        const open = (element: Element) =>
          chrome?.dom
            ? chrome.dom.openOrClosedShadowRoot(element)
            : (element as Opening).openOrClosedShadowRoot;
        for (const host of document.querySelectorAll('html > div')) {
          const layer = open(host)?.firstElementChild;
          const root = layer ? open(layer) : null;
          const card = root?.querySelector<HTMLElement>('.almsguard-answer');
          if (!root || !card) continue;
          const { left, top, right, bottom } = card.getBoundingClientRect();
          return {
            text: card.innerText,
            box: { left, top, right, bottom },
            isInside: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight,
            hasFocus: root.activeElement !== null,
            dir: card.dir,
            frameId: 0,
          };
        }
        return null;
      },
    });
    const seen = frames.find(({ result }) => result);
    return seen?.result ? { ...seen.result, frameId: seen.frameId } : null;
  }, page.tabId);
}
