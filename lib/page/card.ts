import { CARD_STAYS_MS } from '#lib/core/limits.ts';
import type { Mark } from '#lib/core/report.ts';
import { createElement, rootElementOf } from './dom.ts';
import { drawGlyph, GLYPHS } from './glyphs.ts';
import type { Words } from './words.ts';

/** Distance between a glyph and its card, and between a card and the window's edge, in pixels. */
const GAP = 8;

export interface Card {
  /** `marked`: what the anchor stands beside, which the card must not cover. */
  open(mark: Mark, anchor: HTMLElement, marked: () => DOMRect | null): void;
  /** The pointer or the focus has left the anchor: the card stays for a moment, so that it can be gone to. */
  leave(): void;
  close(): void;
  /** What the card belongs to may have moved. */
  follow(): void;
}

/** The small card that explains one mark. Its text is ours and the lists', and is set as text only. */
export function createCard(root: ShadowRoot, window: Window, words: Words, explain: () => void): Card {
  const { document } = window;
  let shown: { card: HTMLElement; anchor: HTMLElement; marked: () => DOMRect | null } | null = null;
  let timer = 0;

  function close(): void {
    window.clearTimeout(timer);
    if (!shown) return;
    const { card, anchor } = shown;
    const hasFocus = card.contains(root.activeElement);
    shown = null;
    card.remove();
    anchor.setAttribute('aria-expanded', 'false');
    // The focus goes back to where it came from, without opening the card again.
    if (hasFocus) anchor.focus({ preventScroll: true });
    if (hasFocus) close();
  }

  function follow(): void {
    if (!shown) return;
    const { card, anchor, marked } = shown;
    if (!anchor.isConnected || anchor.style.display === 'none') close();
    else placeCard(card, anchor.getBoundingClientRect(), marked(), window);
  }

  function leave(): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      const isUsed = (part: HTMLElement) => part.matches(':hover') || part.contains(root.activeElement);
      if (shown && !isUsed(shown.card) && !isUsed(shown.anchor)) close();
    }, CARD_STAYS_MS);
  }

  return {
    close,
    leave,
    follow,
    open(mark, anchor, marked) {
      window.clearTimeout(timer);
      if (shown?.anchor === anchor) return;
      close();
      const card = createContent(mark, document, words, explain);
      if (!card) return;
      card.addEventListener('pointerleave', leave);
      card.addEventListener('focusout', leave);
      anchor.setAttribute('aria-expanded', 'true');
      // Right behind its glyph: that is where the Tab key goes on to.
      anchor.after(card);
      shown = { card, anchor, marked };
      follow();
    },
  };
}

function createContent(
  mark: Mark,
  document: Document,
  words: Words,
  explain: () => void,
): HTMLElement | null {
  const glyph = GLYPHS[mark.level];
  if (!glyph) return null;
  const card = createElement(document, 'div');
  card.className = `almsguard-card almsguard-${mark.level}`;
  card.setAttribute('role', 'group');
  card.setAttribute('aria-label', words(glyph.word));
  // The page's language is not the one that the card is written in.
  card.lang = words('locale_lang');
  card.dir = words('locale_dir');
  const head = createElement(document, 'div');
  head.className = 'almsguard-head';
  const word = createElement(document, 'strong');
  word.textContent = words(glyph.word);
  head.append(drawGlyph(document, glyph), word);
  const [line, ...more] = [mark.line, ...mark.more].map((sentence, index) => {
    const paragraph = createElement(document, 'p');
    paragraph.textContent = sentence;
    if (index > 0) paragraph.className = 'almsguard-more';
    return paragraph;
  });
  const name = createElement(document, 'small');
  name.textContent = 'Almsguard';
  const foot = createElement(document, 'div');
  foot.className = 'almsguard-foot';
  foot.append(createWhy(document, words, explain), name);
  card.append(head, ...(line ? [line] : []), ...more, foot);
  return card;
}

/** Asks for the whole explanation. A click by script opens nothing. */
export function createWhy(document: Document, words: Words, explain: () => void): HTMLButtonElement {
  const button = createElement(document, 'button');
  button.type = 'button';
  button.className = 'almsguard-why';
  button.textContent = words('card_why');
  button.addEventListener('click', (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (event.isTrusted) explain();
  });
  return button;
}

/** Under the glyph and what it marks, or above where the window ends; inside the window in any case. */
export function placeCard(card: HTMLElement, at: DOMRect, marked: DOMRect | null, window: Window): void {
  const { style } = card;
  style.setProperty('position', 'fixed');
  // A width is measured that has the whole window to itself.
  style.setProperty('top', '0');
  style.setProperty('left', '0');
  const { width, height } = card.getBoundingClientRect();
  const { innerWidth, innerHeight, document } = window;
  // Without the bar that the page is scrolled by.
  const room = rootElementOf(document)?.clientWidth ?? innerWidth;
  const above = Math.min(at.top, marked?.top ?? at.top) - GAP - height;
  const below = Math.max(at.bottom, marked?.bottom ?? at.bottom) + GAP;
  const isAbove = below + height + GAP > innerHeight && above > GAP;
  const top = isAbove ? above : Math.max(GAP, Math.min(below, innerHeight - height - GAP));
  const left = Math.max(GAP, Math.min(at.left - GAP, room - width - GAP));
  style.setProperty('top', `${top}px`);
  style.setProperty('left', `${left}px`);
}
