import { isIsoDate } from '#lib/core/dates.ts';
import type { Claim, ListTier, Relation, Status } from '#lib/core/entry.ts';
import { MAX_FIELD_CHARS } from '#lib/core/limits.ts';
import type { SourceEntry } from '#lib/watchlist/compile.ts';
import { chainOfLabel } from '../chain-names.ts';
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
  title: string,
): { entry: SourceEntry } | { reason: string } {
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
  const claim = readClaim(row, where, title);
  if ('reason' in claim) return claim;
  const claims = [{ ...claim, stance: kind.stance }];
  return { entry: { kind: kind.kind, value: row.value, chain, flags: [], claims, where } };
}

function readClaim(row: Row, where: string, title: string): Claim | { reason: string } {
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
  if (row.url && !/^https?:$/.test(URL.parse(row.url)?.protocol ?? '')) return { reason: 'bad-url' };
  return {
    id: row.source_id || where,
    stance: 'warns',
    authority: row.authority || title,
    subject: row.subject || null,
    aliases: [],
    programmes: row.programme ? [row.programme] : [],
    legalBasis: null,
    jurisdiction: null,
    category: null,
    relation,
    tier,
    confidence: tier === 'official' ? 'official-list' : 'community',
    status,
    listed: row.listed || null,
    firstSeen: null,
    validUntil: row.valid_until || null,
    delisted: row.delisted || null,
    memo: row.memo || null,
    urls: row.url ? [row.url] : [],
  };
}

function oneOf<T extends string>(allowed: readonly T[], text: string, empty: T): T | undefined {
  return text === '' ? empty : allowed.find((item) => item === text.toLowerCase());
}

/** Control and direction characters have no place in a list and could disguise a name. */
export function clean(text: string): string {
  return text.replace(/[\p{Cc}\u200B\u202A-\u202E\u2066-\u2069\uFEFF]+/gu, ' ').trim();
}
