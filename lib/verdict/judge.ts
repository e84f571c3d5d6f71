import type { IsoDate, Tier } from '#lib/core/entry.ts';
import { MAX_CHILDREN_TOLD } from '#lib/core/limits.ts';
import type { Level, Match, MatchHow, Reason, ReportClaim } from '#lib/core/report.ts';
import { bySeverity } from '#lib/core/severity.ts';
import type { Address } from '#lib/core/types.ts';
import type { ReasonCode } from './reasons.ts';
import { type Standing, standingOn } from './standing.ts';
import { warns } from './status.ts';

export interface Judgement {
  level: Level;
  /** Both worst first. */
  reasons: Reason[];
  claims: ReportClaim[];
}

type Conclusion = Pick<Judgement, 'level' | 'reasons'>;

const NOTHING: Conclusion = { level: 'none', reasons: [] };

/**
 * What the lists say of one thing on one date. Pure: same matches, same date, same judgement. `isToday`: the date is no day
 * that somebody chose, and the clock that gave it may be behind a list (judging-day.ts).
 */
export function judge(
  matches: readonly Match[],
  date: IsoDate,
  address: Address | null,
  isToday = false,
): Judgement {
  const standing = standingOn(matches, date, isToday, address);
  const corroborated = areCorroborated(standing);
  const found = standing.map((one) => {
    const tier: Tier = corroborated && isReport(one) ? 'corroborated' : one.claim.tier;
    const voucher = standing.find((other) => vouchesFor(one, other)) ?? null;
    const conclusion = conclude(one, tier, voucher, address);
    const answers = standing.some((other) => vouchesFor(other, one));
    const told = answers || conclusion.level !== 'none';
    return { ...conclusion, claim: toReportClaim(one, tier, bearingOf(one, voucher !== null, told), date) };
  });
  found.sort((a, b) => bySeverity(a.level, b.level));

  const reasons = withFewChildren(unique(found.flatMap((item) => item.reasons)));
  for (const note of address?.notes ?? []) reasons.push({ code: note, params: {} });
  return {
    level: found[0]?.level ?? 'none',
    reasons,
    claims: found.map(({ claim }) => claim),
  };
}

function conclude(one: Standing, tier: Tier, voucher: Standing | null, address: Address | null): Conclusion {
  const { claim, status, match, memo } = one;
  if (claim.stance === 'safe') return NOTHING;
  if (claim.stance === 'verified') {
    if (!warns(status) || match.how !== 'exact' || !isMeant(one)) return NOTHING;
    return { level: 'verified', reasons: [verifiedReason(one)] };
  }
  if (memo === 'missing' || memo === 'other') {
    // Of a key's child it is said where that is shown: a key has no memo.
    if (!warns(status) || match.how === 'parent') return NOTHING;
    return { level: 'none', reasons: [reason(memo === 'missing' ? 'memo-needed' : 'other-memo', one)] };
  }
  if (!voucher) return accuse(one, tier, address);
  const known = {
    voucher: voucher.claim.authority,
    subject: voucher.claim.subject ?? voucher.match.entry.value,
  };
  if (claim.tier === 'reported') return { level: 'none', reasons: [reason('conflict', one, known)] };
  const { level, reasons } = accuse(one, tier, address);
  const named = isMeant(one) && isItself(match.how);
  return { level, reasons: named ? [...reasons, reason('official-counts', one, known)] : reasons };
}

/**
 * Whether another claim knows as harmless what this one accuses: a safelist, or a charity that published the very
 * thing itself. Whoever vouches for a service vouches for its own host, and not for what people keep there.
 */
function vouchesFor({ claim, status, match }: Standing, other: Standing): boolean {
  if (claim.stance !== 'warns' || !warns(status) || !warns(other.status) || !isMeant(other)) return false;
  const { how, entry, path } = other.match;
  // What is known of one address of a key says nothing of the next, nor of the key.
  const isSameChild = how === 'parent' && match.how === 'parent' && path === match.path;
  if (how === 'parent' && !isSameChild) return false;
  // A charity speaks for what it published, not for all that its key makes.
  const published = other.claim.stance === 'verified' && (isItself(how) || isSameChild);
  if (other.claim.stance !== 'safe' && !published) return false;
  if (other.claim.relation !== 'service' || entry.kind !== 'domain') return true;
  const accused = match.entry;
  return accused.kind === 'domain' && `.${entry.value}`.endsWith(`.${accused.value}`);
}

/**
 * Two publishers accuse independently when their lists name where they took it from and name nothing in
 * common. Lists that name no source at all may be copies of one another, so they never count.
 */
function areCorroborated(standing: readonly Standing[]): boolean {
  const lists = new Set(standing.filter(isReport).map(({ match }) => match.list));
  const named = [...lists].filter((list) => list.upstreams.length > 0);
  return named.some((a) =>
    named.some(
      (b) => a.publisher !== b.publisher && a.upstreams.every((name) => !b.upstreams.includes(name)),
    ),
  );
}

