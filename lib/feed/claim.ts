import type { Claim } from '#lib/core/entry.ts';

type Named = 'id' | 'authority' | 'tier' | 'confidence' | 'status';

/** What most claims leave open; what speaks for itself is named by each. */
const PLAIN: Omit<Claim, Named> = {
  stance: 'warns',
  subject: null,
  aliases: [],
  programmes: [],
  legalBasis: null,
  jurisdiction: null,
  category: null,
  relation: 'direct',
  listed: null,
  firstSeen: null,
  validUntil: null,
  delisted: null,
  changed: null,
  memo: null,
  urls: [],
};

export function makeClaim(claim: Pick<Claim, Named> & Partial<Claim>): Claim {
  return { ...PLAIN, ...claim };
}
