import { type Found, findCandidates } from './find.ts';

export interface HrefReading {
  how: 'uri' | 'link';
  /** Destinations, in order, each once. */
  texts: string[];
  /** Of a web address. */
  host: string;
}

/** Schemes whose rest is a page, a program or raw data and never one address. */
const NO_PAYMENT = /^(?:https?|ftp|javascript|mailto|tel|sms|tg|blob|file)$/;

/**
 * What a link leads to, as far as addresses go: the destination of a payment URI, or the addresses inside
 * a web address. `base` is the document's own address, for relative links. `null` when there is none.
 */
export function readHref(href: string, base: string): HrefReading | null {
  // Pictures inlined as data can be long, and hold no destination.
  if (/^\s*data:/i.test(href)) return null;
  // Parts of a path stand apart: whether its host is one whose paths hold addresses is known in the background.
  const found = findCandidates(decode(href).replace(/[/?&=]/g, ' '));
  if (found.length === 0) return null;
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(href)?.[1]?.toLowerCase();
  if (scheme && !NO_PAYMENT.test(scheme)) {
    const texts = paymentDestinations(href.trim());
    if (texts.length > 0) return { how: 'uri', texts, host: '' };
  }
  return { how: 'link', texts: distinct(found), host: URL.parse(href, base)?.hostname ?? '' };
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
  // Monero's form has several recipients; everywhere else a second address in the path is a function's or a chain's.
  const paid = /^monero$/i.test(parts[1] ?? '') ? target : target.slice(0, 1);
  // Other ways to pay the same stand in parameters: `lightning`, `lno`, `sp`, `bc`.
  return [...new Set([...paid, ...textsIn(query)])];
}

function textsIn(text: string): string[] {
  return distinct(findCandidates(text));
}

function distinct(found: readonly Found[]): string[] {
  return [...new Set(found.map(({ text }) => text))];
}

/** Times that a URL inside a URL inside a URL is decoded. */
const MAX_ENCODED = 3;

/** Percent-encoding undone, where it can be: one sign that is none must not keep the rest. */
export function decode(text: string): string {
  let plain = text;
  for (let i = 0; i < MAX_ENCODED && plain.includes('%'); i++) {
    const next = plain.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
      try {
        return decodeURIComponent(encoded);
      } catch {
        return encoded;
      }
    });
    if (next === plain) break;
    plain = next;
  }
  return plain;
}
