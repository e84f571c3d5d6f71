import { branchesOf, hasChildren } from '#lib/address/derive.ts';
import { nameBehind } from '#lib/address/names.ts';
import { parseAddress } from '#lib/address/registry.ts';
import { isoDate } from '#lib/core/dates.ts';
import { MAX_PAGE_KEYS } from '#lib/core/limits.ts';
import type { Report } from '#lib/core/report.ts';
import type { Steps } from '#lib/core/steps.ts';
import { inTurns, mapInTurns, type Turn } from '#lib/core/turns.ts';
import type { Address, Candidate, Context, PageSignals, Place } from '#lib/core/types.ts';
import { pageAsks, placeContext } from '#lib/detect/context.ts';
import { cautionReasons } from '#lib/detect/indicators.ts';
import { isCalledAddress } from '#lib/detect/labels.ts';
import { type PlaceKey, placeKeys } from '#lib/detect/place.ts';
import { accountKey } from '#lib/detect/widgets/account.ts';
import { matchWidgets, type Widget, widgetOfPage } from '#lib/detect/widgets/match.ts';
import type { Settings } from '#lib/settings.ts';
import { withoutIdle } from '#lib/verdict/idle.ts';
import { judgingDay } from '#lib/verdict/judging-day.ts';
import { buildReport, type Resolved, type ScannedFrame } from '#lib/verdict/report.ts';
import type { Watchlist } from '#lib/watchlist/watchlist.ts';
import type { Compared } from './comparisons.ts';
import { type Measure, sharesOf } from './frame-sizes.ts';

export interface ReporterDeps {
  tabs: { frames(tabId: number): Promise<readonly ScannedFrame[]> };
  /** What the browser says of a tab; `null` when it is gone. */
  tab(tabId: number): Promise<{ url: string; loading: boolean; isPrivate: boolean } | null>;
  watchlist: Watchlist;
  settings: Pick<Settings, 'asOf' | 'remembers'>;
  /** Asks the documents of a tab how large their frames are; without it nobody can tell. */
  measureIn?(tabId: number): Measure;
  persistent(): boolean;
  /** Epoch milliseconds. */
  now(): number;
  /** Adds what comparing with other pages and visits tells (comparisons.ts); without it a page stands for itself. */
  compare?(report: Report, about: Compared): Promise<Report>;
  /** Milliseconds with fractions, for durations. */
  clock(): number;
  /**
   * Lets others work in between. Not for what is told of a tab: its frames and the lists would be of another moment by then,
   * and a later report could come before this one.
   */
  turn?: Turn;
}

/**
 * What is concluded of one tab, worked out anew each time from what its frames reported. `hurry`: nothing is waited for
 * that takes its time; what was left out is told as not read.
 */
export type Reporter = (tabId: number, hurry?: boolean) => Promise<Report>;

export function createReporter(deps: ReporterDeps): Reporter {
  return async (tabId, hurry = false) => {
    const [tab, frames, asOf, remembers] = await Promise.all([
      deps.tab(tabId),
      deps.tabs.frames(tabId),
      deps.settings.asOf(),
      deps.settings.remembers(),
    ]);
    // Of a tab that is gone it is not known.
    const isPrivate = tab?.isPrivate ?? true;
    const mayKeep = remembers && !isPrivate;
    const start = deps.clock();
    const { watchlist } = deps;
    const now = deps.now();
    const today = isoDate(now);
    const sightings = sightingsIn(frames);
    const widgetsIn = new Map(
      frames.map((frame) => [frame.frameId, matchWidgets(frame.scan.widgets, frame.url)]),
    );
    const readings = await inTurns(readAll(sightings.keys()), deps.turn);
    const keys = keysAmong([...readings.values()].flat(), (key) => !hurry || watchlist.knowsChildren(key));
    const [places, widgets, resolved] = await Promise.all([
      mapAll(frames, deps.turn, async ({ frameId, url }) => {
        const keys = [...placeKeys(url), ...accountKeys(widgetOfPage(url))];
        return [frameId, await watchlist.matchPlaces(keys)] as const;
      }),
      mapAll(widgetsIn, deps.turn, async ([frameId, found]) => {
        const matched = found.map(async (widget) => ({
          ...widget,
          matches: await watchlist.matchPlaces(accountKeys(widget)),
        }));
        return [frameId, await Promise.all(matched)] as const;
      }),
      mapAll(readings, deps.turn, async ([text, addresses]) => {
        const found = await Promise.all(
          addresses.map((address) => resolve(address, watchlist, mayKeep, keys.lookedUp)),
        );
        const one = found.find(({ matches }) => matches.length > 0) ?? found[0];
        return one && counts(one, sightings.get(text) ?? []) ? ([text, one] as const) : null;
      }),
    ]);
    const inner = frames.filter(({ frameId }) => frameId !== 0 && places.get(frameId)?.length);
    const measure = deps.measureIn?.(tabId);
    const building = buildReport({
      frames,
      tab,
      resolved,
      keysLeft: keys.left,
      places,
      seen: measure && inner.length > 0 ? await sharesOf(inner, frames, measure) : new Map(),
      widgets,
      contextOf,
      // Reports and manuals tell how people hide, and ask nobody to.
      cautionsOf: (place, frame, context) =>
        context === 'donation' ? cautionReasons(place, frame.scan.signals) : [],
      asks: (frame) => frameAsks(frame, widgetsIn.get(frame.frameId)),
      watchlist: watchlist.lists(),
      persistent: deps.persistent(),
      date: asOf ?? judgingDay(today, watchlist.ownDate()),
      today,
      now,
      asOf,
      lookupMs: deps.clock() - start,
    });
    const report = await inTurns(building, deps.turn);
    const startedAt = frames.find(({ frameId }) => frameId === 0)?.scan.startedAt ?? 0;
    const compared = await deps.compare?.(report, {
      tabId,
      isPrivate,
      resolved,
      startedAt,
      isToday: asOf === null,
    });
    return withoutIdle(compared ?? report);
  };
}

