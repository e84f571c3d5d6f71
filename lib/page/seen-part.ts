import { rootElementOf } from './dom.ts';
import { composedParent, type Target } from './targets.ts';

/** Less of it than this, in pixels, is no sight of it. */
const LEAST_PX = 8;
/** What makes a box the one that even what is fixed inside it is placed by, and cut off by. */
const HOLDING = ['transform', 'translate', 'rotate', 'scale', 'perspective', 'filter', 'backdrop-filter'];
const HOLDING_CONTAIN = /paint|layout|strict|content/;

/** A part of what is marked that is to be seen, in the window. */
export interface SeenPart {
  rect: DOMRect;
  /** On which sides of the line a box cuts off more of it. */
  cut: { left: boolean; right: boolean };
  /** Whether the dots of a text that goes on stand right behind it: Chromium does not measure these. */
  dots: boolean;
}

/** The edges beyond which a box draws nothing of what is in it, in the window. */
interface Clip {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Whether a line that ends there has dots behind it. */
  endsInDots(line: DOMRect): boolean;
}

/** What boxes around a target cut off of it, looked up once for all of its lines. */
export function clipsOf(target: Target, element: Element): Clip[] {
  const clips: Clip[] = [];
  // Text is cut off by the very element it stands in; an element by what is around it.
  let position = target.kind === 'text' ? 'static' : getComputedStyle(element).position;
  const first = target.kind === 'text' ? element : composedParent(element);
  for (let at: Node | null = first; at; at = composedParent(at)) {
    if (!(at instanceof Element)) continue;
    if (at === rootElementOf(at.ownerDocument) || at === at.ownerDocument.body) break;
    const style = getComputedStyle(at);
    // It has no box: whatever else its style says, nothing is placed or cut off by it.
    if (style.display === 'contents') continue;
    // What is fixed to the window is cut off by nothing else, and what is placed absolutely only by what it is placed in.
    const isHeld = position === 'fixed' ? holds(style) : position !== 'absolute' || placesAbsolute(style);
    if (!isHeld) continue;
    position = style.position;
    if (style.display === 'inline') continue;
    if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
    const box = at.getBoundingClientRect();
    const [isOpenX, isOpenY] = [style.overflowX === 'visible', style.overflowY === 'visible'];
    clips.push({
      left: isOpenX ? Number.NEGATIVE_INFINITY : box.left + inset(style, 'left'),
      right: isOpenX ? Number.POSITIVE_INFINITY : box.right - inset(style, 'right'),
      top: isOpenY ? Number.NEGATIVE_INFINITY : box.top,
      bottom: isOpenY ? Number.POSITIVE_INFINITY : box.bottom,
      endsInDots: dotsOf(at, style, box),
    });
  }
  return clips;
}

/** What boxes that scroll, or cut off what is in them, leave of one box of a target; `null` where it is nothing. */
export function seenPart(rect: DOMRect, clips: readonly Clip[]): SeenPart | null {
  const middle = rect.top + rect.height / 2;
  if (clips.some(({ top, bottom }) => middle < top || middle > bottom)) return null;
  const left = clips.reduce((edge, clip) => Math.max(edge, clip.left), rect.left);
  const right = clips.reduce((edge, clip) => Math.min(edge, clip.right), rect.right);
  if (right - left < Math.min(LEAST_PX, rect.width)) return null;
  const seen = new DOMRect(left, rect.top, right - left, rect.height);
  return {
    rect: seen,
    cut: { left: left > rect.left, right: right < rect.right },
    dots: clips.some((clip) => clip.endsInDots(seen)),
  };
}

/** Where a box ends text in dots: at the end of its lines, or in the last of as many as it may have. */
function dotsOf(
  box: Element,
  style: CSSStyleDeclaration,
  { left, right, bottom }: DOMRect,
): Clip['endsInDots'] {
  if (style.textOverflow !== 'clip' && box.scrollWidth > box.clientWidth) {
    // No letter and no dots are wider than that.
    const room = 2 * Number.parseFloat(style.fontSize);
    if (style.direction === 'rtl') return (line) => line.left < left + inset(style, 'left') + room;
    return (line) => line.right > right - inset(style, 'right') - room;
  }
  const isClamped = !/^(?:none|)$/.test(style.webkitLineClamp) && box.scrollHeight > box.clientHeight;
  return (line) => isClamped && line.bottom > bottom - line.height;
}

function placesAbsolute(style: CSSStyleDeclaration): boolean {
  return style.position !== 'static' || holds(style);
}

function holds(style: CSSStyleDeclaration): boolean {
  if (style.display === 'inline') return false;
  return (
    HOLDING.some((name) => !/^(?:none|)$/.test(style.getPropertyValue(name))) ||
    HOLDING_CONTAIN.test(style.contain)
  );
}

/** Text that ends in dots ends where the padding begins; other text goes on into that. */
function inset(style: CSSStyleDeclaration, side: 'left' | 'right'): number {
  const names = [`border-${side}-width`, ...(style.textOverflow === 'clip' ? [] : [`padding-${side}`])];
  return names.reduce((sum, name) => sum + (Number.parseFloat(style.getPropertyValue(name)) || 0), 0);
}
