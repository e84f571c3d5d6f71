import { parseAddress } from '#lib/address/registry.ts';
import { formsUnder } from '#lib/address/same-key.ts';
import type { Claim, Entry } from '#lib/core/entry.ts';
import type { Match } from '#lib/core/report.ts';
import type { Address } from '#lib/core/types.ts';
import { isLine } from '#lib/core/where.ts';
import type { PlaceKey } from '#lib/detect/place.ts';
import type { EntryKeys } from './entry-keys.ts';
import { key64 } from './key.ts';
import { matchPlace } from './match.ts';

/**
 * Entries in bulk: of an address or a host only its key is kept, and what is said of it in a row without a value
 * that many share. What was met on a page is the value. See docs/adr/012-compact-lists.md.
 */

const HOST = 'host:';
/** The id of a claim that has none of its own, as plain lists of addresses have it. */
const LISTED = 'listed';

type Met = Pick<Match, 'how' | 'entry'>;

/**
 * What a key in bulk keeps of an entry beside itself, or `null` where the entry needs its value: 32 bits of an
 * address's identity, nothing of a host. Pages, handles and widgets are few; what has children or relations is met
 * in more ways than by its key.
 */
export function bulkCheckOf({ kind, address }: EntryKeys): number | undefined | null {
  if (kind === 'domain') return undefined;
  if (kind !== 'address' || !address || address.relatedKeys?.length) return null;
  return checkOf(address);
}

/**
 * Whether what is said of an entry lets it stand in bulk: not what is exact or nothing, and not what a charity
 * published itself, which is guarded against imitation.
 */
export function isPlain({ flags, claims }: Entry): boolean {
  return flags.length === 0 && claims.every(({ memo, stance }) => memo === null && stance !== 'verified');
}

/**
 * The row that entries in bulk share. The number of a line would give each a row of its own, and tells nobody more than
 * the address does.
 */
export function withoutValue({ kind, chain, claims }: Entry): Entry {
  return { kind, value: '', chain, flags: [], claims: eachOnce(claims.map(withoutLine)) };
}

function withoutLine(claim: Claim): Claim {
  return isLine(claim.id) ? { ...claim, id: LISTED } : claim;
}

/**
 * What two lines said of one address in the same words is said once. Further lines are counted, for claims that share an id
 * are taken for one where they are judged (lib/verdict/standing.ts).
 */
function eachOnce(claims: Claim[]): Claim[] {
  if (claims.length < 2) return claims;
  const distinct = [...new Map(claims.map((claim) => [JSON.stringify(claim), claim])).values()];
  let lines = 0;
  return distinct.map((claim) =>
    claim.id === LISTED && ++lines > 1 ? { ...claim, id: `${LISTED} ${lines}` } : claim,
  );
}

/** Two addresses of one key are few, so they hardly ever share these bits. */
function checkOf({ identity }: Address): number {
  return key64(`identity:${identity}`).hi;
}

/** The entry behind a key in bulk that an address met; the value of another address of the same key is not known. */
export function meetAddress(address: Address, key: string, check: number, row: Entry): Met | null {
  if (row.kind !== 'address' || row.value !== '') return null;
  if (check === checkOf(address)) {
    return { how: 'exact', entry: { ...row, value: address.canonical, chain: address.chain } };
  }
  return { how: address.keys.includes(key) ? 'same-key' : 'member', entry: { ...row, value: key } };
}

/**
 * The listed address of a child of an extended key, behind one of the child's keys. Its spelling is the one whose bits it
 * keeps; of a form that is not tried it is the key.
 */
export function meetChild(parent: Address, keys: readonly string[], check: number, row: Entry): Entry | null {
  if (row.kind !== 'address' || row.value !== '') return null;
  const child = { ...parent, keys: [...keys] };
  const spelled = keys
    .flatMap((key) => formsUnder(key, child))
    .map(({ text }) => parseAddress(text))
    .find((address) => address && checkOf(address) === check);
  return { ...row, value: spelled?.canonical ?? keys[0] ?? '', chain: spelled?.chain ?? row.chain };
}

export function meetPlace(place: PlaceKey, row: Entry): Met | null {
  if (row.kind !== 'domain' || row.value !== '' || !place.key.startsWith(HOST)) return null;
  const entry = { ...row, value: place.key.slice(HOST.length) };
  const how = matchPlace(place, entry);
  return how && { how, entry };
}
