/**
 * The words of the domain, shared by every layer. Types only, and the few constants that order them.
 * What each word means is written down in ARCHITECTURE.md ("Concepts").
 */

/** Plain chain names, as they stand in the scan command's JSON. `ethereum` is every EVM chain. */
export const CHAINS = [
  'bitcoin',
  'bitcoin-cash',
  'bitcoin-sv',
  'bitcoin-gold',
  'litecoin',
  'dogecoin',
  'dash',
  'zcash',
  'verge',
  'ethereum',
  'tron',
  'monero',
  'ripple',
  'solana',
  'stellar',
  'cardano',
  'polkadot',
  'cosmos',
  'ton',
  'tezos',
  'algorand',
  'near',
  'lightning',
  'ens',
] as const;
export type ChainName = (typeof CHAINS)[number];

/** Verdict levels, worst first: the order is the severity that the badge and every list use. */
export const LEVELS = [
  'listed',
  'derived',
  'same-key',
  'lookalike',
  'reported',
  'caution',
  'delisted',
  'verified',
  'none',
] as const;
export type Level = (typeof LEVELS)[number];

/** Levels that may be shown inside somebody's page; all others live in the popup only. */
export const MARKED_LEVELS: readonly Level[] = ['listed', 'derived', 'same-key', 'lookalike'];

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
}

/** A string on a page that may be an address. Not parsed yet: that is the background's work. */
export interface Candidate {
  /** As it stood, cleaned of white space and invisible characters. */
  text: string;
  places: Place[];
}

/** What one frame tells of its document as a whole. */
export interface PageSignals {
  title: string;
  /** `og:type` says article, or the page carries NewsArticle data. */
  isArticle: boolean;
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
  unread: Unread[];
  /** Milliseconds of main-thread work in all scans of this document so far. */
  scanMs: number;
  /** Milliseconds from navigation start to the end of the newest scan. */
  settledMs: number;
}

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
  /** Facts worth showing: `wrong-checksum-case`, `testnet`. */
  notes?: string[];
}

export type EntryKind = 'address' | 'xpub' | 'descriptor' | 'domain' | 'page' | 'handle' | 'widget';
export type Relation = 'direct' | 'cluster' | 'service';
/** What lists say of themselves; `corroborated` is computed from several claims and never written. */
export type ListTier = 'official' | 'reported';
export type Tier = ListTier | 'corroborated';
export type Status = 'active' | 'delisted' | 'forfeited' | 'expired' | 'disputed' | 'withdrawn';
export type Confidence =
  | 'official-list'
  | 'court-record'
  | 'agency-notice'
  | 'issuer-freeze'
  | 'research'
  | 'community';
/** `warns`: speaks against. `safe`: never accused by a community list. `verified`: published by the charity itself. */
export type Stance = 'warns' | 'safe' | 'verified';

/** Calendar date, `YYYY-MM-DD`. */
export type IsoDate = string;

/** What one source says of one entry. Claims are kept apart and never merged into a judgement. */
export interface Claim {
  /** The source's own id: `sdn:47635/feature:70190`, a docket, `line 12`. */
  id: string;
  stance: Stance;
  authority: string;
  /** The published name, as the list writes it; `null` where the list names none. */
  subject: string | null;
  aliases: string[];
  programmes: string[];
  legalBasis: string | null;
  jurisdiction: string | null;
  category: string | null;
  relation: Relation;
  tier: ListTier;
  confidence: Confidence;
  status: Status;
  /** When the subject was listed (a list rarely dates the value itself). */
  listed: IsoDate | null;
  /** When this value was first seen on the list, from one's own history. */
  firstSeen: IsoDate | null;
  validUntil: IsoDate | null;
  delisted: IsoDate | null;
  /** Memo or destination tag that the claim is bound to. */
  memo: string | null;
  /** Evidence, best first; http(s) only. */
  urls: string[];
}

export type EntryFlag =
  /** A contract: the same key on another network is somebody else's. */
  | 'contract'
  /** A custodial or token address: never matches alone, a memo has to agree. */
  | 'shared';

