import { toBase64 } from '#lib/core/bytes.ts';
import type { Report } from '#lib/core/report.ts';
import type { Cover } from '#lib/core/review-panel.ts';
import { COVERS } from '#lib/messaging/covers.ts';
import { createReviewTab, type Tab } from '#lib/messaging/review-tab.ts';
import { makeReport } from './report-views.ts';

export interface TabStory {
  front?: Tab;
  own?: number | null;
  tabs?: Tab[];
  /** What is found there, asked again and again. */
  report?: (url: string) => Report;
  inserts?: 'refuses';
  /** The page never tells how it is drawn. */
  answers?: 'never';
  /** The disk is full. */
  keeps?: 'nothing';
  /** The page is grey by itself. */
  isGrey?: boolean;
  /** What a panel before this one left behind: its choice, and what lies over the page. */
  cover?: Cover;
  there?: Cover;
  captures?: () => Promise<string>;
}

/** A browser with a few tabs, whose clock runs only while something waits. */
export function playTab(story: TabStory = {}) {
  const { own = null, report = (url) => makeReport({ url }), captures } = story;
  const tabs = new Map((story.tabs ?? (story.front ? [story.front] : [])).map((tab) => [tab.id, tab]));
  const did: string[] = [];
  const styles: string[] = story.there ? [COVERS[story.there]] : [];
  const keptCovers: (Cover | null)[] = [];
  /** What lay over the page at each question how it is drawn, and whether that waited until it was whole. */
  const asked: string[][] = [];
  const immediately: (boolean | undefined)[] = [];
  let now = 0;
  let kept = own;
  let hear: (tabId: number, change: { status?: string }) => void = () => undefined;
  const get = async (tabId: number) => {
    const tab = tabs.get(tabId);
    if (!tab) throw new Error('No tab');
    return tab;
  };
  const load = (id: number, url: string) => {
    tabs.set(id, { ...tabs.get(id), id, url, status: 'complete', active: true, windowId: 1 });
    hear(id, { status: 'loading' });
    hear(id, { status: 'complete' });
  };
  const tab = createReviewTab({
    tabs: {
      get,
      async create({ url }) {
        did.push(`create ${url}`);
        load(9, url);
        return get(9);
      },
      async update(tabId, { url }) {
        did.push(`update ${tabId} ${url ?? 'front'}`);
        if (url) load(tabId, url);
        else tabs.set(tabId, { ...(await get(tabId)), active: true });
      },
      sendMessage: async () => undefined,
      captureVisibleTab:
        captures ??
        (async () =>
          `data:image/jpeg;base64,${toBase64(new Uint8Array([styles.some((css) => css.includes('opacity')) ? 2 : 1]))}`),
      onUpdated: {
        addListener(listener) {
          hear = listener;
        },
      },
    },
    scripting: {
      async insertCSS({ css }) {
        if (story.inserts === 'refuses') throw new Error('Not here');
        styles.push(css);
      },
      async removeCSS({ css }) {
        const at = styles.indexOf(css);
        if (at < 0) throw new Error('Not there');
        styles.splice(at, 1);
      },
      async executeScript({ injectImmediately }) {
        asked.push([...styles]);
        immediately.push(injectImmediately);
        if (story.inserts === 'refuses') throw new Error('Not here');
        if (story.answers === 'never') return new Promise(() => undefined);
        // The more specific rule counts, and of others the last.
        const covers = styles.filter((css) => css.includes('filter'));
        const top = covers.findLast((css) => css.startsWith(':root:root')) ?? covers.at(-1) ?? '';
        const own = story.isGrey ? 'grayscale(1)' : 'none';
        return [{ result: /filter: (\S+) !important/.exec(top)?.[1] ?? own }];
      },
    },
    front: async () => story.front ?? null,
    report: async (tabId) => report((await get(tabId)).url ?? ''),
    kept: {
      tab: {
        read: () => kept,
        write(tabId) {
          if (story.keeps === 'nothing') throw new Error('The disk is full');
          kept = tabId;
        },
      },
      cover: {
        read: () => story.cover ?? null,
        write(how) {
          if (story.keeps === 'nothing') throw new Error('The disk is full');
          keptCovers.push(how);
        },
      },
    },
    fit: async (jpeg) => jpeg,
    clock: {
      now: () => now,
      async wait(ms) {
        now += ms;
        await new Promise((done) => setTimeout(done));
      },
    },
  });
  return { tab, did, styles, tabs, load, kept: () => kept, keptCovers, asked, immediately };
}

/** A tab as it rests in front. */
export const at = (id: number, url: string, more: Partial<Tab> = {}): Tab => ({
  id,
  url,
  status: 'complete',
  active: true,
  windowId: 1,
  ...more,
});
