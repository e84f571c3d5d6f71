import { beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '#lib/core/entry.ts';
import type { Report } from '#lib/core/report.ts';
import { createEvidenceHandler } from '#lib/messaging/evidence-handler.ts';
import { createReporter } from '#lib/messaging/reporter.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { FIRST_CHILD, ZPUB } from '../../support/account-key.ts';
import { claim, compiled, entry, listInfo } from '../../support/entries.ts';
import { listRecord } from '../../support/records.ts';
import { candidate, frameScan } from '../../support/scans.ts';

const LISTED = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const OTHER = '0xE950DC316b836e4EeFb8308bf32Bf7C72a1358FF';
const HASH = 'ab'.repeat(32);

function createEvidence() {
  const state = { ready: Promise.resolve() as Promise<unknown>, report: (report: Report) => report };
  const store = createMemoryStore();
  const watchlist = createWatchlist(() => store);
  const url = 'https://charity.example/';
  const shown = [candidate(LISTED)];
  const scan = frameScan({ href: url, candidates: shown });
  const frames = [{ tabId: 7, frameId: 0, url, scan, marking: false, looking: false }];
  const ask = createEvidenceHandler({
    ready: () => state.ready,
    tabs: { frames: async (tabId) => (tabId === 7 ? frames : []) },
    watchlist,
    records: () => store.records(),
    async reportFrom(lists, tabId) {
      const reportOf = createReporter({
        tabs: { frames: async () => (tabId === 7 ? frames : []) },
        tab: async () => ({ url, loading: false, isPrivate: false }),
        watchlist: lists,
        settings: { asOf: async () => null, remembers: async () => false },
        persistent: () => true,
        now: () => Date.UTC(2026, 10, 21, 12),
        clock: () => 0,
      });
      return state.report(await reportOf(tabId));
    },
  });
  async function put(...entries: Entry[]) {
    const record = listRecord({ entries: entries.length, sha256: HASH });
    await store.apply(record, compiled(entries, listInfo()));
    await watchlist.load();
  }
  return Object.assign(state, { ask, put, shown });
}

describe('what a page was judged by', () => {
  let evidence: ReturnType<typeof createEvidence>;
  const listed = entry(LISTED, { chain: 'ethereum', claims: [claim({ id: 'sdn:1' })] });
  beforeEach(async () => {
    evidence = createEvidence();
    await evidence.put(listed, entry(OTHER, { claims: [claim({ id: 'sdn:2' })] }));
  });

  it('is the report with the very entries that it rests on, and no others', async () => {
    const answer = await evidence.ask(7);
    if (!answer.ok) throw new Error(answer.error.code);
    const { report, entries, lists, placements } = answer.value;
    expect(report.level).toBe('listed');
    expect(entries).toEqual([{ list: listInfo().id, how: 'exact', entry: listed }]);
    expect(lists).toMatchObject([{ id: listInfo().id, hash: HASH }]);
    expect(placements).toMatchObject([{ frameId: 0, text: LISTED, index: 0 }]);
  });

  it('holds the address that a key on the page makes', async () => {
    const child = entry(FIRST_CHILD, { chain: 'bitcoin' });
    await evidence.put(child);
    evidence.shown.splice(0, 1, candidate(ZPUB));
    const answer = await evidence.ask(7);
    expect(answer).toMatchObject({ ok: true, value: { report: { level: 'derived' } } });
    expect(answer.ok && answer.value.entries).toEqual([{ list: listInfo().id, how: 'parent', entry: child }]);
  });

  it('holds no entry of a claim that the report leaves out', async () => {
    evidence.report = (report) => ({ ...report, addresses: [] });
    expect(await evidence.ask(7)).toMatchObject({ ok: true, value: { entries: [], placements: [] } });
  });

  it('is nothing of a page that is not read, or before the lists are there', async () => {
    evidence.report = (report) => ({ ...report, state: 'paused' });
    expect(await evidence.ask(7)).toMatchObject({ ok: false, error: { code: 'unreadable' } });
    evidence.ready = Promise.reject(new Error('no lists'));
    expect(await evidence.ask(7)).toMatchObject({ ok: false, error: { code: 'not-ready' } });
  });
});
