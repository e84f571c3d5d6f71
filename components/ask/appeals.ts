import type { ReportClaim } from '#lib/core/report.ts';

/** Where somebody says that a listing is wrong. Each is the publisher's own way. */
export interface Appeal {
  /** Words that the authority's name holds as whole words, in small letters. */
  authorities: readonly string[];
  /** Page that says how. */
  url: string;
  /** Address that takes it by mail. */
  mail?: string;
  /** The page is a form that takes title and text in its address. */
  takesText?: true;
}

/** The first that fits counts: who listed something comes before who copied the list. */
export const APPEALS: readonly Appeal[] = [
  {
    authorities: ['ofac'],
    url: 'https://ofac.treasury.gov/specially-designated-nationals-list-sdn-list/filing-a-petition-for-removal-from-an-ofac-list',
    mail: 'OFAC.Reconsideration@treasury.gov',
  },
  { authorities: ['department of justice', 'fbi'], url: 'https://www.forfeiture.gov/' },
  { authorities: ['nbctf'], url: 'https://nbctf.mod.gov.il/' },
  {
    authorities: ['united nations', 'security council'],
    url: 'https://main.un.org/securitycouncil/en/ombudsperson',
  },
  {
    authorities: ['ofsi', 'hm treasury'],
    url: 'https://www.gov.uk/government/publications/making-a-sanctions-challenge-how-to-seek-a-variation-or-revocation-of-a-sanctions-designation',
  },
  { authorities: ['european union'], url: 'https://www.sanctionsmap.eu/' },
  { authorities: ['tether'], url: 'https://tether.to/' },
  {
    authorities: ['metamask'],
    url: 'https://github.com/MetaMask/eth-phishing-detect/issues/new',
    takesText: true,
  },
  { authorities: ['polkadot'], url: 'https://github.com/polkadot-js/phishing/issues/new', takesText: true },
  {
    authorities: ['scamsniffer'],
    url: 'https://github.com/scamsniffer/scam-database/issues/new',
    takesText: true,
  },
  { authorities: ['ransomwhere'], url: 'https://ransomwhe.re/' },
  { authorities: ['opensanctions'], url: 'https://www.opensanctions.org/contact/' },
  {
    authorities: ['graphsense'],
    url: 'https://github.com/graphsense/graphsense-tagpacks/issues/new',
    takesText: true,
  },
];

/** `null`: no way is known; the source of the claim is where to ask. */
export function appealOf({ authority }: Pick<ReportClaim, 'authority'>): Appeal | null {
  const name = authority.toLowerCase();
  return APPEALS.find(({ authorities }) => authorities.some((word) => hasWord(name, word))) ?? null;
}

/** "PrOFACe" is not OFAC, and its list is nothing to write to OFAC about. */
function hasWord(name: string, word: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}_])${word}(?![\\p{L}\\p{M}\\p{N}_])`, 'u').test(name);
}

/**
 * The address of the form or of the mail, filled in. It carries what is listed and the number of the claim, never the
 * page on which somebody met it.
 */
export function fillIn(
  { url, mail, takesText }: Omit<Appeal, 'authorities'>,
  title: string,
  text: string,
): string {
  if (mail) return `mailto:${mail}?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(text)}`;
  if (!takesText) return url;
  return `${url}?title=${encodeURIComponent(title)}&body=${encodeURIComponent(text)}`;
}
