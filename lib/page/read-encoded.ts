import { findEncoded, MIN_ENCODED_CHARS } from '#lib/detect/base64.ts';
import { attributeOf, createWalker, isConnected } from './dom.ts';
import type { Steps } from './pacing.ts';
import { isSkipped } from './read-attributes.ts';
import type { ElementTarget, Told } from './targets.ts';

/** Elements between two looks at the clock. */
const ELEMENTS_A_STEP = 64;
/** Characters of an attribute beyond which it is data of a program. */
const MAX_VALUE_CHARS = 20_000;

export interface EncodedSink {
  hit(text: string, how: 'attribute', target: ElementTarget, told: Told): void;
}

/** Reads attributes that hold an address in base64: programs decode it when somebody presses a button. */
export function* readEncoded(root: Node, sink: EncodedSink): Steps<void> {
  const walker = createWalker(root, 'elements');
  let untilStep = ELEMENTS_A_STEP;
  const first = root.nodeType === Node.ELEMENT_NODE ? root : walker.nextNode();
  for (let node = first as Element | null; node; node = walker.nextNode() as Element | null) {
    for (const label of Element.prototype.getAttributeNames.call(node)) {
      const value = isSkipped(label) ? '' : attributeOf(node, label);
      if (value.length < MIN_ENCODED_CHARS || value.length > MAX_VALUE_CHARS) continue;
      for (const text of findEncoded(value)) {
        sink.hit(text, 'attribute', { kind: 'element', element: node }, { label });
      }
    }
    if (--untilStep > 0) continue;
    untilStep = ELEMENTS_A_STEP;
    yield;
    if (!isConnected(node)) return;
  }
}
