/**
 * Every reason code that a verdict, a report or an unread note may carry, with its parameters.
 * A code is a message key (`reason_<code>` in lib/locales, `-` written `_`); the prose lives there.
 */
export const REASONS = {
  /** An official list names it now. */
  sanctioned: ['authority', 'subject', 'programme', 'listed'],
  /** A court ordered an address forfeited; the state may hold it. */
  forfeited: ['authority', 'subject', 'listed'],
  /** A court or agency took the site. */
  'seized-site': ['authority', 'subject', 'listed'],
  /** A community source names it. */
  reported: ['authority', 'subject'],
  /** Two publishers without a common source name it. */
  corroborated: ['authority', 'subject'],
  /** The list holds another address of the same key. */
  'same-key': ['chain', 'valueChain', 'value', 'authority', 'subject'],
  /** The list holds a key that this address is derived from. */
  derived: ['authority', 'subject', 'value'],
  /** It is a key, and the list holds an address that it makes; `path`: which of them. */
  parent: ['authority', 'subject', 'value', 'path'],
  /** It shares a key with a listed address that shows no owner: anybody can attach it. */
  related: ['authority', 'subject', 'value'],
  /** Somebody counts it among the addresses of a listed subject. */
  cluster: ['authority', 'subject'],
  /** It stood on the list once. */
  delisted: ['authority', 'subject', 'listed', 'delisted'],
  /** An order ran out, or was withdrawn or is disputed. */
  expired: ['authority', 'subject', 'validUntil'],
  disputed: ['authority', 'subject'],
  withdrawn: ['authority', 'subject'],
  /** The charity itself publishes it. */
  verified: ['subject', 'authority'],
  /** A page of the charity's own shows it, and was read on a day. */
  published: ['subject', 'authority', 'page', 'read'],
  /** A community source accuses what a safelist or the charity itself knows; `voucher` says so, of `subject`. */
  conflict: ['authority', 'voucher', 'subject'],
  /** An official list accuses it all the same. */
  'official-counts': ['authority', 'voucher', 'subject'],
  /** A custodial address: only the memo tells whose it is. */
  'memo-needed': ['authority'],
  /** A custodial address, with another memo than the listed one. */
  'other-memo': ['authority'],
  /** EVM letters in a case that fits no checksum: maybe mistyped. */
  'wrong-checksum-case': [],
  /** Of a test network: coins there are worth nothing. */
  testnet: [],
  /** Monero sub-address: no list can link it to its wallet. */
  subaddress: [],
  /** A name whose address Almsguard does not look up. */
  'unresolved-name': [],
  /** A shielded address: payments to it cannot be followed. */
  shielded: [],
  /** A Lightning invoice or offer: it names a node, not an account. */
  invoice: [],
  /** A QR code, a button or a link to pay names another address than the text beside it. */
  'qr-differs': ['printed', 'other'],
  'copy-differs': ['printed', 'other'],
  'link-differs': ['printed', 'other'],
  /** Begins and ends like the address that a charity published itself, and is another one. */
  lookalike: ['other', 'authority', 'subject'],
  /** Begins and ends like another address that the tab has shown. */
  'lookalike-seen': ['other'],
  /** The page's host imitates a charity's with letters that look alike, or is near it in another way. */
  'lookalike-host': ['host', 'other', 'authority', 'subject'],
  'similar-host': ['host', 'other', 'authority', 'subject'],
  /** On an earlier visit the page showed another address, which is gone. */
  rotates: ['chain', 'date'],
  /**
   * The page tells people to hide the payment (lib/detect/indicators.ts): caution, never an accusation. `fatf`: the section of
   * FATF's red flag indicators.
   */
  'hides-mixer': ['fatf'],
  'hides-tor': ['fatf'],
  'hides-untraceable': ['fatf'],
  'hides-privacy-coin': ['fatf'],
  'hides-fresh-wallet': ['fatf'],
  'hides-public-wifi': ['fatf'],
  'hides-purpose': ['fatf'],
  'hides-delete': [],
} as const satisfies Record<string, readonly string[]>;
export type ReasonCode = keyof typeof REASONS;

/** Facts about the watchlist that stand above every verdict. */
export const NOTES = {
  /** Storage was refused: the list lives until the browser closes. */
  'memory-only': [],
  /** The data of a list is older than it should be. */
  stale: ['list', 'date', 'days'],
  /** So much older that the device's clock may be what is wrong. */
  'stale-or-clock': ['list', 'date', 'days'],
  /** What a signed feed vouches for as its newest was so until then. */
  unconfirmed: ['list', 'until'],
  /** The device's clock is behind the data of its own lists. */
  clock: ['date', 'newest'],
  /** Judged for another date than today. */
  'as-of': ['date'],
  /** Every list is switched off or empty. */
  'no-lists': [],
  /** A page that should have become a case of the review while browsing was not kept. */
  'not-collected': [],
} as const satisfies Record<string, readonly string[]>;
export type NoteCode = keyof typeof NOTES;

/** Why something on a page was not read. */
export const UNREAD = [
  'not-answering',
  'too-many-candidates',
  'too-many-places',
  'too-much-text',
  'picture',
  'pdf',
  'keys',
] as const;
