import { createWalker, nameOf } from './dom.ts';
import type { Steps } from './pacing.ts';

const ELEMENTS_A_STEP = 256;
/**
 * How the names of elements begin that can have a shadow root (DOM, "valid shadow host name"); links, cells, list items and
 * pictures are not among them. To ask the browser of one costs many times as much.
 */
const MAY_HOST = /-|^[BDFHMNPS]|^A[RS]/;

/** Asks the browser for an element's shadow root, closed ones included; `null` where there is none. */
export type OpenShadow = (element: Element) => ShadowRoot | null;

/**
 * Asks `root` and every element under it for its shadow root, closed ones included: costs more than reading all text,
 * so of whole documents it is for idle time.
 */
export function* findAllShadows(root: Node, open: OpenShadow): Steps<ShadowRoot[]> {
  const found: ShadowRoot[] = [];
  const walker = createWalker(root, 'elements');
  let untilStep = ELEMENTS_A_STEP;
  const first = root.nodeType === Node.ELEMENT_NODE ? root : walker.nextNode();
  for (let node = first; node; node = walker.nextNode()) {
    const shadow = MAY_HOST.test(nameOf(node)) ? open(node as Element) : null;
    if (shadow) found.push(shadow);
    if (--untilStep === 0) {
      untilStep = ELEMENTS_A_STEP;
      yield;
    }
  }
  return found;
}
