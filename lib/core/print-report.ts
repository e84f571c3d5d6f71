import type { IsoDate } from './entry.ts';
import type { IsoTime, ListChange, Sha256 } from './review.ts';

/** A report of reviewed cases as it is printed. Types only: words, dates and numbers are the view's. */

/** One thing that is told. */
export type PrintValue =
  /** As people wrote it. */
  | { kind: 'text'; text: string }
  /** Written for machines, and from left to right in every language: addresses, hashes. */
  | { kind: 'code'; text: string }
  | { kind: 'time'; at: IsoTime }
  | { kind: 'day'; day: IsoDate }
  | { kind: 'number'; value: number }
  /** A message. */
  | { kind: 'words'; key: string }
  /** A frame of the page, in document order. */
  | { kind: 'frame'; frame: number }
  /** What a list says since the decision. */
  | { kind: 'change'; change: ListChange };

/** What a message says it is, and its values; several stand one after the other. */
export interface PrintRow {
  label: string;
  values: PrintValue[];
}

export interface PrintCase {
  id: string;
  title: string;
  rows: PrintRow[];
  /** Each thing on the page that the lists were asked about. */
  found: PrintRow[][];
  evidence: PrintRow[];
  /** Where on the page it stood, with the text around it: the first of them, and how many there were. */
  places: PrintRow[];
  placesInAll: number;
  /** Beside the evidence, under their hash. `note`: a message. */
  pictures: { label: string; hash: Sha256; note?: string }[];
}

export interface PrintReport {
  rows: PrintRow[];
  cases: PrintCase[];
  /** Messages: what such a report does not show. */
  limits: string[];
}
