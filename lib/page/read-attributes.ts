import { MAX_CANDIDATE_CHARS } from '#lib/core/limits.ts';
import type { How } from '#lib/core/types.ts';
import { findCandidates } from '#lib/detect/find.ts';
import { MIN_CANDIDATE_CHARS } from '#lib/detect/shapes.ts';
import { decode, readHref } from '#lib/detect/uri.ts';
import { wordEnd, wordStart } from '#lib/detect/words.ts';
import { type Batch, createBatch } from './batch.ts';
import { attributeOf, baseOf, byTag, createWalker, isConnected, nameOf } from './dom.ts';
import type { Steps } from './pacing.ts';
import { labelBefore, withoutEscapes } from './read-script.ts';
import type { ElementTarget, Told } from './targets.ts';

/** Elements up to which a tree is asked for its attributes in one go. */
const MAX_ELEMENTS_AT_ONCE = 2_000;
/** Elements, or attributes, between two looks at the clock. */
const ELEMENTS_A_STEP = 128;
/** Characters of a value that are read in one go; two such parts share as many as an address may have. */
const PART_CHARS = 20_000;

/** Long attributes that say how something looks or where the browser gets it, never whom to pay. */
const SKIPPED = /^(?:class|style|d|srcset|integrity|nonce|id|.*transform)$/i;
/** Attributes that hold a web address that leads a person somewhere, or that the browser loads. */
const LEADS = 'href xlink:href action formaction cite'.split(' ');
const LOADS = 'src data poster background'.split(' ');
/** Elements whose address is the browser's to load. Not a program: it may be a badge's, with whom it pays in its address. */
const ASSETS = ['LINK', 'USE', 'BASE', 'SOURCE', 'TRACK'];

/** Long ones: the browser looks at all of them without the script. */
const LONG = `descendant-or-self::*/@*[string-length() >= ${MIN_CANDIDATE_CHARS}]`;

/** To put them in order would cost the browser more than to find them (DOM, XPathResult). */
const UNORDERED_SNAPSHOT = 6;

/** An attribute of the browser's, or as much of one as is needed. */
type Value = Pick<Attr, 'ownerElement' | 'name'>;

export interface AttributeSink {
  hit(text: string, how: How, target: ElementTarget, told: Told): void;
}

/**
 * Reads the attributes of every element, whatever they are called: small trees by a path, for that takes less time, and
 * larger ones step by step. `false` when the page took away the element on which the reader stood: what
 * followed it was not read.
 */
export function* readAttributes(root: Node, sink: AttributeSink): Steps<boolean> {
  const batch = createBatch<Value>();
  const add = (value: string, of: Value) => {
    // Pictures written into the page itself are long and name nothing.
    if (value.length < MIN_CANDIDATE_CHARS || value.startsWith('data:')) return;
    if (value.length <= PART_CHARS) batch.add(value, of);
    else for (const part of partsOf(value)) batch.add(part, of);
  };
  const walker = createWalker(root, 'elements');
  // A path can begin at elements only: not at a shadow root.
  const isElement = root.nodeType === Node.ELEMENT_NODE;
  let node: Node | null = isElement ? root : walker.nextNode();
  if (isElement && !byTag(root, '*')[MAX_ELEMENTS_AT_ONCE]) {
    const found = new XPathEvaluator().evaluate(LONG, root, null, UNORDERED_SNAPSHOT);
    for (let i = 0; i < found.snapshotLength; i++) {
      if (i % ELEMENTS_A_STEP === 0) yield;
      const attribute = found.snapshotItem(i) as Attr;
      if (!isSkipped(attribute.name)) add(attribute.value, attribute);
      if (batch.isFull()) yield* readBatch(batch, sink);
    }
    node = null;
  }
  let untilStep = ELEMENTS_A_STEP;
  for (; node; node = walker.nextNode()) {
    for (const name of Element.prototype.getAttributeNames.call(node)) {
      const ownerElement = node as Element;
      if (!isSkipped(name)) add(attributeOf(ownerElement, name), { ownerElement, name });
    }
    if (batch.isFull()) yield* readBatch(batch, sink);
    else if (--untilStep > 0) continue;
    untilStep = ELEMENTS_A_STEP;
    yield;
    if (!isConnected(node)) break;
  }
  yield* readBatch(batch, sink);
  return !node;
}

export function isSkipped(name: string): boolean {
  return SKIPPED.test(name);
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
      yield;
      // The page may have taken it away since.
      if (item.ownerElement) readAttribute(item.ownerElement, item.name.toLowerCase(), text, sink);
    }
    yield;
  }
}

function readAttribute(element: Element, name: string, value: string, sink: AttributeSink): void {
  const tag = nameOf(element);
  const isLoaded = LOADS.includes(name);
  if (!isLoaded && !LEADS.includes(name)) {
    // The value of a field is read with what the page has put into it since.
    if (name === 'value' && tag === 'INPUT') return;
    const plain = withoutEscapes(decode(value));
    for (const { text, start } of findCandidates(plain)) {
      // What stands in data or a program has a name of its own.
      const label = labelBefore(plain, start) ?? name;
      sink.hit(text, 'attribute', { kind: 'element', element }, { label });
    }
    return;
  }
  // A page may name its own way to be paid: `<link rel="payment">`.
  if (ASSETS.includes(tag) && attributeOf(element, 'rel').toLowerCase() !== 'payment') return;
  const reading = readHref(value, baseOf(element));
  for (const text of reading?.texts ?? []) {
    // The picture of a QR code made by a service names what it shows.
    const how = isLoaded ? 'attribute' : (reading?.how ?? 'link');
    sink.hit(
      text,
      how,
      { kind: 'element', element },
      how === 'link' && reading ? { label: reading.host } : {},
    );
  }
}
