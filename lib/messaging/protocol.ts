/**
 * Every message there is, one union per direction.
 *
 * Page → background is untrusted: validated, capped, and may only look things up.
 * UI → background comes from the extension's own pages and is gated by sender.
 * Background/UI → page asks a content script to show, to read again, or to scroll.
 */
import type { FrameScan, Mark, Refusal, Report } from '#lib/core/types.ts';

export type PageToBackground = { type: 'page.scanned'; scan: FrameScan };

/** `not-ready`: nothing may be concluded; the background sends `page.marks` once it can. */
export type ScannedReply = { state: 'ready'; marks: Mark[] } | { state: 'not-ready' };

export type UiToBackground =
  /** `fresh`: the frames read again first, form fields included (up to half a second). */
  | { type: 'report.get'; tabId: number; fresh: boolean }
  | { type: 'lists.get' }
  | { type: 'lists.refresh'; id: string | null }
  | { type: 'lists.add'; url: string }
  | { type: 'lists.import'; name: string; base64: string }
  | { type: 'lists.enable'; id: string; enabled: boolean }
  | { type: 'lists.remove'; id: string }
  | { type: 'settings.asOf'; date: string | null };

/** One subscription as the options page and the popup's foot show it. */
export interface ListView {
  id: string;
  title: string;
  publisher: string;
  licence: string;
  homepage: string | null;
  /** `bundled` with the extension, `remote` (has a URL), `file` imported by hand. */
  origin: 'bundled' | 'remote' | 'file';
  url: string | null;
  format: string;
  enabled: boolean;
  version: string;
  /** Date of the data, `YYYY-MM-DD`; `null` before the first success. */
  date: string | null;
  entries: number;
  bytes: number;
  sha256: string;
  /** ISO 8601 times. */
  lastSuccess: string | null;
  lastTry: string | null;
  nextTry: string | null;
  /** What went wrong at the last try, with what to do; `null` when it went well. */
  lastError: { code: string; message: string } | null;
  /** Records left out of the current version: how many in all, and the first of them. */
  refused: number;
  refusals: Refusal[];
}

export interface ReplyOf {
  'report.get': Report;
  'lists.get': ListsView;
  'lists.refresh': Reply<ListsView>;
  'lists.add': Reply<ListView>;
  'lists.import': Reply<ListView>;
  'lists.enable': Reply<null>;
  'lists.remove': Reply<null>;
  'settings.asOf': Reply<null>;
}

export interface ListsView {
  lists: ListView[];
  /** Storage was refused: lists live until the browser closes. */
  memoryOnly: boolean;
  /** Date that everything is judged for instead of today, `YYYY-MM-DD`. */
  asOf: string | null;
}

/** `Result` as it crosses a message. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: { code: string; message: string } };

export type ToPage =
  | { type: 'page.marks'; marks: Mark[] }
  /** Read everything again (form fields change without a mutation), report, then answer `true`. */
  | { type: 'page.rescan' }
  /** Scroll to the `index`th place of a candidate and show where it is. */
  | { type: 'page.reveal'; text: string; index: number };
