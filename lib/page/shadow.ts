import { createWalker } from './dom.ts';
import type { Steps } from './pacing.ts';

const ELEMENTS_A_STEP = 256;

/** Asks the browser for an element's shadow root, closed ones included; `null` where there is none. */
export type OpenShadow = (element: Element) => ShadowRoot | null;

/** Elements that pages empty to draw into a shadow of theirs. */
const EMPTY_HOSTS = ['div', 'span', 'section', 'article', 'aside', 'main', 'p'];

/** Whether an element is likely to have a shadow root: custom elements, and containers left empty. */
export function mayHostShadow(element: Element): boolean {
  const name = element.localName;
  return (
    typeof name === 'string' && (name.includes('-') || (!element.firstChild && EMPTY_HOSTS.includes(name)))
  );
}

/**
 * Asks every element under `root` for its shadow root: costs more than reading all text, so it is for idle time.
 */
export function* findAllShadows(root: Node, open: OpenShadow): Steps<ShadowRoot[]> {
  const found: ShadowRoot[] = [];
  const walker = createWalker(root, 'elements');
  let untilStep = ELEMENTS_A_STEP;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const shadow = open(node as Element);
    if (shadow) found.push(shadow);
    if (--untilStep === 0) {
      untilStep = ELEMENTS_A_STEP;
      yield;
    }
  }
  return found;
}
