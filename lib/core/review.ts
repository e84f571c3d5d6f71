import type { ChainName } from './chains.ts';
import type { IsoDate, ListInfo } from './entry.ts';
import type { Level, Report } from './report.ts';

/**
 * The words of the review workspace. Types only, and the constants that order them.
 *
 * What people did is a log of acts that is only ever added to; what a case is, is what its acts come to
 * (lib/review/fold.ts). That one idea gives undo, the audit log, and merging without losing either side.
 */

export const CASE_STATES = [
  'new',
  'in-review',
  'second-opinion',
  'escalated',
  'confirmed',
  'dismissed',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** States that end a case. */
export const DECIDED_STATES = ['confirmed', 'dismissed', 'escalated'] as const satisfies CaseState[];

/** States with which what is on the screen is kept: a second opinion begins with what the first person saw. */
export const PROVEN_STATES: readonly CaseState[] = [...DECIDED_STATES, 'second-opinion'];

/** How a page came to be a case. */
export type Origin = 'page' | 'paste' | 'file' | 'scan' | 'tab' | 'browsing' | 'merge';

/** ISO 8601 time in UTC, with milliseconds. */
export type IsoTime = string;
/** SHA-256, lower-case hex. */
export type Sha256 = string;

/** What an entry of a list says of a thing that was found. */
export interface SeenClaim {
  list: string;
  /** Of the list: it may be gone when this is told. */
  title: string;
  /** The entry's value. */
  entry: string;
  /**
   * `past`: it spoke against it and does not count any more; it was delisted, for one. `near`: it is of something that
   * only touches it. `idle`: it speaks for what nobody accuses, which is not told.
   */
  says: 'against' | 'past' | 'for' | 'near' | 'idle';
}

/** A list as it stood when it was judged with. */
export type NamedList = Pick<ListInfo, 'id' | 'title' | 'version' | 'date'>;

/** That a list says something else of a thing now than when it was decided on. */
export interface ListChange {
  /** As shown to people. */
  text: string;
  entry: string;
  list: NamedList;
  /** `gone`: the list has no such entry any more. `removed`: the list itself is not there to be judged with. */
  says: Exclude<SeenClaim['says'], 'idle'> | 'gone' | 'removed';
}

/** One thing that was found on a page, in what is needed to judge again and to link cases. */
export interface SeenItem {
  kind: 'address' | 'host' | 'page' | 'handle' | 'widget';
  /** As shown to people: canonical for an address, `provider:account` for a widget. */
  text: string;
  chain: ChainName | null;
  /** What ties it to other cases: the strongest match key first. */
  keys: string[];
  level: Level;
  /** Subjects named by claims against it, for searching. */
  subjects: string[];
  /** Lists whose claims bear against it. */
  lists: string[];
  /** What tells afterwards which entry made a difference; not there where no list says anything. */
  claims?: SeenClaim[];
  /** Of an address: the page wants it paid into. Not there where the page only writes about it. */
  asks?: true;
}

/** What a page showed when it was looked at. */
export interface Seen {
  finalUrl: string;
  title: string;
  level: Level;
  /** Date the judgement holds for. */
  date: IsoDate;
  items: SeenItem[];
  /** Reason codes of indicators (red flags) that were met. */
  indicators: string[];
  /** Where it is not what the page showed here, but what the file of a scan says: nobody has looked. */
  from?: 'scan';
}

export type Act =
  | { type: 'add'; url: string; title: string; from: Origin; note: string }
  /** The page was opened and read. */
  | { type: 'seen'; seen: Seen }
  | {
      type: 'decide';
      state: CaseState;
      /** Id of a reason in the team's list; `null` for none. */
      reason: string | null;
      /** Evidence as it was at this moment; `null` where the state needs none. */
      evidence: Sha256 | null;
      /** Ids of the decisions that its author had in view, and whose place it takes. */
      after: string[];
      /** The case of the same wallet in whose way it was decided, where nobody had to look at this one's page. */
      like?: string;
    }
  | { type: 'note'; text: string }
  | { type: 'tag'; add: string[]; remove: string[] }
  /** Takes one act of the same reviewer and case back. */
  | { type: 'undo'; act: string }
  /** The lists changed and so did the verdict; a decided case comes back. */
  | {
      type: 'judged-again';
      before: Level;
      after: Level;
      seen: Seen;
      /** Those that say something of what is there, as they were judged with. */
      lists?: NamedList[];
    };

/** One line of the log. Never changed, never deleted. */
export interface LoggedAct {
  /** Random UUID, made by whoever acts: writing it twice is writing it once. */
  id: string;
  /** The workspace that wrote it: each has a chain of its own. */
  device: string;
  /** 1, 2, 3, … within that chain. */
  seq: number;
  /** Hash of the line before in the chain; empty for the first. */
  prev: Sha256 | '';
  /** SHA-256 of this line without this field, as canonical JSON (RFC 8785). */
  hash: Sha256;
  at: IsoTime;
  /** Name that the reviewer goes by. */
  reviewer: string;
  /** UUIDv5 of the page's URL: the same page is the same case for every reviewer. */
  case: string;
  act: Act;
}

/** A decision whose author did not know of the one that stands, nor the other way round. */
export interface RivalDecision {
  reviewer: string;
  at: IsoTime;
  state: CaseState;
  reason: string | null;
}

/** A case, as its acts make it: what the queue lists. */
export interface ReviewCase {
  id: string;
  url: string;
  host: string;
  title: string;
  from: Origin;
  state: CaseState;
  reason: string | null;
  reviewer: string | null;
  /** The decisions that the next one takes the place of. */
  decisions: string[];
  /** Everybody who decided, in order. */
  decidedBy: string[];
  /** Who waits for a second opinion, which is not theirs to give. */
  askedBy: string[];
  note: string;
  tags: string[];
  seen: Seen | null;
  /** Of the decision that stands; where somebody is merely at the case, of the one before. */
  evidence: Sha256 | null;
  /** The case in whose way this one was decided; `null` for one that was decided for itself. */
  like: string | null;
  addedAt: IsoTime;
  /** Place in its chain of the line that added it: pages that were added together keep their order. */
  addedSeq: number;
  changedAt: IsoTime;
  decidedAt: IsoTime | null;
  /** When `reviewer` began, where it is in review. */
  begunAt: IsoTime | null;
  /** What the lists changed since it was decided; `null` when nothing did. */
  changed: { before: Level; after: Level; at: IsoTime; what: ListChange[] } | null;
  /** Decisions that differ from the one that stands, to be settled by somebody who sees them all. */
  rivals: RivalDecision[];
}

/** One place of something that was found, with what stood around it. */
export interface Placement {
  frameId: number;
  /** As it stood there. */
  text: string;
  index: number;
  near: string;
}

/** What was on the screen when somebody decided. Kept under the hash of its canonical JSON. */
export interface Evidence {
  report: Report;
  placements: Placement[];
  /** Address of the case; not there in evidence that was kept before it was. */
  url?: string;
  /** Where that led to. */
  finalUrl: string;
  at: IsoTime;
  lists: { id: string; version: string; date: IsoDate; hash: Sha256 | null }[];
  extension: string;
  browser: string;
  /** SHA-256 of the pictures, kept beside it; `null` where the browser gave none. */
  pictures: { plain: Sha256 | null; marked: Sha256 | null };
  /** They are of the page as the reviewer had it blurred. */
  blurred?: true;
}
