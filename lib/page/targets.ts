import type { Place } from '#lib/core/types.ts';
import { createRange, isConnected, parentOf } from './dom.ts';

/** Where a place is in the live document: a stretch of text, or an element whose attribute or value it was. */
export type Target = TextTarget | ElementTarget;

export interface TextTarget {
  kind: 'text';
  from: Text;
  start: number;
  /** Another node than `from` where the text is split. */
  to: Text;
  end: number;
}

export interface ElementTarget {
  kind: 'element';
  element: Element;
}

/** What the reader knows of a place beside where it is; the rest is found out where the place is kept. */
export type Told = Partial<Pick<Place, 'flags' | 'label' | 'near'>>;

/** The node that stands for the target: gone from the document, the place is gone. */
export function nodeOf(target: Target): Node {
  return target.kind === 'text' ? target.from : target.element;
}

export function elementOf(target: Target): Element | null {
  if (target.kind === 'element') return target.element;
  const parent = parentOf(target.from);
  return parent instanceof ShadowRoot ? parent.host : target.from.parentElement;
}

/** The text's range, or `null` when the nodes have changed since they were read. */
export function rangeOf(target: TextTarget): Range | null {
  const { from, start, to, end } = target;
  if (!isConnected(from) || !isConnected(to) || from.length < start || to.length < end) return null;
  const range = createRange();
  range.setStart(from, start);
  range.setEnd(to, end);
  return range;
}

/** The boxes of what the target is, in the window. */
export function rectsOf(target: Target): DOMRect[] {
  return [...((target.kind === 'text' ? rangeOf(target) : target.element)?.getClientRects() ?? [])];
}

/** The parent of a node, out of a shadow root into its host. */
export function composedParent(node: Node): Node | null {
  return parentOf(node) ?? (node instanceof ShadowRoot ? node.host : null);
}

/** Whether a node stands under one of these, or is one. */
export function isUnder(node: Node, roots: ReadonlySet<Node>): boolean {
  for (let at: Node | null = node; at; at = composedParent(at)) if (roots.has(at)) return true;
  return false;
}
