import type { CitedList } from '#lib/core/checked.ts';
import type { UsedEntry } from '#lib/core/evidence.ts';
import type { Report } from '#lib/core/report.ts';
import type { IsoTime, Placement } from '#lib/core/review.ts';
import type { Capture } from '#lib/core/snapshot.ts';

/** What the page was looked at with. */
export interface Environment {
  extension: string;
  browser: string;
  language: string;
  /** Of what the window showed, in CSS pixels. */
  viewport: { width: number; height: number };
}

/** Everything that is kept of one page at one moment. */
export interface Bundle {
  at: IsoTime;
  /** Where the page was in the end, and what it was called. */
  page: { url: string; title: string };
  report: Report;
  /** The text around each place of a finding. */
  placements: Placement[];
  lists: CitedList[];
  entries: UsedEntry[];
  environment: Environment;
  /** What is missing in the page and its picture. */
  capture: Capture;
  /** The page in a single file, as it was seen; UTF-8. */
  html: Uint8Array<ArrayBuffer>;
  /** The whole page as a picture; `null` where the browser gave none. */
  picture: Uint8Array<ArrayBuffer> | null;
  /** What the window showed, without our marks and with them, as JPEG. */
  views: { plain: Uint8Array<ArrayBuffer> | null; marked: Uint8Array<ArrayBuffer> | null };
}
