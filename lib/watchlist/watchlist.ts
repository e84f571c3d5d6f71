import type { Entry, ListInfo } from '#lib/core/entry.ts';
import type { Match, ReportList } from '#lib/core/report.ts';
import type { Address } from '#lib/core/types.ts';
import { imitatingKeys, type Likeness } from '#lib/detect/host-likeness.ts';
import type { PlaceKey } from '#lib/detect/place.ts';
import { type OpenChunk, openChunk } from './compile.ts';
import { COMPILED_FORMAT, ENTRIES_PER_CHUNK, type KeyIndex } from './compiled.ts';
import { createDerivation } from './derived.ts';
import { endsKeys, imitatesAddress, imitatesHost } from './imitated-keys.ts';
import { findRefs } from './index-search.ts';
import { key64 } from './key.ts';
import { matchAddress, matchPlace } from './match.ts';
import type { ListRecord, ListStore } from './store.ts';

/** Parsed chunks kept at hand; a page seldom meets entries of more. */
const MAX_CHUNKS_CACHED = 32;

interface LoadedList {
  record: ListRecord;
  info: ListInfo;
  index: KeyIndex;
}

export interface Watchlist {
  /** Reads the keys of every list that is switched on. What was loaded before stays until it is done. */
  load(): Promise<void>;
  lists(): ReportList[];
  matchAddress(address: Address): Promise<Match[]>;
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

/** Searches the lists of a store: keys in memory first, then the entry itself. */
export function createWatchlist(store: () => ListStore): Watchlist {
  let loaded: LoadedList[] = [];
  const chunks = new Map<string, Promise<OpenChunk | null>>();
  const derivation = createDerivation(store);

  let last: Promise<void> = Promise.resolve();
  /** One after the other: of two loads at once the older must not win. */
  function load(): Promise<void> {
    last = last.catch(() => undefined).then(loadNow);
    return last;
  }

  async function loadNow() {
    const next: LoadedList[] = [];
    for (const record of newestCopies(await store().records())) {
      const index = await store().index(record.id);
      if (!index) throw new Error(`the keys of list ${record.id} are missing from storage`);
      next.push({ record, info: record.info, index });
    }
    await derivation.load((key) => next.some((list) => findRefs(list.index, key64(key)).length > 0));
    loaded = next;
    chunks.clear();
  }

  function readCached({ record }: LoadedList, n: number): Promise<OpenChunk | null> {
    const key = `${record.id} ${record.generation} ${n}`;
    const known = chunks.get(key);
    if (known) return known;
    const reading = store()
      .chunk(record.id, record.generation, n)
      .then((bytes) => bytes && openChunk(bytes));
    reading.catch(() => chunks.delete(key));
    if (chunks.size >= MAX_CHUNKS_CACHED) chunks.delete(chunks.keys().next().value as string);
    chunks.set(key, reading);
    return reading;
  }

  async function search<How extends string>(
    keys: string[],
    meets: (entry: Entry) => How | null,
    again = true,
  ): Promise<Found<How>[]> {
    const matches: Found<How>[] = [];
    const lists = loaded;
    for (const list of lists) {
      const refs = new Set(keys.flatMap((key) => findRefs(list.index, key64(key))));
      for (const ref of refs) {
        const chunk = await readCached(list, Math.floor(ref / ENTRIES_PER_CHUNK));
        // A refresh replaced the list between the search and this read: look again in the new one.
        if (!chunk) {
          if (!again) throw new Error(`entries of list ${list.info.id} are missing from storage`);
          await load();
          return search(keys, meets, false);
        }
        const entry = chunk.at(ref % ENTRIES_PER_CHUNK);
        const how = entry && meets(entry);
        if (entry && how) matches.push({ how, list: list.info, entry });
      }
    }
    return matches;
  }

  return {
    load,
    lists: () =>
      loaded.map(({ info, record }) => ({
        id: info.id,
        title: info.title,
        version: info.version,
        date: info.date,
        closed: info.closed,
        entries: record.entries,
        problem: record.lastError?.message ?? null,
      })),
    matchAddress: (address) =>
      search(derivation.widen([...address.keys, ...(address.relatedKeys ?? [])]), (entry) =>
        matchAddress(address, entry, derivation.isChild),
      ),
    async matchPlaces(places) {
      const matches: Match[] = [];
      for (const place of places) {
        for (const match of await search([place.key], (entry) => matchPlace(place, entry))) {
          if (!matches.some(({ entry }) => entry === match.entry)) matches.push(match);
        }
      }
      return matches;
    },
    imitatedBy: (address) =>
      search(endsKeys(address), (entry) => (imitatesAddress(address, entry) ? 'ends' : null)),
    imitatedByHost: (host) => search(imitatingKeys(host), (entry) => imitatesHost(host, entry)),
  };
}

/**
 * The lists to search. Of several copies of one compiled list (bundled, refreshed) only the newest speaks:
 * an older copy would go on accusing what the newer one delisted.
 */
function newestCopies(records: ListRecord[]): (ListRecord & { info: ListInfo })[] {
  const used = records.filter((record) => record.enabled && record.info) as (ListRecord & {
    info: ListInfo;
  })[];
  return used.filter(
    (one) =>
      one.format !== COMPILED_FORMAT ||
      !used.some(
        (other) =>
          other !== one &&
          other.format === COMPILED_FORMAT &&
          other.info.id === one.info.id &&
          (other.info.date > one.info.date || (other.info.date === one.info.date && other.id > one.id)),
      ),
  );
}
