/**
 * Every message there is, one union per direction.
 *
 * Page → background is untrusted: validated, capped, and may only look things up.
 * UI → background comes from the extension's own pages and is gated by sender.
 * Background/UI → page asks a content script to show, to read again, or to scroll.
 */
import type { ListsView, ListView, Reply } from '#lib/core/lists.ts';
import type { Mark, Report } from '#lib/core/report.ts';
import type { FrameScan } from '#lib/core/types.ts';

export type { ListsView, ListView, Reply };

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

export type ToPage =
  | { type: 'page.marks'; marks: Mark[] }
  /** Read everything again (form fields change without a mutation), report, then answer `true`. */
  | { type: 'page.rescan' }
  /** Scroll to the `index`th place of a candidate and show where it is. */
  | { type: 'page.reveal'; text: string; index: number };
