import type { Claim, Entry, IsoDate, ListInfo, Refusal } from '#lib/core/entry.ts';
import { MAX_TOMBSTONES } from '#lib/core/limits.ts';
import { compileList } from '#lib/watchlist/compile.ts';
import { COMPILED_FORMAT, type CompiledList } from '#lib/watchlist/compiled.ts';
import { entryKeys } from '#lib/watchlist/entry-keys.ts';
import { firstHandOffer } from './catalogue.ts';

/**
 * Tombstones: what an official list took off goes on as an entry that does not warn. Only the publisher's own file can
 * say so: a copy that drops something may have lost it, and what a community list drops is gone. A compiled feed brings
 * tombstones of its publisher's own.
 */

/** A version that spoke until now. */
export interface OldVersion {
  date: IsoDate;
  entries: readonly Entry[];
}

export interface NewVersion extends OldVersion {
  /** What of it could not be read: it may still be listed. */
  refused: readonly Pick<Refusal, 'where'>[];
}

/** Whether what a list leaves out counts as taken off. */
export function keepsTombstones(url: string | null, format: string, info: ListInfo): boolean {
  return format !== COMPILED_FORMAT && firstHandOffer(url, info) !== null;
}

/** What a version goes on to hold beside what it lists. Of two old versions with the same thing the first counts. */
export function tombstonesOf(next: NewVersion, old: readonly OldVersion[], today: IsoDate): Entry[] {
  const listed = new Set(next.entries.map(nameOf));
  const unread = new Set(next.refused.map(({ where }) => where));
  const gone = new Map<string, Entry>();
  for (const { date, entries } of old) {
    const latest = today > date ? today : date;
    // An older file cannot tell what went since.
    const seen = next.date < date ? null : firstMissing(next.date, latest);
    for (const entry of entries) {
      const name = nameToday(entry);
      if (name === null || listed.has(name) || gone.has(name)) continue;
      const claims = entry.claims
        .filter(({ id, confidence }) => confidence === 'official-list' && !unread.has(id))
        .flatMap((claim) => takenOff(claim, seen, latest) ?? []);
      if (claims.length > 0) gone.set(name, { ...entry, claims });
    }
  }
  return [...gone.values()].sort(newestFirst).slice(0, MAX_TOMBSTONES);
}

/** The list, whose entries these are, with its tombstones behind all that it lists. */
export function withTombstones(
  list: CompiledList,
  listed: readonly Entry[],
  tombstones: readonly Entry[],
): CompiledList {
  if (tombstones.length === 0) return list;
  const whole = compileList(list.info, [...listed, ...tombstones]);
  if (!whole.ok) return list;
  const { entries, refused, refusals } = list;
  return { ...whole.value.list, entries, refused, refusals };
}

/**
 * The day of the first version that was seen without it, which the publisher's own file tells: dated by a clock that is
 * years ahead, the entry would warn again once the clock is right. A file that is itself dated ahead of the clock, and
 * of what came before, is taken for the latest of these.
 */
function firstMissing(next: IsoDate, latest: IsoDate): IsoDate {
  return next < latest ? next : latest;
}

/** The claim as history, under the day that it already has; `null` where nothing says that it went. */
function takenOff(claim: Claim, seen: IsoDate | null, latest: IsoDate): Claim | null {
  const { status, delisted } = claim;
  if (status === 'delisted' && delisted !== null && (seen === null || delisted <= latest)) return claim;
  return seen === null ? null : { ...claim, status: 'delisted', delisted: seen };
}

function newestFirst(a: Entry, b: Entry): number {
  const [dayA, dayB] = [a, b].map(({ claims }) =>
    claims
      .map(({ delisted }) => delisted ?? '')
      .sort()
      .at(-1),
  );
  return dayA === dayB ? 0 : (dayA ?? '') < (dayB ?? '') ? 1 : -1;
}

/** What makes two entries the same thing, as the compiler has it. */
function nameOf({ kind, chain, value }: Pick<Entry, 'kind' | 'chain' | 'value'>): string {
  return `${kind} ${chain} ${value}`;
}

/** An older extension may have spelled it otherwise; what cannot be listed any more need not be remembered. */
function nameToday(entry: Entry): string | null {
  const keyed = entryKeys(entry);
  return keyed.ok ? nameOf(keyed.value) : null;
}
