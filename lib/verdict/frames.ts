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
  const root: Node = { frameId: null, children: [] };
  for (const { frameId, scan } of frames) {
    let node = root;
    for (const index of scan.path) node = childAt(node, index);
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
  while (node.children.length <= index) node.children.push({ frameId: null, children: [] });
  return node.children[index] as Node;
}