/** Whether this document by itself asks for money. */
export function frameAsks(
  { scan, url }: ScannedFrame,
  widgets: readonly Widget[] = matchWidgets(scan.widgets, url),
): boolean {
  // A link in a footer is no appeal; a form or a frame is.
  const isOffered = widgets.some(({ donation, kind }) => donation && kind !== 'link');
  return isOffered || pageAsks(scan.signals, pathOf(url));
}

function contextOf(place: Place, { scan, url }: ScannedFrame): Context {
  return placeContext(place, scan.signals, hostOf(url), pathOf(url));
}

/** A candidate with what its document says of itself. */
interface Sighting extends Candidate {
  signals: PageSignals;
}

/** Candidates of all frames by their text. */
function sightingsIn(frames: readonly ScannedFrame[]): Map<string, Sighting[]> {
  const sightings = new Map<string, Sighting[]>();
  for (const { scan } of frames) {
    for (const { text, places } of scan.candidates) {
      const one = { text, places, signals: scan.signals };
      const there = sightings.get(text);
      if (there) there.push(one);
      else sightings.set(text, [one]);
    }
  }
  return sightings;
}

/** The addresses that each text may spell, the likeliest first; one, but for names that something touches. */
function* readAll(texts: Iterable<string>): Steps<Map<string, Address[]>> {
  const readings = new Map<string, Address[]>();
  for (const text of texts) {
    yield;
    const spelled = [nameBehind(text), text].flatMap((one) =>
      one === null ? [] : (parseAddress(one) ?? []),
    );
    if (spelled.length > 0) readings.set(text, spelled);
  }
  return readings;
}

/** Of the keys that make further addresses, by identity, those whose addresses are looked up, and how many are not. */
function keysAmong(addresses: Iterable<Address>, may: (key: Address) => boolean) {
  const keys = new Map([...addresses].filter(hasChildren).map((key) => [key.identity, key]));
  const lookedUp = new Set<string>();
  let made = 0;
  for (const key of keys.values()) {
    if (made === MAX_PAGE_KEYS) break;
    // A descriptor of several keys makes addresses that are not worked out here.
    if (branchesOf(key.canonical).length === 0) continue;
    made++;
    if (may(key)) lookedUp.add(key.identity);
  }
  return { lookedUp, left: keys.size - lookedUp.size };
}

/** An address with what the lists hold of it and, of a key that is looked up, of those that it makes. */
async function resolve(
  address: Address,
  watchlist: Watchlist,
  mayKeep: boolean,
  keysLookedUp: ReadonlySet<string>,
): Promise<Resolved> {
  const matches = await watchlist.matchAddress(address, mayKeep);
  const children = keysLookedUp.has(address.identity) ? await watchlist.matchChildren(address) : [];
  return { address, matches: [...matches, ...children] };
}

/** What no checksum tells from chance counts where words name it, or when a list holds it. */
function counts({ address, matches }: Resolved, seen: readonly Sighting[]): boolean {
  if (!address.needsContext || matches.length > 0) return true;
  return seen.some(({ places, signals }) => isCalledAddress(address, places, signals));
}

function accountKeys(widget: { provider: string; account: string | null } | null): PlaceKey[] {
  if (!widget || widget.account === null) return [];
  return [{ how: 'widget', key: accountKey(widget.provider, widget.account) }];
}

/** A map of what `work` makes of each item; nothing where it makes `null`. */
async function mapAll<T, K, V>(
  items: Iterable<T>,
  turn: Turn | undefined,
  work: (item: T) => Promise<readonly [K, V] | null>,
): Promise<Map<K, V>> {
  return new Map((await mapInTurns(items, work, turn)).filter((pair) => pair !== null));
}

function pathOf(url: string): string {
  return URL.parse(url)?.pathname ?? '';
}

function hostOf(url: string): string {
  return URL.parse(url)?.hostname ?? '';
}
