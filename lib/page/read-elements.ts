import type { How } from '#lib/core/types.ts';
import { findCandidates } from '#lib/detect/find.ts';
import { MIN_CANDIDATE_CHARS } from '#lib/detect/shapes.ts';
import { readHref } from '#lib/detect/uri.ts';
import { nameOf, selectAll } from './dom.ts';
import type { Steps } from './pacing.ts';
import type { ElementTarget } from './targets.ts';

const ELEMENTS_A_STEP = 256;

/** Attributes in which pages keep addresses: labels, copy buttons, components. */
const ATTRIBUTES = [
  'title',
  'alt',
  'aria-label',
  'onclick',
  'address',
  'placeholder',
  'value',
  'data-address',
  'data-clipboard-text',
  'data-copy',
  'data-qr',
  'data-text',
  'data-value',
  'data-wallet',
];

/** Attributes whose change makes an element worth reading again. */
export const WATCHED_ATTRIBUTES: readonly string[] = [...ATTRIBUTES, 'href', 'src'];

/** The browser looks for the elements itself: far faster than a script that walks over all of them. */
const LINKS = 'a[href], area[href], img[src], iframe[src]';
const FIELDS = 'input, textarea';
const LABELLED = ATTRIBUTES.map((name) => `[${name}]`).join();

export interface ElementSink {
  hit(text: string, how: How, target: ElementTarget): void;
}

/** Reads links, form fields and the usual attributes of `root` and of everything under it. */
export function* readElements(root: Node, sink: ElementSink): Steps<void> {
  const once = createOnce(sink);
  yield* eachOf(root, LINKS, (element) => {
    const name = nameOf(element);
    readUrl(element, name === 'IMG' || name === 'IFRAME' ? 'src' : 'href', once);
  });
  yield* eachOf(root, FIELDS, (element) => {
    hitAll((element as HTMLInputElement | HTMLTextAreaElement).value, 'input', element, once);
  });
  yield* eachOf(root, LABELLED, (element) => {
    for (const name of namesOf(element)) {
      // The value of a field is read with what the page has put into it since.
      if (!ATTRIBUTES.includes(name) || (name === 'value' && nameOf(element) === 'INPUT')) continue;
      hitAll(attributeOf(element, name), 'attribute', element, once);
    }
  });
}

function* eachOf(root: Node, selector: string, read: (element: Element) => void): Steps<void> {
  let untilStep = ELEMENTS_A_STEP;
  for (const element of selectAll(root, selector)) {
    read(element);
    if (--untilStep === 0) {
      untilStep = ELEMENTS_A_STEP;
      yield;
    }
  }
}

/** Reads every `data-…` of an element, whatever it is called. */
export function readData(element: Element, sink: ElementSink): void {
  for (const name of namesOf(element)) {
    if (name.startsWith('data-') && !ATTRIBUTES.includes(name)) {
      hitAll(attributeOf(element, name), 'attribute', element, sink);
    }
  }
}

function namesOf(element: Element): string[] {
  return Element.prototype.getAttributeNames.call(element);
}

function attributeOf(element: Element, name: string): string {
  return Element.prototype.getAttribute.call(element, name) ?? '';
}

function readUrl(element: Element, attribute: 'href' | 'src', sink: ElementSink): void {
  const value = attributeOf(element, attribute);
  // Pictures written into the page itself are long and name nothing.
  if (value.length < MIN_CANDIDATE_CHARS || value.startsWith('data:')) return;
  if (findCandidates(value).length === 0) return;
  const reading = readHref(value, element.baseURI);
  for (const text of reading?.texts ?? []) {
    // The picture of a QR code made by a service names what it shows.
    const how = attribute === 'src' ? 'attribute' : (reading?.how ?? 'link');
    sink.hit(text, how, { kind: 'element', element });
  }
}

function hitAll(value: string, how: How, element: Element, sink: ElementSink): void {
  if (value.length < MIN_CANDIDATE_CHARS) return;
  for (const { text } of findCandidates(value)) sink.hit(text, how, { kind: 'element', element });
}

/** One element is one place for a text, in however many attributes it stands. */
function createOnce(sink: ElementSink): ElementSink {
  const seen = new WeakMap<Element, Set<string>>();
  return {
    hit(text, how, target) {
      const known = seen.get(target.element) ?? new Set();
      const key = `${how} ${text}`;
      if (known.has(key)) return;
      seen.set(target.element, known.add(key));
      sink.hit(text, how, target);
    },
  };
}
