import { type Choices, isPaused, pausableHost } from '#lib/core/choices.ts';
import type { ToPage } from './protocol.ts';
import type { TabState } from './tab-state.ts';

export interface PageScriptsDeps {
  /** The slices of `browser.tabs` and `browser.scripting` that are needed here. */
  tabs: {
    query(filter: { url?: string[] }): Promise<{ id?: number | undefined; url?: string | undefined }[]>;
    sendMessage(tabId: number, message: ToPage): Promise<unknown>;
  };
  scripting: {
    executeScript(injection: {
      target: { tabId: number; allFrames: true };
      files: ['/content-scripts/scan.js'];
    }): Promise<unknown>;
  };
  /** What tabs reported. */
  reported: Pick<TabState, 'tabs' | 'frames'>;
  /** Forgets what a tab reported, and shows nothing in its toolbar. */
  forget(tabId: number): Promise<unknown>;
}

/** The script that reads, in pages that are open already. */
export interface PageScripts {
  /** Reads a page right now; `false` where the browser lets nothing in. */
  read(tabId: number): Promise<boolean>;
  /** Reads every open page, or those of one host. */
  readOpen(host: string | null): Promise<void>;
  stopOpen(host: string | null): Promise<void>;
  /** Open tabs whose site is paused. */
  paused(choices: Choices): Promise<number[]>;
}

/** Pages that are no part of a browser. */
const WEB = ['http://*/*', 'https://*/*', 'file:///*'];
/** Milliseconds that a page gets to be read before the popup shows what is known of it. */
const MAX_READ_MS = 1_000;

/**
 * Pages that were open before the extension was, or before it was allowed to, have no script, or one that lost its
 * background. Where the browser has put it in by itself, the newer one takes over.
 */
export function createPageScripts({ tabs, scripting, reported, forget }: PageScriptsDeps): PageScripts {
  /** Rejects where the browser lets nothing in. */
  const inject = (tabId: number) =>
    scripting.executeScript({ target: { tabId, allFrames: true }, files: ['/content-scripts/scan.js'] });

  async function query(filter: { url?: string[] }): Promise<number[]> {
    const found = await tabs.query(filter).catch(() => []);
    return found.flatMap(({ id }) => id ?? []);
  }

  /** Tabs that may be read, as the browser tells no address of others. */
  const readable = (host: string | null) => query({ url: host === null ? WEB : [`*://${host}/*`] });

  /** Tabs that may have been read at some time, also where the permission is gone by now. */
  async function everRead(host: string | null): Promise<number[]> {
    if (host === null) return query({});
    const found = new Set(await readable(host));
    for (const tabId of await reported.tabs()) {
      const [top] = await reported.frames(tabId);
      if (top && pausableHost(top.url) === host) found.add(tabId);
    }
    return [...found];
  }

  async function stop(tabId: number): Promise<void> {
    await tabs.sendMessage(tabId, { type: 'page.stop' }).catch(() => undefined);
    await forget(tabId).catch(() => undefined);
  }

  return {
    async read(tabId) {
      // What an earlier script put beside it would go with that script, and not be put in again.
      await stop(tabId);
      try {
        await inject(tabId);
      } catch {
        return false;
      }
      const late = new Promise((resolve) => setTimeout(resolve, MAX_READ_MS));
      // It reports by itself; asked to read again, it answers once its report is there.
      await Promise.race([tabs.sendMessage(tabId, { type: 'page.rescan' }), late]).catch(() => undefined);
      return true;
    },
    async readOpen(host) {
      // Some pages let no extension in: the browser's own stores.
      for (const tabId of await readable(host)) {
        await stop(tabId);
        await inject(tabId).catch(() => undefined);
      }
    },
    async stopOpen(host) {
      for (const tabId of await everRead(host)) await stop(tabId);
    },
    async paused(choices) {
      const open = await tabs.query({ url: WEB });
      return open.flatMap(({ id, url }) => (id !== undefined && isPaused(url ?? '', choices) ? id : []));
    },
  };
}
