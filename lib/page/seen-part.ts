import { rootElementOf } from './dom.ts';
import { composedParent, type Target } from './targets.ts';

/** Less of it than this, in pixels, is no sight of it. */
const LEAST_PX = 8;

/** A part of what is marked that is to be seen, in the window. */
export interface SeenPart {
  rect: DOMRect;
  /** On which sides of the line a box cuts off more of it. */
  cut: { left: boolean; right: boolean };
}

/** What boxes that scroll, or cut off what is in them, leave of one box of a target; `null` where it is nothing. */
export function seenPart(target: Target, element: Element, rect: DOMRect): SeenPart | null {
  let { left, right } = rect;
  const middle = rect.top + rect.height / 2;
  // Text is cut off by the very element it stands in; an element by what is around it.
  let position = target.kind === 'text' ? 'static' : getComputedStyle(element).position;
  const first = target.kind === 'text' ? element : composedParent(element);
  for (let at: Node | null = first; at; at = composedParent(at)) {
    // What is fixed to the window is cut off by nothing, and what is placed absolutely only by what it is placed in.
    if (position === 'fixed') break;
    if (!(at instanceof Element)) continue;
    const style = getComputedStyle(at);
    if (position === 'absolute' && style.position === 'static') continue;
    position = style.position;
    if (style.display === 'inline' || style.display === 'contents') continue;
    if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
    if (at === rootElementOf(at.ownerDocument) || at === at.ownerDocument.body) break;
    const box = at.getBoundingClientRect();
    if (style.overflowY !== 'visible' && (middle < box.top || middle > box.bottom)) return null;
    if (style.overflowX === 'visible') continue;
    left = Math.max(left, box.left + inset(style, 'left'));
    right = Math.min(right, box.right - inset(style, 'right'));
    if (right - left < Math.min(LEAST_PX, rect.width)) return null;
  }
  const seen = new DOMRect(left, rect.top, right - left, rect.height);
  return { rect: seen, cut: { left: left > rect.left, right: right < rect.right } };
}

/** Text that ends in dots ends where the padding begins; other text goes on into that. */
function inset(style: CSSStyleDeclaration, side: 'left' | 'right'): number {
  const names = [`border-${side}-width`, ...(style.textOverflow === 'clip' ? [] : [`padding-${side}`])];
  return names.reduce((sum, name) => sum + (Number.parseFloat(style.getPropertyValue(name)) || 0), 0);
}
