import { toBase64 } from '#lib/core/bytes.ts';
import { isPaused } from '#lib/core/choices.ts';
import type { Mark } from '#lib/core/report.ts';
import { createLock } from '#lib/feed/lock.ts';
import { NO_POLICY } from '#lib/feed/managed.ts';
import { createSubscriptions } from '#lib/feed/subscriptions.ts';
import { createComparisons } from '#lib/messaging/comparisons.ts';
import { marksOf } from '#lib/messaging/mark-lines.ts';
import { createPageHandler } from '#lib/messaging/page-handler.ts';
import type { ToPage } from '#lib/messaging/protocol.ts';
import { createReporter } from '#lib/messaging/reporter.ts';
import { createTabAddresses } from '#lib/messaging/tab-addresses.ts';
import { createTabState } from '#lib/messaging/tab-state.ts';
import { createUiHandler } from '#lib/messaging/ui-handler.ts';
import { createVisits } from '#lib/messaging/visits.ts';
import { createSettings } from '#lib/settings.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { candidate, frameScan } from './scans.ts';
import { sessionArea } from './session-area.ts';

export const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
const CSV = `value,subject,authority,tier,listed\n${EVM},Example Front,Example Authority,official,2020-08-13\n`;
export const SENDER = { tab: { id: 1 }, frameId: 0, url: 'https://charity.example/donate' };
export const scanned = (over = {}) => ({
  type: 'page.scanned' as const,
  scan: frameScan({ candidates: [candidate(EVM)], ...over }),
});

/** The background without a browser: everything real but the tabs. Tests change what is not the background's. */
export function createHandlers() {
  const state = {
    sent: [] as [frameId: number, message: ToPage][],
    injected: [] as number[],
    told: [] as number[],
    closer: [] as number[],
    hearing: [] as number[],
    toolbar: [] as string[],
    clock: Date.UTC(2026, 10, 21),
    isPrivate: false,
    /** Of every frame in a page, whose window has 1,280 × 800 pixels. */
    sizes: { width: 800, height: 500 },
    tab: { url: SENDER.url, loading: false } as { url: string; loading: boolean } | null,
    /** Hears for which frame it is worked out what to show. */
    marking: (_frameId: number) => {},
    gone: new Set<number>(),
    ready: Promise.resolve() as Promise<unknown>,
  };
  const store = createMemoryStore();
  const session = sessionArea();
  const watchlist = createWatchlist(() => store);
  const local = sessionArea();
  const settings = createSettings(session, local);
  const tabs = createTabState(session);
  const now = () => state.clock;
  const visits = createVisits({
    area: local,
    isOn: settings.remembers,
    now,
    randomBytes: (count) => new Uint8Array(count).fill(7),
  });
  const reportOf = createReporter({
    tabs,
    tab: async () => state.tab && { ...state.tab, isPrivate: state.isPrivate },
    watchlist,
    settings,
    compare: createComparisons({
      watchlist,
      visits,
      tabAddresses: createTabAddresses(session, async () => true),
    }),
    measureIn: () => async (_frameId, indices) => ({
      window: { width: 1280, height: 800 },
      frames: indices.map(() => state.sizes),
    }),
    persistent: () => true,
    now,
    clock: () => 0,
  });
  const sendToFrame = async (_tabId: number, frameId: number, message: ToPage) => {
    if (state.gone.has(frameId)) throw new Error('Receiving end does not exist');
    state.sent.push([frameId, message]);
  };
  const page = createPageHandler({
    ready: () => state.ready,
    tabs,
    reportOf,
    marksOf(report, { frameId }) {
      state.marking(frameId);
      return marksOf(report, frameId, {
        t: (key, params) => [key, ...Object.values(params ?? {})].join('|'),
        sourceDay: (iso) => iso,
        sourceYear: (iso) => iso,
        every: (items) => items.join(' + '),
      });
    },
    bringsScripts: (url) => url.startsWith('chrome-extension:'),
    isPaused: async (url) => isPaused(url, await settings.choices()),
    showToolbar: async (_tabId, report) => void state.toolbar.push(report.level),
    injectCloser: async (_tabId, frameId) => void state.closer.push(frameId),
    injectClipboard: async (_tabId, frameId) => void state.hearing.push(frameId),
    tellChoices: async (_tabId, frameId) => void state.told.push(frameId),
    injectMarks: async (_tabId, frameId) => void state.injected.push(frameId),
    sendToFrame,
  });
  const judgePages = async () => {
    await watchlist.load();
    await page.judgeAll();
  };
  const ui = createUiHandler({
    ready: () => state.ready,
    tabs,
    reportOf,
    subscriptions: createSubscriptions({
      store: () => store,
      pull: async () => ({ ok: false, error: { code: 'offline', message: '' } }),
      readBundled: async () => new Uint8Array(),
      lock: createLock(),
      now,
      random: () => 0.5,
    }),
    managed: { known: async () => ({ policy: NO_POLICY, problems: [], toldOn: null }) },
    now,
    settings,
    async forget() {
      await visits.forget();
      await watchlist.forgetHits();
    },
    records: () => store.records(),
    persistent: () => true,
    judgePages,
    listsChanged: judgePages,
    sendToFrame,
    sendToTab: async () => undefined,
    readTab: async () => false,
  });
  const importCsv = () =>
    ui({ type: 'lists.import', name: 'mine.csv', base64: toBase64(new TextEncoder().encode(CSV)) });
  const lastMarks = () =>
    state.sent.findLast(([, { type }]) => type === 'page.marks')?.[1] as { marks: Mark[] };

  return Object.assign(state, { local, tabs, page, ui, store, watchlist, importCsv, lastMarks });
}

export type Handlers = ReturnType<typeof createHandlers>;
