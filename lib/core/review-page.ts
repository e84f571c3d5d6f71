import type { PrintReport } from './print-report.ts';
import type { IsoTime, ListChange, LoggedAct, ReviewCase, Sha256 } from './review.ts';
import type { PushProblem, ReviewFileProblem } from './review-file-problems.ts';
import type { Decision, DeskActions, KeptWith, Outcome } from './review-panel.ts';
import type { ReviewSharing, TargetKind } from './review-sharing.ts';
import type { CaseQuery, LinkGroup, Overview, PlotBucket } from './review-views.ts';

/** What the page of the review workspace asks for, and hears. Types only. */

/** Files that cases leave in. Each has words, the message `overview_format_<format>`. */
export const EXPORT_FORMATS = ['json', 'csv', 'stix', 'misp'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A reviewer's decision that another one stands against. */
export interface MergeConflict {
  id: string;
  /** Whether it was one before the file was read. */
  isNew: boolean;
}

/** What a file of somebody else's brought. */
export interface Merged {
  exported: IsoTime;
  /** Lines of the log. */
  lines: number;
  /** Names that stand in those that are new. */
  reviewers: string[];
  /** Ids of the cases that it added, and of those that it changed. */
  added: string[];
  changed: string[];
  conflicts: MergeConflict[];
}

/** `params` as the message of the problem takes them. */
export type MergeOutcome =
  | { ok: true; value: Merged }
  | { ok: false; problem: ReviewFileProblem; params: string[] }
  | { ok: false; problem: 'disk-full' | 'storage'; params: [] };

/** Whether the log holds together. */
export type LogCheck =
  | { ok: true; lines: number; workspaces: number }
  | { ok: false; reviewer: string; device: string; seq: number };

export interface PushOutcome {
  sent: number;
  /** There already, as it stands here. */
  kept: number;
  problem: { code: PushProblem | 'no-permission'; params: string[] } | null;
}

/** What a report is printed from; pictures by their hash, under addresses that can be shown. */
export interface Printing {
  report: PrintReport;
  pictures: ReadonlyMap<Sha256, string>;
}

export interface PageActions extends DeskActions {
  /** What a list is called, by its id; the id where it is not here any more. */
  listTitle(id: string): string;

  all(): readonly ReviewCase[];
  /** Whether all cases are read; until then there are the first rows of the list, and nothing else. */
  isWhole(): boolean;
  find(query: CaseQuery): readonly ReviewCase[];
  count(cases: readonly ReviewCase[]): Overview;
  /** By the day, or by the week where days would be too many. */
  plot(cases: readonly ReviewCase[]): { step: 'day' | 'week'; buckets: PlotBucket[] };
  linksOf(id: string): Promise<LinkGroup[]>;
  /** In the order in which they make the case what it is. */
  linesOf(id: string): Promise<LoggedAct[]>;
  /**
   * Rests on what the page of the case shows where it is open in view; otherwise on the evidence that the case has, and
   * where it has none, on what its page shows in a tab further back.
   */
  decide(one: ReviewCase, state: Decision, reason: string | null): Promise<Outcome<KeptWith>>;

  /** Gives the person a file; `json` holds the whole workspace, whatever the cases. */
  save(format: ExportFormat, cases: readonly ReviewCase[], withPictures: boolean): Promise<SaveOutcome>;
  merge(file: File): Promise<MergeOutcome>;
  print(cases: readonly ReviewCase[]): Promise<Printing>;

  /** The whole log, the newest line first. */
  log(): Promise<LoggedAct[]>;
  /** What lists said when a line brought a case back; `lines`: all of the case. */
  whatChanged(line: LoggedAct, lines: readonly LoggedAct[]): readonly ListChange[];
  verify(): Promise<LogCheck>;

  sharing(): Promise<ReviewSharing>;
  setSharing(change: Partial<ReviewSharing>): Promise<Outcome>;
  /** Asks for the target's host first; within a click. */
  push(kind: TargetKind, cases: readonly ReviewCase[]): Promise<PushOutcome>;
}

export type SaveOutcome = { ok: true } | { ok: false; problem: ReviewFileProblem | 'storage' };
