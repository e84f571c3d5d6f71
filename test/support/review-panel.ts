import type { Report } from '#lib/core/report.ts';
import type { ReviewChoices } from '#lib/core/review-choices.ts';
import type { Cover, PanelActions, Unopened } from '#lib/core/review-panel.ts';
import { createPanel } from '#lib/messaging/panel.ts';
import type { ReviewTab } from '#lib/messaging/review-tab.ts';
import { watchCases } from '#lib/review/live.ts';
import { openWorkspace } from '#lib/review/open.ts';
import { BUILT_IN } from '#lib/review/reasons.ts';
import { createSettings } from '#lib/settings.ts';
import { makeReport } from './report-views.ts';
import { channels, memoryStore } from './review-space.ts';
import { sessionArea } from './session-area.ts';

/** The smallest picture that is one. */
const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xd9]);

/** As `localStorage`, for one test. */
export function memoryDrafts(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

export interface PanelStory {
  reviewer?: string;
  store?: ReturnType<typeof memoryStore>;
  /** What is found on a page; or why it is not there. */
  report?: (url: string) => Report | Unopened;
  /** Whether the tab still shows what was opened, and gives pictures; `stuck`: it never answers, or only not with pictures. */
  shows?: 'pictures' | 'one-picture' | 'no-pictures' | 'no-page' | 'stuck' | 'stuck-pictures';
  front?: { url: string; title: string } | null;
  drafts?: ReturnType<typeof memoryDrafts>;
  /** What pages were covered with when the panel was closed. */
  cover?: Cover;
}

/** The panel as it is, on a store that forgets and beside a tab that is played. */
export async function playPanel(story: PanelStory = {}): Promise<{
  actions: PanelActions;
  store: ReturnType<typeof memoryStore>;
  /** What the tab was told, in order. */
  told: string[];
  /** A page that was met while browsing is not kept, or one is again. */
  miss(now: boolean): void;
  /** Says elsewhere that the page in front is to be reviewed. */
  want(): void;
}> {
  const { reviewer = 'Ada', store = memoryStore(), report, shows = 'pictures', front = null } = story;
  const told: string[] = [];
  let cover = story.cover ?? null;
  const missed = { now: false, hear: () => {} };
  let heard = () => {};
  const area = sessionArea();
  const settings = createSettings(sessionArea(), area);
  if (reviewer) await settings.setReview({ reviewer });
  const channel = channels();
  let at = Date.UTC(2026, 2, 2, 9);
  const opened = await openWorkspace({
    openStore: async () => store,
    channel,
    now: () => {
      at += 60_000;
      return at;
    },
  });
  const find = (url: string) => report?.(url) ?? makeReport({ url, title: `Title of ${new URL(url).host}` });
  const tab: ReviewTab = {
    async open(url) {
      told.push(`open ${url}`);
      const found = find(url);
      return typeof found === 'string'
        ? { ok: false, error: { code: found, message: '' } }
        : { ok: true, value: found };
    },
    async now(url) {
      if (shows === 'stuck') return new Promise(() => undefined);
      const found = find(url);
      return shows === 'no-page' || typeof found === 'string' ? null : { tabId: 7, report: found };
    },
    async pictures() {
      if (shows === 'stuck-pictures') return new Promise(() => undefined);
      if (shows === 'no-pictures') return { plain: null, marked: null, isBlurred: false };
      return { plain: shows === 'pictures' ? JPEG : null, marked: JPEG, isBlurred: false };
    },
    reveal: async ({ at: { text, index } }) => void told.push(`reveal ${text} ${index}`),
    locate: async () => null,
    async cover(how: Cover | null) {
      told.push(`cover ${how}`);
      cover = how;
      return true;
    },
    covered: () => cover,
  };
  const choices: ReviewChoices = await settings.review();
  const actions = createPanel({
    opened,
    live: await watchCases(opened.store, opened.changes),
    settings,
    choices: { ...choices, reasons: BUILT_IN },
    onChoices: () => undefined,
    collecting: { hasMissed: async () => missed.now },
    onMissed: (listener) => {
      missed.hear = listener;
    },
    isLasting: true,
    persist: async () => true,
    tab,
    overview: '/review.html',
    openEvidence: async (tabId) => told.push(`keep ${tabId}`),
    onWanted(listener) {
      heard = listener;
      return () => undefined;
    },
    drafts: story.drafts ?? memoryDrafts(),
    now: () => at,
    wait: () => new Promise((done) => shows.startsWith('stuck') && setTimeout(done)),
    front: async () => front && { ...front, active: true },
    tabs: async () => (front ? [{ ...front, active: true }] : []),
    allow: async () => false,
    about: async () => ({
      frames: [],
      lists: [],
      at: '2026-03-02T12:00:00.000Z',
      extension: '0.1.0',
      browser: 'Chromium 140',
    }),
    show: () => 'data:image/gif;base64,R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=',
  });
  const miss = (now: boolean) => {
    missed.now = now;
    missed.hear();
  };
  return { actions, store, told, want: () => heard(), miss };
}
