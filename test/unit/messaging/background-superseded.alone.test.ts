import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Report } from '#lib/core/report.ts';
import { newRecord } from '#lib/feed/record.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import type { ListStore } from '#lib/watchlist/store.ts';
import { CSV, launchBackground } from '../../support/background.ts';
import { compiled, entry, listInfo } from '../../support/entries.ts';
import { candidate, frameScan } from '../../support/scans.ts';

const PAGE = { id: 'almsguard', url: 'https://charity.example/donate', tab: { id: 1 }, frameId: 0 };
/** On OFAC's list since 2018-11-28 (SamSam). */
const LISTED = '149w62rY42aZBox8fGcmqNsXUzSStKeq8C';

const disk = vi.hoisted(() => ({ store: null as ListStore | null }));
vi.mock('#lib/watchlist/db.ts', () => ({ openStore: async () => disk.store }));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 21) });
  disk.store = { ...createMemoryStore(), persistent: true };
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function start() {
  const background = launchBackground({ answer: CSV, tab: { url: PAGE.url, status: 'complete' } });
  await background.subscribed();
  return background;
}

it('lets a bundled list speak at once where an update no longer offers what took its place', async () => {
  await start();
  const list = compiled([entry('host.example', { kind: 'domain' })], listInfo({ date: '2026-11-20' }));
  const gone = newRecord('catalogue:of-an-older-build', 'remote', 'https://lists.example/sdn');
  const { info, entries } = list;
  await disk.store?.apply({ ...gone, generation: 1, info, entries, supersedes: ['ofac-sdn'] }, list);
  const background = await start();
  const scan = frameScan({ candidates: [candidate(LISTED)] });
  await background.ask({ type: 'page.scanned', scan }, PAGE);
  await vi.waitFor(async () => {
    const report = (await background.ask({ type: 'report.get', tabId: 1, fresh: false })) as Report;
    expect(report.addresses.map(({ level }) => level)).toEqual(['listed']);
  }, 5_000);
});
