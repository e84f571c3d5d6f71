import { bech32 } from '@scure/base';
import type { Address } from '#lib/core/types.ts';
import { readInvoice } from './bolt11.ts';
import { readOffer } from './bolt12.ts';
import type { Codec } from './codec.ts';
import { isMailOnly, parseHandle } from './handle.ts';

const INVOICE = /^ln(?:bc|tb|sb)/i;
const OFFER = /^l(?:\+\s*)?n(?:\+\s*)?o/i;
const LNURL = /^lnurl1/i;
/** LUD-16 allows these; `+` carries a tag that the service reads. */
const USER = /^[a-z0-9._+-]{1,64}$/;
/** Longest form that is read; a route through many hops makes an invoice long. */
const MAX_CHARS = 4_096;

/**
 * Lightning: invoices (BOLT 11), offers (BOLT 12), LNURL (LUD-01) and lightning addresses (LUD-16). A node is no
 * owner: custodians run one node for all their customers, so the node's key says nothing of who is paid.
 */
export const lightning: Codec = {
  family: 'lightning',
  chains: ['lightning'],
  parse(text) {
    const first = text.charCodeAt(0) | 0x20;
    if (text.length > MAX_CHARS) return null;
    if (first === 0x6c) {
      if (INVOICE.test(text)) return parseInvoice(text);
      if (LNURL.test(text)) return parseLnurl(text);
      if (OFFER.test(text)) return parseOffer(text);
    }
    return text.includes('@') ? parseLightningAddress(text) : null;
  },
};

function parseInvoice(text: string): Address | null {
  const invoice = readInvoice(text);
  if (!invoice) return null;
  const canonical = text.toLowerCase();
  return {
    ...base(canonical),
    kind: 'bolt11',
    keys: [`lightning:${canonical}`],
    notes: invoice.isTest ? ['invoice', 'testnet'] : ['invoice'],
  };
}

function parseOffer(text: string): Address | null {
  const canonical = joinOffer(text);
  const offer = canonical && readOffer(canonical.slice('lno1'.length));
  if (!offer) return null;
  return {
    ...base(canonical),
    kind: 'bolt12',
    keys: [`lightning:${canonical}`],
    notes: offer.isTest ? ['invoice', 'testnet'] : ['invoice'],
  };
}

/** BOLT 12, "Encoding": `+` and white space may join parts, each with a character on either side; one case only. */
function joinOffer(text: string): string | null {
  const joined = text.replace(/(?<=[a-z0-9])\+\s*(?=[a-z0-9])/gi, '');
  if (joined !== joined.toLowerCase() && joined !== joined.toUpperCase()) return null;
  const lower = joined.toLowerCase();
  return lower.startsWith('lno1') ? lower : null;
}

function parseLnurl(text: string): Address | null {
  const decoded = bech32.decodeUnsafe(text, false);
  const bytes = decoded && bech32.fromWordsUnsafe(decoded.words);
  const url = bytes && URL.parse(new TextDecoder().decode(bytes));
  // LUD-01: HTTPS, or plain HTTP where the host is an onion service.
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && url.hostname.endsWith('.onion')))
    return null;
  const canonical = text.toLowerCase();
  const lnurl = `lnurl:${url.href}`;
  return { ...base(canonical), kind: 'lnurl', identity: `lightning:${url.href}`, keys: [lnurl] };
}

function parseLightningAddress(text: string): Address | null {
  const handle = parseHandle(text);
  if (!handle || !USER.test(handle.user) || isMailOnly(handle.domain)) return null;
  // LUD-16: the address is a short way to write this URL, which an LNURL may hold as well.
  const scheme = handle.domain.endsWith('.onion') ? 'http' : 'https';
  const url = `${scheme}://${handle.domain}/.well-known/lnurlp/${handle.user}`;
  return {
    ...base(`${handle.user}@${handle.domain}`),
    kind: 'lightning-address',
    identity: `lightning:${url}`,
    keys: [`lnurl:${url}`],
    needsContext: true,
  };
}

function base(canonical: string): Pick<Address, 'chain' | 'canonical' | 'identity'> {
  return { chain: 'lightning', canonical, identity: `lightning:${canonical}` };
}
