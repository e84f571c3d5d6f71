import * as v from 'valibot';
import { WIDGET_FACT_KINDS } from '#lib/core/widgets.ts';

/**
 * The form of a rule file (rules/PROVIDER.json): how a provider's widget is recognised and what in it names the
 * account that receives the money. CONTRIBUTING.md says how to add one.
 */

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]*$/));

/** Something with a URL. Every condition that is given must hold. */
const UrlMarker = v.strictObject({
  on: v.pipe(v.array(v.picklist(WIDGET_FACT_KINDS.slice(0, 4))), v.minLength(1)),
  /**
   * `host/segment/:account`: the beginning of the URL. `host` is that host and its `www.`, `*.host` the hosts
   * below it too, `*` any host, where the path may begin at any depth. `:account` takes a segment (or what
   * follows in one, as in `@:account`), several are joined by `/`; `:any` passes one over; `#` goes on in the
   * fragment.
   */
  url: v.pipe(v.string(), v.regex(/^(\*|(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+)(\/(#|[^\s/?#]+))*$/)),
  /**
   * Query parameters or hidden form fields that name the account; the first one that is there counts. A marker
   * that can name an account, here or in the path, is met only by something that does.
   */
  account: v.optional(v.pipe(v.array(text), v.minLength(1))),
  /** Characters that the account has at least, where the rest of the URL says little. */
  atLeast: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2))),
  /** Parameters or fields that must have this value. */
  where: v.optional(v.record(text, text)),
  /** Nothing may follow: for hosts whose other pages lie under the same beginning. */
  whole: v.optional(v.literal(true)),
  donation: v.optional(v.boolean()),
});

/** An element. The last attribute of the selector, if it has any, holds the account. */
const MarkupMarker = v.strictObject({
  markup: v.pipe(v.string(), v.regex(/^[^,\s]+$/)),
  as: v.picklist(['iframe', 'script', 'link', 'button', 'form']),
  donation: v.optional(v.boolean()),
});

/** A name in an inline script, with the account as a property after it or as the n-th text after it. */
const CodeMarker = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[A-Za-z_$][\w$.]{5,}$/)),
  keys: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^\w+$/))), v.minLength(1))),
  argument: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9))),
  donation: v.optional(v.boolean()),
});

export const Rule = v.strictObject({
  id,
  name: text,
  homepage: v.pipe(v.string(), v.url(), v.startsWith('https://')),
  /** Where the markers are documented, or how else they are known. */
  source: text,
  /** Whether the widget by itself says that the page asks for money; a shop's checkout does not. */
  donation: v.boolean(),
  /** Accounts are the same in upper and lower case. */
  caseless: v.optional(v.literal(true)),
  /** Accounts mean something together with their host only: `host/account`. */
  perHost: v.optional(v.literal(true)),
  /** Beginnings of an account that make no difference, such as `@`. */
  strip: v.optional(v.array(text)),
  /** The provider's own pages that stand where an account would. */
  notAccounts: v.optional(v.array(text)),
  /** Count on the provider's own hosts too, where people's pages stand beside the provider's. */
  onOwnPages: v.optional(v.literal(true)),
  markers: v.pipe(v.array(v.union([UrlMarker, MarkupMarker, CodeMarker])), v.minLength(1)),
});

export type Rule = v.InferOutput<typeof Rule>;
export type Marker = Rule['markers'][number];
export type UrlMarker = v.InferOutput<typeof UrlMarker>;
export type MarkupMarker = v.InferOutput<typeof MarkupMarker>;
export type CodeMarker = v.InferOutput<typeof CodeMarker>;
