import { FRAME_OUTSIDE } from '#lib/core/limits.ts';
import type { FrameScan } from '#lib/core/types.ts';

interface Node {
  frameId: number | null;
  children: Node[];
}

export interface FrameOrder {
  /** Number of each browser frame id: document order, the page itself 0. */
  numbers: Map<number, number>;
  /** Frames that their parents count and that have not reported. */
  missing: number;
}

/** Numbers frames in document order from the paths they report, counting those that stay silent. */
export function orderFrames(
  frames: Iterable<{ frameId: number; scan: Pick<FrameScan, 'path' | 'frames'> }>,
): FrameOrder {
  const root: Node = { frameId: 0, children: [] };
  for (const { frameId, scan } of frames) {
    let node = root;
    for (const index of frameId === 0 ? [] : scan.path) node = childAt(node, index);
    // Two frames may tell the same place (in shadow trees, or while one replaces the other); none may pass
    // for the page itself.
    if (frameId !== 0 && node.frameId !== null) node = addChild(root);
    node.frameId = frameId;
    if (scan.frames > 0) childAt(node, scan.frames - 1);
  }
  const numbers = new Map<number, number>();
  let next = 0;
  let missing = 0;
  const visit = (node: Node) => {
    if (node.frameId === null) missing++;
    else numbers.set(node.frameId, next);
    next++;
    node.children.forEach(visit);
  };
  visit(root);
  return { numbers, missing };
}

function childAt(node: Node, index: number): Node {
  if (index >= FRAME_OUTSIDE) return addChild(node);
  while (node.children.length <= index) addChild(node);
  return node.children[index] as Node;
}

function addChild(node: Node): Node {
  const child: Node = { frameId: null, children: [] };
  node.children.push(child);
  return child;
}
