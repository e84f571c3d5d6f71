import type { Seen } from './review.ts';

/** What people bring into the review workspace: a pasted text or a file, read into rows. Types, and codes with words. */

/** How a text was read. `reports`: an export of a moderation tool. Each has words, the message `intake_kind_<kind>`. */
export const INTAKE_KINDS = ['text', 'csv', 'reports', 'scan'] as const;
export type IntakeKind = (typeof INTAKE_KINDS)[number];

/** A page to review. */
export interface IntakeRow {
  /** As a case has it (lib/review/case-id.ts). */
  url: string;
  title: string;
  note: string;
  /** What the file of a scan says was found there. */
  seen?: Seen;
  /** Line of the text that it begins on, from 1. */
  line: number;
}

/** Why a line brought no case. Each has words, the message `intake_refused_<reason>`. */
export const INTAKE_REASONS = [
  // There is nothing to open.
  'no-address',
  'not-the-web',
  'bad-address',
  'private-host',
  'own-tool',
  'too-long',
  'secret',
  // The line cannot be read.
  'unreadable-quote',
  'bad-record',
  // It adds nothing.
  'duplicate',
  'known',
  'too-many',
] as const;
export type IntakeReason = (typeof INTAKE_REASONS)[number];

export interface IntakeRefusal {
  line: number;
  /** What stood there, shortened; secrets are hidden. */
  value: string;
  reason: IntakeReason;
}

export interface Intake {
  kind: IntakeKind;
  rows: IntakeRow[];
  /** The first `MAX_REFUSALS_KEPT`. */
  refusals: IntakeRefusal[];
  /** All of them. */
  refused: Partial<Record<IntakeReason, number>>;
}

/** Why nothing of a text could be read. Each has words, the message `intake_problem_<code>`. */
export const INTAKE_PROBLEMS = ['too-large', 'not-text'] as const;
export type IntakeProblem = (typeof INTAKE_PROBLEMS)[number];
