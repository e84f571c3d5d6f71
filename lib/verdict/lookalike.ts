import { lookAlike, visibleEnds } from '#lib/address/visible-ends.ts';
import type { Claim, Entry, IsoDate } from '#lib/core/entry.ts';
import type { Finding, Level, Reason, ReportList } from '#lib/core/report.ts';
import type { Address } from '#lib/core/types.ts';
import type { Likeness } from '#lib/detect/host-likeness.ts';
import type { ReasonCode } from './reasons.ts';
import { statusFor, warns } from './status.ts';

/** Other ends that one end may go with before it is a fashion. */
const MAX_PARTNERS = 2;

/** A reason that was found beside the lists, and the level that it alone would have. */
export interface Extra {
  level: Level;
  reason: Reason;
}

interface Imitated<How extends string> {
  how: How;
  entry: Entry;
  list: Pick<ReportList, 'date'>;
}

/** An address that can be taken for the one that a charity published; `isToday` as `judge` has it. */
export function imitatesPublished(
  found: readonly Imitated<'ends'>[],
  date: IsoDate,
  isToday = false,
): Extra | null {
  for (const one of found) {
    const { entry } = one;
    const claim = publishedBy(one, date, isToday);
    if (claim) return { level: 'lookalike', reason: reasonOf('lookalike', entry, claim) };
  }
  return null;
}

/**
 * A host that can be taken for a charity's own. Letters that only look like others are no accident; a name that is
 * near another one often is, and matters only where the page asks for money.
 */
export function imitatesHost(
  found: readonly Imitated<Likeness>[],
  host: string,
  asks: boolean,
  date: IsoDate,
  isToday = false,
): Extra | null {
  for (const one of found) {
    const { how, entry } = one;
    const claim = publishedBy(one, date, isToday);
    if (!claim || (how !== 'letters' && !asks)) continue;
    const [level, code] =
      how === 'letters' ? (['lookalike', 'lookalike-host'] as const) : (['caution', 'similar-host'] as const);
    return { level, reason: reasonOf(code, entry, claim, { host }) };
  }
  return null;
}

/**
 * For each address of a page another one of the same tab that it can be taken for (address poisoning). Which of them
 * imitates nobody can tell, so this is caution for both. Ends that three addresses share on one side only are made to
 * order (token mints that end with the name of their maker) and tell nothing.
 */
export function twinsAmong(shown: readonly Address[], earlier: readonly Address[]): Map<string, Address> {
  const all = [...new Map([...earlier, ...shown].map((address) => [address.identity, address])).values()];
  const byEnds = new Map<string, Address[]>();
  const heads = new Map<string, Set<string>>();
  const tails = new Map<string, Set<string>>();
  for (const address of all) {
    const ends = visibleEnds(address);
    if (!ends) continue;
    add(byEnds, ends.key, address);
    heads.set(ends.tail, (heads.get(ends.tail) ?? new Set()).add(ends.head));
    tails.set(ends.head, (tails.get(ends.head) ?? new Set()).add(ends.tail));
  }
  const twins = new Map<string, Address>();
  for (const address of shown) {
    const ends = visibleEnds(address);
    const alike = (ends && byEnds.get(ends.key)) ?? [];
    if (!ends || alike.length < 2) continue;
    if (isMadeToOrder(heads.get(ends.tail)) || isMadeToOrder(tails.get(ends.head))) continue;
    const twin = alike.find((other) => lookAlike(address, other));
    if (twin) twins.set(address.identity, twin);
  }
  return twins;
}

export function twinReason(twin: Address): Extra {
  return { level: 'caution', reason: { code: 'lookalike-seen', params: { other: twin.canonical } } };
}

/** Whether a list knows the very thing as harmless: then it imitates nobody. */
export function isVouchedFor({ claims }: Pick<Finding, 'claims'>): boolean {
  return claims.some(
    ({ bearing, status, match }) =>
      (bearing === 'for' || bearing === 'idle') &&
      warns(status) &&
      match !== 'same-key' &&
      match !== 'parent',
  );
}

function isMadeToOrder(partners: ReadonlySet<string> | undefined): boolean {
  return (partners?.size ?? 0) > MAX_PARTNERS;
}

function add(map: Map<string, Address[]>, key: string, address: Address): void {
  const known = map.get(key);
  if (known) known.push(address);
  else map.set(key, [address]);
}

/** The claim that the charity itself published it, in force on the date. */
function publishedBy({ entry, list }: Imitated<string>, date: IsoDate, isToday: boolean): Claim | undefined {
  return entry.claims.find((claim) => {
    const status = claim.stance === 'verified' ? statusFor(claim, list, date, isToday) : null;
    return status !== null && warns(status);
  });
}

function reasonOf(
  code: ReasonCode,
  { value }: Entry,
  { authority, subject }: Claim,
  more: Record<string, string> = {},
): Reason {
  return { code, params: { other: value, authority, subject: subject ?? '', ...more } };
}
