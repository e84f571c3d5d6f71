import { parentOf, selectAll } from './dom.ts';
import type { OpenShadow } from './shadow.ts';
import { composedParent } from './targets.ts';

/**
 * The nodes that an event goes through, innermost first, those of closed shadow trees included: the browser names only
 * the host of these. To be asked for while the event is on its way.
 */
export function pathOf(event: Event, open: OpenShadow): Node[] {
  const [target] = event.composedPath();
  const path: Node[] = [];
  if (!(target instanceof Node)) return path;
  for (let at: Node | null = innermost(target, event, open); at; at = above(at, open)) path.push(at);
  return path;
}

function innermost(target: Node, event: Event, open: OpenShadow): Node {
  let at = target;
  for (;;) {
    const root = at instanceof Element ? open(at) : null;
    const inner = root && innerOf(root, event);
    if (!inner) return at;
    at = inner;
  }
}

/** What an event is about inside a tree: keys are for what has the focus there, all else for what lies at its point. */
function innerOf(root: ShadowRoot, event: Event): Element | null {
  const point = pointOf(event);
  const there = point && root.elementFromPoint(point.clientX, point.clientY);
  // A click that no pointer made counts none.
  const isPointed = point && !(event.type === 'click' && (event as MouseEvent).detail === 0);
  const inner = isPointed ? there : (root.activeElement ?? there);
  // A point beside the tree is answered with what lies there.
  return inner?.getRootNode() === root ? inner : null;
}

function pointOf(event: Event): Pick<Touch, 'clientX' | 'clientY'> | null {
  return event instanceof MouseEvent ? event : ((event as Partial<TouchEvent>).changedTouches?.[0] ?? null);
}

/** Where the event goes next: a child of a host stands in one of its slots. */
function above(node: Node, open: OpenShadow): Node | null {
  const parent = parentOf(node);
  const root = parent instanceof Element && (node instanceof Element || node instanceof Text) && open(parent);
  return (root && slotOf(node, root)) || composedParent(node);
}

function slotOf(node: Node, root: ShadowRoot): Element | undefined {
  return selectAll(root, 'slot').find((slot) =>
    (slot as HTMLSlotElement).assignedNodes().includes(node as Text),
  );
}

/** Whether an event may press or send something: no key does, but for two. */
export function mayPress(event: Event): boolean {
  return event.type !== 'keydown' || ['Enter', ' '].includes((event as KeyboardEvent).key);
}

/**
 * `submit` does not leave a shadow tree: it is listened for in each tree that somebody clicks or presses a key in,
 * right before. Answers a function that is called with the path of these.
 */
export function hearSubmits(
  listener: (event: Event) => void,
  signal: AbortSignal,
): (path: readonly Node[]) => void {
  const heard = new WeakSet<Node>();
  return (path) => {
    for (const node of path) {
      if (!(node instanceof ShadowRoot) || heard.has(node)) continue;
      heard.add(node);
      node.addEventListener('submit', listener, { capture: true, signal });
    }
  };
}
