import type { Mark } from '#lib/core/report.ts';
import { inARow } from '#lib/core/sentences.ts';
import type { Card } from './card.ts';
import { createElement, nameOf } from './dom.ts';
import { GLYPH_PX, glyphSpot, lastPart } from './glyph-spot.ts';
import { drawGlyph, GLYPHS } from './glyphs.ts';
import { mayBeCode } from './picture-find.ts';
import { nodeOf, rectsOf, type Target } from './targets.ts';
import type { Words } from './words.ts';

/** How far the line around a picture stands from it, in pixels. */
const FRAME_GAP = 4;
/** How far from the place somebody points at it still, in pixels: farther than the glyph stands from it. */
const REACH = 8;
const PICTURES = ['IMG', 'CANVAS', 'SVG', 'VIDEO', 'PICTURE'];
const CONTROLS = ['A', 'BUTTON', 'INPUT', 'TEXTAREA', 'SELECT'];

export interface Marked {
  key: string;
  mark: Mark;
  target: Target;
}

/** A glyph beside one marked place and, where that is a picture, a line around it. */
export interface Pin {
  /** Tells it from others. */
  key: string;
  elements: HTMLElement[];
  /** Measures now, and gives back what draws: all pins are measured first, so that the page is laid out once. */
  measure(origin: DOMRect): () => void;
  /** Shows it while somebody points at its place; only of one that is not always shown. */
  point?(x: number, y: number): void;
}

export function createPin({ key, mark, target }: Marked, window: Window, words: Words, card: Card): Pin {
  const { document } = window;
  const button = createButton(mark, document, words);
  const classes = `almsguard-${mark.level}${mark.context === 'mention' ? ' almsguard-quiet' : ''}`;
  button.className = `almsguard-pin ${classes}`;
  const open = () => card.open(mark, button, () => lastPart(target)?.rect ?? null);
  button.addEventListener('pointerenter', open);
  button.addEventListener('pointerleave', card.leave);
  button.addEventListener('focus', open);
  button.addEventListener('blur', card.leave);
  // The page must not take a click on our glyph for one on its own link or button.
  button.addEventListener('click', (event) => {
    event.preventDefault();
    event.stopPropagation();
    open();
  });
  const isQuiet = mark.level === 'verified';
  const frame = isPicture(target) && !isQuiet ? createElement(document, 'div') : null;
  if (frame) frame.className = `almsguard-frame ${classes}`;

  return {
    key,
    elements: frame ? [frame, button] : [button],
    ...(isQuiet && {
      point(x, y) {
        const isNear = [...rectsOf(target), button.getBoundingClientRect()].some((rect) =>
          reaches(rect, x, y),
        );
        button.classList.toggle('almsguard-near', isNear);
      },
    }),
    measure(origin) {
      const part = lastPart(target);
      const spot = part && glyphSpot(target, part, window);
      return () => {
        draw(button, spot && { ...spot, width: GLYPH_PX, height: GLYPH_PX }, origin);
        if (frame) draw(frame, part && widened(part.rect), origin);
      };
    },
  };
}

function createButton(mark: Mark, document: Document, words: Words): HTMLButtonElement {
  const glyph = GLYPHS[mark.level];
  const button = createElement(document, 'button');
  button.type = 'button';
  button.setAttribute('aria-expanded', 'false');
  if (glyph) {
    button.append(drawGlyph(document, glyph));
    const said = inARow([mark.line, ...mark.more], words);
    button.setAttribute('aria-label', words('glyph_name', [words(glyph.word), said]));
  }
  button.lang = words('locale_lang');
  return button;
}

function reaches({ left, right, top, bottom, width }: DOMRect, x: number, y: number): boolean {
  return width > 0 && x > left - REACH && x < right + REACH && y > top - REACH && y < bottom + REACH;
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

function draw({ style }: HTMLElement, box: Box | null, origin: DOMRect): void {
  style.setProperty('position', 'absolute');
  style.setProperty('display', box ? 'block' : 'none');
  if (!box) return;
  style.setProperty('left', `${box.left - origin.left}px`);
  style.setProperty('top', `${box.top - origin.top}px`);
  style.setProperty('width', `${box.width}px`);
  style.setProperty('height', `${box.height}px`);
}

function widened({ left, top, width, height }: DOMRect): Box {
  return {
    left: left - FRAME_GAP,
    top: top - FRAME_GAP,
    width: width + 2 * FRAME_GAP,
    height: height + 2 * FRAME_GAP,
  };
}

/** A code is a picture, or an empty box of its shape with a picture behind. */
function isPicture(target: Target): boolean {
  if (target.kind === 'text') return false;
  const { element } = target;
  if (PICTURES.includes(nameOf(element))) return true;
  const isBox = !CONTROLS.includes(nameOf(element)) && nodeOf(target).textContent?.trim() === '';
  return isBox && mayBeCode(element.getBoundingClientRect());
}
