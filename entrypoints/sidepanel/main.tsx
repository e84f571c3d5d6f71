import { type ComponentChild, render } from 'preact';
import { browser } from 'wxt/browser';
import { createWords, type Translate, WordsProvider } from '#components/i18n.tsx';
import { Closed } from '#components/review/Closed.tsx';
import { Panel } from '#components/review/Panel.tsx';
import { i18n } from '#i18n';
import { wait } from '#lib/core/wait.ts';
import { ALL_SITES } from '#lib/messaging/access.ts';
import { createAsk } from '#lib/messaging/client.ts';
import { fitPicture } from '#lib/messaging/fit-picture.ts';
import { createSpeak, dressPage } from '#lib/messaging/language.ts';
import { createAbout } from '#lib/messaging/open-page.ts';
import { createPanel } from '#lib/messaging/panel.ts';
import { startReview } from '#lib/messaging/review-start.ts';
import { createReviewTab } from '#lib/messaging/review-tab.ts';
import { onWanted } from '#lib/messaging/review-wanted.ts';
import { createSettings } from '#lib/settings.ts';
import '#components/review/panel.css';

const ask = createAsk((message) => browser.runtime.sendMessage(message));

// The typed wrapper knows its keys at build time; verdicts make theirs at run time.
const speak = createSpeak(i18n.t as Translate, browser.i18n.getMessage as (key: string) => string);

/** `?tab=` where it is opened as a page of its own, with the tab that it works on; beside the tab in front otherwise. */
const named = new URLSearchParams(location.search).get('tab');
/** Kept for as long as the panel is open, reloads included. */
const OWN_TAB = 'review.tab';
/** Kept until it is taken away: a panel that is opened again must not show what somebody did not want to see. */
const COVER = 'review.cover';

async function front() {
  if (named !== null) return browser.tabs.get(Number(named));
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab ?? null;
}

const windowId = async () => (await browser.windows.getCurrent()).id ?? null;

const tab = createReviewTab({
  tabs: browser.tabs,
  scripting: browser.scripting,
  front,
  report: (tabId, fresh) => ask({ type: 'report.get', tabId, fresh }),
  kept: {
    tab: {
      read() {
        const kept = sessionStorage.getItem(OWN_TAB) ?? named;
        return kept === null ? null : Number(kept);
      },
      write: (tabId) => sessionStorage.setItem(OWN_TAB, String(tabId)),
    },
    cover: {
      read() {
        const kept = localStorage.getItem(COVER);
        return kept === 'blur' || kept === 'grey' ? kept : null;
      },
      write: (how) => (how === null ? localStorage.removeItem(COVER) : localStorage.setItem(COVER, how)),
    },
  },
  fit: fitPicture,
  clock: { now: Date.now, wait },
});

const settings = createSettings(browser.storage.session, browser.storage.local);
async function start() {
  return createPanel({
    ...(await startReview(browser.storage, settings, navigator.storage)),
    tab,
    overview: new URL('review.html', location.href).href,
    front,
    tabs: () => browser.tabs.query({ currentWindow: true }),
    allow: () => browser.permissions.request({ origins: [ALL_SITES] }),
    openEvidence: (tabId) => browser.tabs.create({ url: `/evidence.html?tab=${tabId}`, active: false }),
    about: createAbout(browser.storage.session, ask, {
      extension: browser.runtime.getManifest().version,
      browser: navigator.userAgent,
    }),
    onWanted: (listener) => onWanted(browser.storage.session, windowId, listener, Date.now),
    wait,
    now: Date.now,
    drafts: localStorage,
    show: (jpeg) => URL.createObjectURL(new Blob([jpeg], { type: 'image/jpeg' })),
  });
}

const [{ t, locale }, view] = await Promise.all([
  dressPage(document.documentElement, browser.storage.local, speak),
  start().then(
    (actions): ComponentChild => <Panel actions={actions} />,
    () => <Closed onRetry={() => location.reload()} />,
  ),
]);

document.title = t('review_title');
const app = document.getElementById('app');
if (app) render(<WordsProvider value={createWords(t, locale)}>{view}</WordsProvider>, app);
