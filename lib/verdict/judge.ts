import type { Claim, IsoDate, Status, Tier } from '#lib/core/entry.ts';
import type { Level, Match, Reason, ReportClaim } from '#lib/core/report.ts';
import { bySeverity } from '#lib/core/severity.ts';
import type { Address } from '#lib/core/types.ts';
import type { ReasonCode } from './reasons.ts';
import { statusAt, warns } from './status.ts';

export interface Judgement {
  level: Level;
  /** Both worst first. */
  reasons: Reason[];
  claims: ReportClaim[];
}

/** One claim that existed on the date, with the match that led to it. */
interface Standing {
  match: Match;
  claim: Claim;
  status: Status;
}

/** What the lists say of one thing on one date. Pure: same matches, same date, same judgement. */
export function judge(matches: readonly Match[], date: IsoDate, address: Address | null): Judgement {
  const standing = standingOn(matches, date);
  const against = standing.filter(({ claim }) => claim.stance === 'warns');
  const safe = standing.find(({ claim, status }) => claim.stance === 'safe' && warns(status));
  const verified = standing.find(
    ({ claim, status, match }) => claim.stance === 'verified' && warns(status) && match.how === 'exact',
  );
  const corroborated = areCorroborated(against);
  const tierOf = ({ claim, match, status }: Standing): Tier =>
    corroborated && claim.tier === 'reported' && warns(status) && match.how !== 'same-key'
      ? 'corroborated'
      : claim.tier;

  const found: { level: Level; reasons: Reason[]; claim: ReportClaim | null }[] = [];
  for (const one of against) {
    const claim = toReportClaim(one, tierOf(one));
    if (needsMemo(one)) {
      found.push({ level: 'none', reasons: [reason('memo-needed', one)], claim: null });
    } else if (safe && one.claim.tier === 'reported' && warns(one.status)) {
      const conflict = reason('conflict', one, { subject: safe.claim.subject ?? '' });
      found.push({ level: 'none', reasons: [conflict], claim });
    } else {
      found.push({ ...judgeOne(one, tierOf(one), address), claim });
    }
  }
  if (verified) found.push({ level: 'verified', reasons: [reason('verified', verified)], claim: null });
  found.sort((a, b) => bySeverity(a.level, b.level));

  const reasons = unique(found.flatMap((item) => item.reasons));
  for (const note of address?.notes ?? []) reasons.push({ code: note, params: {} });
  return {
    level: found[0]?.level ?? 'none',
    reasons,
    claims: found.flatMap(({ claim }) => claim ?? []),
  };
}

function standingOn(matches: readonly Match[], date: IsoDate): Standing[] {
  const standing: Standing[] = [];
  const seen = new Set<string>();
  for (const match of matches) {
    for (const claim of match.entry.claims) {
      // The bundled copy of a list and a refreshed one may both hold a claim: it is one claim.
      const key = JSON.stringify([
        match.list.id,
        claim.id,
        claim.authority,
        claim.subject,
        match.entry.value,
      ]);
      const status = statusAt(claim, date);
      if (!status || seen.has(key)) continue;
      seen.add(key);
      standing.push({ match, claim, status });
    }
  }
  return standing;
}

/**
 * Two publishers accuse independently when their lists name where they took it from and name nothing in
 * common. Lists that name no source at all may be copies of one another, so they never count.
 */
function areCorroborated(standing: readonly Standing[]): boolean {
  const lists = new Set(
    standing
      .filter(
        ({ claim, status, match }) => claim.tier === 'reported' && warns(status) && match.how !== 'same-key',
      )
      .map(({ match }) => match.list),
  );
  const named = [...lists].filter((list) => list.upstreams.length > 0);
  return named.some((a) =>
    named.some(
      (b) => a.publisher !== b.publisher && a.upstreams.every((name) => !b.upstreams.includes(name)),
    ),
  );
}

/** A custodial address says nothing of who pays into it: only its memo or tag does. */
function needsMemo({ match, claim }: Standing): boolean {
  return match.entry.flags.includes('shared') || claim.memo !== null;
}

function judgeOne(one: Standing, tier: Tier, address: Address | null): { level: Level; reasons: Reason[] } {
  const { claim, status, match } = one;
  if (!warns(status)) return { level: 'delisted', reasons: [reason(status as ReasonCode, one)] };
  // No list names this very address: a link is told as a link, never as a listing.
  if (claim.relation === 'cluster') return { level: 'reported', reasons: [reason('cluster', one)] };
  if (match.how === 'same-key') {
    const met = {
      chain: address?.chain ?? '',
      valueChain: match.entry.chain ?? '',
      value: match.entry.value,
    };
    const level = tier === 'reported' ? 'reported' : 'same-key';
    return { level, reasons: [reason('same-key', one, met)] };
  }
  return { level: tier === 'reported' ? 'reported' : 'listed', reasons: [reason(baseCode(one, tier), one)] };
}

function baseCode({ status, match }: Standing, tier: Tier): ReasonCode {
  if (status === 'forfeited') return match.entry.kind === 'address' ? 'forfeited' : 'seized-site';
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

function unique(reasons: Reason[]): Reason[] {
  const seen = new Set<string>();
  return reasons.filter((item) => {
    const key = JSON.stringify(item);
    return !seen.has(key) && seen.add(key);
  });
}

function toReportClaim({ match, claim, status }: Standing, tier: Tier): ReportClaim {
  return {
    id: claim.id,
    list: match.list.id,
    listTitle: match.list.title,
    authority: claim.authority,
    subject: claim.subject,
    aliases: claim.aliases,
    programme: claim.programmes.join(', ') || null,
    legalBasis: claim.legalBasis,
    value: match.entry.value,
    valueChain: match.entry.chain,
    match: match.how,
    relation: claim.relation,
    tier,
    confidence: claim.confidence,
    status,
    listed: claim.listed,
    validUntil: claim.validUntil,
    delisted: claim.delisted,
    memo: claim.memo,
    url: claim.urls[0] ?? null,
  };
}
