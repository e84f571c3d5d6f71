import type { Mark } from '#lib/core/report.ts';
import { drawGlyph, GLYPHS } from './glyphs.ts';

/** Looks up a message of the extension. */
export type Words = (key: string) => string;

/** Distance between a glyph and its card, and between a card and the window's edge, in pixels. */
const GAP = 8;

export interface Card {
  /** `marked`: what the anchor stands beside, which the card must not cover. */
  open(mark: Mark, anchor: HTMLElement, marked: DOMRect | null): void;
  close(): void;
}

/** The small card that explains one mark. Its text is ours and the lists', and is set as text only. */
export function createCard(root: ShadowRoot, window: Window, words: Words): Card {
  const { document } = window;
  let card: HTMLElement | null = null;

  function close(): void {
    card?.remove();
    card = null;
  }

  return {
    close,
    open(mark, anchor, marked) {
      close();
      const glyph = GLYPHS[mark.level];
      if (!glyph) return;
      card = document.createElement('div');
      card.className = `almsguard-card almsguard-${mark.level}`;
      card.setAttribute('role', 'tooltip');
      // The page's language is not the one that the card is written in.
      card.lang = words('locale_lang');
      card.dir = words('locale_dir');
      const word = document.createElement('strong');
      word.textContent = words(glyph.word);
      const head = document.createElement('div');
      head.className = 'almsguard-head';
      head.append(drawGlyph(document, glyph), word);
      const line = document.createElement('p');
      line.textContent = mark.line;
      const name = document.createElement('small');
      name.textContent = 'Almsguard';
      card.append(head, line, name);
      root.append(card);
      place(card, anchor.getBoundingClientRect(), marked, window);
    },
  };
}

/** Under the glyph and what it marks, or above where the window ends; inside the window in any case. */
function place(card: HTMLElement, at: DOMRect, marked: DOMRect | null, window: Window): void {
  const { style } = card;
  style.setProperty('position', 'fixed');
  // A width is measured that has the whole window to itself.
  style.setProperty('top', '0');
  style.setProperty('left', '0');
  const { width, height } = card.getBoundingClientRect();
  const { clientWidth, clientHeight } = window.document.documentElement;
  const above = Math.min(at.top, marked?.top ?? at.top) - GAP - height;
  const below = Math.max(at.bottom, marked?.bottom ?? at.bottom) + GAP;
  const top = below + height + GAP > clientHeight && above > GAP ? above : below;
  const left = Math.max(GAP, Math.min(at.left - GAP, clientWidth - width - GAP));
  style.setProperty('top', `${top}px`);
  style.setProperty('left', `${left}px`);
}
