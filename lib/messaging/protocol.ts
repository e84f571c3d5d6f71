/**
 * Every message there is, one union per direction.
 *
 * Page → background is untrusted: validated, capped, and may only look things up.
 * UI → background comes from the extension's own pages and is gated by sender.
 * Background/UI → page asks a content script to show, to read again, or to scroll.
 */
import type { AddressForms, Checked } from '#lib/core/checked.ts';
import type { Choices, ChoicesView } from '#lib/core/choices.ts';
import type { EvidenceFacts } from '#lib/core/evidence.ts';
import type { ListsView, ListView, Reply } from '#lib/core/lists.ts';
import type { Mark, Report } from '#lib/core/report.ts';
import type { Result } from '#lib/core/result.ts';
import type { FrameScan } from '#lib/core/types.ts';

export type { ListsView, ListView, Reply };

export type PageToBackground =
  | { type: 'page.scanned'; scan: FrameScan }
  /** A person asked, on a mark or the banner, for the whole explanation of this tab. */
  | { type: 'page.explain' }
  /** A person put the banner away; `about`: level and subject of the mark that it showed. */
  | { type: 'page.putAway'; about: string };
export type ScanMessage = Extract<PageToBackground, { type: 'page.scanned' }>;
/** What a person did to a mark or to the banner. */
export type PersonMessage = Exclude<PageToBackground, ScanMessage>;

/**
 * A person asked, on an answer beside a selection, for the lookup page. Comes through a port of this name, for it is a
 * text and nothing else: what the page is opened with.
 */
export const ASK_PORT = 'ask.open';

/** `not-ready`: nothing may be concluded; the background sends `page.marks` once it can. */
export type ScannedReply =
  | { state: 'ready'; marks: Mark[] }
  | { state: 'not-ready' }
  /** The person paused here: the script ends itself. */
  | { state: 'paused' };

/** A rectangle in CSS pixels, from the upper left corner of what the window shows. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Questions about pictures. The answer names destinations only: what else a code says is nobody's business. */
export type PictureQuestion =
  /** A picture that the page's own script could read: its brightness, one letter a pixel (lib/detect/grey.ts). */
  | { type: 'picture.decode'; width: number; height: number; grey: string }
  /** Pictures of other origins, read from what the tab shows right now. Only the top frame knows where they are. */
  | { type: 'picture.shoot'; viewport: { width: number; height: number }; rects: Rect[] };

export type PictureAnswer =
  /** Destinations in each picture, in the order of the question. */
  | { state: 'read'; texts: string[][] }
  /** Looked too recently: ask again later, from where things are by then. */
  | { state: 'busy'; waitMs: number }
  /** The tab is not the one that is shown, or the browser refuses. */
  | { state: 'refused' };

/** What a person chooses; answered without any list being there. */
export type ChoiceMessage =
  | { type: 'choices.get' }
  | { type: 'choices.set'; change: Partial<Omit<Choices, 'paused'>> }
  | { type: 'site.pause'; host: string; on: boolean }
  /** The text of a file with every setting. */
  | { type: 'settings.export' }
  /** Takes such a file over, or nothing of it. */
  | { type: 'settings.import'; text: string }
  /** Deletes what was kept of pages: of those that ask for money, and of children of listed keys that were met. */
  | { type: 'visits.forget' };

/** What the lookup page asks. Nothing of it is kept. */
export type LookupMessage =
  | { type: 'lookup.text'; text: string }
  /** Every other way to write one address. */
  | { type: 'lookup.forms'; text: string }
  /** The destinations in a picture: its brightness, one letter a pixel (lib/detect/grey.ts). */
  | { type: 'lookup.picture'; width: number; height: number; grey: string };

/** What a tab was judged by, for a bundle of evidence. */
export type EvidenceMessage = { type: 'evidence.get'; tabId: number };

export type UiToBackground =
  | ChoiceMessage
  | LookupMessage
  | EvidenceMessage
  /**
   * `fresh`: the frames read again first, form fields included (up to half a second). `hurry`: what takes its time is not
   * waited for, and told as not read.
   */
  | { type: 'report.get'; tabId: number; fresh: boolean; hurry?: boolean | undefined }
  | { type: 'lists.get' }
  /** `accept`: take over the version that was held back. */
  | { type: 'lists.refresh'; id: string | null; accept?: boolean | undefined }
  | { type: 'lists.add'; url: string }
  | { type: 'lists.import'; name: string; base64: string }
  | { type: 'lists.enable'; id: string; enabled: boolean }
  | { type: 'lists.remove'; id: string }
  /** By its id in the catalogue; `lists.refresh` then brings it. */
  | { type: 'lists.subscribe'; offer: string }
  /** A step up or down in the person's own order. */
  | { type: 'lists.move'; id: string; step: -1 | 1 }
  | { type: 'settings.asOf'; date: string | null }
  /** Off: what was kept is deleted. */
  | { type: 'settings.remembers'; on: boolean };

export interface ReplyOf {
  'choices.get': ChoicesView;
  'choices.set': Reply<ChoicesView>;
  'site.pause': Reply<ChoicesView>;
  'settings.export': Reply<string>;
  'settings.import': Reply<ChoicesView>;
  'visits.forget': Reply<null>;
  'lookup.text': Reply<Checked>;
  'lookup.forms': AddressForms;
  'lookup.picture': string[];
  'evidence.get': Result<EvidenceFacts>;
  'report.get': Report;
  'lists.get': ListsView;
  'lists.refresh': Reply<ListsView>;
  'lists.add': Reply<ListView>;
  'lists.import': Reply<ListView>;
  'lists.enable': Reply<null>;
  'lists.remove': Reply<null>;
  'lists.subscribe': Reply<ListView>;
  'lists.move': Reply<null>;
  'settings.asOf': Reply<null>;
  'settings.remembers': Reply<null>;
}

export type ToPage =
  | { type: 'page.marks'; marks: Mark[] }
  /** Read everything again (form fields change without a mutation), report, then answer `true`. */
  | { type: 'page.rescan' }
  /** End: nothing is read or shown here any more. */
  | { type: 'page.stop' }
  /** Scroll to the `index`th place of a candidate and show where it is. */
  | { type: 'page.reveal'; text: string; index: number }
  /** Where these places are on the whole page; the answer is `FrameSpots`, or nothing. */
  | { type: 'page.where'; places: { text: string; index: number }[] };
