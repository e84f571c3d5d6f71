import { createRange, descendants, isConnected } from './dom.ts';
import { blockOf } from './inline.ts';
import { selectUnread } from './surroundings.ts';

/** Elements between two cuts: what is read in one piece must not keep the page waiting. */
const ELEMENTS_A_STRETCH = 2_000;

/** A part of a document's text that is read in one piece. */
export interface Stretch {
  /** A walk over texts that begins at this node comes to the first text of the stretch with its first step. */
  from: Node;
  text: string;
}

interface Cut {
  at: Element;
  /** Its own text is nobody's to read: a script, a style. */
  isSkipped: boolean;
}

/**
 * The text under `root`, part by part in document order, without scripts and other text that nobody reads. The
 * browser hands out the text of a range for a fraction of what a walk over its nodes costs. `null` when the page
 * took away the node at which the next part begins: what follows was not read.
 */
export function* readStretches(root: Node): Generator<Stretch | null> {
  const whole = createRange(root);
  whole.selectNodeContents(root);
  const range = whole.cloneRange();
  let from = root;
  for (const { at, isSkipped } of cutsOf(root)) {
    if (!isConnected(at)) continue;
    if (!isConnected(from)) return yield null;
    range.setEndBefore(at);
    yield { from, text: range.toString() };
    if (!isConnected(at)) return yield null;
    if (isSkipped) range.setStartAfter(at);
    else range.setStartBefore(at);
    from = isSkipped ? lastInside(at) : at;
  }
  if (!isConnected(from)) return yield null;
  range.setEnd(whole.endContainer, whole.endOffset);
  yield { from, text: range.toString() };
}

function cutsOf(root: Node): Cut[] {
  const skipped: Cut[] = selectUnread(root).map((at) => ({ at, isSkipped: true }));
  const all = descendants(root);
  const cuts: Cut[] = [];
  for (let i = ELEMENTS_A_STRETCH; i < all.length; i += ELEMENTS_A_STRETCH) {
    const at = blockOf(all[i] as Element);
    if (at !== root && at !== cuts.at(-1)?.at) cuts.push({ at: at as Element, isSkipped: false });
  }
  if (cuts.length === 0) return skipped;
  // What lies in something that is skipped is skipped with it.
  const apart = cuts.filter(({ at }) => !skipped.some((one) => one.at.contains(at)));
  return [...skipped, ...apart].sort((a, b) => (follows(a.at, b.at) ? -1 : 1));
}

function follows(a: Element, b: Element): boolean {
  return (Node.prototype.compareDocumentPosition.call(a, b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

function lastInside(element: Element): Node {
  let node: Node = element;
  while (node.lastChild) node = node.lastChild;
  return node;
}
