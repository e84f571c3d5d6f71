import { shownOver } from './over-page.ts';

/** Whether all text has room: what no rule of axe looks at, and what a person sees in a picture at once. */

/** Pixels by which a letter may stand out, as those of slanted and of tall scripts do. */
const SLACK_PX = 2;
/** Two texts share so many pixels in both directions before one is unreadable; lines of a paragraph touch. */
const OVERLAP_PX = 4;

interface Piece {
  element: Element;
  text: string;
  box: DOMRect;
}

/** Texts that are cut off, that leave what they stand in, or that lie over one another. */
export function checkFit(): string[] {
  return [document.body, ...shownOver()].flatMap((tree) => {
    const pieces = piecesOf(tree);
    const elements = new Set(pieces.map(({ element }) => element));
    return [
      ...[...elements].filter(isCutOff).map((element) => `cut off: ${nameOf(element)}`),
      ...pieces.filter(leaves).map(({ text }) => `leaves its box: ${text}`),
      ...overlaps(pieces).map(([one, other]) => `lies over one another: ${one.text} / ${other.text}`),
    ];
  });
}

/** Every stretch of text that is drawn, a line each. */
function piecesOf(tree: Node): Piece[] {
  const walker = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const pieces: Piece[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (!element || text === '' || element.closest('svg, option') || !isSeen(element)) continue;
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width > 0) pieces.push({ element, text: text.slice(0, 60), box });
    }
  }
  return pieces;
}

function isSeen(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
}

function nameOf(element: Element): string {
  return `${element.localName}.${element.className} ${element.textContent?.trim().slice(0, 60)}`;
}

/** By a box that can be scrolled nothing is cut off, nor by one that says with dots that there is more. */
function isCutOff(element: Element): boolean {
  const cut = closest(element, (at) => {
    const { overflowX, overflowY, textOverflow } = getComputedStyle(at);
    const hides = [overflowX, overflowY].some((value) => value === 'hidden' || value === 'clip');
    return hides && textOverflow !== 'ellipsis';
  });
  if (!cut) return false;
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = cut;
  return scrollWidth > clientWidth + SLACK_PX || scrollHeight > clientHeight + SLACK_PX;
}

/** Out of the nearest box that has an edge or a ground, or else of the block that the text flows in. */
function leaves({ element, box }: Piece): boolean {
  const around = closest(element, (at) => {
    const { display, borderLeftWidth, borderLeftStyle } = getComputedStyle(at);
    const isBlock = display !== 'inline' && display !== 'contents';
    return isBlock || (borderLeftStyle !== 'none' && Number.parseFloat(borderLeftWidth) > 0);
  });
  if (!around || isScrolled(around)) return false;
  const { left, right } = around.getBoundingClientRect();
  return box.left < left - SLACK_PX || box.right > right + SLACK_PX;
}

function isScrolled(element: Element): boolean {
  const { overflowX, textOverflow } = getComputedStyle(element);
  return overflowX === 'auto' || overflowX === 'scroll' || textOverflow === 'ellipsis';
}

/** Of those that stand where they stand: what is fixed or stuck lies over what scrolls below it. */
function overlaps(pieces: Piece[]): [Piece, Piece][] {
  const still = pieces
    .filter(({ element }) => !closest(element, floats))
    .sort((a, b) => a.box.top - b.box.top);
  return still.flatMap((one, i) => {
    const found: [Piece, Piece][] = [];
    for (const other of still.slice(i + 1)) {
      if (other.box.top > one.box.bottom - OVERLAP_PX) break;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      // Lines of a paragraph that is set tightly share some of their height.
      const isSame = one.element === other.element;
      if (!isSame && across > OVERLAP_PX && down > Math.min(one.box.height, other.box.height) / 2)
        found.push([one, other]);
    }
    return found;
  });
}

function floats(element: Element): boolean {
  const { position, overflowX, overflowY } = getComputedStyle(element);
  return position === 'fixed' || position === 'sticky' || overflowX === 'auto' || overflowY === 'auto';
}

function closest(element: Element, is: (at: Element) => boolean): Element | null {
  for (let at: Element | null = element; at && at !== document.documentElement; at = at.parentElement) {
    if (at !== document.body && is(at)) return at;
  }
  return null;
}
