import type { ReviewCase } from '#lib/core/review.ts';
import type { PageActions } from '#lib/core/review-page.ts';
import type { ReviewSharing } from '#lib/core/review-sharing.ts';
import { createReviewPage } from '#lib/messaging/review-page.ts';
import { type Beginning, type LiveCases, watchCases } from '#lib/review/live.ts';
import { openWorkspace } from '#lib/review/open.ts';
import { createSettings } from '#lib/settings.ts';
import { memoryDrafts } from './review-panel.ts';
import { channels, memoryStore } from './review-space.ts';
import { sessionArea } from './session-area.ts';

export interface PageStory {
  /** `false`: the code of the other parts comes as late as it does for people. */
  loaded?: boolean;
  reviewer?: string;
  store?: ReturnType<typeof memoryStore>;
  /** In the place of what the store holds: more than it could make in time. */
  cases?: readonly ReviewCase[];
  /** What the list begins with, and until when. */
  beginning?: Beginning;
  sharing?: Partial<ReviewSharing>;
  /** What a server answers; without it, none does. */
  fetch?: typeof fetch;
  /** Address of every picture. */
  picture?: string;
  drafts?: ReturnType<typeof memoryDrafts>;
  /** Whether the browser has promised to keep what is here, and whether it does when it is asked. */
  isLasting?: boolean;
  grantsLasting?: boolean;
  now?: number;
  openPage?: Parameters<typeof createReviewPage>[0]['openPage'];
}

/** What the page asks for when its list stands: here it is there from the start, and no test waits for it. */
const later = () =>
  Promise.all([
    import('#components/review/overview/parts.ts'),
    import('#lib/messaging/review-files.ts'),
    import('#lib/messaging/review-push.ts'),
    import('#lib/review/evidence.ts'),
    import('#lib/review/intake/gatherer.ts'),
    import('#lib/review/intake/read.ts'),
    import('#lib/review/links.ts'),
  ]);

/** The page of the review workspace as it is, on a store that forgets. */
export async function playPage(story: PageStory = {}): Promise<{
  actions: PageActions;
  store: ReturnType<typeof memoryStore>;
}> {
  const { reviewer = 'Ada', store = memoryStore(), cases, drafts = memoryDrafts() } = story;
  if (story.loaded !== false) await later();
  const settings = createSettings(sessionArea(), sessionArea());
  if (reviewer) await settings.setReview({ reviewer });
  if (story.sharing) await settings.setSharing(story.sharing);
  let at = story.now ?? Date.UTC(2026, 5, 2, 9);
  const opened = await openWorkspace({
    openStore: async () => store,
    channel: channels(),
    now: () => {
      at += 60_000;
      return at;
    },
  });
  const actions = createReviewPage({
    opened,
    live: cases ? stillCases(cases) : await watchCases(opened.store, opened.changes, story.beginning),
    settings,
    choices: await settings.review(),
    sharing: await settings.sharing(),
    onChoices: () => undefined,
    collecting: { hasMissed: async () => false },
    onMissed: () => undefined,
    isLasting: story.isLasting ?? true,
    persist: async () => story.grantsLasting ?? true,
    tabs: async () => [],
    show: () => story.picture ?? 'data:image/gif;base64,R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=',
    titles: async () => new Map([['ofac-sdn', 'OFAC SDN list']]),
    allow: async () => true,
    openPage: story.openPage ?? (async () => null),
    fetch: story.fetch ?? (async () => Promise.reject(new TypeError('No network'))),
    now: () => at,
    wait: async () => undefined,
    extension: '0.1.0',
    give: () => undefined,
    drafts,
  });
  return { actions, store };
}

function stillCases(cases: readonly ReviewCase[]): LiveCases {
  const byId = new Map(cases.map((one) => [one.id, one]));
  return {
    all: () => cases,
    isWhole: () => true,
    whole: Promise.resolve(),
    get: (id) => byId.get(id) ?? null,
    subscribe: () => () => undefined,
    settled: async () => undefined,
    end: () => undefined,
  };
}
