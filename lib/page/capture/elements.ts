/** What becomes of elements and attributes when a page is written down as a file that does nothing. */

/** Gone with all that is in them: they do something, or show nothing where scripts run. */
export const DROPPED = new Set(
  'applet base embed frame frameset link meta noembed noframes noscript object portal script source template track'.split(
    ' ',
  ),
);
/** Of those, what a reader would have seen. */
export const SEEN = new Set(['applet', 'embed', 'frame', 'object']);
/** Metadata that may stay: what a page says of itself. */
export const TOLD_META = /^(?:author|date|description|keywords|viewport|(?:og|article|twitter):[\w:]+)$/i;

/** Their text is read as it stands, up to their end tag: another element shows the same. */
export const AS_PRE = new Set(['listing', 'plaintext', 'xmp']);
export const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
/** A line break right behind their start tag is not read. */
export const EATS_LINE_BREAK = new Set(['pre', 'textarea']);

/** Attributes that load, run, send, or move the reader's place. */
const DROPPED_ATTRIBUTES = new Set(
  'allow autofocus autoplay crossorigin integrity is manifest nonce ping preload sandbox sizes srcdoc srcset target'.split(
    ' ',
  ),
);
/** Addresses that a reader may want to follow, or to see. */
const ADDRESSES = new Set(['href', 'xlink:href', 'action', 'formaction', 'cite']);
/** Addresses of what would be loaded. */
const LOADED = new Set(['src', 'poster', 'data', 'background', 'lowsrc']);
/** Where an address stands that nothing is loaded from. */
const KEPT_AS = 'data-almsguard-from';

/** Ours alone. */
const OURS = /^(?:data-almsguard-|shadowroot)/;
const ODD_NAME = /[\s"'<>/=]/;
/** Addresses that are a program, or a page of their own making. */
const RUNS: readonly string[] = ['javascript:', 'vbscript:', 'data:', 'blob:'];

/** An attribute as it is written down; `null` for one that is not. */
export function attributeText(name: string, value: string, base: string): string | null {
  const lower = name.toLowerCase();
  if (ODD_NAME.test(name) || OURS.test(lower) || lower.startsWith('on') || DROPPED_ATTRIBUTES.has(lower))
    return null;
  if (ADDRESSES.has(lower)) return addressText(name, value, base);
  if (LOADED.has(lower)) {
    return value.startsWith('data:image/') ? written(name, value) : written(KEPT_AS, absolute(value, base));
  }
  return written(name, value);
}

function addressText(name: string, value: string, base: string): string | null {
  if (value.startsWith('#') || value.startsWith('data:image/')) return written(name, value);
  const url = URL.parse(value, base);
  return url && !RUNS.includes(url.protocol) ? written(name, url.href) : null;
}

export function written(name: string, value: string): string {
  return ` ${name}="${escapeAttribute(value)}"`;
}

function absolute(value: string, base: string): string {
  return URL.parse(value, base)?.href ?? value;
}

export function escapeText(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/\u00a0/g, '&nbsp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** `<` and `>`, too: nothing that reads it wrongly shall see a tag. */
function escapeAttribute(text: string): string {
  return escapeText(text).replace(/"/g, '&quot;');
}

/** Inside a string or an address of CSS a slash is the same behind a backslash; elsewhere none ends a style. */
export function escapeStyle(text: string): string {
  return text.replace(/<\/(?=style)/gi, '<\\/').replace(/<!--/g, '<\\!--');
}
