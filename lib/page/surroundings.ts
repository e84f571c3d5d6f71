import { MAX_LABEL_CHARS, MAX_NEAR_CHARS } from '#lib/core/limits.ts';
import type { Place, PlaceFlag, Surrounding } from '#lib/core/types.ts';
import { createWalker, nameOf, parentOf, rootOf } from './dom.ts';
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
/** Characters kept on each side, and those looked at for them: white space is folded. */
const HALF = MAX_NEAR_CHARS / 2;
const REACH = HALF * 4;

const WITHIN: readonly [Surrounding, string][] = [
  ['code', 'code, pre, kbd, samp'],
  ['quote', 'blockquote, q'],
  ['article', 'article, [role=article], [itemtype*=NewsArticle]'],
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

/** Whether the page does not draw it; what has no boxes of its own to ask for is drawn. */
export function isHidden(node: Node | null): boolean {
  return (
    node instanceof Element &&
    !Element.prototype.checkVisibility.call(node, { opacityProperty: true, visibilityProperty: true })
  );
}

function flagsOf(element: Element, node: Node): PlaceFlag[] {
  const flags: PlaceFlag[] = [];
  if (isHidden(element)) flags.push('hidden');
  if (rootOf(node) !== node.ownerDocument) flags.push('shadow');
  return flags;
}

function surroundings(element: Element | null): Surrounding[] {
  return WITHIN.flatMap(([name, selector]) => (closest(element, selector) ? [name] : []));
}

/** `closest`, through shadow boundaries. */
function closest(element: Element | null, selector: string): Element | null {
  for (let at = element; at; at = composedParent(rootOf(at)) as Element | null) {
    const hit = at.closest(selector);
    if (hit) return hit;
  }
  return null;
}

/** Text before and after the place, across element boundaries: a heading often announces what follows it. */
function nearText(target: Target): string {
  const [first, last, before, after] =
    target.kind === 'text'
      ? [target.from, target.to, textBefore(target.from, target.start), ownText(target)]
      : [target.element, target.element, '', ''];
  return fold(
    gather(first, before, 'previousNode').slice(-HALF) + gather(last, after, 'nextNode').slice(0, HALF),
  ).trim();
}

/** The whole text of a node is never asked for: some browsers copy it each time, and it may be long. */
function textBefore(node: Text, end: number): string {
  const start = Math.max(0, end - REACH);
  return node.substringData(start, end - start);
}

/** The text of the place itself and what follows it in its last node. */
function ownText({ from, start, to, end }: TextTarget): string {
  const whole = from === to ? '' : (rangeOf({ kind: 'text', from, start, to, end })?.toString() ?? '');
  return from === to ? from.substringData(start, REACH) : whole + to.substringData(end, REACH);
}

function gather(from: Node, own: string, step: 'previousNode' | 'nextNode'): string {
  let walker = createWalker(rootOf(from), 'text');
  let text = fold(own);
  walker.currentNode = from;
  for (let i = 0; i < MAX_NEAR_NODES && text.length < HALF; i++) {
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
    const near = node as Text;
    text = fold(
      step === 'nextNode'
        ? `${text} ${near.substringData(0, REACH)}`
        : `${textBefore(near, near.length)} ${text}`,
    );
  }
  return text;
}

function lastInside(element: Element): Node {
  let node: Node = element;
  while (node.lastChild) node = node.lastChild;
  return node;
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ');
}
