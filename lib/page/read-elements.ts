import type { How } from '#lib/core/types.ts';
import { findCandidates } from '#lib/detect/find.ts';
import { MIN_CANDIDATE_CHARS } from '#lib/detect/shapes.ts';
import { readHref } from '#lib/detect/uri.ts';
import type { Steps } from './pacing.ts';
import type { ElementTarget } from './targets.ts';

const ELEMENTS_A_STEP = 256;

/** Attributes in which pages keep addresses, beside every `data-…`: labels, copy buttons, components. */
const TEXT_ATTRIBUTES = new Set(['title', 'alt', 'aria-label', 'onclick', 'address', 'placeholder']);

/** Attributes whose change makes an element worth reading again; an observer cannot be told `data-*`. */
export const WATCHED_ATTRIBUTES: readonly string[] = [
  ...TEXT_ATTRIBUTES,
  'href',
  'src',
  'value',
  'data-address',
  'data-clipboard-text',
  'data-copy',
  'data-qr',
  'data-text',
  'data-value',
  'data-wallet',
];

/** Elements that may host a shadow root beside custom ones (DOM, "valid shadow host name"). */
const HOSTS = new Set(
  'ARTICLE ASIDE BLOCKQUOTE DIV FOOTER H1 H2 H3 H4 H5 H6 HEADER MAIN NAV P SECTION SPAN'.split(' '),
);

/** Asks the browser for an element's shadow root, closed ones included; `null` where there is none. */
export type OpenShadow = (element: Element) => ShadowRoot | null;

/** Elements that tell what the page is about (see signals.ts). */
const LANDMARKS = new Set(['H1', 'H2', 'H3', 'H4', 'BUTTON', 'SUMMARY', 'LEGEND', 'SCRIPT']);

export interface ElementSink {
  hit(text: string, how: How, target: ElementTarget): void;
  landmark(element: Element): void;
  shadow(root: ShadowRoot): void;
  openShadow: OpenShadow;
}

/**
 * Reads links, form fields and attributes of `root` and of everything under it, and tells the shadow roots
 * met on the way. `false` when the page took the element away on which the reader stood. One walk: in
 * Chromium a step costs less than one more attribute in a `querySelectorAll` list.
 */
export function* readElements(root: Node, sink: ElementSink): Steps<boolean> {
  const base = root.baseURI ?? '';
  const walker = (root.ownerDocument ?? (root as Document)).createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  let untilStep = ELEMENTS_A_STEP;
  for (
    let node: Node | null = root instanceof Element ? root : walker.nextNode();
    node;
    node = walker.nextNode()
  ) {
    const element = node as Element;
    const name = element.nodeName;
    const shadow = element.shadowRoot ?? (mayHideShadow(element, name) ? sink.openShadow(element) : null);
    if (shadow) sink.shadow(shadow);
    if (LANDMARKS.has(name)) sink.landmark(element);
    if (name === 'INPUT' || name === 'TEXTAREA') {
      sink.landmark(element);
      readText(element, (element as HTMLInputElement | HTMLTextAreaElement).value, 'input', sink);
    }
    if (element.hasAttributes()) readAttributes(element, name, base, sink);
    if (--untilStep === 0) {
      untilStep = ELEMENTS_A_STEP;
      yield;
      if (!element.isConnected) return false;
    }
  }
  return true;
}

/** Asking for a closed root costs more than looking at an open one: only where one is likely. */
function mayHideShadow(element: Element, name: string): boolean {
  return name.includes('-') || (HOSTS.has(name) && !element.firstChild);
}

function readAttributes(element: Element, name: string, base: string, sink: ElementSink): void {
  let seen: Set<string> | null = null;
  for (const attribute of element.getAttributeNames()) {
    // Most attributes are these two.
    if (attribute === 'class' || attribute === 'id') continue;
    if (attribute === 'href' && (name === 'A' || name === 'AREA')) {
      const reading = readUrl(element.getAttribute(attribute), base);
      for (const text of reading?.texts ?? []) {
        sink.hit(text, reading?.how ?? 'link', { kind: 'element', element });
      }
      continue;
    }
    if (attribute === 'itemtype') sink.landmark(element);
    // One element is one place for a text, in however many attributes it stands.
    for (const text of textsOf(element, attribute, name, base)) {
      if (seen?.has(text)) continue;
      seen ??= new Set();
      seen.add(text);
      sink.hit(text, 'attribute', { kind: 'element', element });
    }
  }
}

const NONE: readonly string[] = [];

function textsOf(element: Element, attribute: string, name: string, base: string): readonly string[] {
  if (attribute === 'src') {
    // The picture of a QR code made by a service names what it shows.
    const isUrl = name === 'IMG' || name === 'IFRAME';
    return (isUrl && readUrl(element.getAttribute(attribute), base)?.texts) || NONE;
  }
  const isText =
    attribute.startsWith('data-') ||
    TEXT_ATTRIBUTES.has(attribute) ||
    (attribute === 'value' && name !== 'INPUT');
  const value = isText ? element.getAttribute(attribute) : null;
  if (!value || value.length < MIN_CANDIDATE_CHARS) return NONE;
  const found = findCandidates(value);
  return found.length > 0 ? found.map(({ text }) => text) : NONE;
}

function readUrl(url: string | null, base: string) {
  return url && url.length >= MIN_CANDIDATE_CHARS ? readHref(url, base) : null;
}

function readText(element: Element, value: string, how: How, sink: ElementSink): void {
  if (value.length < MIN_CANDIDATE_CHARS) return;
  for (const { text } of findCandidates(value)) sink.hit(text, how, { kind: 'element', element });
}
