import { MAX_LABEL_CHARS, MAX_NEAR_CHARS } from '#lib/core/limits.ts';
import type { Place, PlaceFlag, Surrounding } from '#lib/core/types.ts';
import { createWalker, nameOf, parentOf } from './dom.ts';
import {
  composedParent,
  elementOf,
  nodeOf,
  rangeOf,
  type Target,
  type TextTarget,
  type Told,
} from './targets.ts';

/** Elements whose text nobody reads on the page. */
const UNREAD = ['SCRIPT', 'STYLE', 'TEMPLATE', 'TEXTAREA', 'IFRAME', 'TITLE'];
/** Text nodes looked at on each side of a place; a page of empty ones must not be walked for each. */
const MAX_NEAR_NODES = 24;

const WITHIN: readonly [Surrounding, string][] = [
  ['code', 'code, pre, kbd, samp'],
  ['quote', 'blockquote, q'],
  ['article', 'article, [role="article"], [itemtype*="NewsArticle"]'],
];

export function isUnreadParent(parent: Node | null): boolean {
  return parent !== null && UNREAD.includes(nameOf(parent));
}

/** Everything a place tells beside how it stood. Lays the page out, so only ever asked of places found. */
export function describe(target: Target, told: Told): Omit<Place, 'how'> {
  const element = elementOf(target);
  // Scripts are drawn nowhere; that says nothing of what they are about.
  const flags = element && nameOf(element) !== 'SCRIPT' ? flagsOf(element, nodeOf(target)) : [];
  return {
    ...(told.label && { label: told.label.slice(0, MAX_LABEL_CHARS) }),
    flags: [...flags, ...(told.flags ?? [])],
    near: told.near === undefined ? nearText(target) : fold(told.near).trim().slice(0, MAX_NEAR_CHARS),
    within: surroundings(element),
  };
}

function flagsOf(element: Element, node: Node): PlaceFlag[] {
  const flags: PlaceFlag[] = [];
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) flags.push('hidden');
  if (rootOf(node) !== node.ownerDocument) flags.push('shadow');
  return flags;
}

function surroundings(element: Element | null): Surrounding[] {
  return WITHIN.flatMap(([name, selector]) => (closest(element, selector) ? [name] : []));
}

/** `closest`, through shadow boundaries. */
function closest(element: Element | null, selector: string): Element | null {
  for (let at = element; at; at = composedParent(at.getRootNode()) as Element | null) {
    const hit = at.closest(selector);
    if (hit) return hit;
  }
  return null;
}

/** Text before and after the place, across element boundaries: a heading often announces what follows it. */
function nearText(target: Target): string {
  const first = target.kind === 'text' ? target.from : target.element;
  const last = target.kind === 'text' ? target.to : lastInside(target.element);
  const own =
    target.kind === 'text'
      ? [target.from.data.slice(0, target.start), ownText(target)]
      : ['', target.element.textContent ?? ''];
  const half = MAX_NEAR_CHARS / 2;
  const before = gather(first, own[0] ?? '', 'previousNode', half);
  const after = gather(last, own[1] ?? '', 'nextNode', half);
  return fold(`${before.slice(-half)}${after.slice(0, half)}`).trim();
}

/** The text of the place itself and what follows it in its last node. */
function ownText({ from, start, to, end }: TextTarget): string {
  const whole = from === to ? '' : (rangeOf({ kind: 'text', from, start, to, end })?.toString() ?? '');
  return from === to ? from.data.slice(start) : whole + to.data.slice(end);
}

function gather(from: Node, own: string, step: 'previousNode' | 'nextNode', chars: number): string {
  let walker = createWalker(rootOf(from), 'text');
  let text = step === 'nextNode' ? fold(own.slice(0, chars * 4)) : fold(own.slice(-chars * 4));
  walker.currentNode = from;
  for (let i = 0; i < MAX_NEAR_NODES && text.length < chars; i++) {
    const node = walker[step]();
    if (!node) {
      // What announces a shadow root stands around its host.
      if (!(walker.root instanceof ShadowRoot)) break;
      const { host } = walker.root;
      walker = createWalker(rootOf(host), 'text');
      walker.currentNode = step === 'nextNode' ? lastInside(host) : host;
      continue;
    }
    if (isUnreadParent(parentOf(node))) continue;
    const { data } = node as Text;
    text = fold(
      step === 'nextNode' ? `${text} ${data.slice(0, chars * 4)}` : `${data.slice(-chars * 4)} ${text}`,
    );
  }
  return text;
}

function rootOf(node: Node): Node {
  return Node.prototype.getRootNode.call(node);
}

function lastInside(element: Element): Node {
  let node: Node = element;
  while (node.lastChild) node = node.lastChild;
  return node;
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ');
}
