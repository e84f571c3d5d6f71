import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import * as v from 'valibot';
import { toHex } from '#lib/core/bytes.ts';
import type { ChainName } from '#lib/core/chains.ts';
import { isoDate } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import { MAX_SEEN_PAGES, MAX_SEEN_TOGETHER } from '#lib/core/limits.ts';
import type { Area } from '#lib/settings.ts';
import { freshOf, Hash, replacedIn, Seen, withShown } from './seen.ts';

/** One look at a page that asks for money. */
export interface Visit {
  url: string;
  title: string;
  /** Tells this document from those that stood here before it; epoch milliseconds. */
  startedAt: number;
  /** Identities of the addresses that it asks to pay to, each once, in the order of the page. */
  shown: ReadonlyMap<ChainName, readonly string[]>;
}

/** What pages that ask for money showed on earlier visits, as salted hashes. */
export interface Visits {
  /**
   * Keeps what is shown, and tells what of it stands there instead of another address: by identity, with the day on
   * which that one was last seen.
   */
  compare(visit: Visit): Promise<Map<string, IsoDate>>;
  /** Deletes what is too old to be kept, whether or not a page is compared again. */
  forgetOld(): Promise<void>;
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

const Kept = v.object({
  salt: Hash,
  /** By the hash of page and chain, the one seen last at the end; addresses in the order in which they came. */
  pages: v.array(v.tuple([Hash, v.array(Seen)])),
});
type Kept = v.InferOutput<typeof Kept>;

export function createVisits({ area, isOn, now, randomBytes }: VisitsDeps): Visits {
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: each reads what the one before it wrote. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = last.catch(() => undefined).then(work);
    last = next;
    return next;
  }

  /** `null` for nothing, and for what cannot be read. */
  async function read(): Promise<Kept | null> {
    const stored = v.safeParse(Kept, (await area.get(KEY))[KEY]);
    return stored.success ? stored.output : null;
  }

  async function compare(visit: Visit): Promise<Map<string, IsoDate>> {
    const replaced = new Map<string, IsoDate>();
    const page = pageOf(visit);
    if (page === null || visit.shown.size === 0) return replaced;
    // Together: the popup waits for it.
    const [mayKeep, stored] = await Promise.all([isOn(), read()]);
    if (!mayKeep) return replaced;
    const kept = stored ?? { salt: toHex(randomBytes(SALT_BYTES)), pages: [] };
    const before = JSON.stringify(kept);
    const today = isoDate(now());
    const pages = new Map(freshPages(kept, today));
    for (const [chain, identities] of visit.shown) {
      if (identities.length > MAX_SEEN_TOGETHER) continue;
      const key = hashOf(kept.salt, 'page', page, chain);
      const byHash = new Map(identities.map((one) => [hashOf(kept.salt, 'address', key, one), one]));
      const shown = {
        hashes: [...byHash.keys()],
        visit: hashOf(kept.salt, 'visit', key, String(visit.startedAt)),
        today,
      };
      const seen = withShown(pages.get(key) ?? [], shown);
      for (const [hash, date] of replacedIn(seen, shown)) replaced.set(byHash.get(hash) ?? '', date);
      pages.delete(key);
      pages.set(key, seen);
    }
    kept.pages = [...pages].slice(-MAX_SEEN_PAGES);
    if (JSON.stringify(kept) !== before) await area.set({ [KEY]: kept });
    return replaced;
  }

  async function forgetOld(): Promise<void> {
    const kept = await read();
    const pages = kept ? freshPages(kept, isoDate(now())) : [];
    if (pages.length === 0) await area.remove(KEY);
    else if (JSON.stringify(pages) !== JSON.stringify(kept?.pages))
      await area.set({ [KEY]: { ...kept, pages } });
  }

  return {
    // Where storage is refused nothing is kept, and the rest of the report does not suffer for it.
    compare: (visit) => inTurn(() => compare(visit)).catch(() => new Map()),
    forgetOld: () => inTurn(forgetOld).catch(() => undefined),
    forget: () => inTurn(() => area.remove(KEY)),
  };
}

/**
 * What counts as the same page: its path, and its title, because one path may show many appeals that only what
 * follows the "?" or "#" tells apart. That itself is left out: it may be another one at each visit. So are numbers in
 * the title, for what was given counts up there, but for those that it says as well: appeals may have numbers.
 */
function pageOf({ url, title }: Visit): string | null {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== 'https:' && parsed?.protocol !== 'http:') return null;
  const said = new Set(`${parsed.search}${parsed.hash}`.match(/\d+/g));
  const name = title.replace(/\p{N}+/gu, (number) => (said.has(number) ? number : ''));
  // What groups the digits of a number goes with them.
  return `${parsed.origin}${parsed.pathname}\n${name.replace(/[\s.,'’]+/g, '')}`;
}

function freshPages({ pages }: Kept, today: IsoDate): Kept['pages'] {
  return pages.flatMap(([key, seen]) => {
    const fresh = freshOf(seen, today);
    return fresh.length > 0 ? [[key, fresh]] : [];
  });
}

function hashOf(salt: string, ...parts: string[]): string {
  const encoder = new TextEncoder();
  const digest = hmac(sha256, encoder.encode(salt), encoder.encode(JSON.stringify(parts)));
  return toHex(digest.subarray(0, HASH_BYTES));
}
