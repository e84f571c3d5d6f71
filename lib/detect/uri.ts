import { findCandidates } from './find.ts';

export interface HrefReading {
  how: 'uri' | 'link';
  /** Destinations, in order, each once. */
  texts: string[];
  /** Of a web address. */
  host: string;
}

/** Schemes whose rest is a page, a program or raw data and never one address. */
const NO_PAYMENT = /^(?:https?|ftp|javascript|mailto|tel|sms|tg|blob|file|)$/i;

/**
 * Parameters of a payment URI that tell people what it is for (BIP-21, ZIP-321, Monero, SEP-7), or wallets which coin is
 * meant and who issues it: an address in them gets nothing. Parts of their names. Data.
 */
const BESIDE_PAYMENT =
  /(?<![^&])[^=&]*(?:asset|desc|issue|jetton|label|memo|mess|msg|name|text|token)[^&]*/gi;

/**
 * What a link leads to, as far as addresses go: the destination of a payment URI, or the addresses inside
 * a web address. `base` is the document's own address, for relative links. `null` when there is none.
 */
export function readHref(href: string, base: string): HrefReading | null {
  // Pictures inlined as data can be long, and hold no destination.
  if (/^\s*data:/i.test(href)) return null;
  // Parts of a path stand apart: whether its host is one whose paths hold addresses is known in the background.
  const texts = textsIn(decode(href).replace(/[/?&=]/g, ' '));
  if (!texts[0]) return null;
  const paid = paymentDestinations(href);
  return paid[0]
    ? { how: 'uri', texts: paid, host: '' }
    : { how: 'link', texts, host: URL.parse(href, base)?.hostname ?? '' };
}

/**
 * Who gets the money when this payment URI is followed: `scheme:ADDRESS`, with or without `//`.
 * BIP-21 (`bitcoin:`) may leave the path empty and name the address in a parameter.
 * EIP-681 (`ethereum:`): `pay-` may stand before the address. Where a contract's function is called, such as a token's
 * `transfer` or `approve`, the path names that only, and who gets the money or may take it stands in `address`.
 */
export function paymentDestinations(uri: string): string[] {
  const [, scheme = '', target = '', parameters = ''] =
    /^\s*([a-z][\w+.-]*):(?:\/\/|pay-)?([^?#]*)(?:\?([^#]*))?/i.exec(uri) ?? [];
  if (NO_PAYMENT.test(scheme)) return [];
  const path = decode(target);
  // Before it is decoded, for what people are told may hold an `&` of its own.
  const query = decode(parameters.replace(BESIDE_PAYMENT, ''));
  if (/^0x.*\/\w+$/.test(path)) {
    const concerned = textsIn((query.match(/\baddress=[^&]*/gi) ?? []).join());
    if (concerned[0]) return concerned;
  }
  // The scheme says what the rest is, which some forms need. Other ways to pay the same stand in parameters:
  // `lightning`, `lno`, `sp`, `bc`.
  return textsIn(`${scheme} ${path}?${query}`);
}

function textsIn(text: string): string[] {
  return [...new Set(findCandidates(text).map(({ text }) => text))];
}

/** Times that a URL inside a URL inside a URL is decoded. */
const MAX_ENCODED = 3;

/** Percent-encoding undone, where it can be: one sign that is none must not keep the rest. */
export function decode(text: string): string {
  let plain = text;
  for (let i = 0; i < MAX_ENCODED && plain.includes('%'); i++) {
    plain = plain.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
      try {
        return decodeURIComponent(encoded);
      } catch {
        return encoded;
      }
    });
  }
  return plain;
}
