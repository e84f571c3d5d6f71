import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { i18n } from '#i18n';
import type { Checked } from '#lib/core/checked.ts';
import { CHOICES_KEY } from '#lib/core/choices.ts';
import type { Reply } from '#lib/core/lists.ts';
import type { Lookup } from '#lib/core/lookup.ts';
import { type AskScripting, createAskHandler } from '#lib/messaging/ask-handler.ts';
import { createAskPort } from '#lib/messaging/ask-port.ts';
import { startBackground } from '#lib/messaging/background.ts';
import { give } from '#lib/messaging/handed.ts';
import { createOmnibox, type Disposition } from '#lib/messaging/omnibox.ts';
import { createSlowPages, type SlowPagesDeps } from '#lib/messaging/slow-pages.ts';

const MENU = 'check';
const KEYS = 'check-selection';

// One file, and no module: whatever it shared with pages would be more files to fetch each time that the worker starts.
export default defineBackground(() => {
  // The typed wrapper knows its keys at build time; verdicts make theirs at run time.
  const t = i18n.t as Lookup;
  const { answerLookup, words, choices } = startBackground(browser, t);
  const self = { id: browser.runtime.id, origin: browser.runtime.getURL('') };

  const deps = {
    lookUp: (text: string) => answerLookup({ type: 'lookup.text', text }) as Promise<Reply<Checked>>,
    words: async () => ({ ...(await words()), appearance: (await choices()).appearance }),
  };
  async function openLookup(text: string, where: Disposition = 'newForegroundTab') {
    const url = `${self.origin}${await give(browser.storage.session, text, crypto.randomUUID())}`;
    if (where === 'currentTab') return browser.tabs.update({ url });
    return browser.tabs.create({ url, active: where === 'newForegroundTab' });
  }
  const ask = createAskHandler({ ...deps, scripting: browser.scripting as AskScripting, openLookup });
  const hearPort = createAskPort({
    self,
    isShown: async (tabId) => (await browser.tabs.get(tabId)).active,
    openLookup,
    now: Date.now,
  });
  const omnibox = createOmnibox({
    ...deps,
    setDefault: browser.omnibox.setDefaultSuggestion,
    open: openLookup,
    isXml: !import.meta.env.FIREFOX,
  });
  const slowPages = createSlowPages({
    tabs: browser.tabs,
    scripting: browser.scripting as SlowPagesDeps['scripting'],
    readsPages: async () => (await choices()).mode !== 'click',
    wait(work, ms) {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
  });
  const menuTitle = async () => (await words()).t('menu_check');
  async function addMenu() {
    const title = await menuTitle();
    // The browser keeps it, and refuses a second one of the name.
    await browser.contextMenus.removeAll();
    browser.contextMenus.create({ id: MENU, title, contexts: ['selection', 'link', 'image'] });
  }

  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (info.menuItemId === MENU) ask.menu(info, tab?.id);
  });
  browser.commands.onCommand.addListener(async (command, tab) => {
    if (command !== KEYS) return;
    // Firefox names no tab.
    const [front] = tab ? [tab] : await browser.tabs.query({ active: true, lastFocusedWindow: true });
    if (front?.id !== undefined) await ask.keys(front.id);
  });
  browser.tabs.onUpdated.addListener(slowPages.hear);
  browser.runtime.onConnect.addListener(hearPort);
  browser.omnibox.onInputChanged.addListener(omnibox.changed);
  browser.omnibox.onInputEntered.addListener(omnibox.entered);
  browser.storage.local.onChanged.addListener(async (changes) => {
    if (CHOICES_KEY in changes) await browser.contextMenus.update(MENU, { title: await menuTitle() });
  });
  addMenu();
  slowPages.begin();
});
