import * as v from 'valibot';
import { parseAddress } from '#lib/address/registry.ts';
import { addDays, isIsoDate, isoDate } from '#lib/core/dates.ts';
import { LEVELS, type Level, type MatchHow } from '#lib/core/report.ts';
import type { Seen, SeenItem } from '#lib/core/review.ts';
import {
  MAX_SCAN_AHEAD_DAYS,
  MAX_SCAN_CLAIMS,
  MAX_SCAN_FINDINGS,
  MAX_SCAN_NAMES,
  MAX_SCAN_PAGE_NAMES,
  MAX_SCAN_REASONS,
  MAX_SEEN_ITEMS,
} from '#lib/core/review-limits.ts';
import { bySeverity, worst } from '#lib/core/severity.ts';
import { kindOfPlace, placeKeysOf, redFlagsIn } from '../seen.ts';
import { tidyLine } from './tidy.ts';

/**
 * What a document of a scan says was found. The file may be anybody's, and say of any page what it likes: what ties pages
 * together is worked out here, names are only ever text, and that it comes from a file goes along with it.
 */

const MATCHES = [
  ...(['exact', 'same-key', 'derived', 'member'] as const),
  ...(['domain', 'page', 'handle', 'widget'] as const),
] satisfies MatchHow[];

/** So many at most, counted before any of them is looked at. */
function some<Item extends v.GenericSchema>(item: Item, most: number) {
  return v.pipe(v.array(v.unknown()), v.maxLength(most), v.array(item));
}

const Finding = v.object({
  text: v.string(),
  canonical: v.string(),
  level: v.picklist(LEVELS),
  reasons: some(v.object({ code: v.string() }), MAX_SCAN_REASONS),
  claims: some(
    v.object({
      list: v.string(),
      subject: v.nullable(v.string()),
      match: v.picklist(MATCHES),
    }),
    MAX_SCAN_CLAIMS,
  ),
});
const Document = v.object({
  scannedAt: v.pipe(
    v.string(),
    v.check((time) => isIsoDate(time.slice(0, 10))),
  ),
  level: v.picklist(LEVELS),
  page: some(Finding, MAX_SCAN_FINDINGS),
  addresses: some(Finding, MAX_SCAN_FINDINGS),
});
type Finding = v.InferOutput<typeof Finding>;

/**
 * `null` for a page that was not scanned, and for what is no document of a scan that is known here, such as one of a day
 * that is still to come. `now` in milliseconds.
 */
export function foundIn(value: unknown, now: number): Omit<Seen, 'finalUrl' | 'title'> | null {
  // One fault is enough: somebody may have put millions in.
  const read = v.safeParse(Document, value, { abortEarly: true });
  if (!read.success) return null;
  const { scannedAt, level, page, addresses } = read.output;
  const date = scannedAt.slice(0, 10);
  if (date > addDays(isoDate(now), MAX_SCAN_AHEAD_DAYS)) return null;
  const room = { left: MAX_SCAN_PAGE_NAMES };
  const worstFirst = [
    ...page.map((finding) => ({ finding, itemOf: placeIn })),
    ...addresses.map((finding) => ({ finding, itemOf: addressIn })),
  ].sort((a, b) => bySeverity(a.finding.level, b.finding.level));
  const items = worstFirst.slice(0, MAX_SEEN_ITEMS).flatMap(({ finding, itemOf }): SeenItem[] => {
    const item = itemOf(finding);
    // A page is as bad as the worst on it; what stands beside it, in a frame, may be worse and counts for less.
    return item && isPlain(item.text)
      ? [{ ...item, ...saidIn(finding, room), level: mildest(finding.level, level) }]
      : [];
  });
  return {
    // No page is bad for nothing that can be told.
    level: worst(items.map((item) => item.level)),
    date,
    items: items.sort((a, b) => bySeverity(a.level, b.level)),
    indicators: redFlagsIn(worstFirst.flatMap(({ finding }) => finding.reasons)),
    from: 'scan',
  };
}

type Thing = Pick<SeenItem, 'kind' | 'text' | 'chain' | 'keys'>;

function addressIn({ canonical }: Finding): Thing | null {
  const address = parseAddress(canonical);
  return address && { kind: 'address', text: address.canonical, chain: address.chain, keys: address.keys };
}

function placeIn({ text, canonical, claims }: Finding): Thing | null {
  const kind = kindOfPlace(claims[0]?.match);
  const shown = kind === 'widget' ? text : canonical;
  const keys = placeKeysOf(kind, shown);
  return keys.length > 0 ? { kind, text: shown, chain: null, keys } : null;
}

/** Whose claims gave it its level: the file does not tell more. `room`: how many names more are kept of the page. */
function saidIn({ level, claims }: Finding, room: { left: number }): Pick<SeenItem, 'subjects' | 'lists'> {
  const isAccused = bySeverity(level, 'verified') < 0;
  const against = claims.filter(({ match }) => isAccused && match !== 'member');
  return {
    lists: namesIn(
      against.map(({ list }) => list),
      room,
    ).sort(),
    subjects: namesIn(
      against.map(({ subject }) => subject ?? ''),
      room,
    ),
  };
}

function mildest(a: Level, b: Level): Level {
  return bySeverity(a, b) > 0 ? a : b;
}

/** Nothing that is hidden, turns the line round, is a secret, or has no end. */
function isPlain(text: string): boolean {
  return tidyLine(text) === text;
}

/** The first of them, each once. Names that nothing is kept of are not tidied either: that takes its time. */
function namesIn(texts: readonly string[], room: { left: number }): string[] {
  const told = [...new Set(texts)].filter((text) => text !== '');
  const most = told.slice(0, Math.min(MAX_SCAN_NAMES, room.left));
  const names = [...new Set(most.map(tidyLine))].filter((text) => text !== '');
  room.left -= names.length;
  return names;
}