/** One thing on a list with all that the list says of it. */
export interface Entry {
  kind: EntryKind;
  /** As published, trimmed. */
  value: string;
  chain: ChainName | null;
  flags: EntryFlag[];
  claims: Claim[];
}

/** What is known of a list as a whole; travels with its compiled form. */
export interface ListInfo {
  /** Stable id: `ofac-sdn`. */
  id: string;
  title: string;
  publisher: string;
  /** SPDX id or the publisher's own words. */
  licence: string;
  homepage: string | null;
  /** Names of the sources it was made from, for telling independent publishers apart. */
  upstreams: string[];
  /** Date of the data. */
  date: IsoDate;
  /** A closed case that will not change any more: its age means nothing. */
  closed: boolean;
  /** The publisher's version, or a content hash. */
  version: string;
}

/** Why a record of a source was left out. */
export interface Refusal {
  /** Where it stood: `line 12`, `feature:70190`. */
  where: string;
  /** The value itself, shortened. */
  value: string;
  /** Reason key, such as `bad-checksum` or `public-suffix`. */
  reason: string;
}

/** How a page or address met an entry. */
export type MatchHow = 'exact' | 'same-key' | 'derived' | 'member' | 'domain' | 'page' | 'handle' | 'widget';

/** One entry that was met, with the list it stands on. */
export interface Match {
  how: MatchHow;
  list: ListInfo;
  entry: Entry;
}

/** A reason is a message key and its parameters; prose is the locale's. */
export interface Reason {
  code: string;
  params: Record<string, string>;
}

/** A claim as the report shows it, judged for one date. */
export interface ReportClaim {
  id: string;
  list: string;
  listTitle: string;
  authority: string;
  subject: string | null;
  aliases: string[];
  programme: string | null;
  legalBasis: string | null;
  /** The value on the list, where it differs from the one on the page. */
  value: string;
  valueChain: ChainName | null;
  match: MatchHow;
  relation: Relation;
  tier: Tier;
  confidence: Confidence;
  status: Status;
  listed: IsoDate | null;
  validUntil: IsoDate | null;
  delisted: IsoDate | null;
  memo: string | null;
  url: string | null;
}

export interface ReportPlace {
  how: How;
  /** Frames are counted in document order; the page itself is 0. */
  frame: number;
  flags: PlaceFlag[];
  context: Context;
  /** The browser's frame id, the candidate's text there and the place's index: what a jump needs. */
  at: { frameId: number; text: string; index: number };
}

/** One thing the report speaks of: the page itself, or one destination on it. */
export interface Finding {
  text: string;
  chain: ChainName | null;
  chains?: ChainName[];
  canonical: string;
  places: ReportPlace[];
  level: Level;
  reasons: Reason[];
  claims: ReportClaim[];
}

export interface ReportWidget {
  provider: string;
  kind: 'iframe' | 'script' | 'link' | 'button' | 'form';
  host: string;
}

export interface ReportList {
  id: string;
  title: string;
  version: string;
  date: IsoDate;
  closed: boolean;
  entries: number;
  /** Why the last refresh failed, with what to do; `null` when it went well. */
  problem: string | null;
}

export type ReportState =
  | 'ready'
  /** The watchlist is not there yet: nothing may be concluded. */
  | 'not-ready'
  /** The browser lets no extension read this page, or nothing has reported. */
  | 'unreadable';

/** What the popup shows and the scan command prints. */
export interface Report {
  state: ReportState;
  url: string;
  title: string;
  /** Date the judgement holds for. */
  date: IsoDate;
  watchlist: ReportList[];
  /** Facts about the watchlist itself: `memory-only`, `stale`, `as-of`. */
  notes: Reason[];
  level: Level;
  /** Whether the page asks for money. */
  context: Context;
  page: Finding[];
  addresses: Finding[];
  widgets: ReportWidget[];
  unread: Unread[];
  timings: { scanMs: number; lookupMs: number; settledMs: number };
}

/** What a frame has to show beside one candidate. */
export interface Mark {
  text: string;
  level: Level;
  context: Context;
  /** The one sentence that explains it, ready to show as text. */
  line: string;
}
