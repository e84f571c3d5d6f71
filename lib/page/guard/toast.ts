import { TOAST_MS } from '#lib/core/limits.ts';
import type { Level } from '#lib/core/report.ts';
import { createElement } from '../dom.ts';
import { drawGlyph, GLYPHS } from '../glyphs.ts';
import { createShield } from '../shield.ts';
import type { Words } from '../words.ts';

/** A quiet word that needs no answer, and goes by itself unless somebody is reading it. */
export interface Toast {
  show(lines: readonly string[], level?: Level): void;
  stop(): void;
}

export interface ToastDeps {
  window: Window & typeof globalThis;
  own: WeakSet<Node>;
  words: Words;
}

export function createToast({ window, own, words }: ToastDeps): Toast {
  const { document } = window;
  let stop = () => {};

  return {
    show(lines, level) {
      stop();
      const shield = createShield({ window, own, onGivenUp: () => stop() });
      const box = createElement(document, 'div');
      box.className = `almsguard-toast almsguard-${level ?? 'note'}`;
      box.lang = words('locale_lang');
      box.dir = words('locale_dir');
      const status = createElement(document, 'div');
      status.setAttribute('role', 'status');
      const close = createElement(document, 'button');
      close.type = 'button';
      close.textContent = words('guard_close');
      const name = createElement(document, 'small');
      name.textContent = 'Almsguard';
      box.append(status, close, name);
      shield.root.append(box);

      const glyph = level && GLYPHS[level];
      // What appears in a live region that is already there is read out.
      const spoken = window.setTimeout(() => {
        if (glyph) {
          const word = createElement(document, 'strong');
          word.append(drawGlyph(document, glyph), words(glyph.word));
          status.append(word);
        }
        for (const text of lines) {
          const line = createElement(document, 'p');
          line.textContent = text;
          status.append(line);
        }
      });
      let timer = 0;
      const wait = () => {
        window.clearTimeout(timer);
        timer = window.setTimeout(() => {
          // The pointer may have gone while the focus is still on it, or the other way round.
          if (!box.matches(':hover, :focus-within')) stop();
        }, TOAST_MS);
      };
      for (const type of ['pointerenter', 'focusin']) {
        box.addEventListener(type, () => window.clearTimeout(timer));
      }
      for (const type of ['pointerleave', 'focusout']) box.addEventListener(type, wait);
      box.addEventListener('click', (event) => event.stopPropagation());
      close.addEventListener('click', () => stop());
      wait();
      stop = () => {
        window.clearTimeout(spoken);
        window.clearTimeout(timer);
        shield.stop();
        stop = () => {};
      };
    },
    stop: () => stop(),
  };
}
