import type { How } from '#lib/core/types.ts';
import { findCandidates } from '#lib/detect/find.ts';
import { MIN_CANDIDATE_CHARS } from '#lib/detect/shapes.ts';
import { decode, readHref } from '#lib/detect/uri.ts';
import { type Batch, createBatch } from './batch.ts';
import { childrenOf, descendants, nameOf, selectPath } from './dom.ts';
import type { Steps } from './pacing.ts';
import type { ElementTarget, Told } from './targets.ts';

/** Elements asked for at once: what the browser looks up in one piece must not keep the page waiting. */
const ELEMENTS_A_STEP = 3_000;
/** Values read between two looks at the clock. */
const VALUES_A_STEP = 2_000;

/** Attributes that say how something looks or where the browser gets it, never whom to pay. */
const SKIPPED = new Set(
  'class style d points path viewbox transform srcset sizes integrity nonce content rel media type lang dir pattern http-equiv xmlns id'.split(
    ' ',
  ),
);
/** Attributes that hold a web address, and whether it leads a person somewhere. */
const URLS: Record<string, 'leads' | 'loads'> = {
  href: 'leads',
  'xlink:href': 'leads',
  action: 'leads',
  formaction: 'leads',
  cite: 'leads',
  src: 'loads',
  data: 'loads',
  poster: 'loads',
  background: 'loads',
};
/** Elements whose address is the browser's to load. */
const ASSETS = ['LINK', 'SCRIPT', 'USE', 'BASE', 'SOURCE', 'TRACK'];

export interface AttributeSink {
  hit(text: string, how: How, target: ElementTarget, told: Told): void;
}

/**
 * Reads every attribute long enough to hold an address. The browser itself picks them out: handing the elements out
 * to a script costs more than all the rest, and only where something is found is one asked for.
 */
export function* readAttributes(root: Node, sink: AttributeSink): Steps<void> {
  const batch = createBatch<Attr>();
  let untilStep = VALUES_A_STEP;
  for (const attributes of partsOf(root)) {
    for (const attribute of attributes) {
      if (SKIPPED.has(attribute.name)) continue;
      const { value } = attribute;
      // Pictures written into the page itself are long and name nothing.
      if (value.startsWith('data:')) continue;
      batch.add(value, attribute);
      if (--untilStep === 0) {
        untilStep = VALUES_A_STEP;
        readBatch(batch, sink);
        yield;
      }
    }
    yield;
  }
  readBatch(batch, sink);
}

function readBatch(batch: Batch<Attr>, sink: AttributeSink): void {
  const once = createOnce(sink);
  for (const { text, item } of batch.take()) {
    const element = item.ownerElement;
    if (element) readAttribute(element, item.name.toLowerCase(), text, once);
  }
}

function readAttribute(element: Element, name: string, value: string, sink: AttributeSink): void {
  const element_ = nameOf(element);
  const url = URLS[name];
  if (!url) {
    // The value of a field is read with what the page has put into it since.
    if (name === 'value' && element_ === 'INPUT') return;
    for (const { text } of findCandidates(decode(value))) {
      sink.hit(text, 'attribute', { kind: 'element', element }, { label: name });
    }
    return;
  }
  if (ASSETS.includes(element_)) return;
  const reading = readHref(value, element.baseURI);
  for (const text of reading?.texts ?? []) {
    // The picture of a QR code made by a service names what it shows.
    sink.hit(
      text,
      url === 'loads' ? 'attribute' : (reading?.how ?? 'link'),
      { kind: 'element', element },
      {},
    );
  }
}

const LONG = `@*[string-length() >= ${MIN_CANDIDATE_CHARS}]`;
const paths = new Map<string, XPathExpression>();

function attributesAt(node: Node, path: string): Attr[] {
  const known = paths.get(path) ?? new XPathEvaluator().createExpression(path);
  paths.set(path, known);
  return selectPath(node, known) as Attr[];
}

/** Long attributes under a node, itself included, in parts that each take the browser little time. */
function* partsOf(root: Node): Generator<Attr[]> {
  const size = descendants(root).length;
  if (size <= ELEMENTS_A_STEP && root.nodeType === Node.ELEMENT_NODE) {
    yield attributesAt(root, `descendant-or-self::*/${LONG}`);
    return;
  }
  if (root.nodeType === Node.ELEMENT_NODE) yield attributesAt(root, LONG);
  const children = childrenOf(root);
  // Children that are small are asked for together.
  const together = size === 0 ? 1 : Math.max(1, Math.floor((children.length * ELEMENTS_A_STEP) / size / 2));
  for (let i = 0; i < children.length; i += together) {
    const child = children[i] as Element;
    if (together === 1) yield* partsOf(child);
    else {
      const more = `following-sibling::*[position() < ${together}]`;
      yield attributesAt(child, `(self::* | ${more})/descendant-or-self::*/${LONG}`);
    }
  }
}

/** One element is one place for a text, in however many attributes it stands. */
function createOnce(sink: AttributeSink): AttributeSink {
  const seen = new WeakMap<Element, Set<string>>();
  return {
    hit(text, how, target, told) {
      const known = seen.get(target.element) ?? new Set();
      const key = `${how} ${text}`;
      if (known.has(key)) return;
      seen.set(target.element, known.add(key));
      sink.hit(text, how, target, told);
    },
  };
}
