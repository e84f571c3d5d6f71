import { createRange, createWalker, elementsAt, rootElementOf } from './dom.ts';
import { blockOf } from './inline.ts';
import { clipsOf, type SeenPart, seenPart } from './seen-part.ts';
import { composedParent, elementOf, nodeOf, rangeOf, type Target } from './targets.ts';

/** The glyph's side, and how far it stands from what it marks, in pixels. */
export const GLYPH_PX = 18;
const GAP = 3;
/** Where text goes on behind the place, or the window ends, the glyph is raised by this much, so as not to cover it. */
const RAISE = 12;
const WRITTEN = /\S/;
const SIDES = ['left', 'right', 'top', 'bottom'] as const;
const CONTROLS = 'a, button, input, select, textarea';

/** Where what is to be seen of the place ends; `null` when nothing of it is drawn or scrolled into its box. */
export function lastPart(target: Target): SeenPart | null {
  const element = elementOf(target);
  if (!element?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return null;
  if (target.kind === 'text' && isFolded(element)) return null;
  const range = target.kind === 'text' && !isMismeasured(element) ? rangeOf(target) : element;
  const rects = [...(range?.getClientRects() ?? [])].filter(({ width, height }) => width > 0 && height > 0);
  if (rects.length === 0) return null;
  const clips = clipsOf(target, element);
  for (const rect of rects.reverse()) {
    const part = seenPart(rect, clips);
    if (part) return part;
  }
  return null;
}

/**
 * Firefox measures text of a drawing as if it were not scaled, and letters that are turned one by one as if they stood
 * elsewhere: then its element tells more.
 */
function isMismeasured(element: Element): boolean {
  if (!(element instanceof SVGElement)) return false;
  const range = createRange();
  range.selectNodeContents(element);
  const [said, drawn] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
  // On all sides: what is turned by half a circle or mirrored is as wide as before.
  const most = GAP + 0.02 * Math.max(drawn.width, drawn.height);
  return SIDES.some((side) => Math.abs(said[side] - drawn[side]) > most);
}

/** Whether an element is drawn and the text right in it is not: browsers measure such text all the same. */
function isFolded(element: Element): boolean {
  return element.matches('details:not([open])') || getComputedStyle(element).contentVisibility === 'hidden';
}

/** Upper left corner of the glyph, in the window. */
export function glyphSpot(
  target: Target,
  { rect, cut, dots }: SeenPart,
  window: Window,
): { left: number; top: number } {
  const right = (rootElementOf(window.document)?.clientWidth ?? 0) - GLYPH_PX;
  const isTurned = isRightToLeft(target);
  const isCut = isTurned ? cut.left : cut.right;
  const beside = isTurned ? rect.left - GAP - GLYPH_PX : rect.right + GAP;
  const middle = rect.top + rect.height / 2;
  const isRaised =
    isCut ||
    dots ||
    goesOn(target) ||
    beside < 0 ||
    beside > right ||
    isWritten(target, beside, middle) ||
    isNextCell(target, beside + GLYPH_PX / 2, middle) ||
    isTaken(target, beside + GLYPH_PX / 2, middle, window);
  // What cuts it off may have something else right beside it.
  const inside = isCut ? GLYPH_PX : GAP;
  const over = isTurned ? rect.left + inside - GLYPH_PX : rect.right - inside;
  // A place outside the window keeps its glyph there, to be scrolled to.
  const [least, most] = [Math.min(0, rect.right - GLYPH_PX), Math.max(right, rect.left)];
  return {
    left: Math.max(least, Math.min(most, isRaised ? over : beside)),
    top: isRaised ? rect.top - RAISE : middle - GLYPH_PX / 2,
  };
}

/** Whether the line that the place stands in runs from right to left; an address itself never does. */
function isRightToLeft(target: Target): boolean {
  const around = target.kind === 'text' ? blockOf(target.from) : composedParent(target.element);
  return around instanceof Element && getComputedStyle(around).direction === 'rtl';
}

/** Whether a control of the page stands where the glyph beside another one would. */
function isTaken(target: Target, x: number, y: number, { document }: Window): boolean {
  if (target.kind === 'text') return false;
  const there = elementsAt(document, x, y).map((element) => element.closest(CONTROLS));
  return there.some((control) => control !== null && !control.contains(target.element));
}

/** Whether another cell of the same table row begins where the glyph would stand: what it holds is another block's. */
function isNextCell(target: Target, x: number, y: number): boolean {
  const rect = elementOf(target)?.closest('td, th')?.nextElementSibling?.getBoundingClientRect();
  return rect !== undefined && x > rect.left - GAP && x < rect.right + GAP && y > rect.top && y < rect.bottom;
}

/** Whether more text follows the place in its node. */
function goesOn(target: Target): boolean {
  return target.kind === 'text' && target.to.data.slice(target.end).trim() !== '';
}

/** Whether the text behind the place, in another node of the same block, is written where the glyph would stand. */
function isWritten(target: Target, left: number, middle: number): boolean {
  let last = target.kind === 'text' ? target.to : nodeOf(target);
  while (last.lastChild) last = last.lastChild;
  const walker = createWalker(blockOf(last), 'text');
  walker.currentNode = last;
  let next = walker.nextNode() as Text | null;
  while (next && !WRITTEN.test(next.data)) next = walker.nextNode() as Text | null;
  if (!next) return false;
  const range = createRange();
  const from = next.data.search(WRITTEN);
  range.setStart(next, from);
  // Its beginning is all that may stand there; the rest may be a book.
  range.setEnd(next, Math.min(next.length, from + GAP + GLYPH_PX));
  const [first] = range.getClientRects();
  return (
    first !== undefined &&
    first.top < middle &&
    first.bottom > middle &&
    first.left < left + GLYPH_PX &&
    first.right > left
  );
}
