import type { Finding, Level } from './report.ts';
import type { IsoTime, Sha256 } from './review.ts';
import type { Capture } from './snapshot.ts';

/** What the page for evidence shows: of one that is being saved, and of files that somebody brings. Types only. */

/** What is being done, in this order. */
export const SAVE_STEPS = ['findings', 'page', 'views', 'picture', 'pack'] as const;
export type SaveStep = (typeof SAVE_STEPS)[number];

export type SaveProblem =
  /** The lists are still being loaded. */
  | 'not-ready'
  /** The browser lets no extension read this page, or the person does not want it read. */
  | 'unreadable'
  /** The tab is gone, or shows another page by now. */
  | 'gone'
  | 'too-large'
  | 'failed';

export type Saved =
  | { ok: true; name: string; url: string; bundle: CheckedBundle }
  | { ok: false; problem: SaveProblem };

export type PartState = 'intact' | 'changed' | 'missing' | 'extra';

/** A bundle as far as it can be read. */
export interface CheckedBundle {
  at: IsoTime;
  page: { url: string; title: string };
  fingerprint: Sha256;
  parts: { name: string; state: PartState; bytes: number | null }[];
  isIntact: boolean;
  /** What is in it; `null` where it is not intact, or not what it says. */
  inside: BundleInside | null;
}

export interface BundleInside {
  findings: Finding[];
  lists: { id: string; title: string; version: string; date: string; hash: Sha256 | null }[];
  extension: string;
  browser: string;
  capture: Capture;
  /** Addresses at which the pictures can be shown. */
  pictures: { whole: string | null; marked: string | null; plain: string | null };
  /** The page without anything that could ask for something. */
  html: string;
}

/** Why a file is no bundle that can be read. */
export type BundleFileProblem =
  | 'no-zip'
  | 'unsupported'
  | 'too-large'
  | 'too-many-files'
  | 'ambiguous'
  | 'no-manifest'
  | 'bad-manifest'
  | 'newer-format';

export interface CheckedFile {
  name: string;
  result: { ok: true; bundle: CheckedBundle } | { ok: false; problem: BundleFileProblem };
}

/** What became of a page between two bundles. */
export interface BundleChanges {
  before: IsoTime;
  after: IsoTime;
  findings: {
    added: Finding[];
    removed: Finding[];
    changed: {
      canonical: string;
      before: Level;
      after: Level;
      claims: { name: string; change: 'added' | 'removed' | 'status' }[];
    }[];
    same: number;
  };
  text: { same: boolean; added: string[]; removed: string[] };
  title: { before: string; after: string } | null;
  lists: { id: string; before: string | null; after: string | null }[];
}

export interface CheckedFiles {
  files: CheckedFile[];
  /** Of two intact ones; `null` where there are not two. */
  changes: BundleChanges | 'other-page' | null;
}

export interface BundleActions {
  /** Keeps the page of the tab that this page was opened for, and hands the file to the browser. */
  save(onStep: (step: SaveStep) => void): Promise<Saved>;
  check(files: readonly File[]): Promise<CheckedFiles>;
}
