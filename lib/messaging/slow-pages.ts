/** Milliseconds after which a page that is still being sent is read as far as it has come. */
export const SLOW_PAGE_MS = 3_000;
/** Milliseconds between two looks at it, at most. */
const MAX_LOOK_MS = 4 * SLOW_PAGE_MS;

type Target = { tabId: number; allFrames: true } | { tabId: number; frameIds: number[] };

export interface SlowPagesDeps {
  /** The slices of `browser.tabs` and `browser.scripting` that are needed here. */
  tabs: {
    get(tabId: number): Promise<{ status?: string | undefined }>;
    query(asked: { status: 'loading' }): Promise<{ id?: number | undefined }[]>;
  };
  scripting: {
    executeScript(
      injection: { target: Target; injectImmediately: true } & (
        | { func: typeof isRead }
        | { files: ['/content-scripts/scan.js'] }
      ),
    ): Promise<{ frameId: number; result?: unknown }[]>;
  };
  /** Whether pages are read by themselves. */
  readsPages(): Promise<boolean>;
  /** Calls back after so many milliseconds, unless the function that it gives is called before. */
  wait(work: () => void, ms: number): () => void;
}

/**
 * The browser puts the script into a document that has come whole. A server may keep the line open for as long as it
 * likes: people see the page and pay, while nobody has read it. So what is in it after a while is read.
 */
export function createSlowPages({ tabs, scripting, readsPages, wait }: SlowPagesDeps) {
  const waiting = new Map<number, () => void>();

  /** Puts the script into those frames that have none; each by itself, for one that goes away meanwhile fails. */
  async function readUnread(target: Target): Promise<void> {
    const frames = await scripting.executeScript({ target, func: isRead, injectImmediately: true });
    const { tabId } = target;
    for (const { frameId, result } of frames) {
      if (result !== false) continue;
      await scripting
        .executeScript({
          target: { tabId, frameIds: [frameId] },
          files: ['/content-scripts/scan.js'],
          injectImmediately: true,
        })
        .catch(() => undefined);
    }
  }

  /** `false` once there is nothing to wait for any more. */
  async function readWhatIsThere(tabId: number): Promise<boolean> {
    if (!(await readsPages()) || (await tabs.get(tabId)).status !== 'loading') return false;
    // The page itself waits for none of its frames: one that is busy may not answer for as long as it likes.
    await readUnread({ tabId, frameIds: [0] }).catch(() => undefined);
    readUnread({ tabId, allFrames: true }).catch(() => undefined);
    return true;
  }

  function look(tabId: number, ms: number): void {
    const cancel = wait(async () => {
      // The tab may be gone.
      const goesOn = await readWhatIsThere(tabId).catch(() => false);
      if (waiting.get(tabId) !== cancel) return;
      waiting.delete(tabId);
      // Another page may have begun in between, and frames come and go.
      if (goesOn) look(tabId, Math.min(ms * 2, MAX_LOOK_MS));
    }, ms);
    waiting.set(tabId, cancel);
  }

  /** Hears that a tab begins to load something, or has done so. */
  function hear(tabId: number, { status }: { status?: string | undefined }): void {
    if (status === 'loading') {
      // A page can have this said as often as it likes, by changing its own address: that puts nothing off.
      if (!waiting.has(tabId)) look(tabId, SLOW_PAGE_MS);
    } else if (status !== undefined) {
      waiting.get(tabId)?.();
      waiting.delete(tabId);
    }
  }

  /** Those that began to load before anybody heard of it: with the browser, or while the background had ended. */
  async function begin(): Promise<void> {
    for (const { id } of await tabs.query({ status: 'loading' })) {
      if (id !== undefined) hear(id, { status: 'loading' });
    }
  }

  return { hear, begin };
}

/** Runs in a frame; lib/page/seam.ts is what it looks for. */
function isRead(): boolean {
  return Symbol.for('almsguard.page') in globalThis;
}
