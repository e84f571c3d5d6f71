import { isExplorer } from './explorers.ts';
import { type Found, findCandidates } from './find.ts';

export interface HrefReading {
  how: 'uri' | 'link' | 'explorer';
  /** Destinations, in order, each once. */
  texts: string[];
}

/** Schemes whose rest is a page, a program or raw data and never one address. */
const NO_PAYMENT = new Set([
  'http',
  'https',
  'ftp',
  'javascript',
  'mailto',
  'tel',
  'sms',
  'tg',
  'blob',
  'file',
]);

/**
 * What a link leads to, as far as addresses go: the destination of a payment URI, or the addresses inside
 * a web address. `base` is the document's own address, for relative links. `null` when there is none.
 */
export function readHref(href: string, base: string): HrefReading | null {
  // Pictures inlined as data can be long, and hold no destination.
  if (/^\s*data:/i.test(href)) return null;
  const isExplorers = isExplorer(URL.parse(href, base)?.hostname ?? '');
  const text = decode(href);
  // In a path, what has no checksum may be anything; an explorer's paths hold addresses.
  const found = findCandidates(isExplorers ? text.replace(/[/?&=]/g, ' ') : text);
  if (found.length === 0) return null;
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(href)?.[1]?.toLowerCase();
  if (scheme && !NO_PAYMENT.has(scheme)) {
    const texts = paymentDestinations(href.trim());
    if (texts.length > 0) return { how: 'uri', texts };
  }
  return { how: isExplorers ? 'explorer' : 'link', texts: distinct(found) };
}

/**
 * Who gets the money when this payment URI is followed: `scheme:ADDRESS`, with or without `//`.
 * BIP-21 (`bitcoin:`) may leave the path empty and name the address in a parameter.
 * EIP-681 (`ethereum:`): a token's `transfer` names the contract first and the recipient in `address`.
 */
export function paymentDestinations(uri: string): string[] {
  const parts = /^([a-z][a-z0-9+.-]*):(?:\/\/)?([^?#]*)(?:\?([^#]*))?/i.exec(uri);
  if (!parts) return [];
  const path = decode(parts[2] ?? '');
  const query = decode(parts[3] ?? '');
  if (/\/transfer$/i.test(path)) {
    const recipient = textsIn(/(?:^|&)address=([^&]*)/i.exec(query)?.[1] ?? '');
    if (recipient.length > 0) return recipient;
  }
  // EIP-681: `pay-` may stand before the address, `@chain` and `/function` behind it.
  // The scheme says what the rest is, which some forms need.
  const target = textsIn(`${parts[1]} ${path.replace(/^pay-/i, '')}`);
  return target.length > 0 ? target.slice(0, 1) : textsIn(query);
}

function textsIn(text: string): string[] {
  return distinct(findCandidates(text));
}

function distinct(found: readonly Found[]): string[] {
  return [...new Set(found.map(({ text }) => text))];
}

/** Percent-encoding undone, where it can be. */
export function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
