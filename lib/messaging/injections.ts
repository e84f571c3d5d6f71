import type { MessagesFile } from '#lib/core/lookup.ts';

type Target = { tabId: number; frameIds: number[] };

/** The slice of `browser.scripting` that is needed here. */
export interface ScriptingApi {
  insertCSS(injection: {
    target: Target;
    origin: 'USER';
    files: ['/mark.css', '/guard.css'];
  }): Promise<unknown>;
  executeScript(
    injection:
      | { target: Target; files: ['/mark.js' | '/closer.js'] }
      | { target: Target; world: 'MAIN'; files: ['/clipboard.js'] }
      | { target: Target; func: typeof keepWords; args: [MessagesFile] },
  ): Promise<unknown>;
}

/** Scripts that enter a frame only when there is reason to. */
export function createInjections(scripting: ScriptingApi, words: () => Promise<MessagesFile | null>) {
  const into = (tabId: number, frameId: number): Target => ({ tabId, frameIds: [frameId] });
  return {
    async injectMarks(tabId: number, frameId: number): Promise<void> {
      const target = into(tabId, frameId);
      const chosen = await words();
      if (chosen) await scripting.executeScript({ target, func: keepWords, args: [chosen] });
      await scripting.insertCSS({ target, origin: 'USER', files: ['/mark.css', '/guard.css'] });
      await scripting.executeScript({ target, files: ['/mark.js'] });
    },
    async injectCloser(tabId: number, frameId: number): Promise<void> {
      await scripting.executeScript({ target: into(tabId, frameId), files: ['/closer.js'] });
    },
    async injectClipboard(tabId: number, frameId: number): Promise<void> {
      const target = into(tabId, frameId);
      await scripting.executeScript({ target, world: 'MAIN', files: ['/clipboard.js'] });
    },
  };
}

/** Runs in a frame, beside our other scripts there and hidden from the page's; lib/page/words.ts reads it. */
function keepWords(messages: MessagesFile): void {
  (globalThis as Record<symbol, unknown>)[Symbol.for('almsguard.words')] = messages;
}
