import { byTag, createRange, isConnected } from './dom.ts';
import { blockOf } from './inline.ts';
import { isScript } from './read-script.ts';

/** Elements between two cuts: what is read in one piece must not keep the page waiting. */
const ELEMENTS_A_STRETCH = 2_000;
/** Characters from which on a program, or data, is a stretch of its own, and a style sheet part of none. */
const PROGRAM_CHARS = 2_000;

/** So many of them: to take more apart would take longer than to search them. */
const MAX_PROGRAMS = 1_000;
/** DOM, `Node.DOCUMENT_POSITION_FOLLOWING`. */
const FOLLOWING = 4;

/** A part of a document's text that is read in one piece. */
export interface Stretch {
  /** A walk over texts that begins at this node comes to the first text of the stretch with its first step. */
  from: Node;
  text: string;
  /** Nobody reads it on the page. */
  isProgram: boolean;
}

/**
 * The text under `root`, part by part in document order, without long style sheets. The browser hands out the
 * text of a range for a fraction of what a walk over its nodes costs. `null` when the page took away the node at
 * which the next part begins: what follows was not read.
 */
export function* readStretches(root: Node): Generator<Stretch | null> {
  const whole = createRange();
  whole.selectNodeContents(root);
  const range = whole.cloneRange();
  let from = root;
  for (const [cut, program] of cutsOf(root)) {
    if (!isConnected(cut)) continue;
    if (!isConnected(from)) return yield null;
    range.setEndBefore(cut);
    yield { from, text: range.toString(), isProgram: false };
    if (!isConnected(cut)) return yield null;
    range.setStartBefore(cut);
    from = cut;
    if (!program) continue;
    if (isScript(cut)) yield { from, text: program.data, isProgram: true };
    if (!isConnected(program)) return yield null;
    range.setStartAfter(cut);
    from = program;
  }
  if (!isConnected(from)) return yield null;
  range.setEnd(whole.endContainer, whole.endOffset);
  yield { from, text: range.toString(), isProgram: false };
}

/** Elements before which no word can go on, in document order, with what is long in those of them that nobody reads. */
function cutsOf(root: Node): [Node, Text | null][] {
  const cuts = new Map<Node, Text | null>();
  for (const name of ['script', 'style']) {
    for (const element of byTag(root, name)) {
      const text = element.firstChild;
      // A page can put anything into it, and a list of choices has a length, too.
      const isLong = text instanceof Text && text.length > PROGRAM_CHARS && !text.nextSibling;
      if (isLong && cuts.size < MAX_PROGRAMS) cuts.set(element, text);
    }
  }
  const all = byTag(root, '*');
  for (let i = ELEMENTS_A_STRETCH; all[i]; i += ELEMENTS_A_STRETCH) {
    const block = blockOf(all[i] as Element);
    cuts.set(block, cuts.get(block) ?? null);
  }
  cuts.delete(root);
  const compare = Node.prototype.compareDocumentPosition;
  // Browsers look for the first among the siblings before the second, and most pairs are asked about the wrong way round.
  return [...cuts].sort(([a], [b]) => (compare.call(b, a) & FOLLOWING ? 1 : -1));
}
