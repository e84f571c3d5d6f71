import { render } from 'preact';
import { browser } from 'wxt/browser';
import { createWords, type Translate, WordsProvider } from '#components/i18n.tsx';
import { Popup, type PopupActions } from '#components/Popup.tsx';
import { i18n } from '#i18n';
import type { Report } from '#lib/core/report.ts';
import { ALL_SITES } from '#lib/messaging/access.ts';
import { createAsk } from '#lib/messaging/client.ts';
import { createSpeak, dressPage } from '#lib/messaging/language.ts';
import type { ToPage } from '#lib/messaging/protocol.ts';
import { findWhereabouts } from '#lib/messaging/whereabouts.ts';
import '#components/popup.css';

const ask = createAsk((message) => browser.runtime.sendMessage(message));

// The typed wrapper knows its keys at build time; verdicts make theirs at run time.
const speak = createSpeak(i18n.t as Translate, browser.i18n.getMessage as (key: string) => string);

/** `?tab=` where the popup is opened as a page of its own; the tab in front where it is a popup. */
const named = new URLSearchParams(location.search).get('tab');
document.documentElement.toggleAttribute('data-alone', named !== null);

async function readTabId(): Promise<number> {
  if (named !== null) return Number(named);
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? -1;
}

const load = async (fresh: boolean) => ask({ type: 'report.get', tabId: await readTabId(), fresh });
/** Asked while language and appearance are still being read. */
let early: Promise<Report> | null = load(false);
early.catch(() => undefined);

const actions: PopupActions = {
  load(fresh) {
    const answer = fresh ? null : early;
    early = null;
    return answer ?? load(fresh);
  },
  async locate(places) {
    const tabId = await readTabId();
    return findWhereabouts(places, (frameId, message) =>
      browser.tabs.sendMessage(tabId, message, { frameId }),
    );
  },
  async address() {
    const tab = await browser.tabs.get(await readTabId());
    return tab.url ?? null;
  },
  async reveal({ at: { frameId, text, index } }) {
    const message: ToPage = { type: 'page.reveal', text, index };
    await browser.tabs.sendMessage(await readTabId(), message, { frameId });
  },
  pause: (host, on) => ask({ type: 'site.pause', host, on }),
  allow: () => browser.permissions.request({ origins: [ALL_SITES] }),
  refresh: () => ask({ type: 'lists.refresh', id: null }),
  async goBack() {
    await browser.tabs.goBack(await readTabId());
    window.close();
  },
  async keepEvidence() {
    const tabId = await readTabId();
    const { index } = await browser.tabs.get(tabId);
    // Behind the page, which is pictured while it is in front; it comes to the front by itself when it is done.
    await browser.tabs.create({ url: `/evidence.html?tab=${tabId}`, active: false, index: index + 1 });
  },
  openOptions: () => {
    browser.runtime.openOptionsPage();
  },
};

const { t, locale } = await dressPage(document.documentElement, browser.storage.local, speak);
const app = document.getElementById('app');
if (app) {
  render(
    <WordsProvider value={createWords(t, locale)}>
      <Popup actions={actions} languages={navigator.languages} />
    </WordsProvider>,
    app,
  );
}
