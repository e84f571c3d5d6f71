import { FRAME_OUTSIDE, MAX_FRAMES } from '#lib/core/limits.ts';
import type { FrameScan } from '#lib/core/types.ts';

/** What one frame reported last, with what the browser vouches for. */
export interface StoredFrame {
  tabId: number;
  frameId: number;
  url: string;
  scan: FrameScan;
  /** Whether the marking script was put into this document already. */
  marking: boolean;
  /** The same of the script that looks at pictures and widgets. */
  looking: boolean;
  /** And of the one in the page's own world that tells what the page copies. */
  hearing?: boolean;
}

/** The slice of `browser.storage.session` that is needed here. */
export interface SessionArea {
  get(keys: null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

export interface TabState {
  /** Keeps a scan and drops what it replaces: the page before, the frame that stood in its place, the oldest past the limit. */
  put(frame: StoredFrame): Promise<void>;
  /** Notes that a script is in the document that this scan came from. */
  setInjected(frame: StoredFrame, what: 'marking' | 'looking' | 'hearing'): Promise<void>;
  frames(tabId: number): Promise<StoredFrame[]>;
  tabs(): Promise<number[]>;
  dropFrame(tabId: number, frameId: number): Promise<void>;
  dropTab(tabId: number): Promise<void>;
  /** What comes of the work, `null` where the tab was dropped meanwhile. */
  unlessDropped<T>(tabId: number, work: Promise<T>): Promise<T | null>;
}

const PREFIX = 'frame:';
/** Clocks of two documents may differ by a little when a page comes back out of the cache. */
const SAME_PAGE_MS = 1_000;

/**
 * The newest scan of every frame. Memory first; a copy in session storage (memory too, never disk) carries
 * it over the end of a worker. Where that copy is refused, the frames are simply asked again.
 */
export function createTabState(session: SessionArea): TabState {
  const frames = new Map<string, StoredFrame>();
  const loaded = session.get(null).then(
    (items) => {
      for (const [key, value] of Object.entries(items)) {
        // Written by this very code in this very session: nothing else may write there.
        if (key.startsWith(PREFIX) && !frames.has(key)) frames.set(key, value as StoredFrame);
      }
    },
    () => undefined,
  );

  const awaited = new Set<{ tabId: number; isDropped: boolean }>();
  const drop = async (keys: string[]) => {
    for (const key of keys) frames.delete(key);
    if (keys.length > 0) await session.remove(keys).catch(() => undefined);
  };
  const ofTab = (tabId: number) => [...frames].filter(([, frame]) => frame.tabId === tabId);

  return {
    async put(frame) {
      await loaded;
      const key = keyOf(frame);
      // Last in the map is newest.
      frames.delete(key);
      frames.set(key, frame);
      const own = ofTab(frame.tabId);
      const top = frames.get(keyOf({ tabId: frame.tabId, frameId: 0 }));
      const oldest = (top?.scan.startedAt ?? 0) - SAME_PAGE_MS;
      const outdated = own.filter(
        ([other, one]) => other !== key && (one.scan.startedAt < oldest || isReplaced(one, frame)),
      );
      const inner = own.filter(([, { frameId }]) => frameId !== 0);
      const surplus = [...inner.filter(isSilent), ...inner.filter((one) => !isSilent(one))].slice(
        0,
        Math.max(0, own.length - MAX_FRAMES),
      );
      await drop([...outdated, ...surplus].map(([other]) => other));
      if (frames.has(key)) await session.set({ [key]: frame }).catch(() => undefined);
    },
    async setInjected({ tabId, frameId, scan }, what) {
      const key = keyOf({ tabId, frameId });
      const now = frames.get(key);
      if (now?.scan.startedAt !== scan.startedAt) return;
      const noted = { ...now, [what]: true };
      frames.set(key, noted);
      await session.set({ [key]: noted }).catch(() => undefined);
    },
    async frames(tabId) {
      await loaded;
      return ofTab(tabId)
        .map(([, frame]) => frame)
        .sort((a, b) => a.frameId - b.frameId);
    },
    async tabs() {
      await loaded;
      return [...new Set([...frames.values()].map(({ tabId }) => tabId))];
    },
    async dropFrame(tabId, frameId) {
      await loaded;
      await drop([keyOf({ tabId, frameId })]);
    },
    async dropTab(tabId) {
      for (const one of awaited) if (one.tabId === tabId) one.isDropped = true;
      await loaded;
      await drop(ofTab(tabId).map(([key]) => key));
    },
    async unlessDropped(tabId, work) {
      const one = { tabId, isDropped: false };
      awaited.add(one);
      try {
        const done = await work;
        return one.isDropped ? null : done;
      } finally {
        awaited.delete(one);
      }
    },
  };
}

/** Of more frames than can be kept, those that told of nothing go first. */
function isSilent([, { scan }]: [string, StoredFrame]): boolean {
  return scan.candidates.length === 0 && scan.widgets.length === 0;
}

function keyOf({ tabId, frameId }: Pick<StoredFrame, 'tabId' | 'frameId'>): string {
  return `${PREFIX}${tabId}:${frameId}`;
}

/** Whether a frame stands where another one stood. Frames in shadow trees do not tell where they stand. */
function isReplaced(before: StoredFrame, now: StoredFrame): boolean {
  const { path } = now.scan;
  return (
    now.frameId !== 0 &&
    before.frameId !== 0 &&
    path.every((index) => index < FRAME_OUTSIDE) &&
    before.scan.path.join() === path.join()
  );
}
