import { parseHandle } from '#lib/address/handle.ts';
import type { ChainName } from '#lib/core/chains.ts';
import type { EntryKind, Stance } from '#lib/core/entry.ts';
import type { RefusalReason } from '#lib/core/refusals.ts';
import { domainKey } from '#lib/detect/place.ts';
import { entryKeys, LIGHTNING_LINK } from '#lib/watchlist/entry-keys.ts';

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

const TELEGRAM = /^(https?:\/\/)?(www\.)?(t\.me|telegram\.(me|dog))\/./i;
/** `provider:account`. */
const WIDGET = /^[a-z0-9.-]+:./i;
/** Ends in a label with a letter, or is a whole IPv4 address: `0.0.1319` is neither. */
const HOST = /^([^\s/@:]+\.[^\s/@:.]*[^\s/@:.\d][^\s/@:.]*\.?|\d+\.\d+\.\d+\.\d+)(:\d+)?$/;

/** Kind and stance of a value, from the named kind or, where that leaves it open, from its shape. */
export function kindOf(
  named: string,
  value: string,
  chain: ChainName | null,
): { kind: EntryKind; stance: Stance } | { reason: RefusalReason } {
  const stance = STANCES.get(named) ?? 'warns';
  const kind = named === '' || stance !== 'warns' ? guessKind(value, chain) : NAMED_KINDS.get(named);
  if ((!kind || kind === 'address') && isMailbox(value, chain)) return { reason: 'mailbox' };
  if (!kind) return { reason: 'unknown-kind' };
  if ((kind === 'xpub' || kind === 'descriptor') && paidKind(value) !== kind)
    return { reason: `bad-${kind}` };
  if (kind === 'widget' && !WIDGET.test(value)) return { reason: 'bad-widget' };
  return { kind, stance };
}

function isMailbox(value: string, chain: ChainName | null): boolean {
  const entry = entryKeys({ kind: 'address', value, chain, flags: [] });
  return !entry.ok && entry.error.code === 'mailbox';
}

/** What money can be sent to, directly or through what is derived from it. */
function paidKind(value: string): EntryKind | null {
  const entry = entryKeys({ kind: 'address', value, chain: null, flags: [] });
  return entry.ok ? entry.value.kind : null;
}

function guessKind(value: string, chain: ChainName | null): EntryKind | null {
  const paid = paidKind(value);
  // A name such as `alice.eth` looks like a site: a chain has to say it.
  if (paid && (chain || !value.includes('.') || LIGHTNING_LINK.test(value))) return paid;
  // And one such as `a@b.example` like a mailbox, which is refused as an address where another chain is said.
  if (chain && parseHandle(value)) return 'address';
  if (TELEGRAM.test(value)) return 'handle';
  const rest = value.replace(/^https?:\/\//i, '');
  const slash = rest.search(/[/?#]/);
  const host = slash < 0 ? rest : rest.slice(0, slash);
  if (HOST.test(host) && domainKey(host).ok) {
    return slash < 0 || rest.slice(slash) === '/' ? 'domain' : 'page';
  }
  // With a chain named it can only be meant as an address, and is refused as one.
  return chain && /^[\w:-]+$/.test(value) ? 'address' : null;
}
