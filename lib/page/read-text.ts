import { MAX_CANDIDATE_CHARS } from '#lib/core/limits.ts';
import { findCandidates } from '#lib/detect/find.ts';
import { MIN_CANDIDATE_CHARS } from '#lib/detect/shapes.ts';
import type { Steps } from './pacing.ts';
import { isUnreadParent } from './surroundings.ts';
import type { TextTarget } from './targets.ts';

/** Nodes read between two looks at the clock. */
const NODES_A_STEP = 128;

/** Elements that flow with the text around them: an address cut up by these still reads as one. */
const INLINE = new Set(
  'A ABBR B BDI BDO BIG CITE CODE DATA DEL DFN EM FONT I INS KBD LABEL MARK Q S SAMP SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR WBR'.split(
    ' ',
  ),
);

export interface TextSink {
  hit(text: string, how: 'text' | 'split', target: TextTarget): void;
  /** Counts characters read; `false` when the limit is reached and reading must end. */
  count(chars: number): boolean;
}

/**
 * Reads every text node under `root`. `false` when the page took the node away on which the reader stood:
 * what followed it was not read.
 */
export function* readText(root: Node, sink: TextSink): Steps<boolean> {
  const walker = (root.ownerDocument ?? (root as Document)).createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let split: TextTarget | null = null;
  let token = '';
  let previous: Text | null = null;
  let untilStep = NODES_A_STEP;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const text = node.data;
    const { length } = text;
    if (length === 0) continue;
    if (length >= MIN_CANDIDATE_CHARS) {
      if (!sink.count(length)) return true;
      if (!isUnreadParent(node.parentNode)) {
        for (const found of findCandidates(text)) {
          sink.hit(found.text, 'text', {
            kind: 'text',
            from: node,
            start: found.start,
            to: node,
            end: found.end,
          });
        }
      }
    }
    // A word that goes on over the border of two nodes.
    if (previous && isWordCode(text.charCodeAt(0)) && isJoined(previous, node)) {
      split ??= { kind: 'text', from: previous, start: wordStart(previous.data), to: node, end: 0 };
      if (token === '') token = previous.data.slice(split.start);
      const end = wordEnd(text);
      token += text.slice(0, end);
      split.to = node;
      split.end = end;
      if (end < length) emit();
    } else if (split) emit();
    previous = isWordCode(text.charCodeAt(length - 1)) ? node : null;
    if (--untilStep === 0) {
      untilStep = NODES_A_STEP;
      yield;
      if (!node.isConnected) return false;
    }
  }
  emit();
  return true;

  function emit(): void {
    if (split && token.length <= MAX_CANDIDATE_CHARS && !isUnreadParent(split.from.parentNode)) {
      const [found] = findCandidates(token);
      if (found) sink.hit(found.text, 'split', split);
    }
    split = null;
    token = '';
  }
}

/** Whether nothing but borders of inline elements stands between two text nodes that follow each other. */
function isJoined(a: Text, b: Text): boolean {
  let up: Node = a;
  while (!up.nextSibling) {
    const parent: Node | null = up.parentNode;
    if (!parent || !INLINE.has(parent.nodeName)) return false;
    up = parent;
  }
  let down: Node | null = up.nextSibling;
  while (down && down !== b) {
    if (down.nodeType === 1 && !INLINE.has(down.nodeName)) return false;
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
  while ((at.nodeType === Node.TEXT_NODE || INLINE.has(at.nodeName)) && at.parentNode) at = at.parentNode;
  return at;
}
