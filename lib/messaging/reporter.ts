import { parseAddress } from '#lib/address/registry.ts';
import { isoDate } from '#lib/core/dates.ts';
import type { Report } from '#lib/core/report.ts';
import { pageAsks, placeContext } from '#lib/detect/context.ts';
import { placeKeys } from '#lib/detect/place.ts';
import type { Settings } from '#lib/settings.ts';
import { buildReport, type Resolved, type ScannedFrame } from '#lib/verdict/report.ts';
import type { Watchlist } from '#lib/watchlist/watchlist.ts';
import type { TabState } from './tab-state.ts';

export interface ReporterDeps {
  tabs: Pick<TabState, 'frames'>;
  /** What the browser says of a tab; `null` when it is gone. */
  tab(tabId: number): Promise<{ url: string; loading: boolean } | null>;
  watchlist: Watchlist;
  settings: Pick<Settings, 'asOf'>;
  persistent(): boolean;
  /** Epoch milliseconds. */
  now(): number;
  /** Milliseconds with fractions, for durations. */
  clock(): number;
}

/** What is concluded of one tab, worked out anew each time from what its frames reported. */
export function createReporter(deps: ReporterDeps): (tabId: number) => Promise<Report> {
  return async (tabId) => {
    const tab = await deps.tab(tabId);
    const frames: ScannedFrame[] = await deps.tabs.frames(tabId);
    const asOf = await deps.settings.asOf();
    const start = deps.clock();
    const texts = new Set(frames.flatMap(({ scan }) => scan.candidates.map(({ text }) => text)));
    const [places, resolved] = await Promise.all([
      mapAll(
        frames,
        async ({ frameId, url }) => [frameId, await deps.watchlist.matchPlaces(placeKeys(url))] as const,
      ),
      mapAll(texts, async (text) => {
        const found = await resolve(text, deps.watchlist);
        return found && ([text, found] as const);
      }),
    ]);
    return buildReport({
      frames,
      tab,
      resolved,
      places,
      contextOf: (place, frame) => placeContext(place, frame.scan.signals, hostOf(frame.url)),
      asks: (frame) => pageAsks(frame.scan.signals),
      watchlist: deps.watchlist.lists(),
      persistent: deps.persistent(),
      date: asOf ?? isoDate(deps.now()),
      asOf,
      lookupMs: deps.clock() - start,
    });
  };
}

/** An address with what the lists hold of it; a text that no codec reads counts only when a list holds it. */
async function resolve(text: string, watchlist: Watchlist): Promise<Resolved | null> {
  const address = parseAddress(text);
  if (address) return { address, matches: await watchlist.matchAddress(address) };
  const matches = await watchlist.matchText(text);
  return matches.length > 0 ? { address: null, matches } : null;
}

/** A map of what `work` makes of each item, all at once; nothing where it makes `null`. */
async function mapAll<T, K, V>(
  items: Iterable<T>,
  work: (item: T) => Promise<readonly [K, V] | null>,
): Promise<Map<K, V>> {
  return new Map((await Promise.all([...items].map(work))).filter((pair) => pair !== null));
}

function hostOf(url: string): string {
  return URL.parse(url)?.hostname ?? '';
}
