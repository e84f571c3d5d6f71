import { parseAddress } from '#lib/address/registry.ts';
import type { Status } from '#lib/core/entry.ts';
import type { Finding, MatchHow, Reason, Report, ReportClaim } from '#lib/core/report.ts';
import type { Seen, SeenClaim, SeenItem } from '#lib/core/review.ts';
import { MAX_SEEN_ITEMS } from '#lib/core/review-limits.ts';
import { bySeverity, weightOf } from '#lib/core/severity.ts';
import { INDICATOR_CODES } from '#lib/detect/indicators.ts';
import { domainKey, pageKey } from '#lib/detect/place.ts';
import { parseWidgetAccount } from '#lib/detect/widgets/account.ts';

const INDICATORS: ReadonlySet<string> = new Set(INDICATOR_CODES);

const KINDS: Partial<Record<MatchHow, SeenItem['kind']>> = {
  domain: 'host',
  page: 'page',
  handle: 'handle',
  widget: 'widget',
};

/** What a report tells, in what is needed to find a case again, to link it and to judge it again. Pure. */
export function seenOf(report: Report): Seen | null {
  if (report.state !== 'ready') return null;
  const { url, title, level, date, page, addresses } = report;
  const places = page.map(placeItem);
  const items = [...places, ...accountItems(report, places), ...addresses.map(addressItem)];
  return {
    finalUrl: url,
    title,
    level,
    date,
    items: items.sort((a, b) => bySeverity(a.level, b.level)).slice(0, MAX_SEEN_ITEMS),
    indicators: redFlagsIn([...page, ...addresses].flatMap(({ reasons }) => reasons)),
  };
}

function addressItem(finding: Finding): SeenItem {
  const { canonical, chain } = finding;
  const keys = parseAddress(canonical)?.keys ?? [];
  const asks = finding.places.some(({ context }) => context === 'donation');
  return { kind: 'address', text: canonical, chain, keys, ...told(finding), ...(asks && { asks }) };
}

/** The page itself, a document in it, or an account at a donation service; its claims say as which of them it was met. */
export function placeItem(finding: Finding): SeenItem {
  const { text, canonical, claims } = finding;
  const [match] = claims.map(({ match }) => match);
  const kind = kindOfPlace(match);
  const shown = kind === 'widget' ? text : canonical;
  return { kind, text: shown, chain: null, keys: placeKeysOf(kind, shown), ...told(finding) };
}

/** What a place is, by how it met an entry. */
export function kindOfPlace(match: MatchHow | undefined): SeenItem['kind'] {
  return (match && KINDS[match]) ?? 'host';
}

/** Accounts of donation buttons that no list names: they tie pages together all the same. */
function accountItems({ widgets }: Report, told: readonly SeenItem[]): SeenItem[] {
  const known = new Set(told.flatMap(({ keys }) => keys));
  const names = widgets.flatMap(({ provider, accounts = [] }) => accounts.map((one) => `${provider}:${one}`));
  return unique(names).flatMap((text): SeenItem[] => {
    const keys = placeKeysOf('widget', text);
    if (keys.length === 0 || keys.some((key) => known.has(key))) return [];
    return [{ kind: 'widget', text, chain: null, keys, level: 'none', subjects: [], lists: [] }];
  });
}

/** What ties a place to others; nothing for what is none. */
export function placeKeysOf(kind: SeenItem['kind'], value: string): string[] {
  const read =
    kind === 'widget' ? parseWidgetAccount(value) : kind === 'host' ? domainKey(value) : pageKey(value);
  return read.ok ? [read.value.key] : [];
}

/** The red flags among reasons. */
export function redFlagsIn(reasons: readonly Pick<Reason, 'code'>[]): string[] {
  return unique(reasons.map(({ code }) => code).filter((code) => INDICATORS.has(code))).sort();
}

function told(finding: Finding): Pick<SeenItem, 'level' | 'subjects' | 'lists' | 'claims'> {
  return { level: weightOf(finding), ...saidBy(finding.claims) };
}

/** What lists say of a thing, as its item keeps it. */
export function saidBy(claims: readonly ReportClaim[]): Pick<SeenItem, 'subjects' | 'lists' | 'claims'> {
  const against = claims.filter(({ bearing }) => bearing === 'against');
  const said = claims.map(({ list, listTitle, value, bearing, status }): SeenClaim => {
    return { list, title: listTitle, entry: value, says: sayingOf(bearing, status) };
  });
  return {
    subjects: unique(against.flatMap(({ subject }) => subject ?? [])),
    lists: unique(against.map(({ list }) => list)).sort(),
    ...(said.length > 0 && { claims: said }),
  };
}

function sayingOf(bearing: ReportClaim['bearing'], status: Status): SeenClaim['says'] {
  if (bearing === 'neither') return 'near';
  if (bearing === 'for' || bearing === 'idle') return bearing;
  return status === 'active' || status === 'forfeited' ? 'against' : 'past';
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
