import * as v from 'valibot';
import { CHAINS } from '#lib/core/chains.ts';
import { isIsoDate } from '#lib/core/dates.ts';
import { MAX_FIELD_CHARS } from '#lib/core/limits.ts';
import { webUrl } from '#lib/core/web-url.ts';

/** Items of one list inside a record: aliases, programmes, links. */
const MAX_ITEMS = 50;

const text = v.pipe(v.string(), v.maxLength(MAX_FIELD_CHARS));
const texts = v.pipe(v.array(text), v.maxLength(MAX_ITEMS));
const date = v.nullable(v.pipe(v.string(), v.check(isIsoDate)));

/** An address that may become a link: nothing but the web. */
export const WebUrl = v.pipe(
  text,
  v.check((url) => webUrl(url) !== null),
);

const SharedClaim = v.object({
  stance: v.picklist(['warns', 'safe', 'verified']),
  authority: text,
  subject: v.nullable(text),
  aliases: texts,
  programmes: texts,
  legalBasis: v.nullable(text),
  jurisdiction: v.nullable(text),
  category: v.nullable(text),
  relation: v.picklist(['direct', 'cluster', 'service']),
  tier: v.picklist(['official', 'reported']),
  confidence: v.picklist([
    'official-list',
    'court-record',
    'agency-notice',
    'issuer-freeze',
    'research',
    'community',
  ]),
  status: v.picklist(['active', 'delisted', 'forfeited', 'expired', 'disputed', 'withdrawn']),
  listed: date,
  validUntil: date,
  delisted: date,
  changed: v.optional(date),
  urls: v.pipe(v.array(WebUrl), v.maxLength(MAX_ITEMS)),
});

const Shape = v.strictTuple([
  v.picklist(['address', 'xpub', 'descriptor', 'domain', 'page', 'handle', 'widget']),
  v.nullable(v.picklist(CHAINS)),
  v.array(v.picklist(['contract', 'shared'])),
]);

const Chunk = v.object({
  base: SharedClaim,
  shared: v.array(v.partial(SharedClaim)),
  shapes: v.array(Shape),
  rows: v.array(v.unknown()),
});

/**
 * Whether a chunk holds exactly so many entries of the right form (see compile.ts). A list from elsewhere
 * brings a checksum of its own making, so this is what stands between a hostile file and the popup.
 */
export function isSoundChunk(bytes: Uint8Array, entries: number): boolean {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
  const chunk = v.safeParse(Chunk, json);
  if (!chunk.success) return false;
  const { shared, shapes, rows } = chunk.output;
  return rows.length === entries && rows.every((row) => isRow(row, shapes.length, shared.length));
}

// By hand, for there may be a million of them.
function isRow(row: unknown, shapes: number, shared: number): boolean {
  if (!Array.isArray(row) || row.length < 3) return false;
  const [value, shape, ...claims] = row;
  return isText(value) && isIndex(shape, shapes) && claims.every((claim) => isClaim(claim, shared));
}

function isClaim(claim: unknown, shared: number): boolean {
  if (!Array.isArray(claim) || claim.length < 2 || claim.length > 4) return false;
  const [index, id, firstSeen = null, memo = null] = claim;
  return (
    isIndex(index, shared) &&
    isText(id) &&
    (firstSeen === null || (isText(firstSeen) && isIsoDate(firstSeen))) &&
    (memo === null || isText(memo))
  );
}

function isIndex(value: unknown, below: number): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < below;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_FIELD_CHARS;
}
