import { asIsoDate, isIsoDate } from '#lib/core/dates.ts';
import type { Claim, IsoDate } from '#lib/core/entry.ts';
import { makeClaim } from '../claim.ts';
import { evidenceUrls } from './intel-value.ts';

const AUTHORITY = 'Israeli Ministry of Defense (NBCTF)';

/** What a table tells of one seizure order, as it is written there. */
export interface Order {
  /** `ASO 18/26`. */
  id: string;
  /** The day it was issued. */
  start: string;
  /** Its last day; empty once the property is forfeited. */
  end: string;
  /** A forfeiture order has taken its place: its number, or a link to it. */
  forfeiture: string;
  links: string[];
}

/** Years that every order of the list has been issued for. */
const YEARS = 2;

/** `ASO 5/24` out of "ASO - 5/24" and the like; `null` where no order is named. */
export function orderId(text: string): string | null {
  const [, number, year] = /^\s*ASO[\s\u2013-]*(\d{1,4})\s*\/\s*(\d{2})\s*$/i.exec(text) ?? [];
  return number ? `ASO ${Number(number)}/${year}` : null;
}

/**
 * What the order says of each of its addresses. Whose they are is the order's business and is not repeated here.
 * `changed`: when the row that names the address was.
 */
export function claimOf({ id, start, end, forfeiture, links }: Order, changed: IsoDate | null): Claim {
  const listed = readDay(start);
  const forfeited = forfeiture !== '';
  const number = /^FO \d{1,4}\/\d\d$/.exec(forfeiture)?.[0];
  return makeClaim({
    id,
    authority: AUTHORITY,
    legalBasis: `seizure order ${id}${number ? `, forfeiture order ${number}` : ''}`,
    jurisdiction: 'IL',
    category: 'terrorism',
    tier: 'official',
    confidence: 'official-list',
    status: forfeited ? 'forfeited' : 'active',
    listed,
    validUntil: forfeited ? null : (readDay(end) ?? lastDay(id, listed)),
    changed,
    urls: evidenceUrls(links),
  });
}

/** Where the table does not tell the end of an order: the last day on which it can have been in force. */
function lastDay(id: string, listed: IsoDate | null): IsoDate | null {
  const [year = '', rest] = listed ? [listed.slice(0, 4), listed.slice(4)] : [`20${id.slice(-2)}`, '-12-31'];
  const last = Number(year) + YEARS;
  // Two years after a 29 February there is none.
  return [`${last}${rest}`, `${last}-02-28`].find(isIsoDate) ?? null;
}

/** `2026-07-01`, `1.7.2026` or `01/07/2026`, the day before the month. */
export function readDay(text: string): IsoDate | null {
  const [, day, month, year] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text) ?? [];
  const date = day && month ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  return asIsoDate(date);
}