/** A report of the very thing that was found, and not of another that leads to it. */
function isReport(one: Standing): boolean {
  const { claim, status, match } = one;
  const isNamed = isItself(match.how) && isMeant(one);
  return claim.stance === 'warns' && claim.tier === 'reported' && warns(status) && isNamed;
}

/** Whether what is on the list is what was found, and no other thing that one key ties to it. */
function isItself(how: MatchHow): boolean {
  return how !== 'same-key' && how !== 'derived' && how !== 'parent';
}

/** Whether the claim is about whoever holds this address. A memo may say otherwise, and anybody can attach a key. */
function isMeant({ match, memo }: Standing): boolean {
  return match.how !== 'member' && (memo === 'unbound' || memo === 'fits');
}

function accuse(one: Standing, tier: Tier, address: Address | null): Conclusion {
  const { claim, status, match } = one;
  const { value } = match.entry;
  // What was taken off is another address, and that is no history of this one.
  const isOther = match.how === 'member' || match.how === 'parent';
  if (!warns(status)) {
    return isOther ? NOTHING : { level: 'delisted', reasons: [reason(status as ReasonCode, one)] };
  }
  if (match.how === 'member') return { level: 'caution', reasons: [reason('related', one, { value })] };
  if (match.how === 'derived' || match.how === 'parent') {
    const level = tier === 'reported' || claim.relation === 'cluster' ? 'reported' : 'derived';
    const { path } = match;
    return { level, reasons: [reason(match.how, one, { value, ...(path !== undefined && { path }) })] };
  }
  // No list names this very address: a link is told as a link, never as a listing.
  if (claim.relation === 'cluster') return { level: 'reported', reasons: [reason('cluster', one)] };
  if (match.how === 'same-key') {
    const met = {
      chain: address?.chain ?? '',
      valueChain: match.entry.chain ?? '',
      value,
    };
    const level = tier === 'reported' ? 'reported' : 'same-key';
    return { level, reasons: [reason('same-key', one, met)] };
  }
  return { level: tier === 'reported' ? 'reported' : 'listed', reasons: [reason(baseCode(one, tier), one)] };
}

function baseCode({ status, match }: Standing, tier: Tier): ReasonCode {
  const isSite = ['domain', 'page', 'handle', 'widget'].includes(match.entry.kind);
  if (status === 'forfeited') return isSite ? 'seized-site' : 'forfeited';
  if (tier === 'official') return 'sanctioned';
  return tier === 'corroborated' ? 'corroborated' : 'reported';
}

function reason(code: ReasonCode, { claim }: Standing, more: Record<string, string> = {}): Reason {
  return {
    code,
    params: {
      authority: claim.authority,
      subject: claim.subject ?? '',
      programme: claim.programmes.join(', '),
      listed: claim.listed ?? '',
      delisted: claim.delisted ?? '',
      validUntil: claim.validUntil ?? '',
      ...more,
    },
  };
}

/** A key may make hundreds of listed addresses: the first stand for them, and every claim is there to be read. */
function withFewChildren(reasons: readonly Reason[]): Reason[] {
  const most = reasons.filter(({ code }) => code === 'parent').slice(0, MAX_CHILDREN_TOLD);
  return reasons.filter((item) => item.code !== 'parent' || most.includes(item));
}

function unique(reasons: Reason[]): Reason[] {
  const seen = new Set<string>();
  return reasons.filter((item) => {
    const key = JSON.stringify(item);
    return !seen.has(key) && seen.add(key);
  });
}

/** A page of the charity's own and the day on which it was read say more than that somebody vouches. */
function verifiedReason(one: Standing): Reason {
  const { urls, firstSeen } = one.claim;
  if (!urls[0] || !firstSeen) return reason('verified', one);
  return reason('published', one, { page: urls[0], read: firstSeen });
}

function toReportClaim(
  one: Standing,
  tier: Tier,
  bearing: ReportClaim['bearing'],
  date: IsoDate,
): ReportClaim {
  const { match, claim, status } = one;
  return {
    id: claim.id,
    list: match.list.id,
    listTitle: match.list.title,
    authority: claim.authority,
    subject: claim.subject,
    aliases: claim.aliases,
    programme: claim.programmes.join(', ') || null,
    legalBasis: claim.legalBasis,
    jurisdiction: claim.jurisdiction,
    value: match.entry.value,
    valueChain: match.entry.chain,
    match: match.how,
    bearing,
    relation: claim.relation,
    tier,
    confidence: claim.confidence,
    status,
    listed: claim.listed,
    validUntil: claim.validUntil,
    delisted: claim.delisted,
    // A day that has not come is a slip of its source.
    changed: claim.changed && claim.changed <= date ? claim.changed : null,
    memo: claim.memo,
    url: claim.urls[0] ?? null,
  };
}

/** `told`: the claim gives the level, or answers another one. */
function bearingOf(one: Standing, isAnswered: boolean, told: boolean): ReportClaim['bearing'] {
  const { claim, status } = one;
  if (!isMeant(one)) return 'neither';
  if (claim.stance !== 'warns') return told || !warns(status) ? 'for' : 'idle';
  return isAnswered && !told ? 'outweighed' : 'against';
}
