import * as v from 'valibot';
import { isIsoDate } from '#lib/core/dates.ts';
import {
  MAX_BLOCKS,
  MAX_CANDIDATE_CHARS,
  MAX_CANDIDATES,
  MAX_FRAME_DEPTH,
  MAX_GREY_SIDE,
  MAX_IMPORT_BYTES,
  MAX_LABEL_CHARS,
  MAX_NEAR_CHARS,
  MAX_PICTURE_PX,
  MAX_PLACES,
  MAX_SHOT_PICTURES,
  MAX_SIGNAL_CHARS,
  MAX_URL_CHARS,
  MAX_WIDGET_FACTS,
  MAX_WIDGET_VALUE_CHARS,
} from '#lib/core/limits.ts';
import { MAX_LOOKUP_CHARS } from '#lib/core/review-limits.ts';
import { HOWS, PLACE_FLAGS, SURROUNDINGS } from '#lib/core/types.ts';
import { WIDGET_FACT_KINDS } from '#lib/core/widgets.ts';
import { ChoicesChange, Host } from '#lib/settings.ts';
import type {
  ChoiceMessage,
  LookupMessage,
  PageToBackground,
  PictureQuestion,
  UiToBackground,
} from './protocol.ts';

/** The part of `runtime.MessageSender` that decides what a sender may ask. */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
  frameId?: number | undefined;
  /** `url` as far as the browser tells it. */
  tab?: { id?: number | undefined; url?: string | undefined } | undefined;
}

/** The page to try Almsguard on: one of our own that is read like anybody's, and may ask no more. */
export const DEMO_PAGE = 'demo.html';

/** `ui`: one of the extension's own pages. `page`: a content script, which speaks for an untrusted page. */
export function gate(sender: Sender, self: { id: string; origin: string }): 'ui' | 'page' | null {
  if (sender.id !== self.id) return null;
  const own = sender.url?.startsWith(self.origin);
  if (own && sender.url !== `${self.origin}${DEMO_PAGE}`) return 'ui';
  return sender.tab?.id !== undefined && sender.frameId !== undefined ? 'page' : null;
}

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e6));
const millis = v.pipe(v.number(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

const Scan = v.object({
  href: text(MAX_URL_CHARS),
  path: v.pipe(v.array(count), v.maxLength(MAX_FRAME_DEPTH)),
  frames: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)),
  startedAt: millis,
  signals: v.object({
    title: text(MAX_SIGNAL_CHARS),
    isArticle: v.boolean(),
    isNews: v.exactOptional(v.literal(true)),
    appeal: text(MAX_SIGNAL_CHARS),
  }),
  candidates: v.pipe(
    v.array(
      v.object({
        text: text(MAX_CANDIDATE_CHARS),
        places: v.pipe(
          v.array(
            v.object({
              how: v.picklist(HOWS),
              flags: v.pipe(v.array(v.picklist(PLACE_FLAGS)), v.maxLength(PLACE_FLAGS.length)),
              near: text(MAX_NEAR_CHARS),
              within: v.pipe(v.array(v.picklist(SURROUNDINGS)), v.maxLength(SURROUNDINGS.length)),
              label: v.exactOptional(text(MAX_LABEL_CHARS)),
              blocks: v.exactOptional(v.pipe(v.array(count), v.maxLength(MAX_BLOCKS))),
            }),
          ),
          v.maxLength(MAX_PLACES),
        ),
        leftOut: v.exactOptional(count),
      }),
    ),
    v.maxLength(MAX_CANDIDATES),
  ),
  widgets: v.pipe(
    v.array(
      v.object({
        kind: v.picklist(WIDGET_FACT_KINDS),
        what: text(MAX_URL_CHARS),
        value: text(MAX_WIDGET_VALUE_CHARS),
      }),
    ),
    v.maxLength(MAX_WIDGET_FACTS),
  ),
  unread: v.pipe(
    v.array(
      v.object({ what: v.picklist(['image', 'canvas', 'frame', 'pdf', 'limit']), count, why: text(40) }),
    ),
    v.maxLength(20),
  ),
  scanMs: millis,
  settledMs: millis,
});

const PageMessage = v.variant('type', [
  v.object({ type: v.literal('page.scanned'), scan: Scan }),
  v.object({ type: v.literal('page.explain') }),
  v.object({ type: v.literal('page.putAway'), about: text(MAX_URL_CHARS) }),
]);

const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_GREY_SIDE));
/** Wider than any screen. */
const MAX_VIEWPORT_PX = 100_000;
const within = (max: number) => v.pipe(v.number(), v.minValue(0), v.maxValue(max));
const extent = v.pipe(v.number(), v.minValue(1), v.maxValue(MAX_VIEWPORT_PX));

