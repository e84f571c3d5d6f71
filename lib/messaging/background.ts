import type { WxtBrowser } from 'wxt/browser';
import { CATALOGUE, describePulled, hostsFor } from '#lib/feed/catalogue.ts';
import { FETCH_LIMITS, fetchFeed } from '#lib/feed/fetch.ts';
import type { Lock } from '#lib/feed/lock.ts';
import { governed } from '#lib/feed/managed.ts';
import { createManaged } from '#lib/feed/managed-lists.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { SIGNED_FEEDS } from '#lib/feed/signed/feeds.ts';
import { createSignedPull } from '#lib/feed/signed/signed-pull.ts';
import { createSubscriptions } from '#lib/feed/subscriptions.ts';
import { createSettings } from '#lib/settings.ts';
import { openStore } from '#lib/watchlist/db.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import type { ListStore } from '#lib/watchlist/store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { stayingAwake } from './awake.ts';
import { bootWatchlist } from './boot.ts';
import { createComparisons } from './comparisons.ts';
import { gate, parsePageMessage, parsePictureQuestion, parseUiMessage, type Sender } from './gates.ts';
import { marksOf, type Translate } from './mark-lines.ts';
import { createPageHandler } from './page-handler.ts';
import { createPictureHandler } from './picture-handler.ts';
import type { ToPage } from './protocol.ts';
import { createReporter } from './reporter.ts';
import { shoot } from './shot.ts';
import { createTabAddresses } from './tab-addresses.ts';
import { createTabState } from './tab-state.ts';
import { toolbarState } from './toolbar.ts';
import { createUiHandler } from './ui-handler.ts';
import { createVisits } from './visits.ts';

const REFRESH_ALARM = 'refresh-lists';
const REFRESH_CHECK_MINUTES = 15;

/**
 * Puts the background together. Every listener is registered before anything is awaited, so that a worker
 * woken by an event hears it; the handlers wait for the watchlist themselves.
 */
