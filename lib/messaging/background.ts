import type { WxtBrowser } from 'wxt/browser';
import { isPaused } from '#lib/core/choices.ts';
import { createFormats } from '#lib/core/formats.ts';
import type { Lookup } from '#lib/core/lookup.ts';
import type { Report } from '#lib/core/report.ts';
import { wait } from '#lib/core/wait.ts';
import type { Lock } from '#lib/feed/lock.ts';
import { openWorkspace } from '#lib/review/open.ts';
import { createSettings } from '#lib/settings.ts';
import { createAccess } from './access.ts';
import { createRefresh, keepAlarm } from './alarm.ts';
import { createBrowsing } from './browsing.ts';
import { createChoicesHandler } from './choices-handler.ts';
import { createCollecting, tellMissed } from './collecting.ts';
import { createCommands } from './commands.ts';
import { createComparisons } from './comparisons.ts';
import { createDispatch } from './dispatch.ts';
import { createEvidenceHandler } from './evidence-handler.ts';
import { createExplain } from './explain.ts';
import { createMeasure } from './frame-sizes.ts';
import { createGists } from './gists.ts';
import { createInjections } from './injections.ts';
import { judgeAtStart } from './judge-at-start.ts';
import { createJudging } from './judging.ts';
import { createSpeak } from './language.ts';
import { keepLists } from './lists-kept.ts';
import { createLookupHandler } from './lookup-handler.ts';
import { marksOf } from './mark-lines.ts';
import { openedOnce } from './opened-once.ts';
import { createPageHandler } from './page-handler.ts';
import { createPageScripts } from './page-scripts.ts';
import { createPictureHandler } from './picture-handler.ts';
import { asChosen, chosenMarks } from './presence.ts';
import type { ToPage } from './protocol.ts';
import { createPutAway } from './put-away.ts';
import { createReporter, type ReporterDeps } from './reporter.ts';
import { createJudgeCases } from './review-rejudge.ts';
import { createSettingsLists } from './settings-lists.ts';
import { shoot } from './shot.ts';
import { createTabAddresses } from './tab-addresses.ts';
import { createTabState } from './tab-state.ts';
import { createToolbar } from './toolbar.ts';
import { createUiHandler } from './ui-handler.ts';
import { createVisits } from './visits.ts';

/**
 * Puts the background together. Every listener is registered before anything is awaited, so that a worker
 * woken by an event hears it; the handlers wait for the watchlist themselves.
 */
