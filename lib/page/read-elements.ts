import { MAX_CANDIDATE_CHARS } from '#lib/core/limits.ts';
import type { How } from '#lib/core/types.ts';
import { findCandidates } from '#lib/detect/find.ts';
import { MIN_CANDIDATE_CHARS } from '#lib/detect/shapes.ts';
import { decode, readHref } from '#lib/detect/uri.ts';
import { wordEnd, wordStart } from '#lib/detect/words.ts';
import { type Batch, createBatch } from './batch.ts';
import { attributeOf, baseOf, createWalker, isConnected, nameOf, shadowOf } from './dom.ts';
import type { Steps } from './pacing.ts';
import { withoutEscapes } from './read-script.ts';
import type { ElementTarget, Told } from './targets.ts';

/** Elements visited between two looks at the clock. */
const ELEMENTS_A_STEP = 64;
/** Characters of a value that are read in one go; two such parts share as many as an address may have. */
const PART_CHARS = 20_000;

/** Attributes that say how something looks or where the browser gets it, never whom to pay. */
const SKIPPED = new Set(
  'class style d points path viewbox transform srcset sizes integrity nonce rel media type lang dir pattern http-equiv xmlns id'.split(
    ' ',
  ),
);
/** Attributes that hold a web address, and whether it leads a person somewhere. */
const URLS = new Map<string, 'leads' | 'loads'>([
  ['href', 'leads'],
  ['xlink:href', 'leads'],
  ['action', 'leads'],
  ['formaction', 'leads'],
  ['cite', 'leads'],
  ['src', 'loads'],
  ['data', 'loads'],
  ['poster', 'loads'],
  ['background', 'loads'],
]);
/** Elements whose address is the browser's to load. */
const ASSETS = ['LINK', 'SCRIPT', 'USE', 'BASE', 'SOURCE', 'TRACK'];

interface Value {
  element: Element;
  name: string;
}

export interface AttributeSink {
  hit(text: string, how: How, target: ElementTarget, told: Told): void;
}

/**
 * Visits every element: reads its attributes, whatever they are called, and tells its open shadow roots. Nothing is
 * asked of an element that is not needed, for each question costs as much as reading a text. `null` when the page took
 * away the element on which the reader stood: what followed it was not read.
 */
export function* readElements(root: Node, sink: AttributeSink): Steps<ShadowRoot[] | null> {
  const { getAttributeNames } = Element.prototype;
  const batch = createBatch<Value>();
  const shadows: ShadowRoot[] = [];
  const walker = createWalker(root, 'elements');
  let untilStep = ELEMENTS_A_STEP;
  const first = root.nodeType === Node.ELEMENT_NODE ? root : walker.nextNode();
  for (let node = first; node; node = walker.nextNode()) {
    const element = node as Element;
    for (const name of getAttributeNames.call(element)) {
      if (SKIPPED.has(name)) continue;
      const value = attributeOf(element, name);
      // Pictures written into the page itself are long and name nothing.
      if (value.length < MIN_CANDIDATE_CHARS || value.startsWith('data:')) continue;
      for (const part of partsOf(value)) batch.add(part, { element, name });
    }
    const shadow = shadowOf(element);
    if (shadow) shadows.push(shadow);
    if (--untilStep === 0 || batch.isFull()) {
      untilStep = ELEMENTS_A_STEP;
      if (batch.isFull()) yield* readBatch(batch, sink);
      yield;
      if (!isConnected(node)) return null;
    }
  }
  yield* readBatch(batch, sink);
  return shadows;
}

/** What is longer than a part in several, with no word cut. */
function* partsOf(value: string): Generator<string, void> {
  for (let end = 0; end < value.length; ) {
    const start = Math.max(0, end - MAX_CANDIDATE_CHARS);
    end = wordEnd(value, start + PART_CHARS);
    yield value.slice(wordStart(value, start), end);
  }
}

function* readBatch(batch: Batch<Value>, sink: AttributeSink): Steps<void> {
  while (!batch.isEmpty()) {
    for (const { text, item } of batch.take()) {
      readAttribute(item.element, item.name.toLowerCase(), text, sink);
      yield;
    }
    yield;
  }
}

function readAttribute(element: Element, name: string, value: string, sink: AttributeSink): void {
  const tag = nameOf(element);
  const url = URLS.get(name);
  if (!url) {
    // The value of a field is read with what the page has put into it since.
    if (name === 'value' && tag === 'INPUT') return;
    for (const { text } of findCandidates(withoutEscapes(decode(value)))) {
      sink.hit(text, 'attribute', { kind: 'element', element }, { label: name });
    }
    return;
  }
  // A page may name its own way to be paid: `<link rel="payment">`.
  if (ASSETS.includes(tag) && attributeOf(element, 'rel').toLowerCase() !== 'payment') return;
  const reading = readHref(value, baseOf(element));
  for (const text of reading?.texts ?? []) {
    // The picture of a QR code made by a service names what it shows.
    const how = url === 'loads' ? 'attribute' : (reading?.how ?? 'link');
    sink.hit(
      text,
      how,
      { kind: 'element', element },
      how === 'link' && reading ? { label: reading.host } : {},
    );
  }
}
