import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import * as v from 'valibot';
import { toHex } from '#lib/core/bytes.ts';
import type { ChainName } from '#lib/core/chains.ts';
import { daysBetween, isIsoDate, isoDate } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import {
  MAX_SEEN_PAGES,
  MAX_SEEN_TOGETHER,
  MAX_SEEN_VISITS,
  SEEN_DAYS,
  SEEN_SETTLED_DAYS,
} from '#lib/core/limits.ts';
import type { Area } from '#lib/settings.ts';

/** One look at a page that asks for money. */
export interface Visit {
  url: string;
  title: string;
  /** Tells this document from those that stood here before it; epoch milliseconds. */
  startedAt: number;
  /** Identities of the addresses that it asks to pay to, each once. */
  shown: ReadonlyMap<ChainName, readonly string[]>;
}

/** What pages that ask for money showed on earlier visits, as salted hashes. */
export interface Visits {
  /**
   * Keeps what is shown, and tells for which chains another address stands there than before: with the day on which
   * an earlier one was last seen.
   */
  compare(visit: Visit): Promise<Map<ChainName, IsoDate>>;
  /** Deletes all of it, the salt included. */
  forget(): Promise<void>;
}

export interface VisitsDeps {
  /** `browser.storage.local`. */
  area: Area;
  /** Whether anything may be kept. */
  isOn(): Promise<boolean>;
  now(): number;
  randomBytes(count: number): Uint8Array;
}

const KEY = 'visits';
const SALT_BYTES = 16;
/** Bytes of a hash: two pages of `MAX_SEEN_PAGES` never meet by chance, and less is known of each. */
const HASH_BYTES = 8;

const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]+$/));
const Day = v.pipe(v.string(), v.check(isIsoDate));
/** Addresses that came with one visit, from the first day to the last on which one of them stood there. */
const Group = v.object({ visit: Hash, first: Day, last: Day, hashes: v.array(Hash) });
const Kept = v.object({
  salt: Hash,
  /** By the hash of page and chain, the one seen last at the end; groups in the order in which they came. */
  pages: v.array(v.tuple([Hash, v.array(Group)])),
});
type Group = v.InferOutput<typeof Group>;
type Kept = v.InferOutput<typeof Kept>;

export function createVisits({ area, isOn, now, randomBytes }: VisitsDeps): Visits {
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: each reads what the one before it wrote. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = last.catch(() => undefined).then(work);
    last = next;
    return next;
  }

  async function read(): Promise<Kept> {
    const stored = v.safeParse(Kept, (await area.get(KEY))[KEY]);
    return stored.success ? stored.output : { salt: toHex(randomBytes(SALT_BYTES)), pages: [] };
  }

  async function compare(visit: Visit): Promise<Map<ChainName, IsoDate>> {
    const changed = new Map<ChainName, IsoDate>();
    const page = pageOf(visit);
    if (page === null || visit.shown.size === 0) return changed;
    // Together: the popup waits for it.
    const [mayKeep, kept] = await Promise.all([isOn(), read()]);
    if (!mayKeep) return changed;
    const before = JSON.stringify(kept);
    const today = isoDate(now());
    const pages = new Map(kept.pages.map(([key, groups]) => [key, fresh(groups, today)]));
    for (const [chain, identities] of visit.shown) {
      if (identities.length > MAX_SEEN_TOGETHER) continue;
      const key = hashOf(kept.salt, 'page', page, chain);
      const hashes = identities.map((identity) => hashOf(kept.salt, 'address', key, identity));
      const groups = pages.get(key) ?? [];
      note(groups, hashes, hashOf(kept.salt, 'visit', key, String(visit.startedAt)), today);
      const gone = goneBefore(groups, hashes, today);
      if (gone) changed.set(chain, gone);
      pages.delete(key);
      pages.set(key, groups.slice(-MAX_SEEN_VISITS));
    }
    kept.pages = [...pages].filter(([, groups]) => groups.length > 0).slice(-MAX_SEEN_PAGES);
    if (JSON.stringify(kept) !== before) await area.set({ [KEY]: kept });
    return changed;
  }

  return {
    // Where storage is refused nothing is kept, and the rest of the report does not suffer for it.
    compare: (visit) => inTurn(() => compare(visit)).catch(() => new Map()),
    forget: () => inTurn(() => area.remove(KEY)),
  };
}

/**
 * What counts as the same page: its path, and its title, because one path may show many appeals that only what
 * follows the "?" tells apart. That itself is left out: it may be another one at each visit.
 */
function pageOf({ url, title }: Visit): string | null {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== 'https:' && parsed?.protocol !== 'http:') return null;
  return `${parsed.origin}${parsed.pathname}\n${title}`;
}

function fresh(groups: readonly Group[], today: IsoDate): Group[] {
  return groups.filter(({ last }) => daysBetween(last, today) < SEEN_DAYS);
}

/** An address belongs to the visit that brought it. */
function note(groups: Group[], hashes: readonly string[], visit: string, today: IsoDate): void {
  for (const group of groups) if (hashes.some((hash) => group.hashes.includes(hash))) group.last = today;
  const known = new Set(groups.flatMap((group) => group.hashes));
  const added = hashes.filter((hash) => !known.has(hash));
  if (added.length === 0) return;
  const own = groups.find((group) => group.visit === visit);
  // A page that makes one after the other while it is open needs no more than the newest.
  if (own) own.hashes = [...own.hashes, ...added].slice(-MAX_SEEN_TOGETHER);
  else groups.push({ visit, first: today, last: today, hashes: added });
}

/** The day on which what stood there before was last seen; `null` where some of it stands there still. */
function goneBefore(groups: readonly Group[], hashes: readonly string[], today: IsoDate): IsoDate | null {
  const oldest = groups.findIndex((group) => hashes.some((hash) => group.hashes.includes(hash)));
  const now = groups[oldest];
  if (!now || daysBetween(now.first, today) >= SEEN_SETTLED_DAYS) return null;
  return groups[oldest - 1]?.last ?? null;
}

function hashOf(salt: string, ...parts: string[]): string {
  const encoder = new TextEncoder();
  const digest = hmac(sha256, encoder.encode(salt), encoder.encode(JSON.stringify(parts)));
  return toHex(digest.subarray(0, HASH_BYTES));
}
