import { parseAddress } from '#lib/address/registry.ts';
import type { ChainName } from '#lib/core/chains.ts';
import type { EntryKind, Stance } from '#lib/core/entry.ts';
import { domainKey } from '#lib/detect/place.ts';

const NAMED_KINDS: ReadonlyMap<string, EntryKind> = new Map([
  ['address', 'address'],
  ['xpub', 'xpub'],
  ['ypub', 'xpub'],
  ['zpub', 'xpub'],
  ['descriptor', 'descriptor'],
  ['widget', 'widget'],
  ['domain', 'domain'],
  ['page', 'page'],
  ['handle', 'handle'],
]);
/** Kinds that say what a line means, not what stands in it. */
const STANCES: ReadonlyMap<string, Stance> = new Map([
  ['safe', 'safe'],
  ['verified', 'verified'],
]);

/** BIP-32 serialisation: 78 bytes and a checksum are 111 base58 characters; SLIP-132 has the other prefixes. */
const EXTENDED_KEY = /^[xyz]pub[1-9A-HJ-NP-Za-km-z]{107}$/;
/** BIP-380 script expressions, with the optional checksum. */
const DESCRIPTOR = /^(pk|pkh|wpkh|combo|sh|wsh|tr|multi|sortedmulti)\(.+\)(#[a-z0-9]{8})?$/;
const TELEGRAM = /^(https?:\/\/)?(www\.)?(t\.me|telegram\.(me|dog))\/./i;
/** `provider:account`. */
const WIDGET = /^[a-z0-9-]+:./;
/** Ends in a label with a letter, or is a whole IPv4 address: `0.0.1319` is neither. */
const HOST = /^([^\s/@:]+\.[^\s/@:.]*[^\s/@:.\d][^\s/@:.]*\.?|\d+\.\d+\.\d+\.\d+)(:\d+)?$/;

/** Kind and stance of a value, from the named kind or, where that leaves it open, from its shape. */
export function kindOf(
  named: string,
  value: string,
  chain: ChainName | null,
): { kind: EntryKind; stance: Stance } | { reason: string } {
  const stance = STANCES.get(named) ?? 'warns';
  const kind = named === '' || stance !== 'warns' ? guessKind(value, chain) : NAMED_KINDS.get(named);
  if (!kind) return { reason: 'unknown-kind' };
  if (kind === 'xpub' && !EXTENDED_KEY.test(value)) return { reason: 'bad-xpub' };
  if (kind === 'descriptor' && !DESCRIPTOR.test(value)) return { reason: 'bad-descriptor' };
  if (kind === 'widget' && !WIDGET.test(value)) return { reason: 'bad-widget' };
  return { kind, stance };
}

function guessKind(value: string, chain: ChainName | null): EntryKind | null {
  if (parseAddress(value)) return 'address';
  if (EXTENDED_KEY.test(value)) return 'xpub';
  if (DESCRIPTOR.test(value)) return 'descriptor';
  if (TELEGRAM.test(value)) return 'handle';
  const rest = value.replace(/^https?:\/\//i, '');
  const slash = rest.search(/[/?#]/);
  const host = slash < 0 ? rest : rest.slice(0, slash);
  if (HOST.test(host) && domainKey(host).ok) {
    return slash < 0 || rest.slice(slash) === '/' ? 'domain' : 'page';
  }
  // With a chain named it can only be meant as an address; of a chain without a codec it is kept as text.
  return chain && /^[\w:-]+$/.test(value) ? 'address' : null;
}
