import { byTag, createRange, isConnected, nameOf } from './dom.ts';
import { blockOf } from './inline.ts';

/** Elements between two cuts: what is read in one piece must not keep the page waiting. */
const ELEMENTS_A_STRETCH = 2_000;
/** Characters from which on a program or data in the page is a stretch of its own: nothing need be put together. */
const PROGRAM_CHARS = 20_000;

/** A part of a document's text that is read in one piece. */
export interface Stretch {
  /** A walk over texts that begins at this node comes to the first text of the stretch with its first step. */
  from: Node;
  text: string;
}

/**
 * The text under `root`, programs and styles included, part by part in document order. The browser hands out the
 * text of a range for a fraction of what a walk over its nodes costs. `null` when the page took away the node at
 * which the next part begins: what follows was not read.
 */
export function* readStretches(root: Node): Generator<Stretch | null> {
  const whole = createRange(root);
  whole.selectNodeContents(root);
  const range = whole.cloneRange();
  let from = root;
  for (const cut of cutsOf(root)) {
    if (!isConnected(cut)) continue;
    if (!isConnected(from)) return yield null;
    range.setEndBefore(cut);
    yield { from, text: range.toString() };
    if (!isConnected(cut)) return yield null;
    range.setStartBefore(cut);
    from = cut;
    const program = programOf(cut);
    if (!program) continue;
    yield { from, text: program.data };
    if (!isConnected(program)) return yield null;
    range.setStartAfter(cut);
    from = program;
  }
  if (!isConnected(from)) return yield null;
  range.setEnd(whole.endContainer, whole.endOffset);
  yield { from, text: range.toString() };
}

/** Elements before which no word can go on, in document order; none where one stretch is short enough. */
function cutsOf(root: Node): Node[] {
  const all = byTag(root, '*');
  // To ask how many there are would count them all.
  if (!all[ELEMENTS_A_STRETCH]) return [];
  const cuts = new Set<Node>([...byTag(root, 'script')].filter(programOf));
  for (let i = ELEMENTS_A_STRETCH; i < all.length; i += ELEMENTS_A_STRETCH) {
    cuts.add(blockOf(all[i] as Element));
  }
  cuts.delete(root);
  return [...cuts].sort((a, b) => (follows(a, b) ? -1 : 1));
}

/** The text of an element that is a long program or data. */
function programOf(element: Node): Text | null {
  const text = nameOf(element) === 'SCRIPT' ? (element.firstChild as Text | null) : null;
  return text && text.length > PROGRAM_CHARS && !text.nextSibling ? text : null;
}

function follows(a: Node, b: Node): boolean {
  return (Node.prototype.compareDocumentPosition.call(a, b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
