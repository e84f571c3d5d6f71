import { base58 } from '@scure/base';
import { expect, it } from 'vitest';
import { createReporter } from '#lib/messaging/reporter.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { candidate, frameScan } from '../../support/scans.ts';

const IN_EACH = 20;

/** How often the candidates of a tab are looked at whose form has no checksum, and which no word names. */
async function looksAt(frames: number): Promise<number> {
  let looks = 0;
  const watched = (number: number) => {
    // Distinct accounts of Solana's form.
    const bytes = new Uint8Array(32).fill(201);
    new DataView(bytes.buffer).setUint32(4, number);
    return new Proxy(candidate(base58.encode(bytes)), {
      get(target, name) {
        looks++;
        return Reflect.get(target, name);
      },
    });
  };
  const scans = Array.from({ length: frames }, (_, frameId) => {
    const candidates = Array.from({ length: IN_EACH }, (_, i) => watched(frameId * IN_EACH + i));
    return { frameId, url: 'https://a.example/', scan: frameScan({ candidates }) };
  });
  const report = createReporter({
    tabs: { frames: async () => scans },
    tab: async () => null,
    watchlist: createWatchlist(createMemoryStore),
    settings: { asOf: async () => null, remembers: async () => false },
    persistent: () => true,
    now: () => Date.UTC(2026, 10, 21, 12),
    clock: () => 0,
  });
  expect((await report(1)).addresses).toEqual([]);
  return looks;
}

it('looks at each string that no word names as often in a tab of many frames as in one of few', async () => {
  expect(await looksAt(16)).toBeLessThanOrEqual(8 * (await looksAt(2)));
});
