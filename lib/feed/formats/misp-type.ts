import { MAX_PARTS_SEARCHED } from '#lib/core/limits.ts';
import type { RefusalReason } from '#lib/core/refusals.ts';
import { type Indicated, indicatedAddress, indicatedDomain, indicatedSite } from './intel-value.ts';
import { type Fields, fieldsOf, listOf, textOf } from './json-fields.ts';

type Reader = (value: string) => Indicated | { reason: RefusalReason };

/** Types of attributes that name what a list can hold (MISP core format, "Attribute Attributes", type). */
const TYPES: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['btc', (value) => indicatedAddress(value, 'btc')],
  ['dash', (value) => indicatedAddress(value, 'dash')],
  ['xmr', (value) => indicatedAddress(value, 'xmr')],
  ['domain', indicatedDomain],
  ['hostname', indicatedDomain],
  ['onion-address', indicatedDomain],
  // Of a pair only the name: an address of the network may be shared by many sites.
  ['domain|ip', (value) => indicatedDomain(value.split('|')[0] ?? '')],
  ['hostname|port', (value) => indicatedDomain(value.split('|')[0] ?? '')],
  ['url', indicatedSite],
]);

/**
 * Parts of objects that are meant by them (MISP/misp-objects). All other objects hold values of these types that
 * accuse nobody: the domain of a `victim`, the post of a `microblog`, the host in a `url` that lies on it.
 */
const MEANT: ReadonlyMap<string, readonly string[]> = new Map([
  ['coin-address', ['address', 'address-xmr', 'address-crypto']],
  ['btc-wallet', ['wallet-address']],
  ['domain-ip', ['domain', 'hostname']],
  ['domain|ip', ['domain', 'hostname']],
  ['phishing', ['url']],
  ['url', ['url']],
]);

/** What an attribute points at; reasons that begin with `other-` say that it is of no kind that a list can hold. */
export function indicatedBy(
  type: string,
  value: string | null,
  attribute: Fields,
  object: Fields | null,
): Indicated | { reason: RefusalReason } {
  const name = textOf(object?.name);
  const relation = textOf(attribute.object_relation);
  if (object && !MEANT.get(name ?? '')?.includes(relation ?? '')) return { reason: 'other-object' };
  // A coin without a type of its own is written as text, and all of them into `address`: the symbol says which it is.
  const isCoin = name === 'coin-address';
  const read = isCoin ? (text: string) => indicatedAddress(text, symbolOf(object) ?? type) : TYPES.get(type);
  if (!read) return { reason: 'other-type' };
  return value === null ? { reason: 'bad-value' } : read(value);
}

function symbolOf(object: Fields | null): string | null {
  const part = listOf(object?.Attribute)
    .slice(0, MAX_PARTS_SEARCHED)
    .map(fieldsOf)
    .find((attribute) => attribute?.object_relation === 'symbol');
  return textOf(part?.value);
}
