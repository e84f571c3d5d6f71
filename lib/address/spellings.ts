import { bech32, hex } from '@scure/base';
import type { ChainName } from '#lib/core/chains.ts';
import type { Encoding } from '#lib/core/checked.ts';
import type { Address } from '#lib/core/types.ts';
import { cashForms, legacyForms } from './bitcoin-forms.ts';
import { encodeXAddress } from './ripple.ts';
import { formsOf } from './ton.ts';
import { encodeTex } from './zcash.ts';

type Spelling = Pick<Encoding, 'kind' | 'text'>;

/** Every way to write the same destination, the canonical one first. */
export function spellingsOf(address: Address): Encoding[] {
  const { chain, kind, canonical, memo } = address;
  const own = [{ kind, text: canonical }, ...baseOf(address)];
  const more = FAMILIES[chain]?.(address) ?? [];
  const upper = [...own, ...more].filter(({ text }) => isBech32(text)).map(inCapitals);
  return [...own, ...more, ...upper].map((spelling) => ({
    chain,
    ...spelling,
    relation: 'same-destination',
    // Of the forms of such a chain only the one that was read is known to carry it.
    ...(memo !== undefined && spelling.text !== canonical && { withoutMemo: true }),
  }));
}

/** What each family writes beside its canonical form. */
const FAMILIES: Partial<Record<ChainName, (address: Address) => Spelling[]>> = {
  ethereum: spellEvm,
  tron: spellTron,
  'bitcoin-cash': spellCash,
  ecash: spellCash,
  ripple: spellRipple,
  zcash: spellZcash,
  ton: ({ canonical }) => formsOf(canonical),
  nano: ({ canonical }) => [{ kind: 'before-2018', text: canonical.replace(/^nano_/, 'xrb_') }],
  lightning: spellLightning,
};

/** Kinds whose identity is that of a form which carries less. */
const BASES: Partial<Record<string, string>> = {
  muxed: 'account',
  integrated: 'standard',
  'x-address': 'classic',
  tex: 'p2pkh',
};

/** The destination without what this form carries beside it: a customer's number, a blinding key. */
function baseOf({ chain, kind, canonical, identity }: Address): Spelling[] {
  const base = BASES[kind] ?? (chain === 'liquid' ? kind : undefined);
  const text = identity.slice(chain.length + 1);
  // On XRP's test network the classic form does not tell the network.
  if (!base || text === canonical || text.startsWith('testnet:')) return [];
  return [{ kind: base, text }];
}

/** EIP-55 is canonical; wallets take one case as well. */
function spellEvm({ canonical }: Address): Spelling[] {
  if (!canonical.startsWith('0x')) return [];
  return [
    { kind: 'lower-case', text: canonical.toLowerCase() },
    { kind: 'upper-case', text: `0x${canonical.slice(2).toUpperCase()}` },
  ];
}

/** TRON documentation, "Account": the bytes before base58, as nodes and contracts write them. */
function spellTron({ keys }: Address): Spelling[] {
  return [{ kind: 'hex', text: `41${bytesOf(keys)}` }];
}

/** CashAddr with its prefix and without, in both cases, and what stood there before it. */
function spellCash({ chain, canonical, keys: [key = ''], notes }: Address): Spelling[] {
  const isTest = notes?.includes('testnet');
  const prefix = /^(\w+):/.exec(canonical)?.[1] ?? (chain === 'ecash' ? 'ecash' : 'bitcoincash');
  const forms = cashForms(prefix, key);
  if (isTest || forms.length === 0) return [...forms, inCapitals({ kind: '', text: canonical })];
  const bare = forms.map(({ text }) => ({ kind: 'without-prefix', text: text.slice(prefix.length + 1) }));
  const all = [...forms, ...bare];
  return [...all, ...all.map(inCapitals), ...legacyForms(chain, key)];
}

function spellRipple({ keys, notes }: Address): Spelling[] {
  if (notes?.includes('testnet')) return [];
  return [{ kind: 'x-address', text: encodeXAddress(hex.decode(bytesOf(keys))) }];
}

function spellZcash({ kind, keys, notes }: Address): Spelling[] {
  if (kind !== 'p2pkh' || notes?.includes('testnet')) return [];
  return [{ kind: 'tex', text: encodeTex(hex.decode(bytesOf(keys))) }];
}

/** LUD-01 and LUD-16: the same URL, in bech32 or as a name. */
function spellLightning({ kind, identity }: Address): Spelling[] {
  const url = identity.slice('lightning:'.length);
  const named = /^https?:\/\/([^/]+)\/\.well-known\/lnurlp\/([^/?#]+)$/.exec(url);
  if (kind === 'lightning-address') return [{ kind: 'lnurl', text: encodeLnurl(url) }];
  return kind === 'lnurl' && named ? [{ kind: 'lightning-address', text: `${named[2]}@${named[1]}` }] : [];
}

function encodeLnurl(url: string): string {
  return bech32.encode('lnurl', bech32.toWords(new TextEncoder().encode(url)), false);
}

/** BIP-173: all upper case is the same address; QR codes hold it so. */
function isBech32(text: string): boolean {
  return /^[a-z_]{1,20}1[02-9ac-hj-np-z]{6,}$/.test(text);
}

function inCapitals({ text }: Spelling): Spelling {
  return { kind: 'upper-case', text: text.toUpperCase() };
}

function bytesOf(keys: readonly string[]): string {
  const [key = ''] = keys;
  return key.slice(key.indexOf(':') + 1);
}
