import { describe, expect, it } from 'vitest';
import { type BootDeps, bootWatchlist } from '#lib/messaging/boot.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import type { ListRecord, ListStore } from '#lib/watchlist/store.ts';

const RECORD = { id: 'bundled:a', info: {} } as ListRecord;

function deps(over: Partial<BootDeps> & { stored?: ListRecord[]; installFails?: number } = {}) {
  const log: string[] = [];
  let fails = over.installFails ?? 0;
  const stored: ListStore = {
    ...createMemoryStore(),
    persistent: true,
    records: async () => over.stored ?? [],
  };
  const built: BootDeps = {
    openStore: async () => stored,
    useStore: (store) => log.push(store.persistent ? 'disk' : 'memory'),
    subscriptions: {
      installBundled: async () => {
        if (fails-- > 0) throw new DOMException('full', 'QuotaExceededError');
        log.push('install');
      },
    },
    watchlist: { load: async () => void log.push('load'), lists: () => [] },
    bundledLists: async () => [],
    ...over,
  };
  return { built, log };
}

describe('bootWatchlist', () => {
  it('waits for the bundled lists on a first start', async () => {
    const { built, log } = deps();
    await bootWatchlist(built);
    expect(log).toEqual(['disk', 'install', 'load']);
  });

  it('judges with what is stored at once, and updates behind it', async () => {
    const { built, log } = deps({ stored: [RECORD] });
    const { update } = await bootWatchlist(built);
    expect(log).toEqual(['disk', 'load']);
    await update();
    expect(log).toEqual(['disk', 'load', 'install', 'load']);
  });

  it('works from memory where the browser refuses to open storage', async () => {
    const { built, log } = deps({
      openStore: () => Promise.reject(new DOMException('no', 'InvalidStateError')),
    });
    await bootWatchlist(built);
    expect(log).toEqual(['memory', 'install', 'load']);
  });

  it('works from memory where the browser refuses to write', async () => {
    const { built, log } = deps({ installFails: 1 });
    await bootWatchlist(built);
    expect(log).toEqual(['disk', 'memory', 'install', 'load']);
  });

  it('has no list at all only when even the bundled ones cannot be read', async () => {
    const { built } = deps({ installFails: 2 });
    await expect(bootWatchlist(built)).rejects.toThrow();
  });
});
