import type { ChainName } from '#lib/core/chains.ts';
import type { CitedList } from '#lib/core/checked.ts';
import type { Finding, ReportClaim } from '#lib/core/report.ts';
import type { IsoTime } from '#lib/core/review.ts';

/** What was looked up. */
export interface CitedThing {
  /** As shown to people. */
  text: string;
  chain: ChainName | null;
}

/** That one source says something of a thing. Nothing is added to what it says. */
export interface ClaimCitation {
  says: 'claim';
  thing: CitedThing;
  claim: ReportClaim;
  list: CitedList;
  checked: IsoTime;
}

/** That none of these lists holds a thing, which tells nothing of who owns it. */
export interface NoneCitation {
  says: 'none';
  thing: CitedThing;
  lists: readonly CitedList[];
  checked: IsoTime;
}

export type Citation = ClaimCitation | NoneCitation;

/** Claims that are about the thing that was found; others only touch it, or are answered by another list. */
const CITED: readonly ReportClaim['bearing'][] = ['against', 'for'];

/**
 * What can be cited of a finding: each claim, or that there is none. Nothing where claims exist that may not be quoted
 * alone: "on none of these lists" would not be true.
 */
export function citationsOf(
  finding: Pick<Finding, 'canonical' | 'chain' | 'claims'>,
  lists: readonly CitedList[],
  checked: IsoTime,
): Citation[] {
  const thing = { text: finding.canonical, chain: finding.chain };
  if (finding.claims.length === 0) return lists.length > 0 ? [{ says: 'none', thing, lists, checked }] : [];
  return finding.claims.flatMap((claim): Citation[] => {
    const list = lists.find(({ id }) => id === claim.list);
    return list && CITED.includes(claim.bearing) ? [{ says: 'claim', thing, claim, list, checked }] : [];
  });
}
