import type { Mark } from '#lib/core/report.ts';
import { type Card, createCard, type Words } from './card.ts';
import { rootElementOf } from './dom.ts';
import { drawGlyph, GLYPHS } from './glyphs.ts';
import { blockOf } from './inline.ts';
import type { Shown } from './seam.ts';
import { composedParent, elementOf, rangeOf, type Target } from './targets.ts';

/** The glyph's side, and how far it stands from what it marks, in pixels. */
const SIZE = 18;
const GAP = 3;
/** Where text goes on behind the place, or the window ends, the glyph is raised by this much, so as not to cover it. */
const RAISE = 12;

interface Pin {
  target: Target;
  button: HTMLButtonElement;
}

/** One element over the page that holds a glyph beside each marked place. */
export interface Layer {
  host: HTMLElement;
  show(shown: Shown[]): void;
  stop(): void;
}

/** `own` learns of the host before it stands in the page, so that the scanner never reads it. */
export function createLayer(window: Window & typeof globalThis, words: Words, own: WeakSet<Node>): Layer {
  const { document } = window;
  const host = document.createElement('div');
  own.add(host);
  for (const [name, value] of [
    ['all', 'initial'],
    ['position', 'absolute'],
    ['top', '0'],
    ['left', '0'],
    ['width', '0'],
    ['height', '0'],
    ['z-index', '2147483647'],
  ] as const) {
    host.style.setProperty(name, value, 'important');
  }
  const root = host.attachShadow({ mode: 'closed' });
  const card = createCard(root, window, words);
  let pins: Pin[] = [];
  let frame = 0;

  const move = () => {
    frame ||= window.requestAnimationFrame(() => {
      frame = 0;
      moveAll(host, pins, window);
    });
  };
  const onScroll = () => {
    card.close();
    move();
  };
  const resized = new window.ResizeObserver(move);
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') card.close();
  };
  window.addEventListener('scroll', onScroll, { capture: true, passive: true });
  window.addEventListener('resize', move, { passive: true });
  window.addEventListener('load', move);
  window.addEventListener('keydown', onKey, { capture: true });
  rootElementOf(document)?.append(host);

  return {
    host,
    show(shown) {
      const next = shown.flatMap(({ mark, targets }) =>
        oneEach(targets).map((target) => ({
          mark,
          target,
          button: createButton(mark, target, document, words, card),
        })),
      );
      for (const { button } of pins) button.remove();
      resized.disconnect();
      const page = rootElementOf(document);
      if (page) resized.observe(page);
      for (const { target, button } of next) {
        root.append(button);
        const element = elementOf(target);
        if (element) resized.observe(element);
      }
      card.close();
      pins = next;
      moveAll(host, pins, window);
    },
    stop() {
      window.cancelAnimationFrame(frame);
      resized.disconnect();
      window.removeEventListener('scroll', onScroll, { capture: true });
      window.removeEventListener('resize', move);
      window.removeEventListener('load', move);
      window.removeEventListener('keydown', onKey, { capture: true });
      host.remove();
    },
  };
}

/** A link and the text inside it are one place to the eye: one glyph for both. */
function oneEach(targets: Target[]): Target[] {
  const texts = targets.filter((target) => target.kind === 'text');
  return targets.filter(
    (target) => target.kind === 'text' || !texts.some(({ from }) => target.element.contains(from)),
  );
}

function createButton(
  mark: Mark,
  target: Target,
  document: Document,
  words: Words,
  card: Card,
): HTMLButtonElement {
  const glyph = GLYPHS[mark.level];
  const button = document.createElement('button');
  button.type = 'button';
  button.className = `almsguard-pin almsguard-${mark.level}${mark.context === 'mention' ? ' almsguard-quiet' : ''}`;
  if (glyph) {
    button.append(drawGlyph(document, glyph));
    button.setAttribute('aria-label', `${words(glyph.word)}. ${mark.line}`);
  }
  const open = () => card.open(mark, button, lastRect(target));
  button.addEventListener('pointerenter', open);
  button.addEventListener('pointerleave', () => button.matches(':focus') || card.close());
  button.addEventListener('focus', open);
  button.addEventListener('blur', card.close);
  // The page must not take a click on our glyph for one on its own link or button.
  button.addEventListener('click', (event) => {
    event.preventDefault();
    event.stopPropagation();
    open();
  });
  return button;
}

/** Reads all places first and writes afterwards, so that the page is laid out once. */
function moveAll(host: HTMLElement, pins: Pin[], window: Window): void {
  const origin = host.getBoundingClientRect();
  const rects = pins.map(({ target }) => lastRect(target));
  const right = (rootElementOf(window.document)?.clientWidth ?? 0) - SIZE;
  const turned = pins.map(({ target }) => isRightToLeft(target));
  pins.forEach(({ button, target }, i) => {
    const rect = rects[i];
    const { style } = button;
    style.setProperty('position', 'absolute');
    style.setProperty('display', rect ? 'block' : 'none');
    if (!rect) return;
    const beside = turned[i] ? rect.left - GAP - SIZE : rect.right + GAP;
    const raised = goesOn(target) || beside < 0 || beside > right;
    const over = turned[i] ? rect.left + GAP - SIZE : rect.right - GAP;
    // A place outside the window keeps its glyph there, to be scrolled to.
    const [least, most] = [Math.min(0, rect.right - SIZE), Math.max(right, rect.left)];
    const left = Math.max(least, Math.min(most, raised ? over : beside));
    const top = raised ? rect.top - RAISE : rect.top + (rect.height - SIZE) / 2;
    style.setProperty('left', `${left - origin.left}px`);
    style.setProperty('top', `${top - origin.top}px`);
  });
}

/** Whether the line that the place stands in runs from right to left; an address itself never does. */
function isRightToLeft(target: Target): boolean {
  const around = target.kind === 'text' ? blockOf(target.from) : composedParent(target.element);
  return around instanceof Element && getComputedStyle(around).direction === 'rtl';
}

/** Whether more text follows the place in its node. */
function goesOn(target: Target): boolean {
  return target.kind === 'text' && target.to.data.slice(target.end).trim() !== '';
}

/** Where the place ends, in the window; `null` when nothing of it is drawn. */
function lastRect(target: Target): DOMRect | null {
  const element = elementOf(target);
  if (!element?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return null;
  const rects = (target.kind === 'text' ? rangeOf(target) : element)?.getClientRects();
  const rect = rects?.[rects.length - 1];
  return rect && rect.width > 0 && rect.height > 0 ? rect : null;
}
