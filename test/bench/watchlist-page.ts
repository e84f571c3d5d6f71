/**
 * Runs in a page of a real Chromium: lists of a given size from file to verdict, through the code and the
 * IndexedDB that the extension uses. Asserts that answers are right before it times them.
 */
import { createReporter } from '#lib/messaging/reporter.ts';
import type { StoredFrame } from '#lib/messaging/tab-state.ts';
import { readContainer } from '#lib/watchlist/container.ts';
import { openStore } from '#lib/watchlist/db.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { listRecord } from '../support/records.ts';
import { candidate, frameScan } from '../support/scans.ts';
import { syntheticAddress } from './synthetic.ts';

export interface WatchlistFigures {
  entries: number;
  fileBytes: number;
  memoryBytes: number;
  /** Milliseconds. */
  verify: number;
  apply: number;
  load: number;
  /** A page with 100 candidates, ten of them listed: median and worst of `ROUNDS`. */
  verdict: number;
  verdictWorst: number;
}

const CANDIDATES = 100;
const LISTED = 10;
const ROUNDS = 30;

async function run(url: string, entries: number): Promise<WatchlistFigures> {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const name = `bench-${entries}`;
  const store = await openStore(name);

  const [verify, read] = await timed(() => readContainer(bytes));
  if (!read.ok || read.value.entries !== entries) throw new Error('the list did not read right');
  const list = read.value;
  const record = listRecord({ format: 'almsguard', info: list.info, entries, bytes: bytes.length });
  const [apply] = await timed(() => store.apply(record, list));
  const watchlist = createWatchlist(() => store);
  const [load] = await timed(() => watchlist.load());

  const verdicts: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const texts = Array.from({ length: CANDIDATES }, (_, i) =>
      i < LISTED
        ? syntheticAddress((round * 7919 + i * Math.ceil(entries / LISTED)) % entries)
        : syntheticAddress(entries + round * CANDIDATES + i),
    );
    const frame: StoredFrame = {
      tabId: 1,
      frameId: 0,
      url: 'https://charity.example/',
      scan: frameScan({ candidates: texts.map((text) => candidate(text)) }),
      marking: false,
      looking: false,
    };
    const reportOf = createReporter({
      tabs: { frames: async () => [frame] },
      tab: async () => null,
      watchlist,
      settings: { asOf: async () => null, remembers: async () => true },
      persistent: () => true,
      now: Date.now,
      clock: () => performance.now(),
    });
    const [ms, report] = await timed(() => reportOf(1));
    const listed = report.addresses.filter(({ level }) => level === 'listed').length;
    if (listed !== LISTED || report.addresses.length !== CANDIDATES) {
      throw new Error(`wrong verdict: ${listed} listed of ${report.addresses.length}`);
    }
    verdicts.push(ms);
  }
  verdicts.sort((a, b) => a - b);
  indexedDB.deleteDatabase(name);
  return {
    entries,
    fileBytes: bytes.length,
    memoryBytes: list.index.hi.byteLength + list.index.lo.byteLength + list.index.refs.byteLength,
    verify,
    apply,
    load,
    verdict: verdicts[ROUNDS / 2] as number,
    verdictWorst: verdicts.at(-1) as number,
  };
}

async function timed<T>(work: () => Promise<T>): Promise<[ms: number, value: T]> {
  const start = performance.now();
  const value = await work();
  return [performance.now() - start, value];
}

Object.assign(globalThis, { benchWatchlist: run });
