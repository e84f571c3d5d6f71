import type { PageMap } from './page-map.ts';
import type { Report, ReportPlace } from './report.ts';
import type { CaseState, Evidence, Origin, ReviewCase, Sha256 } from './review.ts';
import type { ReviewProblem } from './review-acts.ts';
import type { ReviewChoices } from './review-choices.ts';
import type { Intake, IntakeProblem, IntakeRow } from './review-intake.ts';

/** What the side panel of the review workspace asks for, and hears. Types only. */

/** The decisions that a person makes. */
export type Decision = Exclude<CaseState, 'new'>;

/** `again` writes the same step once more, where it may or may not have been kept. */
export type Outcome<T = null> =
  | { ok: true; value: T }
  | { ok: false; problem: ReviewProblem; again: (() => Promise<Outcome>) | null };

/**
 * What a decision was kept with. `one-picture`: with marks or without, and not both. `no-page`: the tab shows another page,
 * or none that can be read. Where there is no page beside the case: `earlier`, the evidence that it had and that was shown;
 * or `none`. `late`: the page is open and did not answer. `as-it-was`: that was decided already, and nothing was kept.
 */
export type KeptWith =
  | 'pictures'
  | 'one-picture'
  | 'no-pictures'
  | 'no-page'
  | 'earlier'
  | 'none'
  | 'late'
  | 'nothing'
  | 'as-it-was';

/** Why the page of a case is not there to be looked at. */
export type Unopened = 'no-permission' | 'paused' | 'timeout' | 'unreadable';

/** What is laid over a page that nobody should have to look at in full. */
export type Cover = 'blur' | 'grey';

/** Evidence as it was kept, with addresses under which its pictures can be shown. */
export interface KeptProof {
  evidence: Evidence;
  plain: string | null;
  marked: string | null;
}

/** What somebody brings, read and not yet added. */
export type Brought =
  | { ok: true; intake: Intake; from: Origin }
  | { ok: false; problem: IntakeProblem | 'no-tab' };

/** Notes that somebody is writing, which are no acts yet: kept through whatever ends the view. */
export interface Drafts {
  read(id: string): string | null;
  /** `null`: there is nothing left to keep. */
  write(id: string, text: string | null): void;
}

/** New cases that show the wallet of one that was just decided. */
export interface Alike {
  /** The one that was decided. */
  one: ReviewCase;
  /** Those whose pages show it as the page of that one does. */
  cases: readonly ReviewCase[];
  /** How many others show it on a page that is worse, less bad, or only writes about it; or only a file says so; or are too many. */
  others: number;
}

/** What a person does with cases wherever they see them. */
export interface DeskActions {
  /** Hears when cases, choices or lists are others now. Answers how to end it. */
  subscribe(listener: () => void): () => void;
  choices(): ReviewChoices;
  setChoices(change: Partial<Omit<ReviewChoices, 'reasons'>>): Promise<Outcome>;
  /** A file of the team's own reasons; `null` for those that come with Almsguard. What is wrong with it, otherwise. */
  setReasons(file: File | null): Promise<{ ok: true } | { ok: false; what: string }>;

  get(id: string): ReviewCase | null;
  bringTabs(): Promise<Brought>;
  bringText(text: string): Promise<Brought>;
  bringFile(file: File): Promise<Brought>;
  /** Answers ids of the new cases. */
  add(rows: readonly IntakeRow[], from: Origin): Promise<Outcome<string[]>>;

  /** Whether the last page that should have become a case while browsing was not kept. */
  hasMissed(): boolean;
  /** Whether the browser may clear away what is kept here: it has not promised otherwise. */
  mayBeCleared(): boolean;
  /** Why this person cannot decide a case, whatever they decide; `null` where they can. */
  refusal(one: ReviewCase): ReviewProblem | null;
  /** Whether that changed anything: what did not is no act, and nothing that could be taken back. */
  note(id: string, text: string): Promise<Outcome<boolean>>;
  drafts: Drafts;
  tag(id: string, add: readonly string[], remove: readonly string[]): Promise<Outcome<boolean>>;
  /** `null` where the case is not decided, or nothing new is like it. */
  alike(id: string): Alike | null;
  /** Decides them as the one was. Answers ids of those that were still new. */
  decideAlike(alike: Alike): Promise<Outcome<string[]>>;
  /** Of several cases, what was decided at once. Answers ids of those in which something was taken back. */
  undo(...ids: string[]): Promise<Outcome<string[]>>;
  redo(...ids: string[]): Promise<Outcome<string[]>>;
  proof(hash: Sha256): Promise<KeptProof | null>;
}

export interface PanelActions extends DeskActions {
  /** Address of the page for the overview. */
  overview: string;
  /** Hears that the person wants the page in front reviewed, said elsewhere. Answers how to end it. */
  onWanted(listener: () => void): () => void;

  /** The queue, in its order; `all` with what waits for nobody. */
  find(text: string, all: boolean): readonly ReviewCase[];
  /** The one after it in the queue as it stands; those that were passed over come when no other waits. */
  next(current: string | null, passed: ReadonlySet<string>): ReviewCase | null;

  /** The page in front; `id` of its case where it is one already. */
  bringPage(): Promise<Brought & { id: string | null }>;

  /** Loads the page of a case in the tab beside, and waits until what is found on it has settled. */
  open(one: ReviewCase): Promise<{ ok: true; report: Report } | { ok: false; why: Unopened }>;
  see(id: string, report: Report): Promise<Outcome>;
  /** Asks for all sites; within a click. */
  allow(): Promise<boolean>;
  locate(places: readonly ReportPlace[]): Promise<PageMap | null>;
  reveal(place: ReportPlace): void;
  /** Has the page in the tab kept as a bundle of evidence; `false` where the tab shows another page by now. */
  keepPage(url: string): Promise<boolean>;
  /** `false` where the browser lets nothing in. */
  cover(how: Cover | null): Promise<boolean>;
  /** What pages under review are covered with now. */
  covered(): Cover | null;

  /** `pageUrl`: where the page ended up when it was opened; `null` where it was not. */
  decide(
    one: ReviewCase,
    state: Decision,
    reason: string | null,
    pageUrl: string | null,
  ): Promise<Outcome<KeptWith>>;
}
