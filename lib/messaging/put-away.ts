import { MAX_PUT_AWAY } from '#lib/core/limits.ts';
import type { Area } from '#lib/settings.ts';
import type { Sender } from './gates.ts';

interface Visit {
  origin: string;
  about: string[];
}

/** Banners that a person put away, for as long as the tab stays on that site; in memory only. */
export interface PutAway {
  add(about: string, sender: Sender): Promise<void>;
  /** What was put away on the site of this page; what was on another one is forgotten. */
  on(tabId: number, url: string): Promise<readonly string[]>;
  drop(tabId: number): Promise<void>;
}

/** `session`: `browser.storage.session`. Where it is refused, a banner is back with the next page. */
export function createPutAway(session: Area): PutAway {
  async function read(tabId: number): Promise<Visit | undefined> {
    const stored = await session.get(keyOf(tabId)).catch(() => null);
    // Written by this very code in this very session: nothing else may write there.
    return stored?.[keyOf(tabId)] as Visit | undefined;
  }

  async function drop(tabId: number): Promise<void> {
    await session.remove(keyOf(tabId)).catch(() => undefined);
  }

  async function on(tabId: number, url: string): Promise<readonly string[]> {
    const visit = await read(tabId);
    if (visit?.origin === originOf(url)) return visit.about;
    if (visit) await drop(tabId);
    return [];
  }

  return {
    async add(about, { tab, frameId, url }) {
      if (tab?.id === undefined || frameId !== 0 || url === undefined) return;
      const before = await on(tab.id, url);
      const visit: Visit = { origin: originOf(url), about: [...before, about].slice(-MAX_PUT_AWAY) };
      await session.set({ [keyOf(tab.id)]: visit }).catch(() => undefined);
    },
    on,
    drop,
  };
}

function originOf(url: string): string {
  return URL.parse(url)?.origin ?? '';
}

function keyOf(tabId: number): string {
  return `away:${tabId}`;
}
