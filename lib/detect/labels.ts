import type { Address, PageSignals, Place } from '#lib/core/types.ts';
import { asks, pageAsks } from './context.ts';
import { saidByName } from './field-names.ts';
import words from './labels.json' with { type: 'json' };
import { createMatcher, fold, type Matcher } from './phrase-match.ts';
import { LANGUAGES } from './phrases/all.ts';

type Spelled = Pick<Address, 'chain' | 'kind' | 'canonical'>;

/**
 * Whether a string without a checksum is called an address in one of its places, and in none a hash: what is printed
 * again without a word is still the hash that it was called before.
 */
export function isCalledAddress(address: Spelled, places: readonly Place[], page: PageSignals): boolean {
  const value = fold(address.canonical);
  return (
    places.some((place) => isLabelled(address, place, page)) &&
    !places.some((place) => isCalledHash(place, value))
  );
}

function isCalledHash({ how, near }: Place, value: string): boolean {
  if (how !== 'text' && how !== 'split') return false;
  return occurrences(fold(near), value).some(({ before }) => CALLED_HASH.test(before));
}

/**
 * Whether a string without a checksum is called an address where it stands. 32 bytes of base58, 64 hex digits,
 * words with a dot and mail addresses are everywhere: a chain's name, a wallet word or the field's own name has
 * to say what it is.
 */
export function isLabelled(address: Spelled, place: Place, page: PageSignals): boolean {
  const form = formOf(address.canonical);
  if (place.how === 'uri') return true;
  // A link that leads to no explorer names a file or a page.
  if (place.how === 'link') return false;
  const near = fold(place.near);
  const value = fold(address.canonical);
  const label = place.label ?? '';
  const said = saidByName(label);
  if (said === 'other' || !standsFree(near, value, form)) return false;
  const around = near.replaceAll(value, ' ');
  const named = () => (namesIt[address.kind] ?? namesIt[address.chain])?.(around) ?? false;
  const asked = () => asks(place.near) || pageAsks(page);
  const money = () => namesWallet(around) || asked();
  // Digests are copied, linked from explorers and called addresses of all things; so is mail.
  if (form === 'mail' && place.how === 'attribute' && MAIL_LABEL.test(label)) return true;
  if (form === 'hex' || form === 'handle' || form === 'mail') return named() && money();
  if (form === 'name') {
    return (named() && (!isProgram(place) || asked())) || (said === 'address' && money());
  }
  if (place.how === 'explorer' || place.how === 'qr' || place.how === 'copied') return true;
  if (said === 'address') return true;
  // Attributes and scripts hold tokens of every kind.
  if (place.how === 'attribute' || place.how === 'script') return named() && money();
  return named() || (namesWallet(around) && asked());
}

type Form = 'hex' | 'handle' | 'mail' | 'name' | 'plain';

function formOf(canonical: string): Form {
  if (/^[0-9a-f]{64}$/i.test(canonical)) return 'hex';
  if (canonical.startsWith('$')) return 'handle';
  // The bitcoin sign of BIP-353 tells such a name from mail.
  if (canonical.includes('@')) return canonical.startsWith('\u20bf') ? 'name' : 'mail';
  return canonical.includes('.') ? 'name' : 'plain';
}

/** By kind where several services share one chain, else by chain. */
const namesIt: Partial<Record<string, Matcher>> = Object.fromEntries(
  Object.entries(words).map(([key, list]) => [key, createMatcher(list)]),
);

const namesWallet = createMatcher(LANGUAGES.flatMap(({ wallet }) => wallet ?? []));

/** Names of fields that hold what looks like mail and is an address. */
const MAIL_LABEL = /^(?:data-)?(?:address|lud16|lnurl|lightning.*)$/i;

/** What stands right before and behind each time that the value is printed. */
function occurrences(near: string, value: string): { before: string; after: string }[] {
  const parts = near.split(value);
  return parts.slice(1).map((after, i) => ({ before: parts[i] as string, after }));
}

/** Whether it stands alone somewhere, and nothing there says that it is something else. Fields are near nothing. */
function standsFree(near: string, value: string, form: Form): boolean {
  const all = occurrences(near, value);
  return (
    all.length === 0 ||
    all.some((one) => !isInsideRun(one.before, one.after) && !isCalledOtherwise(one.before, form))
  );
}

/** Signs that glue a string to others: a path, a file name, base64, a query. */
function isInsideRun(before: string, after: string): boolean {
  return /[/_.+=&%~@#-]$/.test(before) || /^[/_+=&%~@#(-]|^\.\w/.test(after);
}

const CALLED_HASH = /(?:hash|sha-?256|digest|txid|signature|commit)["'`]?\s*[:=(]\s*["'`(]*$/;
const CALLED_OTHERWISE =
  /(?:hash|program(?:[ _-]?id)?|\b(?:mint|sig|tree)|signature|signer|did:key|key id|peer[ _-]?id|token|store[ _-]?id|group_value|nonce|sha-?256|digest|txid|commit)["'`]?\s*[:=(]?\s*["'`(]*$/;
const CALLED_MAIL =
  /(?:e-?mails?|mail|mailto|contact|почта|ایمیل|بريد\S*|邮箱|郵箱|メール|이메일)["'`]?\s*[:=(-]?\s*["'`(]*$/;

/** The word right before the value says that it is something else. */
function isCalledOtherwise(before: string, form: Form): boolean {
  return CALLED_OTHERWISE.test(before) || (form === 'mail' && CALLED_MAIL.test(before));
}

/** `web3.eth` and `Token.sol` are parts of programs. */
function isProgram({ within, how, near }: Place): boolean {
  return (
    how === 'script' ||
    within.includes('code') ||
    /solidity|\bimport\b|\.sol\b.*\.sol\b|\bweb3\.eth\b/i.test(near)
  );
}
