import type { ChainName } from './chains.ts';
import type { Confidence, Entry, IsoDate, ListInfo, Relation, Status, Tier } from './entry.ts';
import type { ProblemCode } from './problems.ts';
import type { Failure } from './result.ts';
import type { Context, How, PlaceFlag, Unread } from './types.ts';

/** What is concluded of a page and how it is told: levels, matches, reasons, the report. Types only. */

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

/** Levels that warn inside somebody's page; all others live in the popup, but for a quiet glyph of `verified`. */
export const MARKED_LEVELS: readonly Level[] = ['listed', 'derived', 'same-key', 'lookalike'];

/** How a page or address met an entry. */
export type MatchHow =
  | 'exact'
  | 'same-key'
  /** It is a child of a listed extended key. */
  | 'derived'
  /** It is an extended key, and a child of it is listed. */
  | 'parent'
  | 'member'
  | 'domain'
  | 'page'
  | 'handle'
  | 'widget';

/** One entry that was met, with the list it stands on. */
export interface Match {
  how: MatchHow;
  list: ListInfo;
  entry: Entry;
  /** Of a `parent`: the child's path, as BIP-32 writes it. */
  path?: string;
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
  jurisdiction: string | null;
  /** The value on the list, where it differs from the one on the page. */
  value: string;
  valueChain: ChainName | null;
  match: MatchHow;
  /**
   * Whether it speaks against this finding, for it, or of something that only touches it. `outweighed`: it speaks
   * against what another list knows as harmless, and is not counted. `idle`: it knows as harmless what nobody
   * accuses; that is needed on the way and is not told (lib/verdict/idle.ts).
   */
  bearing: 'against' | 'for' | 'neither' | 'outweighed' | 'idle';
  relation: Relation;
  tier: Tier;
  confidence: Confidence;
  status: Status;
  listed: IsoDate | null;
  validUntil: IsoDate | null;
  delisted: IsoDate | null;
  /** When its source touched the record last; `null` where it does not say. */
  changed: IsoDate | null;
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
  /** A document in a frame that is no part of the page that counts (lib/verdict/substantial.ts). */
  aside?: true;
}

export interface ReportWidget {
  provider: string;
  kind: 'iframe' | 'script' | 'link' | 'button' | 'form';
  host: string;
  /** The receiving accounts that the page names, listed or not, each in its provider's one spelling. */
  accounts?: string[];
}

export interface ReportList {
  id: string;
  title: string;
  version: string;
  date: IsoDate;
  closed: boolean;
  /** ISO 8601 time until which its signed feed vouches that there is nothing newer; `null` where none does. */
  freshUntil: string | null;
  entries: number;
  /** Why the last refresh failed; `null` when it went well. */
  problem: Failure<ProblemCode> | null;
}

export type ReportState =
  | 'ready'
  /** The watchlist is not there yet: nothing may be concluded. */
  | 'not-ready'
  /** The browser lets no extension read this page, or nothing has reported. */
  | 'unreadable'
  /** The person has not allowed Almsguard to read this page, or wants it read on a click only. */
  | 'no-permission'
  /** The person paused on this site. */
  | 'paused';

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

/** What a frame has to show beside one candidate, or of its document as a whole. */
export interface Mark {
  /** The candidate's text; `null` where the document itself is what is listed. */
  text: string | null;
  /** What is listed is a donation button in the document, or a frame, and not the document. */
  part?: true;
  /** Of a donation button: the account behind it, `provider:account`. */
  account?: string;
  /** Where links and forms of the document lead that pay into that account. */
  urls?: string[];
  /** Of a listed document: those of its candidates that are addresses. */
  addresses?: string[];
  /** Of a document or a part: tells which it is from others, in whatever language the sentence is. */
  about?: string;
  /** The person wants no such marks drawn; before a payment it is asked about all the same. */
  undrawn?: true;
  level: Level;
  context: Context;
  /** The one sentence that explains it, ready to show as text. */
  line: string;
  /** What else a person should know before an act, a sentence each: since when and as whom, how sure it is. */
  more: string[];
}
