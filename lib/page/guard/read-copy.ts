import { MAX_COPIED_CHARS } from '#lib/core/limits.ts';
import { createWalker } from '../dom.ts';

/** What a copy or cut would put on the clipboard. */
export interface Copy {
  /** None in a field. */
  ranges: Range[];
  /** A long selection is not spelt out: what is marked in it is known by where it stands. */
  isShort: boolean;
  /** As the browser would write it. */
  text(): string;
}

export function readCopy(target: EventTarget | undefined, document: Document): Copy {
  if (isTextField(target)) {
    const text = selectedIn(target);
    return { ranges: [], isShort: true, text: () => text };
  }
  const selection = selectionAt(target, document);
  const ranges = Array.from({ length: selection?.rangeCount ?? 0 }, (_, i) =>
    selection?.getRangeAt(i),
  ).filter((range) => range !== undefined);
  const isShort = ranges.length > 0 && ranges.every(isShortRange);
  return { ranges, isShort, text: () => selection?.toString() ?? '' };
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

function isTextField(target: EventTarget | undefined): target is TextField {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** Fields of some types do not tell what is selected in them. */
function selectedIn({ value, selectionStart, selectionEnd }: TextField): string {
  return value.slice(selectionStart ?? 0, selectionEnd ?? undefined);
}

/** Chromium keeps the selection of each shadow tree apart. */
function selectionAt(target: EventTarget | undefined, document: Document): Selection | null {
  const root = target instanceof Node ? target.getRootNode() : document;
  const own = (root as { getSelection?: () => Selection | null }).getSelection;
  return own ? own.call(root) : Document.prototype.getSelection.call(document);
}

function isShortRange(range: Range): boolean {
  const { startContainer, startOffset, endContainer, commonAncestorContainer } = range;
  if (startContainer === endContainer && startContainer instanceof Text) return true;
  const walker = createWalker(commonAncestorContainer, 'text');
  walker.currentNode = startContainer.childNodes[startOffset] ?? startContainer;
  let left = MAX_COPIED_CHARS;
  for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
    if (node === endContainer || range.comparePoint(node, 0) > 0) return true;
    left -= node instanceof Text ? node.length + 1 : 1;
    if (left < 0) return false;
  }
  return true;
}
