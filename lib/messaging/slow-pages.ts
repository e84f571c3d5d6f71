/** Milliseconds after which a page that is still being sent is read as far as it has come. */
export const SLOW_PAGE_MS = 3_000;

export interface SlowPagesDeps {
  /** The slices of `browser.tabs` and `browser.scripting` that are needed here. */
  tabs: { get(tabId: number): Promise<{ status?: string | undefined }> };
  scripting: {
    executeScript(
      injection: { injectImmediately: true } & (
        | { target: { tabId: number; allFrames: true }; func: typeof isRead }
        | { target: { tabId: number; frameIds: number[] }; files: ['/content-scripts/scan.js'] }
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

  async function readWhatIsThere(tabId: number): Promise<void> {
    if (!(await readsPages()) || (await tabs.get(tabId)).status !== 'loading') return;
    const everywhere = { tabId, allFrames: true } as const;
    const frames = await scripting.executeScript({
      target: everywhere,
      func: isRead,
      injectImmediately: true,
    });
    const frameIds = frames.filter(({ result }) => result === false).map(({ frameId }) => frameId);
    if (frameIds.length === 0) return;
    const files: ['/content-scripts/scan.js'] = ['/content-scripts/scan.js'];
    await scripting.executeScript({ target: { tabId, frameIds }, files, injectImmediately: true });
  }

  /** Hears that a tab begins to load something, or has done so. */
  return (tabId: number, { status }: { status?: string | undefined }): void => {
    if (status === undefined) return;
    waiting.get(tabId)?.();
    waiting.delete(tabId);
    if (status !== 'loading') return;
    const cancel = wait(() => {
      waiting.delete(tabId);
      // The tab is gone, or shows what no extension may read.
      readWhatIsThere(tabId).catch(() => undefined);
    }, SLOW_PAGE_MS);
    waiting.set(tabId, cancel);
  };
}

/** Runs in a frame; lib/page/seam.ts is what it looks for. */
function isRead(): boolean {
  return Symbol.for('almsguard.page') in globalThis;
}
