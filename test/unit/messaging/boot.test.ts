import { describe, expect, it } from 'vitest';
import { type BootDeps, bootWatchlist } from '#lib/messaging/boot.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import type { ListRecord, ListStore } from '#lib/watchlist/store.ts';

const STORED = ['a', 'b'].map((id) => ({ id: `bundled:${id}`, info: {} }) as ListRecord);
const BUNDLED = ['a', 'b'].map((id) => ({ id, file: `${id}.almslist`, sha256: '' }));

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
    bundledLists: async () => BUNDLED,
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
    const { built, log } = deps({ stored: STORED });
    const { update } = await bootWatchlist(built);
    expect(log).toEqual(['disk', 'load']);
    await update();
    expect(log).toEqual(['disk', 'load', 'install', 'load']);
  });

  it.each([
    ['some bundled lists are missing', STORED.slice(0, 1)],
    ['one was never applied', [STORED[0] as ListRecord, { ...STORED[1], info: null } as ListRecord]],
    ["only a list of one's own is there", [{ id: 'file:mine', info: {} } as ListRecord]],
  ])('waits for the bundled lists when a start was ended early: %s', async (_, stored) => {
    const { built, log } = deps({ stored });
    await bootWatchlist(built);
    expect(log).toEqual(['disk', 'install', 'load']);
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
