import { hasChildren } from '#lib/address/derive.ts';
import type { Entry, IsoDate, ListInfo } from '#lib/core/entry.ts';
import type { Match, ReportList } from '#lib/core/report.ts';
import type { Address } from '#lib/core/types.ts';
import { wait } from '#lib/core/wait.ts';
import { imitatingKeys, type Likeness } from '#lib/detect/host-likeness.ts';
import type { PlaceKey } from '#lib/detect/place.ts';
import { createChildren } from './children.ts';
import { createDerivation } from './derived.ts';
import { endsKeys, imitatesAddress, imitatesHost } from './imitated-keys.ts';
import { key64 } from './key.ts';
import { Damage, type LoadedList, loadList } from './loaded-list.ts';
import { addressesInBulk, askFor, childrenIn, ownEntries, placesInBulk } from './look-up.ts';
import { matchAddress, matchPlace } from './match.ts';
import { type Filled, speakingLists } from './order.ts';
import { isSameVersion, type ListStore } from './store.ts';

/** Versions that one load or look-up may give up because storage lost a piece of them. */
const MAX_FALLS = 10;

export interface Watchlist {
  /** Reads the keys of every list that is switched on. What was loaded before stays until it is done. */
  load(): Promise<void>;
  lists(): ReportList[];
  /** Date of the newest list that comes with the extension, as the publisher of any other may write what it likes. */
  ownDate(): IsoDate | null;
  /**
   * `mayKeep`: whether more children of a listed key may be derived after a hit, and kept. They tell whoever has the
   * device that one was met.
   */
  matchAddress(address: Address, mayKeep?: boolean): Promise<Match[]>;
  /**
   * Which of the first addresses that an extended key or descriptor makes are listed: work for some tenths of a second, unless
   * it `knowsChildren` of it. Nothing of it is stored.
   */
  matchChildren(parent: Address): Promise<Match[]>;
  knowsChildren(parent: Address): boolean;
  /** Deletes what is kept of hits. */
  forgetHits(): Promise<void>;
  matchPlaces(places: readonly PlaceKey[]): Promise<Match[]>;
  /** What charities published themselves and the address or host looks like without being it. */
  imitatedBy(address: Address): Promise<Found<'ends'>[]>;
  imitatedByHost(host: string): Promise<Found<Likeness>[]>;
}

/** An entry that was found, and how it was met. */
export interface Found<How extends string> {
  how: How;
  list: ListInfo;
  entry: Entry;
}

/**
 * Searches the lists of a store: keys in memory first, then the entry itself. A version of which a piece is damaged
 * gives way to the one before it; `restore` brings back what comes with the extension where there is none.
 */
export function createWatchlist(
  store: () => ListStore,
  restore: () => Promise<void> = async () => undefined,
): Watchlist {
  let loaded: LoadedList[] = [];
  const derivation = createDerivation(store);
  const children = createChildren<Match>(
    (parent, some) => search((list) => childrenIn(list, parent, some)),
    () => wait(0),
  );

  let last: Promise<void> = Promise.resolve();
  /** One after the other: of two loads at once the older must not win. */
  function load(): Promise<void> {
    last = last.catch(() => undefined).then(() => repairing(loadNow));
    return last;
  }

  async function loadNow() {
    const next = await Promise.all(speakingLists(await store().records()).map(loadOne));
    await derivation.load(async (key) => {
      const found = await Promise.all(next.map(({ find }) => find('own', key64(key))));
      return found.flat().length > 0;
    });
    loaded = next;
    children.clear();
  }

  /** A version that is loaded was compared with its seals, and versions do not change. */
  async function loadOne(record: Filled): Promise<LoadedList> {
    const same = loaded.find(({ record: before }) => isSameVersion(before, record));
    return same ? { ...same, record } : loadList(store(), record);
  }

  /** Does the work again, each time a version behind, until it meets no damage. */
  async function repairing<T>(work: () => Promise<T>, again: () => Promise<void> = async () => undefined) {
    for (let falls = 0; ; falls++) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof Damage) || falls >= MAX_FALLS) throw error;
        await store().fallBack(error.record, { code: 'damaged', message: error.message });
        // What is loaded may remember a version before that went with all the rest.
        if (error.record.previous === null || (await isSilent())) await restore();
        // Nobody may hear "not listed" because the only list there was is gone.
        if (await isSilent()) throw error;
        await again();
      }
    }
  }

  async function isSilent(): Promise<boolean> {
    return speakingLists(await store().records()).length === 0;
  }

  function search<Met extends { how: string; entry: Entry }>(
    lookUp: (list: LoadedList) => Promise<Met[]>,
  ): Promise<(Met & { list: ListInfo })[]> {
    return repairing(async () => {
      const found: (Met & { list: ListInfo })[] = [];
      for (const list of loaded) {
        for (const met of await lookUp(list)) found.push({ ...met, list: list.record.info });
      }
      return found;
    }, load);
  }

  return {
    load,
    lists: () =>
      loaded.map(({ record: { info, entries, freshUntil, lastError } }) => ({
        id: info.id,
        title: info.title,
        version: info.version,
        date: info.date,
        closed: info.closed,
        freshUntil: freshUntil ? new Date(freshUntil).toISOString() : null,
        entries,
        problem: lastError,
      })),
    ownDate: () =>
      loaded
        .filter(({ record }) => record.origin === 'bundled')
        .map(({ record }) => record.info.date)
        .reduce<IsoDate | null>((newest, date) => (newest && newest > date ? newest : date), null),
    matchAddress(address, mayKeep = false) {
      const keys = [...address.keys, ...(address.relatedKeys ?? [])];
      const asked = keys.map(askFor);
      const widened = [...asked, ...derivation.sourcesOf(keys).map(askFor)];
      const isChild = (listed: Address, own: readonly string[]) => derivation.isChild(listed, own, mayKeep);
      return search(async (list) => [
        ...(await ownEntries(list, widened, (entry) => matchAddress(address, entry, isChild))),
        ...(await addressesInBulk(list, address, asked)),
      ]);
    },
    matchChildren: async (parent) => (hasChildren(parent) ? children.search(parent) : []),
    knowsChildren: (parent) => !hasChildren(parent) || children.isKnown(parent),
    async forgetHits() {
      children.clear();
      await derivation.forget();
    },
    async matchPlaces(places) {
      const matches: Match[] = [];
      for (const place of places) {
        const asked = askFor(place.key);
        const found = await search(async (list) => [
          ...(await ownEntries(list, [asked], (entry) => matchPlace(place, entry))),
          ...(await placesInBulk(list, place, asked)),
        ]);
        for (const match of found) {
          if (!matches.some(({ entry }) => entry === match.entry)) matches.push(match);
        }
      }
      return matches;
    },
    imitatedBy(address) {
      const asked = endsKeys(address).map(askFor);
      return search((list) =>
        ownEntries(list, asked, (entry) => (imitatesAddress(address, entry) ? 'ends' : null)),
      );
    },
    imitatedByHost(host) {
      const asked = imitatingKeys(host).map(askFor);
      return search((list) => ownEntries(list, asked, (entry) => imitatesHost(host, entry)));
    },
  };
}
