import type { CaptureCalls, FrameSnapshot } from '#lib/core/snapshot.ts';

type All = { tabId: number; allFrames: true };
type Top = { tabId: number; frameIds: number[] };
type Args = [name: keyof CaptureCalls, value: number];

/** The slice of `browser.scripting` that is needed here. */
export interface CaptureScripting {
  executeScript(
    injection:
      | { target: All; files: ['/capture.js'] }
      | { target: All; func: typeof call; args: Args }
      | { target: Top; func: typeof call; args: Args },
  ): Promise<{ frameId: number; result?: unknown }[]>;
}

export interface PageCalls extends Pick<CaptureCalls, 'begin' | 'scrollTo' | 'end'> {
  /** Every document that the browser lets the extension into. */
  snapshots(): Promise<FrameSnapshot[]>;
}

/** What the script in a page can be asked, once it is there. Rejects where the browser lets nothing in. */
export async function enterPage(scripting: CaptureScripting, tabId: number): Promise<PageCalls> {
  await scripting.executeScript({ target: { tabId, allFrames: true }, files: ['/capture.js'] });
  async function ask<T>(name: keyof CaptureCalls, value = 0): Promise<T> {
    const target = { tabId, frameIds: [0] };
    const [top] = await scripting.executeScript({ target, func: call, args: [name, value] });
    if (top?.result === undefined) throw new Error('The page did not answer');
    return top.result as T;
  }
  return {
    async snapshots() {
      const target: All = { tabId, allFrames: true };
      const all = await scripting.executeScript({ target, func: call, args: ['snapshot', 0] });
      return all.flatMap(({ result }) => (result ? [result as FrameSnapshot] : []));
    },
    begin: () => ask('begin'),
    scrollTo: (y) => ask('scrollTo', y),
    end: () => ask('end'),
  };
}

/** Runs in the page, beside our other scripts; it is sent as text. */
function call(name: keyof CaptureCalls, value: number): Promise<unknown> {
  const world = globalThis as Record<symbol, unknown>;
  const calls = world[Symbol.for('almsguard.capture')] as CaptureCalls | undefined;
  return calls ? calls[name](value) : Promise.resolve(null);
}
