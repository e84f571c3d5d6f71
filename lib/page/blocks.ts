import { MAX_BLOCKS } from '#lib/core/limits.ts';
import { composedParent } from './targets.ts';

/** Numbers for the parts of a document that a node stands in, innermost first. */
export type BlocksOf = (node: Node) => number[];

/** Elements around a single node group nothing, and are left out. */
export function createBlocks(): BlocksOf {
  const numbers = new WeakMap<Node, number>();
  let next = 0;
  return (node) => {
    const blocks: number[] = [];
    for (let at = composedParent(node); at && blocks.length < MAX_BLOCKS; at = composedParent(at)) {
      if (!isGroup(at)) continue;
      const number = numbers.get(at) ?? next++;
      numbers.set(at, number);
      blocks.push(number);
    }
    return blocks;
  };
}

/** Holds two elements or texts; white space between them is nothing. */
function isGroup(node: Node): boolean {
  if (node.nodeType !== Node.ELEMENT_NODE && node.nodeType !== Node.DOCUMENT_FRAGMENT_NODE) return false;
  let parts = 0;
  for (let child = node.firstChild; child && parts < 2; child = child.nextSibling) {
    if (child.nodeType === Node.ELEMENT_NODE) parts++;
    else if (child.nodeType === Node.TEXT_NODE && (child as Text).data.trim() !== '') parts++;
  }
  return parts === 2;
}
