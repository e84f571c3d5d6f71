import { parseAddress } from '#lib/address/registry.ts';
import type { ChainName } from '#lib/core/chains.ts';
import type { EntryFlag } from '#lib/core/entry.ts';
import type { RefusalReason } from '#lib/core/refusals.ts';
import { stripInvisible, unmask } from '#lib/detect/disguise.ts';
import { SHARED_ADDRESSES } from '../shared-addresses.ts';
import { type ListedValue, readPaid } from './community-value.ts';

/** Networks on which a custodian takes everybody's payments at one address and tells them apart by a memo or tag. */
const MEMO_CHAINS: ReadonlySet<ChainName | null> = new Set<ChainName>(['cosmos', 'ripple', 'stellar']);

export type FoundAddress = Exclude<ListedValue, { reason: RefusalReason }>;
/** `value` of what is refused is empty where it might be about a person. */
export type CellPart = FoundAddress | { value: string; reason: RefusalReason };

const BETWEEN = /[\s,;|/]+/;
/** As long as an address and without what stands in names of services, mailboxes and people. */
const MAY_BE_ADDRESS = /^(?=.*[a-z])[0-9a-z:]{25,200}$/i;
/** Exchanges number their customers, and so do states. */
const NUMBER = /^[\s\d.+()-]+$/;

/**
 * The addresses of a cell. The column is called "Virtual currency address / User ID": orders seize accounts at
 * exchanges too, by the customer's number, and a number must not come any further than this.
 */
export function readCell(text: string): CellPart[] {
  const cell = stripInvisible(text).text.trim();
  if (cell === '') return [{ value: '', reason: 'missing-value' }];
  if (NUMBER.test(cell)) return [{ value: '', reason: 'exchange-account' }];
  return [...new Set(cell.split(BETWEEN).filter(Boolean))].map(readToken);
}

function readToken(token: string): CellPart {
  if (NUMBER.test(token)) return { value: '', reason: 'exchange-account' };
  const plain = unmask(token);
  if (!MAY_BE_ADDRESS.test(plain)) return { value: '', reason: 'no-address' };
  const read = readPaid(plain === token || hasChecksum(plain) ? plain : token, null);
  // Letters alone may be a name.
  return 'reason' in read ? { value: /\d/.test(token) ? token : '', reason: read.reason } : read;
}

/** Only a checksum shows that the letters which were put in place of look-alikes are those that were meant. */
function hasChecksum(text: string): boolean {
  const address = parseAddress(text);
  return address !== null && !address.needsContext && !/^0x/i.test(text);
}

/** `platform`: the exchange that holds what is paid there, where the list names one. */
export function flagsOf({ value, chain }: FoundAddress, platform: string): EntryFlag[] {
  const isCustodial = platform !== '' && MEMO_CHAINS.has(chain);
  return isCustodial || SHARED_ADDRESSES.includes(value) ? ['shared'] : [];
}