const Picture = v.variant('type', [
  v.object({
    type: v.literal('picture.decode'),
    width: side,
    height: side,
    grey: text(MAX_GREY_SIDE ** 2),
  }),
  v.object({
    type: v.literal('picture.shoot'),
    viewport: v.object({ width: extent, height: extent }),
    rects: v.pipe(
      v.array(
        v.object({
          x: within(MAX_VIEWPORT_PX),
          y: within(MAX_VIEWPORT_PX),
          width: within(MAX_PICTURE_PX),
          height: within(MAX_PICTURE_PX),
        }),
      ),
      v.minLength(1),
      v.maxLength(MAX_SHOT_PICTURES),
    ),
  }),
]);

const CHOICES = [
  v.object({ type: v.literal('choices.get') }),
  v.object({ type: v.literal('choices.set'), change: ChoicesChange }),
  v.object({ type: v.literal('site.pause'), host: Host, on: v.boolean() }),
  v.object({ type: v.literal('settings.export') }),
  // The handler tells how long it may be.
  v.object({ type: v.literal('settings.import'), text: v.string() }),
  v.object({ type: v.literal('visits.forget') }),
] as const;

const LOOKUPS = [
  v.object({ type: v.literal('lookup.text'), text: text(MAX_LOOKUP_CHARS) }),
  v.object({ type: v.literal('lookup.forms'), text: text(MAX_CANDIDATE_CHARS) }),
  v.object({
    type: v.literal('lookup.picture'),
    width: side,
    height: side,
    grey: text(MAX_GREY_SIDE ** 2),
  }),
] as const;

const UiMessage = v.variant('type', [
  ...CHOICES,
  ...LOOKUPS,
  v.object({ type: v.literal('evidence.get'), tabId: v.number() }),
  v.object({
    type: v.literal('report.get'),
    tabId: v.number(),
    fresh: v.boolean(),
    hurry: v.optional(v.boolean()),
  }),
  v.object({ type: v.literal('lists.get') }),
  v.object({
    type: v.literal('lists.refresh'),
    id: v.nullable(v.string()),
    accept: v.optional(v.boolean()),
  }),
  v.object({ type: v.literal('lists.add'), url: text(MAX_URL_CHARS) }),
  v.object({
    type: v.literal('lists.import'),
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
    base64: text(Math.ceil((MAX_IMPORT_BYTES * 4) / 3) + 4),
  }),
  v.object({ type: v.literal('lists.enable'), id: v.string(), enabled: v.boolean() }),
  v.object({ type: v.literal('lists.remove'), id: v.string() }),
  v.object({ type: v.literal('lists.subscribe'), offer: v.string() }),
  v.object({ type: v.literal('lists.move'), id: v.string(), step: v.picklist([-1, 1]) }),
  v.object({ type: v.literal('settings.asOf'), date: v.nullable(v.pipe(v.string(), v.check(isIsoDate))) }),
  v.object({ type: v.literal('settings.remembers'), on: v.boolean() }),
]);

const choiceTypes: readonly string[] = CHOICES.map(({ entries }) => entries.type.literal);

export function isChoiceMessage(message: UiToBackground): message is ChoiceMessage {
  return choiceTypes.includes(message.type);
}

const lookupTypes: readonly string[] = LOOKUPS.map(({ entries }) => entries.type.literal);

export function isLookupMessage(message: UiToBackground): message is LookupMessage {
  return lookupTypes.includes(message.type);
}

/** A message from a content script, or `null` when it is not one that a page may send. */
export function parsePageMessage(raw: unknown): PageToBackground | null {
  const parsed = v.safeParse(PageMessage, raw);
  return parsed.success ? parsed.output : null;
}

/** A content script's question about pictures, or `null` when it is malformed. */
export function parsePictureQuestion(raw: unknown): PictureQuestion | null {
  const parsed = v.safeParse(Picture, raw);
  return parsed.success ? parsed.output : null;
}

/** A message from one of our own pages, or `null` when it is malformed. */
export function parseUiMessage(raw: unknown): UiToBackground | null {
  const parsed = v.safeParse(UiMessage, raw);
  return parsed.success ? parsed.output : null;
}

/**
 * The address of the document that reported. A page may name its own fragment and path (single-page
 * navigation runs ahead of what the browser says), never another origin.
 */
export function vouchedUrl(claimed: string, vouched: string): string {
  const a = URL.parse(claimed);
  const b = URL.parse(vouched);
  return a && b && a.origin !== 'null' && a.origin === b.origin ? claimed : vouched;
}
