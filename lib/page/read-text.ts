import { MAX_CANDIDATE_CHARS } from '#lib/core/limits.ts';
import { findCandidates, mayHoldCandidates } from '#lib/detect/find.ts';
import { MIN_CANDIDATE_CHARS } from '#lib/detect/shapes.ts';
import { createWalker, isConnected, nameOf, parentOf, textOf } from './dom.ts';
import type { Steps } from './pacing.ts';
import { isUnreadParent } from './surroundings.ts';
import type { TextTarget } from './targets.ts';

/** Characters searched, and nodes read, between two looks at the clock. */
const STRETCH_CHARS = 500_000;
const NODES_A_STEP = 256;

/** Elements that flow with the text around them: an address cut up by these still reads as one. */
const INLINE = new Set(
  'A ABBR B BDI BDO BIG CITE CODE DATA DEL DFN EM FONT I INS KBD LABEL MARK Q S SAMP SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR WBR'.split(
    ' ',
  ),
);

export interface TextSink {
  hit(text: string, how: 'text' | 'split', target: TextTarget): void;
  /** Counts characters before they are read; `false` when they would be too many. */
  count(chars: number): boolean;
}

/**
 * Reads the text under `root`. Most pages hold no address, and the browser hands out all their text at once for
 * less than a walk over the nodes would cost: only where that text may hold one are the nodes looked at.
 * `false` when the page took away the node on which the reader stood: what followed it was not read.
 */
export function* readText(root: Node, sink: TextSink): Steps<boolean> {
  // A document has no text of its own, a shadow root has.
  const text = textOf(root) ?? '';
  if (!sink.count(text.length)) return true;
  for (let at = 0; at < text.length; at += STRETCH_CHARS) {
    if (mayHoldCandidates(text.slice(at, at + STRETCH_CHARS + MAX_CANDIDATE_CHARS))) {
      return yield* readNodes(root, sink);
    }
    yield;
  }
  return true;
}

function* readNodes(root: Node, sink: TextSink): Steps<boolean> {
  const walker = createWalker(root, 'text');
  /** The node before, where it ends inside a word. */
  let open: Text | null = null;
  /** Nodes that one word runs over, from the second on, and how long it is at most. */
  let run: Text[] | null = null;
  let runChars = 0;
  let untilStep = NODES_A_STEP;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const text = node.data;
    const { length } = text;
    if (length === 0) continue;
    if (length >= MIN_CANDIDATE_CHARS) {
      const found = findCandidates(text);
      if (found.length > 0 && !isUnreadParent(parentOf(node))) {
        for (const { text: candidate, start, end } of found) {
          sink.hit(candidate, 'text', { kind: 'text', from: node, start, to: node, end });
        }
      }
    }
    if (open) {
      if (isWordCode(text.charCodeAt(0))) {
        if (run) run.push(node);
        else run = [open, node];
        runChars += length;
        // The word ends inside this node, or is longer than any address.
        if (wordEnd(text) < length || run.length > MAX_CANDIDATE_CHARS) {
          if (runChars >= MIN_CANDIDATE_CHARS) readRun(run, sink);
          run = null;
        }
      } else if (run) {
        if (runChars >= MIN_CANDIDATE_CHARS) readRun(run, sink);
        run = null;
      }
    }
    open = isWordCode(text.charCodeAt(length - 1)) ? node : null;
    if (!run) runChars = length;
    if (--untilStep === 0) {
      untilStep = NODES_A_STEP;
      yield;
      if (!isConnected(node)) return false;
    }
  }
  if (run) readRun(run, sink);
  return true;
}

/** Reads a word that runs over several nodes, as far as nothing but borders of inline elements cuts it. */
function readRun(run: Text[], sink: TextSink): void {
  let from = 0;
  for (let i = 1; i <= run.length; i++) {
    if (i < run.length && isJoined(run[i - 1] as Text, run[i] as Text)) continue;
    if (i - from > 1) readSplit(run.slice(from, i), sink);
    from = i;
  }
}

function readSplit(nodes: Text[], sink: TextSink): void {
  const first = nodes[0] as Text;
  const last = nodes.at(-1) as Text;
  const start = wordStart(first.data);
  const end = wordEnd(last.data);
  const middle = nodes.slice(1, -1).map(({ data }) => data);
  const token = first.data.slice(start) + middle.join('') + last.data.slice(0, end);
  if (token.length > MAX_CANDIDATE_CHARS || isUnreadParent(parentOf(first))) return;
  const [found] = findCandidates(token);
  if (found) sink.hit(found.text, 'split', { kind: 'text', from: first, start, to: last, end });
}

/** Whether nothing but borders of inline elements stands between two text nodes that follow each other. */
function isJoined(a: Text, b: Text): boolean {
  let up: Node = a;
  while (!up.nextSibling) {
    const parent = parentOf(up);
    if (!parent || !INLINE.has(nameOf(parent))) return false;
    up = parent;
  }
  let down: Node | null = up.nextSibling;
  while (down && down !== b) {
    if (down.nodeType === 1 && !INLINE.has(nameOf(down))) return false;
    if (down.contains(b)) down = down.firstChild;
    else {
      // Only what is empty may lie between, and an element without text can still be a picture.
      if (down.nodeType === 1 && (down as Element).querySelector(':not(wbr, span, a, b, i, em)'))
        return false;
      down = down.nextSibling;
    }
  }
  return down === b;
}

/** ASCII letter or digit. */
function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
}

function wordStart(text: string): number {
  let start = text.length;
  while (start > 0 && isWordCode(text.charCodeAt(start - 1))) start--;
  return start;
}

function wordEnd(text: string): number {
  let end = 0;
  while (end < text.length && isWordCode(text.charCodeAt(end))) end++;
  return end;
}

/** The nearest node that text does not flow through: an element, a root, or the node itself. */
export function blockOf(node: Node): Node {
  let at = node;
  while (at.nodeType === Node.TEXT_NODE || INLINE.has(nameOf(at))) {
    const parent = parentOf(at);
    if (!parent) break;
    at = parent;
  }
  return at;
}
