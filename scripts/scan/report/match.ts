import { hasChildren } from '#lib/address/derive.ts';
import { parseAddress } from '#lib/address/registry.ts';
import type { MatchHow } from '#lib/core/report.ts';
import type { ClaimDocument, FindingDocument } from '../document.ts';

/** How a finding met what a claim is about: a key is no address that another key makes. */
export function matchOf({ match }: ClaimDocument, { canonical }: FindingDocument): MatchHow {
  const address = match === 'derived' ? parseAddress(canonical) : null;
  return address && hasChildren(address) ? 'parent' : match;
}
