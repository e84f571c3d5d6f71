import type { ChainName } from './chains.ts';
import type { WidgetFact } from './widgets.ts';

/**
 * The words of the domain, shared by every layer. Types only, and the few constants that order them.
 * What each word means is written down in ARCHITECTURE.md ("Concepts").
 */

/** How a candidate stood on the page. */
export const HOWS = [
  'text',
  'split',
  'link',
  'uri',
  'explorer',
  'attribute',
  'input',
  'script',
  'qr',
  'copied',
] as const;
export type How = (typeof HOWS)[number];

export const PLACE_FLAGS = ['hidden', 'disguised', 'shadow'] as const;
export type PlaceFlag = (typeof PLACE_FLAGS)[number];

/** `donation`: the page asks for money here. `mention`: it quotes, reports or documents. */
export type Context = 'donation' | 'mention';

/** Markup around a place that tells a quotation from an appeal. */
export const SURROUNDINGS = ['code', 'quote', 'article'] as const;
export type Surrounding = (typeof SURROUNDINGS)[number];

/** One place where a candidate stood, as the content script saw it. */
export interface Place {
  how: How;
  flags: PlaceFlag[];
  /** Text right around it, white space folded, at most `MAX_NEAR_CHARS`; never leaves the device. */
  near: string;
  within: Surrounding[];
  /**
   * Name that stands right before the value where it is no text: the attribute, the field's name, the JSON key or
   * the variable.
   */
  label?: string;
  /** The nearest parts of the page that it stands in, innermost first, as numbers that mean nothing else. */
  blocks?: number[];
}

/** A string on a page that may be an address. Not parsed yet: that is the background's work. */
export interface Candidate {
  /** As it stood, cleaned of white space and invisible characters. */
  text: string;
  places: Place[];
  /** Places beyond those that are kept of one text. */
  leftOut?: number;
}

/** What one frame tells of its document as a whole. */
export interface PageSignals {
  title: string;
  /** `og:type` says article, or the page carries NewsArticle data. */
  isArticle: boolean;
  /** It carries NewsArticle data: said of news only, where `og:type` is set on pages of any kind. */
  isNews?: true;
  /** Headings and buttons of the page, folded and capped: where an appeal announces itself. */
  appeal: string;
}

/** Something that stood on the page and was not read. */
export interface Unread {
  what: 'image' | 'canvas' | 'frame' | 'pdf' | 'limit';
  count: number;
  /** Short reason key, such as `cross-origin` or `too-many-candidates`. */
  why: string;
}

/** Everything one frame reports after a scan. The only thing a page may tell the background. */
export interface FrameScan {
  /** The document's address, single-page navigation included. */
  href: string;
  /** Index in `parent.frames` at each level from the top; `[]` is the page itself. */
  path: number[];
  /** Number of child frames, read or not. */
  frames: number;
  /**
   * Epoch milliseconds at which this document began (`performance.timeOrigin`), or came back out of the
   * back/forward cache: frames that began before their page did belong to the page before.
   */
  startedAt: number;
  signals: PageSignals;
  candidates: Candidate[];
  widgets: WidgetFact[];
  unread: Unread[];
  /** Milliseconds of main-thread work in all scans of this document so far. */
  scanMs: number;
  /** Milliseconds from navigation start to the end of the newest scan. */
  settledMs: number;
}

/** Facts of an address that its form alone tells; reason codes. */
export type AddressNote =
  /** EVM letters in a case that fits no checksum. */
  | 'wrong-checksum-case'
  /** Of a test network: what is sent there has no value. */
  | 'testnet'
  /** Monero: made so that nobody else can link it to its wallet. */
  | 'subaddress'
  /** A name that has to be looked up to learn where money goes; Almsguard does not look it up. */
  | 'unresolved-name'
  /** Shielded or one-time: what it pays to cannot be followed. */
  | 'shielded'
  /** An invoice or offer: it names a node, not an account. */
  | 'invoice';

/** A candidate that parsed. */
export interface Address {
  chain: ChainName;
  /** All chains that the version byte fits, where it fits several; `chain` is the first of them. */
  chains?: ChainName[];
  /** Encoding, in the words of the chain's specification: `p2pkh`, `p2wpkh`, `account`, … */
  kind: string;
  /** The one spelling that this destination is stored and shown under. */
  canonical: string;
  /**
   * Identity of the destination: equal for two spellings of one destination and for nothing else.
   * Usually `chain:canonical`; an integrated or muxed form carries its base's identity.
   */
  identity: string;
  /**
   * Keys to look up, strongest first. Two addresses with a common key are controlled by one key
   * (see lib/address/codec.ts for the namespaces).
   */
  keys: string[];
  /**
   * Keys that tie it to other addresses without showing one owner, such as a Cardano stake key, which anybody
   * can attach: enough for caution, never for an accusation.
   */
  relatedKeys?: string[];
  /** Destination tag, memo or payment id that this form carries. */
  memo?: string;
  /** The form has no checksum: it counts as an address only beside words that name it, or when a list holds it. */
  needsContext?: true;
  /** Facts worth showing, each a reason code: `wrong-checksum-case`, `testnet`, … */
  notes?: AddressNote[];
}
