import { HDKey } from '@scure/bip32';
import { expect, it, vi } from 'vitest';
import { branchesOf } from '#lib/address/derive.ts';
import { MAX_PAGE_KEYS } from '#lib/core/limits.ts';
import { createReporter } from '#lib/messaging/reporter.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { candidate, frameScan } from '../../support/scans.ts';

vi.mock(import('#lib/address/derive.ts'), async (original) => {
  const real = await original();
  return { ...real, branchesOf: vi.fn(real.branchesOf) };
});

it('works out no more keys than are looked up: each takes milliseconds, and a text may hold twenty thousand', async () => {
  const root = HDKey.fromMasterSeed(new Uint8Array(32).fill(7));
  const keys = [...Array(3 * MAX_PAGE_KEYS)].map((_, n) => root.deriveChild(n).publicExtendedKey);
  const scan = frameScan({ candidates: keys.map((key) => candidate(key)) });
  const watchlist = createWatchlist(createMemoryStore);
  const report = createReporter({
    tabs: { frames: async () => [{ frameId: 0, url: 'https://a.example/', scan }] },
    tab: async () => null,
    // What is looked up of a key works it out, too.
    watchlist: { ...watchlist, knowsChildren: () => true, matchChildren: async () => [] },
    settings: { asOf: async () => null, remembers: async () => false },
    persistent: () => true,
    now: () => Date.UTC(2026, 10, 21, 12),
    clock: () => 0,
  });
  const { unread } = await report(1);
  expect(unread).toEqual([{ what: 'limit', why: 'keys', count: 2 * MAX_PAGE_KEYS }]);
  expect(vi.mocked(branchesOf).mock.calls.length).toBe(MAX_PAGE_KEYS);
});
