import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Report } from '#lib/core/report.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import type { ListStore } from '#lib/watchlist/store.ts';
import { type Background, CSV, launchBackground } from '../../support/background.ts';
import { candidate, frameScan } from '../../support/scans.ts';

const PAGE = { id: 'almsguard', url: 'https://charity.example/donate', tab: { id: 1 }, frameId: 0 };
/** On OFAC's list since 2018-11-28 (SamSam). */
const LISTED = '149w62rY42aZBox8fGcmqNsXUzSStKeq8C';
const BUNDLED = 'bundled:ofac-sdn';

const disk = vi.hoisted(() => ({ store: null as ListStore | null }));
vi.mock('#lib/watchlist/db.ts', () => ({ openStore: async () => disk.store }));

/** Storage that gives pieces of a list back with one bit changed. */
let rotten: (id: string, generation: number) => boolean;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 21) });
  rotten = () => false;
  const sound = createMemoryStore();
  disk.store = {
    ...sound,
    persistent: true,
    async chunk(id, generation, n) {
      const bytes = await sound.chunk(id, generation, n);
      if (!bytes || !rotten(id, generation)) return bytes;
      const flipped = bytes.slice();
      flipped[100] = (flipped[100] as number) ^ 1;
      return flipped;
    },
  };
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function start(): Promise<Background> {
  const background = launchBackground({ answer: CSV, tab: { url: PAGE.url, status: 'complete' } });
  await background.subscribed();
  return background;
}
async function levelOf(background: Background) {
  const scan = frameScan({ candidates: [candidate(LISTED)] });
  await background.ask({ type: 'page.scanned', scan }, PAGE);
  const report = (await background.ask({ type: 'report.get', tabId: 1, fresh: false })) as Report;
  return report.addresses.map(({ level }) => level);
}
const recordOf = async (id: string) => (await disk.store?.records())?.find((record) => record.id === id);

it('brings the list of the extension back where what was stored of it is damaged', async () => {
  const background = await start();
  const before = await recordOf(BUNDLED);
  rotten = (id, generation) => id === BUNDLED && generation === before?.generation;
  expect(await levelOf(background)).toEqual(['listed']);
  expect(await recordOf(BUNDLED)).toMatchObject({
    generation: (before?.generation ?? 0) + 1,
    content: before?.content,
    previous: null,
  });
});

it('judges by the version before where the newer one is damaged, and lists say so', async () => {
  await start();
  const record = await recordOf(BUNDLED);
  if (!record?.info) throw new Error('the list is not there');
  // The same list once more, as an update of the extension brings it.
  await disk.store?.update({ ...record, sha256: 'of the version before' });
  const again = await start();
  await vi.waitFor(async () =>
    expect(await recordOf(BUNDLED)).toMatchObject({ generation: 2, previous: { generation: 1 } }),
  );
  rotten = (id, generation) => id === BUNDLED && generation === 2;
  // What is stored judges at once; the newer version is loaded behind it.
  await vi.waitFor(async () => {
    expect(await levelOf(again)).toEqual(['listed']);
    expect(await recordOf(BUNDLED)).toMatchObject({ generation: 1, lastError: { code: 'damaged' } });
  });
  expect((await again.lists()).find(({ id }) => id === BUNDLED)?.lastError?.code).toBe('damaged');
});
