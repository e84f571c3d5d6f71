import type { Mark } from '#lib/core/report.ts';
import { drawGlyph, GLYPHS } from './glyphs.ts';

/** Looks up a message of the extension. */
export type Words = (key: string) => string;

/** Distance between a glyph and its card, and between a card and the window's edge, in pixels. */
const GAP = 8;

export interface Card {
  open(mark: Mark, anchor: HTMLElement): void;
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
    open(mark, anchor) {
      close();
      const glyph = GLYPHS[mark.level];
      if (!glyph) return;
      card = document.createElement('div');
      card.className = `almsguard-card almsguard-${mark.level}`;
      card.setAttribute('role', 'tooltip');
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
      place(card, anchor, window);
    },
  };
}

/** Under the glyph, or above it where the window ends; inside the window in any case. */
function place(card: HTMLElement, anchor: HTMLElement, window: Window): void {
  card.style.setProperty('position', 'fixed');
  const at = anchor.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const { clientWidth, clientHeight } = window.document.documentElement;
  const below = at.bottom + GAP;
  const top =
    below + height + GAP > clientHeight && at.top > height + GAP * 2 ? at.top - GAP - height : below;
  const left = Math.max(GAP, Math.min(at.left - GAP, clientWidth - width - GAP));
  card.style.setProperty('top', `${top}px`);
  card.style.setProperty('left', `${left}px`);
}