export function startBackground(browser: WxtBrowser, browserWords: Lookup) {
  const self = { id: browser.runtime.id, origin: browser.runtime.getURL('') };
  const settings = createSettings(browser.storage.session, browser.storage.local);
  const lock: Lock = (name, work) => navigator.locks.request(name, work);
  const clock = () => performance.now();
  const ping = () => browser.runtime.getPlatformInfo();
  const { watchlist, store, subscriptions, managed, ownLists, booted, subscribeAnew } = keepLists({
    origin: self.origin,
    ping,
    managedStorage: () => browser.storage.managed.get(null),
    settings,
    lock,
  });
  const speak = createSpeak(browserWords, browser.i18n.getMessage as (key: string) => string);
  const spoken = async () => speak((await settings.choices()).language);
  const words = async () => {
    const { t, locale } = await spoken();
    return { t, ...createFormats(locale, t) };
  };
  const tabs = createTabState(browser.storage.session);
  const visits = createVisits({
    area: browser.storage.local,
    isOn: settings.remembers,
    now: Date.now,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  });
  const getTab = (tabId: number) => browser.tabs.get(tabId).catch(() => null);
  const isOpen = async (tabId: number) => (await getTab(tabId)) !== null;
  const tabAddresses = createTabAddresses(browser.storage.session, isOpen);
  const putAway = createPutAway(browser.storage.session);
  const reporting: ReporterDeps = {
    tabs,
    tab: async (tabId) => {
      const tab = await getTab(tabId);
      return tab && { url: tab.url ?? '', loading: tab.status === 'loading', isPrivate: tab.incognito };
    },
    watchlist,
    settings,
    compare: createComparisons({ watchlist, visits, tabAddresses }),
    measureIn: (tabId) => createMeasure(browser.scripting, tabId),
    persistent: () => store().persistent,
    now: Date.now,
    clock,
  };
  const reportAll = createReporter(reporting);
  const reportOf = async (tabId: number, hurry = false, read = reportAll) => {
    // Together: the popup waits for it.
    const [report, url, choices, missed] = await Promise.all([
      read(tabId, hurry),
      getTab(tabId).then((tab) => tab?.url ?? ''),
      settings.choices(),
      collecting.hasMissed(),
    ]);
    return tellMissed(await asChosen(report, { url, mayRead: access.mayRead, choices }), missed);
  };
  const review = openedOnce(openWorkspace);
  const collecting = createCollecting(browser.storage.session);
  const meet = createBrowsing({
    choices: settings.review,
    ...review,
    setMissed: collecting.setMissed,
    isPrivate: async (tabId) => (await getTab(tabId))?.incognito ?? true,
    wait,
  });
  const gists = createGists(browser.storage.session, isOpen);
  const showButton = createToolbar({ action: browser.action, words, choices: settings.choices });
  const showToolbar = async (tabId: number, report: Report) => {
    await Promise.all([showButton(tabId, report), gists.put(tabId, report)]);
  };
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
    reportOf: (tabId, hurry) => reportOf(tabId, hurry),
    async marksOf(report, { tabId, frameId, url }) {
      const choices = await settings.choices();
      // The banner is the top frame's.
      const away = frameId === 0 ? await putAway.on(tabId, url) : [];
      return chosenMarks(marksOf(report, frameId, await words()), report, choices, away);
    },
    bringsScripts: (url) => url.startsWith(self.origin),
    isPaused: async (url) => isPaused(url, await settings.choices()),
    showToolbar(tabId, report) {
      meet(tabId, report).catch(() => undefined);
      return showToolbar(tabId, report);
    },
    ...createInjections(browser.scripting, async () => ({
      messages: (await spoken()).messages,
      appearance: (await settings.choices()).appearance,
    })),
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
  const forget = async () => {
    await visits.forget();
    // Before that another store than the one on disk would be asked.
    await booted.catch(() => undefined);
    await watchlist.forgetHits();
  };
  const area = browser.storage.local;
  const judging = createJudging({
    load: watchlist.load,
    judgePages: pages.judgeAll,
    judgeCases: createJudgeCases({ ...review, watchlist, settings, area, lock, now: Date.now }),
    wait,
  });
  const answerUi = createUiHandler({
    ready: () => booted,
    tabs,
    reportOf,
    subscriptions: ownLists,
    managed,
    now: Date.now,
    settings,
    forget,
    records: () => store().records(),
    persistent: () => store().persistent,
    ...judging,
    sendToFrame,
    sendToTab: (tabId, message) => browser.tabs.sendMessage(tabId, message),
    readTab: pageScripts.read,
  });
  const answerChoice = createChoicesHandler({
    settings,
    lists: createSettingsLists({
      ready: () => booted,
      records: () => store().records(),
      subscriptions: ownLists,
      load: watchlist.load,
    }),
    access,
    forget,
    async choicesChanged() {
      await pages.choicesChanged();
      // Of what is paused nothing is there to be judged; the button has its word all the same.
      for (const tabId of await pageScripts.paused(await settings.choices())) {
        await showToolbar(tabId, await reportOf(tabId));
      }
    },
    async hostPaused(host, on) {
      if (on) await pageScripts.stopOpen(host);
      else if ((await settings.choices()).mode !== 'click') await pageScripts.readOpen(host);
    },
    lock,
  });
  const answerLookup = createLookupHandler({
    ready: () => booted,
    watchlist,
    settings,
    records: () => store().records(),
    ping,
    persistent: () => store().persistent,
    now: Date.now,
    clock,
  });
  const answerEvidence = createEvidenceHandler({
    ready: () => booted,
    tabs,
    watchlist,
    records: () => store().records(),
    reportFrom: (lists, tabId) => reportOf(tabId, false, createReporter({ ...reporting, watchlist: lists })),
  });
  const refresh = createRefresh({
    ready: () => booted,
    forgetOld: visits.forgetOld,
    refreshDue: subscriptions.refreshDue,
    ...judging,
  });
  const obey = createCommands({ reportOf, read: pageScripts.read, sendToFrame });

  browser.storage.onChanged.addListener((_changes, area) => {
    if (area === 'managed')
      booted
        .then(subscribeAnew)
        .then(judging.judgeAll)
        .catch(() => undefined);
  });
  browser.runtime.onMessage.addListener(
    createDispatch(self, {
      explain,
      putAway: putAway.add,
      scanned: pages.scanned,
      picture: answerPicture,
      lookup: answerLookup,
      evidence: answerEvidence,
      choice: answerChoice,
      ui: answerUi,
    }),
  );
  browser.tabs.onRemoved.addListener((tabId) => {
    tabs.dropTab(tabId);
    tabAddresses.drop(tabId);
    gists.drop(tabId);
    putAway.drop(tabId);
  });
  // What the person grants or takes back, in our pages or in the browser's own.
  browser.permissions.onAdded.addListener(() => void access.align());
  browser.permissions.onRemoved.addListener(() => void access.align());
  browser.commands.onCommand.addListener(async (command, tab) => {
    // Firefox names no tab.
    const [front] = tab ? [tab] : await browser.tabs.query({ active: true, lastFocusedWindow: true });
    if (front?.id !== undefined) await obey(command, front.id).catch(() => undefined);
  });
  browser.alarms.onAlarm.addListener(({ name }) => void refresh(name));
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') browser.tabs.create({ url: `${self.origin}onboarding.html` });
    // What runs in the open pages has lost its background.
    if (reason === 'update') access.align(true);
  });

  // The browser forgets what was registered when the extension is updated.
  access.align();
  keepAlarm(browser.alarms, Date.now);
  // Behind what somebody may be waiting for.
  booted.catch(() => undefined).then(visits.forgetOld);
  // Frames that heard "not ready" hear again, whether or not newer bundled lists could be applied.
  booted
    .then(({ update }) => update().catch(() => undefined))
    .then(() => judgeAtStart(subscribeAnew(), judging.judgeAll, wait))
    .catch(() => undefined);
  return { answerLookup, words, choices: settings.choices };
}
