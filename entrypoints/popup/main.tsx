import { render } from 'preact';
import { browser } from 'wxt/browser';
import { createWords, type Translate, WordsProvider } from '#components/i18n.tsx';
import { Popup, type PopupActions } from '#components/Popup.tsx';
import { i18n } from '#i18n';
import { CHOICES_KEY } from '#lib/core/choices.ts';
import type { Report } from '#lib/core/report.ts';
import { REVIEW_KEY, type ReviewChoices } from '#lib/core/review-choices.ts';
import { ALL_SITES } from '#lib/messaging/access.ts';
import { createAsk } from '#lib/messaging/client.ts';
import { readTabId, takeFirst } from '#lib/messaging/first-answers.ts';
import { createSpeak, dressPage } from '#lib/messaging/language.ts';
import type { ToPage } from '#lib/messaging/protocol.ts';
import { readShownTab } from '#lib/messaging/shown-tab.ts';
import { findWhereabouts } from '#lib/messaging/whereabouts.ts';
import '#components/popup.css';

const ask = createAsk((message) => browser.runtime.sendMessage(message));

// The typed wrapper knows its keys at build time; verdicts make theirs at run time.
const speak = createSpeak(i18n.t as Translate, browser.i18n.getMessage as (key: string) => string);

const isAlone = new URLSearchParams(location.search).has('tab');
document.documentElement.toggleAttribute('data-alone', isAlone);

const tabOfPage = () => readTabId(browser.tabs, location.search);
/** The first look does not wait for what takes its time: a fresh one follows at once. */
const load = async (fresh: boolean) =>
  ask({ type: 'report.get', tabId: await tabOfPage(), fresh, hurry: !fresh });
const first = takeFirst({
  report: () => load(false),
  choices: () => browser.storage.local.get(CHOICES_KEY),
});
let early: Promise<Report> | null = first.report;
early.catch(() => undefined);

function openPanel(windowId: number): Promise<unknown> {
  const { sidebarAction } = browser as unknown as { sidebarAction: { open(): Promise<void> } };
  return import.meta.env.FIREFOX ? sidebarAction.open() : browser.sidePanel.open({ windowId });
}

const actions: PopupActions = {
  gist: () => first.gist,
  load(fresh) {
    const answer = fresh ? null : early;
    early = null;
    return answer ?? load(fresh);
  },
  async locate(places) {
    const tabId = await tabOfPage();
    return findWhereabouts(places, (frameId, message) =>
      browser.tabs.sendMessage(tabId, message, { frameId }),
    );
  },
  async shown() {
    return readShownTab(browser.tabs, browser.scripting, await tabOfPage());
  },
  async reveal({ at: { frameId, text, index } }) {
    const message: ToPage = { type: 'page.reveal', text, index };
    await browser.tabs.sendMessage(await tabOfPage(), message, { frameId });
  },
  pause: (host, on) => ask({ type: 'site.pause', host, on }),
  allow: () => browser.permissions.request({ origins: [ALL_SITES] }),
  refresh: () => ask({ type: 'lists.refresh', id: null }),
  async goBack() {
    await browser.tabs.goBack(await tabOfPage());
    window.close();
  },
  async reviewing() {
    const stored = await browser.storage.local.get(REVIEW_KEY);
    if (!(stored[REVIEW_KEY] as Partial<ReviewChoices> | undefined)?.reviewer) return null;
    const { windowId } = await browser.tabs.get(await tabOfPage());
    return async () => {
      // Before all else: the browser opens it only while it knows that somebody pressed a button.
      const opened = openPanel(windowId);
      const { want } = await import('#lib/messaging/review-wanted.ts');
      await want(browser.storage.session, windowId, Date.now());
      await opened;
      window.close();
    };
  },
  async keepEvidence() {
    const tabId = await tabOfPage();
    const { index } = await browser.tabs.get(tabId);
    // Behind the page, which is pictured while it is in front; it comes to the front by itself when it is done.
    await browser.tabs.create({ url: `/evidence.html?tab=${tabId}`, active: false, index: index + 1 });
  },
  openOptions: () => {
    browser.runtime.openOptionsPage();
  },
};

const { t, locale } = await dressPage(document.documentElement, { get: () => first.choices }, speak);
const app = document.getElementById('app');
if (app) {
  render(
    <WordsProvider value={createWords(t, locale)}>
      <Popup actions={actions} languages={navigator.languages} />
    </WordsProvider>,
    app,
  );
}
