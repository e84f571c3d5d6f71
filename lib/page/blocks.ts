import { MAX_BLOCKS } from '#lib/core/limits.ts';
import { composedParent } from './targets.ts';

/** Numbers for the parts of a document that a node stands in, innermost first. */
export type BlocksOf = (node: Node) => number[];

/** Children looked at: a page may hold very many that are nothing. */
const MAX_CHILDREN = 200;
/** Characters in which a text shows that it is more than white space. */
const MAX_BLANK_CHARS = 200;

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
  let left = MAX_CHILDREN;
  for (let child = node.firstChild; child && parts < 2 && left-- > 0; child = child.nextSibling) {
    if (child.nodeType === Node.ELEMENT_NODE || isShown(child)) parts++;
  }
  return parts === 2;
}

function isShown(node: Node): boolean {
  return node.nodeType === Node.TEXT_NODE && (node as Text).substringData(0, MAX_BLANK_CHARS).trim() !== '';
}
