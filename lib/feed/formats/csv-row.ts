import { isIsoDate } from '#lib/core/dates.ts';
import type { Claim, ListTier, Relation, Status } from '#lib/core/entry.ts';
import { MAX_FIELD_CHARS } from '#lib/core/limits.ts';
import type { RefusalReason } from '#lib/core/refusals.ts';
import { webUrl } from '#lib/core/web-url.ts';
import type { SourceEntry } from '#lib/watchlist/compile.ts';
import { chainOfLabel } from '../chain-names.ts';
import { makeClaim } from '../claim.ts';
import { clean } from './clean.ts';
import { kindOf } from './csv-value.ts';

export const COLUMNS = [
  'kind',
  'value',
  'chain',
  'subject',
  'authority',
  'programme',
  'tier',
  'relation',
  'listed',
  'delisted',
  'url',
  'memo',
  'status',
  'valid_until',
  'source_id',
] as const;
type Row = Record<(typeof COLUMNS)[number], string>;

const TIERS: readonly ListTier[] = ['official', 'reported'];
const RELATIONS: readonly Relation[] = ['direct', 'cluster', 'service'];
const STATUSES: readonly Status[] = ['active', 'delisted', 'forfeited', 'expired', 'disputed', 'withdrawn'];

/** The entry of one line, or the reason key why it is left out. */
export function readRow(
  fields: string[],
  columns: string[],
  where: string,
  publisher: string,
): { entry: SourceEntry } | { reason: RefusalReason } {
  // More fields than columns: an unquoted comma has shifted what follows it.
  if (fields.slice(columns.length).some(Boolean)) return { reason: 'too-many-fields' };
  if (fields.some((field) => field.length > MAX_FIELD_CHARS)) return { reason: 'too-long' };
  const row = Object.fromEntries(
    COLUMNS.map((name) => [name, clean(fields[columns.indexOf(name)] ?? '')]),
  ) as Row;
  if (row.value === '') return { reason: 'missing-value' };
  const chain = chainOfLabel(row.chain);
  const kind = kindOf(row.kind.toLowerCase(), row.value, chain);
  if ('reason' in kind) return kind;
  const claim = readClaim(row, where, publisher);
  if ('reason' in claim) return claim;
  const claims = [{ ...claim, stance: kind.stance }];
  return { entry: { kind: kind.kind, value: row.value, chain, flags: [], claims, where } };
}

function readClaim(row: Row, where: string, publisher: string): Claim | { reason: RefusalReason } {
  const tier = oneOf(TIERS, row.tier, 'reported');
  if (!tier) return { reason: 'bad-tier' };
  const relation = oneOf(RELATIONS, row.relation, 'direct');
  if (!relation) return { reason: 'bad-relation' };
  const status = oneOf(STATUSES, row.status, row.delisted ? 'delisted' : 'active');
  // "active" beside a delisting date could mean either; it must not warn by mistake.
  if (!status || (status === 'active' && row.delisted)) return { reason: 'bad-status' };
  for (const date of [row.listed, row.delisted, row.valid_until]) {
    if (date && !isIsoDate(date)) return { reason: 'bad-date' };
  }
  if (row.url && !webUrl(row.url)) return { reason: 'bad-url' };
  return makeClaim({
    id: row.source_id || where,
    authority: row.authority || publisher,
    subject: row.subject || null,
    programmes: row.programme ? [row.programme] : [],
    relation,
    tier,
    confidence: tier === 'official' ? 'official-list' : 'community',
    status,
    listed: row.listed || null,
    validUntil: row.valid_until || null,
    delisted: row.delisted || null,
    memo: row.memo || null,
    urls: row.url ? [row.url] : [],
  });
}

function oneOf<T extends string>(allowed: readonly T[], text: string, empty: T): T | undefined {
  return text === '' ? empty : allowed.find((item) => item === text.toLowerCase());
}
