import type { Mark } from '#lib/core/report.ts';
import { createWhy } from './card.ts';
import { createElement, elementAt } from './dom.ts';
import { CROSS, drawGlyph, GLYPHS } from './glyphs.ts';
import { composedParent } from './targets.ts';
import type { Words } from './words.ts';

/** Milliseconds after which the sentence is set: a live region tells of what comes into it, not with it. */
const SPOKEN_AFTER_MS = 50;
/** Pixels from the upper edge at which the page is looked at for a header of its own. */
const HEADER_PX = 12;

/** Pixels above and below a strip. */
const GAP_PX = 8;

/** A strip at the edge of the window that says that the page itself is listed. */
export interface Banner {
  /** `null` where there is nothing to say of the document as a whole. */
  show(about: Mark | null): void;
}

/**
 * `makeRoom` is told how much of the upper edge the strip takes, so that it covers nothing of the page; `putAway`, what
 * the strip was about that a person put away.
 */
export function createBanner(
  root: ShadowRoot,
  window: Window & typeof globalThis,
  words: Words,
  explain: () => void,
  makeRoom: (px: number) => void,
  putAway: (about: string) => void,
): Banner {
  const { document } = window;
  const sized = new window.ResizeObserver(([entry]) => {
    if (entry) makeRoom(entry.target.getBoundingClientRect().height + 2 * GAP_PX);
  });
  const takeAway = () => {
    sized.disconnect();
    if (shown) makeRoom(0);
    shown?.strip.remove();
    shown = null;
  };
  /** By what they are about: in another language it is the same strip. */
  const closed = new Set<string>();
  let shown: { strip: HTMLElement; line: string } | null = null;

  return {
    show(about) {
      if (shown?.line === about?.line) return;
      takeAway();
      // Who has read it may put it away: here at once, and on the pages that follow by the background.
      if (!about) return;
      // At another level it is news.
      const key = `${about.level} ${about.about ?? about.line}`;
      if (closed.has(key)) return;
      const { line } = about;
      const strip = createStrip(about, window, words, explain, () => {
        closed.add(key);
        takeAway();
        putAway(key);
      });
      const isBelow = hasHeader(document, window);
      if (isBelow) strip.classList.add('almsguard-below');
      root.prepend(strip);
      if (!isBelow) sized.observe(strip);
      shown = { strip, line };
    },
  };
}

function createStrip(
  { level, line, more }: Mark,
  window: Window,
  words: Words,
  explain: () => void,
  onClose: () => void,
): HTMLElement {
  const { document } = window;
  const strip = createElement(document, 'section');
  strip.className = `almsguard-banner almsguard-${level}`;
  strip.setAttribute('aria-label', words('banner_label'));
  strip.lang = words('locale_lang');
  strip.dir = words('locale_dir');
  const text = createElement(document, 'p');
  text.setAttribute('role', 'status');
  window.setTimeout(() => {
    const word = createElement(document, 'strong');
    word.textContent = line;
    const since = createElement(document, 'span');
    since.textContent = more[0] ?? '';
    text.append(word, ' ', since);
  }, SPOKEN_AFTER_MS);
  const close = createElement(document, 'button');
  close.type = 'button';
  close.className = 'almsguard-close';
  close.setAttribute('aria-label', words('banner_close'));
  close.title = words('banner_close');
  close.append(drawGlyph(document, CROSS));
  close.addEventListener('click', (event) => {
    event.stopPropagation();
    if (event.isTrusted) onClose();
  });
  const glyph = GLYPHS[level];
  if (glyph) strip.append(drawGlyph(document, glyph));
  strip.append(text, createWhy(document, words, explain), close);
  return strip;
}

/** Whether the page keeps something at the upper edge, which a strip there would cover for good. */
function hasHeader(document: Document, window: Window): boolean {
  return [0.1, 0.5, 0.9].some((share) => {
    let at: Node | null = elementAt(document, share * window.innerWidth, HEADER_PX);
    for (; at; at = composedParent(at)) {
      if (at instanceof Element && ['fixed', 'sticky'].includes(getComputedStyle(at).position)) return true;
    }
    return false;
  });
}
