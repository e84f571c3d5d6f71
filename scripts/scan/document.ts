import type { ChainName } from '#lib/core/chains.ts';
import type { Relation, Status, Tier } from '#lib/core/entry.ts';
import {
  type Finding,
  LEVELS,
  type Level,
  type MatchHow,
  type Reason,
  type Report,
  type ReportClaim,
  type ReportWidget,
} from '#lib/core/report.ts';
import type { Context, How, PlaceFlag, Unread } from '#lib/core/types.ts';
import type { Driver } from '../browser/driver.ts';
import type { Target } from './options.ts';

/** What the scan command prints of a page, field by field as docs/SCAN.md has it. */
export interface ScanDocument {
  url: string;
  /** The address asked for, where the page ended up under another. */
  requestedUrl?: string;
  title: string;
  /** ISO 8601, whole seconds. */
  scannedAt: string;
  /** `chromium/156`. */
  browser: string;
  watchlist: { id: string; version: string; date: string; entries: number }[];
  level: Level;
  page: FindingDocument[];
  addresses: FindingDocument[];
  widgets: ReportWidget[];
  unread: Unread[];
  timings: { scanMs: number; lookupMs: number; settledMs: number };
}

export interface FindingDocument {
  text: string;
  chain: ChainName | null;
  chains?: ChainName[];
  canonical: string;
  places: { how: How; frame: number; flags: PlaceFlag[]; context: Context }[];
  level: Level;
  reasons: Reason[];
  claims: ClaimDocument[];
}

export interface ClaimDocument {
  id: string;
  list: string;
  authority: string;
  subject: string | null;
  programme: string | null;
  /** One word for both ways between a key and its addresses: which way it is, the finding shows (report/match.ts). */
  match: Exclude<MatchHow, 'parent'>;
  relation: Relation;
  tier: Tier;
  status: Status;
  listed: string | null;
  validUntil: string | null;
  delisted: string | null;
  memo: string | null;
  url: string | null;
}

/** A page that could not be scanned. */
export interface FailedDocument {
  url: string;
  error: { code: string; message: string };
}

export type AnyDocument = ScanDocument | FailedDocument;

/** Whether a value has what every document has: files are torn, and other machines may run another version. */
export function isDocument(value: unknown): value is AnyDocument {
  if (!isObject(value) || typeof value.url !== 'string') return false;
  const { error, level, title, scannedAt, browser, watchlist, page, addresses, widgets, unread } = value;
  if (isObject(error)) return typeof error.code === 'string' && typeof error.message === 'string';
  return (
    LEVELS.some((one) => one === level) &&
    [title, scannedAt, browser].every((text) => typeof text === 'string') &&
    [watchlist, page, addresses, widgets, unread].every(Array.isArray)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export function toDocument(
  report: Report,
  target: Pick<Target, 'requested'>,
  driver: Pick<Driver, 'name' | 'version' | 'trueUrl'>,
  now: Date,
): ScanDocument {
  const url = driver.trueUrl(report.url);
  return {
    url,
    ...(url === target.requested ? {} : { requestedUrl: target.requested }),
    title: report.title,
    scannedAt: now.toISOString().replace(/\.\d+Z$/, 'Z'),
    browser: `${driver.name}/${driver.version.split('.', 1)[0]}`,
    watchlist: report.watchlist.map(({ id, version, date, entries }) => ({ id, version, date, entries })),
    level: report.level,
    page: report.page.map((finding) => toFinding({ ...finding, text: driver.trueUrl(finding.text) })),
    addresses: report.addresses.map(toFinding),
    widgets: report.widgets.map(({ provider, kind, host }) => ({ provider, kind, host })),
    unread: report.unread.map(({ what, count, why }) => ({ what, count, why })),
    timings: { ...report.timings },
  };
}

function toFinding(finding: Finding): FindingDocument {
  return {
    text: finding.text,
    chain: finding.chain,
    ...(finding.chains ? { chains: finding.chains } : {}),
    canonical: finding.canonical,
    places: finding.places.map(({ how, frame, flags, context }) => ({ how, frame, flags, context })),
    level: finding.level,
    reasons: finding.reasons,
    claims: finding.claims.map(toClaim),
  };
}

function toClaim(claim: ReportClaim): ClaimDocument {
  const { id, list, authority, subject, programme, match, relation, tier, status } = claim;
  const { listed, validUntil, delisted, memo, url } = claim;
  return {
    id,
    list,
    authority,
    subject,
    programme,
    match: match === 'parent' ? 'derived' : match,
    relation,
    tier,
    status,
    listed,
    validUntil,
    delisted,
    memo,
    url,
  };
}
