import { parseAddress } from '#lib/address/registry.ts';
import { MAX_TAB_ADDRESSES } from '#lib/core/limits.ts';
import type { Address } from '#lib/core/types.ts';
import type { Area } from '#lib/settings.ts';

/** Addresses that a tab has shown on this and on earlier pages; in memory only, and gone when it closes. */
export interface TabAddresses {
  /** What the tab has shown until now; from now on these as well. */
  add(tabId: number, shown: readonly Address[]): Promise<Address[]>;
  drop(tabId: number): Promise<void>;
}

/** `session`: `browser.storage.session`, which carries them over the end of a worker and no further. */
export function createTabAddresses(session: Area, isOpen: (tabId: number) => Promise<boolean>): TabAddresses {
  const tabs = new Map<number, Map<string, Address>>();

  async function load(tabId: number): Promise<Map<string, Address>> {
    const stored = await session.get(keyOf(tabId)).catch(() => null);
    const known = new Map<string, Address>();
    // Written by this very code in this very session: nothing else may write there.
    for (const canonical of (stored?.[keyOf(tabId)] ?? []) as string[]) {
      const address = parseAddress(canonical);
      if (address) known.set(canonical, address);
    }
    return known;
  }

  async function drop(tabId: number): Promise<void> {
    tabs.delete(tabId);
    await session.remove(keyOf(tabId)).catch(() => undefined);
  }

  return {
    async add(tabId, shown) {
      const known = tabs.get(tabId) ?? (await load(tabId));
      const before = [...known.values()];
      for (const address of shown) known.set(address.canonical, address);
      const kept = new Map([...known].slice(-MAX_TAB_ADDRESSES));
      tabs.set(tabId, kept);
      if (known.size > before.length)
        await session.set({ [keyOf(tabId)]: [...kept.keys()] }).catch(() => undefined);
      // It may have been closed while it was judged.
      if (!(await isOpen(tabId))) await drop(tabId);
      return before;
    },
    drop,
  };
}

function keyOf(tabId: number): string {
  return `addresses:${tabId}`;
}