export function startBackground(browser: WxtBrowser, t: Translate): void {
  const self = { id: browser.runtime.id, origin: browser.runtime.getURL('') };
  let store: ListStore = createMemoryStore();
  const watchlist = createWatchlist(
    () => store,
    async () => subscriptions.installBundled(await bundledLists()),
  );
  const settings = createSettings(browser.storage.session, browser.storage.local);
  const tabs = createTabState(browser.storage.session);
  const tabAddresses = createTabAddresses(browser.storage.session);
  const visits = createVisits({
    area: browser.storage.local,
    isOn: settings.remembers,
    now: Date.now,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  });
  const reportOf = createReporter({
    tabs,
    tab: async (tabId) => {
      const tab = await browser.tabs.get(tabId).catch(() => null);
      return tab && { url: tab.url ?? '', loading: tab.status === 'loading' };
    },
    watchlist,
    settings,
    compare: createComparisons({
      watchlist,
      visits,
      tabAddresses,
      // Of a tab that is gone it is not known.
      isPrivate: async (tabId) => (await browser.tabs.get(tabId).catch(() => null))?.incognito ?? true,
    }),
    persistent: () => store.persistent,
    now: Date.now,
    clock: () => performance.now(),
  });
  const readBundled = async (file: string) =>
    new Uint8Array(await (await fetch(`${self.origin}watchlist/${file}`)).arrayBuffer());
  const bundledLists = async () => JSON.parse(new TextDecoder().decode(await readBundled('index.json')));
  const lock: Lock = (name, work) => navigator.locks.request(name, work);
  const publicLists = describePulled(createPull((url) => fetchFeed(url, hostsFor(url))));
  const pull = createSignedPull(publicLists, SIGNED_FEEDS, {
    store: ({ url }) => ({
      get: () => store.trustFiles(url),
      put: (files) => store.saveTrustFiles(url, { ...files }),
    }),
    get: (url, maxBytes) => fetchFeed(url, [], fetch, { ...FETCH_LIMITS, bytes: maxBytes }),
    lock,
    now: Date.now,
  });
  const subscriptions = createSubscriptions({
    store: () => store,
    pull: (pulling) =>
      stayingAwake(
        () => browser.runtime.getPlatformInfo(),
        () => pull(pulling),
      ),
    readBundled,
    lock,
    now: Date.now,
    random: Math.random,
  });

  const managed = createManaged({
    stored: async () => browser.storage.managed.get(null),
    subscriptions,
    applied: settings.appliedStates,
    setApplied: settings.setAppliedStates,
  });
  const booted = bootWatchlist({
    openStore,
    useStore: (opened) => {
      store = opened;
    },
    subscriptions,
    watchlist,
    bundledLists,
  });
  const sendToFrame = (tabId: number, frameId: number, message: ToPage) =>
    browser.tabs.sendMessage(tabId, message, { frameId });

  const pages = createPageHandler({
    ready: () => booted,
    tabs,
    reportOf,
    marksOf: (report, frameId) => marksOf(report, frameId, t, formatDate),
    async showToolbar(tabId, report) {
      // Of a page that has not reported yet nothing is said; the browser has cleared what was said before.
      if (report.state !== 'ready') return;
      const { text, colour, title } = toolbarState(report, t);
      await Promise.all([
        browser.action.setBadgeText({ tabId, text }),
        browser.action.setBadgeBackgroundColor({ tabId, color: colour }),
        browser.action.setTitle({ tabId, title }),
      ]).catch(() => undefined); // the tab was closed
    },
    async injectMarks(tabId, frameId) {
      const target = { tabId, frameIds: [frameId] };
      await browser.scripting.insertCSS({ target, origin: 'USER', files: ['/mark.css'] });
      await browser.scripting.executeScript({ target, files: ['/mark.js'] });
    },
    async injectCloser(tabId, frameId) {
      const target = { tabId, frameIds: [frameId] };
      await browser.scripting.executeScript({ target, files: ['/closer.js'] });
    },
    async injectClipboard(tabId, frameId) {
      const target = { tabId, frameIds: [frameId] };
      await browser.scripting.executeScript({ target, world: 'MAIN', files: ['/clipboard.js'] });
    },
    sendToFrame,
  });
  const answerPicture = createPictureHandler({
    shoot: (tabId) => shoot(browser.tabs, tabId),
    now: Date.now,
  });
  const listsChanged = async () => {
    await watchlist.load();
    await pages.judgeAll();
  };
  const answerUi = createUiHandler({
    ready: () => booted,
    tabs,
    reportOf,
    subscriptions: governed(subscriptions, managed.policy),
    managed,
    now: Date.now,
    settings,
    visits,
    records: () => store.records(),
    persistent: () => store.persistent,
    listsChanged,
    sendToFrame,
    sendToTab: (tabId, message) => browser.tabs.sendMessage(tabId, message),
  });

  /** The catalogue of this version, and whatever the organisation lays down now. */
  async function subscribeAnew() {
    await subscriptions.installOffered(CATALOGUE).catch(() => undefined);
    if (await managed.apply().catch(() => false)) await watchlist.load();
  }

  browser.storage.onChanged.addListener((_changes, area) => {
    if (area === 'managed')
      booted
        .then(subscribeAnew)
        .then(pages.judgeAll)
        .catch(() => undefined);
  });
  browser.runtime.onMessage.addListener((raw: unknown, rawSender: Sender) => {
    const from = gate(rawSender, self);
    const fromPage = from === 'page' ? parsePageMessage(raw) : null;
    if (fromPage) return pages.scanned(fromPage, rawSender);
    const aboutPicture = from === 'page' ? parsePictureQuestion(raw) : null;
    if (aboutPicture) return answerPicture(aboutPicture, rawSender);
    const fromUi = from === 'ui' ? parseUiMessage(raw) : null;
    if (fromUi) return answerUi(fromUi);
    return Promise.resolve({
      ok: false,
      error: { code: 'bad-message', message: 'This message is not understood.' },
    });
  });
  browser.tabs.onRemoved.addListener((tabId) => {
    tabs.dropTab(tabId);
    tabAddresses.drop(tabId);
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name !== REFRESH_ALARM) return;
    booted
      .then(() => subscriptions.refreshDue())
      .then(async (tried) => {
        if (tried) await listsChanged();
      })
      .catch(() => undefined);
  });
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') browser.tabs.create({ url: `${self.origin}options.html` });
    readOpenTabs(browser);
  });

  // Alarms may be lost when the browser restarts: made anew at every start where it is missing.
  browser.alarms.get(REFRESH_ALARM).then((alarm) => {
    // One that is further away than its period was set while the clock was wrong.
    const isFar = alarm && alarm.scheduledTime > Date.now() + REFRESH_CHECK_MINUTES * 60_000;
    if (!alarm || isFar) browser.alarms.create(REFRESH_ALARM, { periodInMinutes: REFRESH_CHECK_MINUTES });
  });
  // Frames that heard "not ready" hear again, whether or not newer bundled lists could be applied.
  booted
    .then(({ update }) => update().catch(() => undefined))
    .then(subscribeAnew)
    .then(pages.judgeAll)
    .catch(() => undefined);
}

/**
 * Pages that were open before the extension was have no content script, or one that lost its background.
 * Where the browser has put it in by itself, the newer one takes over.
 */
async function readOpenTabs(browser: WxtBrowser): Promise<void> {
  for (const { id } of await browser.tabs.query({ url: ['http://*/*', 'https://*/*'] })) {
    if (id === undefined) continue;
    const injection = {
      target: { tabId: id, allFrames: true },
      files: ['/content-scripts/scan.js' as const],
    };
    // Some pages let no extension in: the browser's own stores.
    await browser.scripting.executeScript(injection).catch(() => undefined);
  }
}

function formatDate(iso: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));
}
