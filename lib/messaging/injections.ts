import type { PageChoices } from '#lib/core/choices.ts';
import { tellCopies } from './tell-copies.ts';

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
      | { target: Target; func: typeof hearCopies; args: [told: string, done: string] }
      | { target: Target; world: 'MAIN'; func: typeof tellCopies; args: [told: string, done: string] }
      | { target: Target; func: typeof keepChosen; args: [PageChoices] },
  ): Promise<{ result?: unknown }[]>;
}

/** Scripts that enter a frame only when there is reason to. */
export function createInjections(scripting: ScriptingApi, chosen: () => Promise<PageChoices>) {
  const into = (tabId: number, frameId: number): Target => ({ tabId, frameIds: [frameId] });
  async function tellChoices(tabId: number, frameId: number): Promise<void> {
    await scripting.executeScript({
      target: into(tabId, frameId),
      func: keepChosen,
      args: [await chosen()],
    });
  }
  return {
    tellChoices,
    async injectMarks(tabId: number, frameId: number): Promise<void> {
      const target = into(tabId, frameId);
      await tellChoices(tabId, frameId);
      await scripting.insertCSS({ target, origin: 'USER', files: ['/mark.css', '/guard.css'] });
      await scripting.executeScript({ target, files: ['/mark.js'] });
    },
    async injectCloser(tabId: number, frameId: number): Promise<void> {
      await scripting.executeScript({ target: into(tabId, frameId), files: ['/closer.js'] });
    },
    async injectClipboard(tabId: number, frameId: number): Promise<void> {
      const target = into(tabId, frameId);
      const args: [string, string] = [crypto.randomUUID(), crypto.randomUUID()];
      // First who hears: a script in the page's own world that tells nobody is not let in.
      const [frame] = await scripting.executeScript({ target, func: hearCopies, args });
      if (frame?.result) await scripting.executeScript({ target, world: 'MAIN', func: tellCopies, args });
    },
  };
}

/** Runs in a frame, beside our other scripts there and hidden from the page's; lib/page/chosen.ts reads it. */
function keepChosen(chosen: PageChoices): void {
  (globalThis as Record<symbol, unknown>)[Symbol.for('almsguard.chosen')] = chosen;
}

/** The part of lib/page/seam.ts that is needed here. */
interface Seam {
  closer(): { hear(told: string, done: string): void } | null;
}

/** Runs in a frame like the above, where the script that looks closer is already. */
function hearCopies(told: string, done: string): boolean {
  const seam = (globalThis as Record<symbol, unknown>)[Symbol.for('almsguard.page')] as Seam | undefined;
  const closer = seam?.closer();
  closer?.hear(told, done);
  return Boolean(closer);
}
