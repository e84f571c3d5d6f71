import type { Claim } from '#lib/core/entry.ts';

/** What the claims of a bundled list have in common; the rest is named by each. */
const PLAIN: Omit<Claim, 'id' | 'authority' | 'tier' | 'confidence' | 'status'> = {
  stance: 'warns',
  subject: null,
  aliases: [],
  programmes: [],
  legalBasis: null,
  jurisdiction: 'US',
  category: null,
  relation: 'direct',
  listed: null,
  firstSeen: null,
  validUntil: null,
  delisted: null,
  memo: null,
  urls: [],
};

type Named = 'id' | 'authority' | 'tier' | 'confidence' | 'status';

export function makeClaim(claim: Pick<Claim, Named> & Partial<Claim>): Claim {
  return { ...PLAIN, ...claim };
}

/** The name of the source behind every list made from OFAC's, so that copies never count as a second voice. */
export const OFAC = 'US Treasury OFAC';
