import type { Entry, IsoDate } from '#lib/core/entry.ts';
import type { Match } from '#lib/core/report.ts';
import type { Address } from '#lib/core/types.ts';
import { type PlaceKey, placeKeys } from '#lib/detect/place.ts';
import { judge } from '#lib/verdict/judge.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { entryKeys } from '#lib/watchlist/entry-keys.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import { createWatchlist, type Watchlist } from '#lib/watchlist/watchlist.ts';
import { newRecord } from '../record.ts';
import { STEP_ENTRIES, stepping, type Tell } from './progress.ts';

/** Something that one list accuses and another knows as harmless. */
export interface Conflict {
  /** Id of the list that accuses. */
  list: string;
  /** Its record: `line 12`. */
  record: string;
  /** What a person would see accused. */
  value: string;
  /** As what it is known. */
  subject: string;
}

/** Reasons by which a device says so: whoever vouches stands before a report, and beside what an authority says. */
const CODES: readonly string[] = ['conflict', 'official-counts'];
const AGAINST: readonly string[] = ['against', 'outweighed'];

/**
 * What a device with these lists would call a conflict on that day, over everything that they name. It is the device's
 * own search and judgement that answers; of entries in bulk no value is left, so they are met by what others name.
 */
export async function conflictsOf(
  lists: readonly CompiledList[],
  date: IsoDate,
  tell: Tell = () => undefined,
): Promise<Conflict[]> {
  const device = await deviceWith(lists);
  const found = new Map<string, Conflict>();
  for (const entry of eachEntry(lists, tell)) {
    const { matches, address } = await meet(entry, device);
    for (const { list } of matches) {
      const told = conflictWith(matches, list.id, address, date);
      if (told) found.set(`${list.id} ${entry.value}`, { list: list.id, value: entry.value, ...told });
    }
  }
  return [...found.values()];
}

function* eachEntry(lists: readonly CompiledList[], tell: Tell): Generator<Entry, void> {
  for (const { info, chunks, rows } of lists) {
    tell(`${info.id}: looking for conflicts of ${rows} entries`);
    const step = stepping(STEP_ENTRIES, (done) => tell(`  ${info.id}: ${done} of ${rows} done`));
    for (const chunk of chunks) {
      for (const entry of readChunk(chunk)) {
        yield entry;
        step(1);
      }
    }
  }
}

export function describeConflicts(conflicts: readonly Conflict[]): string {
  return conflicts
    .map(
      ({ list, record, value, subject }) => `${list}: ${record} would accuse ${value}, known as "${subject}"`,
    )
    .join('\n');
}

async function deviceWith(lists: readonly CompiledList[]): Promise<Watchlist> {
  const store = createMemoryStore();
  for (const list of lists) {
    const { info } = list;
    await store.apply({ ...newRecord(info.id, 'remote', null), generation: 1, info }, list);
  }
  const watchlist = createWatchlist(() => store);
  await watchlist.load();
  return watchlist;
}

/** What a page that shows the entry's value meets on the device. */
async function meet(entry: Entry, device: Watchlist): Promise<{ matches: Match[]; address: Address | null }> {
  const keyed = entryKeys(entry);
  if (!keyed.ok) return { matches: [], address: null };
  const { address, keys } = keyed.value;
  if (address) return { matches: await device.matchAddress(address), address };
  const places: PlaceKey[] =
    entry.kind === 'widget'
      ? keys.map((key) => ({ how: 'widget', key }))
      : placeKeys(`https://${entry.value}`);
  return { matches: await device.matchPlaces(places), address: null };
}

/** What a device with this one list and all that vouch would say; `null` where it sees no conflict. */
function conflictWith(
  matches: readonly Match[],
  list: string,
  address: Address | null,
  date: IsoDate,
): Pick<Conflict, 'record' | 'subject'> | null {
  const heard = matches.filter((match) => match.list.id === list || vouches(match.entry));
  const { reasons, claims } = judge(heard, date, address);
  const conflict = reasons.find(({ code }) => CODES.includes(code));
  const accusing = claims.find((claim) => claim.list === list && AGAINST.includes(claim.bearing));
  return conflict && accusing ? { record: accusing.id, subject: conflict.params.subject ?? '' } : null;
}

function vouches({ claims }: Entry): boolean {
  return claims.some(({ stance }) => stance !== 'warns');
}
