import type { WxtBrowser } from 'wxt/browser';
import { isPaused } from '#lib/core/choices.ts';
import type { Lookup } from '#lib/core/lookup.ts';
import type { Report } from '#lib/core/report.ts';
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
import { createAccess } from './access.ts';
import { stayingAwake } from './awake.ts';
import { bootWatchlist } from './boot.ts';
import { createChoicesHandler } from './choices-handler.ts';
import { createCommands } from './commands.ts';
import { createComparisons } from './comparisons.ts';
import { createExplain } from './explain.ts';
import {
  gate,
  isChoiceMessage,
  parsePageMessage,
  parsePictureQuestion,
  parseUiMessage,
  type Sender,
} from './gates.ts';
import { createInjections } from './injections.ts';
import { createSpeak, dateFormat } from './language.ts';
import { marksOf } from './mark-lines.ts';
import { createPageHandler } from './page-handler.ts';
import { createPageScripts } from './page-scripts.ts';
import { createPictureHandler } from './picture-handler.ts';
import { asChosen, chosenMarks, mayShow } from './presence.ts';
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
export function startBackground(browser: WxtBrowser, browserWords: Lookup): void {
  const self = { id: browser.runtime.id, origin: browser.runtime.getURL('') };
  let store: ListStore = createMemoryStore();
  const watchlist = createWatchlist(
    () => store,
    async () => subscriptions.installBundled(await bundledLists()),
  );
  const settings = createSettings(browser.storage.session, browser.storage.local);
  const speak = createSpeak(browserWords, browser.i18n.getMessage as (key: string) => string);
  const spoken = async () => speak((await settings.choices()).language);
  const tabs = createTabState(browser.storage.session);
  const tabAddresses = createTabAddresses(browser.storage.session);
  const visits = createVisits({
    area: browser.storage.local,
    isOn: settings.remembers,
    now: Date.now,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  });
  const getTab = (tabId: number) => browser.tabs.get(tabId).catch(() => null);
  const reportAll = createReporter({
    tabs,
    tab: async (tabId) => {
      const tab = await getTab(tabId);
      return tab && { url: tab.url ?? '', loading: tab.status === 'loading' };
    },
    watchlist,
    settings,
    compare: createComparisons({
      watchlist,
      visits,
      tabAddresses,
      // Of a tab that is gone it is not known.
      isPrivate: async (tabId) => (await getTab(tabId))?.incognito ?? true,
    }),
    persistent: () => store.persistent,
    now: Date.now,
    clock: () => performance.now(),
  });
  const reportOf = async (tabId: number) => {
    const report = await reportAll(tabId);
    const url = (await getTab(tabId))?.url ?? '';
    return asChosen(report, { url, mayRead: await access.mayRead(url), choices: await settings.choices() });
  };
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
  async function showToolbar(tabId: number, report: Report): Promise<void> {
    // Of a page that has not reported yet nothing is said; the browser has cleared what was said before.
    if (report.state === 'not-ready') return;
    const choices = await settings.choices();
    const { t } = await spoken();
    const { text, colour, title } = toolbarState(report, t, mayShow(report, choices));
    await Promise.all([
      browser.action.setBadgeText({ tabId, text }),
      browser.action.setBadgeBackgroundColor({ tabId, color: colour }),
      browser.action.setTitle({ tabId, title }),
    ]).catch(() => undefined); // the tab was closed
  }
  const pageScripts = createPageScripts({
    tabs: browser.tabs,
    scripting: browser.scripting,
    reported: tabs,
    async forget(tabId) {
      await tabs.dropTab(tabId);
      await showToolbar(tabId, await reportOf(tabId));
    },
  });
  const access = createAccess({
    permissions: browser.permissions,
    scripting: browser.scripting,
    mode: async () => (await settings.choices()).mode,
    readOpenTabs: () => pageScripts.readOpen(null),
    stopOpenTabs: () => pageScripts.stopOpen(null),
    lock,
  });
  const sendToFrame = (tabId: number, frameId: number, message: ToPage) =>
    browser.tabs.sendMessage(tabId, message, { frameId });

  const pages = createPageHandler({
    ready: () => booted,
    tabs,
    reportOf,
    async marksOf(report, frameId) {
      const choices = await settings.choices();
      const { t, locale } = await spoken();
      return chosenMarks(marksOf(report, frameId, t, dateFormat(locale)), report, choices);
    },
    bringsScripts: (url) => url.startsWith(self.origin),
    isPaused: async (url) => isPaused(url, await settings.choices()),
    showToolbar,
    ...createInjections(browser.scripting, async () => (await spoken()).messages),
    sendToFrame,
  });
  const explain = createExplain({
    isShown: async (tabId) => (await getTab(tabId))?.active ?? false,
    openPopup: () => browser.action.openPopup(),
    openTab: (path) => browser.tabs.create({ url: `${self.origin}${path}` }),
    now: Date.now,
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
    readTab: pageScripts.read,
  });
  const answerChoice = createChoicesHandler({
    settings,
    access,
    visits,
    choicesChanged: pages.judgeAll,
    async hostPaused(host, on) {
      if (on) await pageScripts.stopOpen(host);
      else if ((await settings.choices()).mode !== 'click') await pageScripts.readOpen(host);
    },
    lock,
  });
  const obey = createCommands({ reportOf, read: pageScripts.read, sendToFrame });

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
    if (fromPage?.type === 'page.explain') return explain(rawSender);
    if (fromPage) return pages.scanned(fromPage, rawSender);
    const aboutPicture = from === 'page' ? parsePictureQuestion(raw) : null;
    if (aboutPicture) return answerPicture(aboutPicture, rawSender);
    const fromUi = from === 'ui' ? parseUiMessage(raw) : null;
    if (fromUi) return isChoiceMessage(fromUi) ? answerChoice(fromUi) : answerUi(fromUi);
    return Promise.resolve({
      ok: false,
      error: { code: 'bad-message', message: 'This message is not understood.' },
    });
  });
  browser.tabs.onRemoved.addListener((tabId) => {
    tabs.dropTab(tabId);
    tabAddresses.drop(tabId);
  });
  // What the person grants or takes back, in our pages or in the browser's own.
  browser.permissions.onAdded.addListener(() => void access.align());
  browser.permissions.onRemoved.addListener(() => void access.align());
  browser.commands.onCommand.addListener(async (command, tab) => {
    // Firefox names no tab.
    const [front] = tab ? [tab] : await browser.tabs.query({ active: true, lastFocusedWindow: true });
    if (front?.id !== undefined) await obey(command, front.id).catch(() => undefined);
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
    if (reason === 'install') browser.tabs.create({ url: `${self.origin}onboarding.html` });
    // What runs in the open pages has lost its background.
    if (reason === 'update') access.align(true);
  });

  // The browser forgets what was registered when the extension is updated.
  access.align();
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
