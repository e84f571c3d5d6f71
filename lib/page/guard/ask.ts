import { GUARD_DELAY_MS } from '#lib/core/limits.ts';
import { elementAt } from '../dom.ts';
import { createShield } from '../shield.ts';
import type { Words } from '../words.ts';
import { keepInFrame } from './in-frame.ts';
import { drawQuestion, type Question } from './question.ts';

/** Milliseconds between two looks whether the card is seen. */
const LOOK_MS = 100;
/** Milliseconds that one look speaks for: browsers put off the timers of a busy page, and sleep. */
const MAX_LOOK_MS = 1_000;

export interface Answers {
  /** In a click of the person's, with the page as it was before. */
  onward(): void;
  back(): void;
  /** In place of an answer: this document draws nothing of ours, and the page is left as it is. */
  unseen(): void;
}

/** Asks one question at a time, in a modal dialog above the page. */
export interface Asker {
  isAsking(): boolean;
  ask(question: Question, answers: Answers): void;
  /** Takes a question back; nobody is told. */
  stop(): void;
}

export interface AskerDeps {
  window: Window & typeof globalThis;
  own: WeakSet<Node>;
  words: Words;
}

export function createAsker({ window, own, words }: AskerDeps): Asker {
  const { document } = window;
  let stop: (() => void) | null = null;

  return {
    isAsking: () => stop !== null,
    stop: () => stop?.(),
    ask(question, answers) {
      if (stop) return;
      const { dialog, back, onward, wait, seconds, progress } = drawQuestion(document, question, words);
      const isStrict = question.hits.some(({ mark }) => mark.level === 'listed');
      let left = isStrict ? GUARD_DELAY_MS : 0;
      let lookedAt = window.performance.now();

      const shield = createShield({ window, own, onGivenUp: () => stop?.() });
      const frame = keepInFrame(dialog, shield.root, window);
      const timer = window.setInterval(look, LOOK_MS);
      const end = () => {
        stop = null;
        window.clearInterval(timer);
        frame.stop();
        // Gives the focus back to where it was.
        dialog.close();
        shield.stop();
      };
      stop = end;

      function look(): void {
        const now = window.performance.now();
        const passed = Math.min(now - lookedAt, MAX_LOOK_MS);
        lookedAt = now;
        if (left > 0 && isOnTop(dialog)) left = Math.max(0, left - passed);
        show();
        if (left === 0) window.clearInterval(timer);
      }
      function show(): void {
        onward.disabled = left > 0;
        wait.hidden = left === 0;
        progress.style.inlineSize = `${100 * (1 - left / GUARD_DELAY_MS)}%`;
        const text = words('guard_wait', undefined, Math.ceil(left / 1000));
        if (seconds.textContent !== text) seconds.textContent = text;
      }
      /** Whether somebody who looks at it sees it, and not something of the page's. */
      function isOnTop(element: Element): boolean {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const x = (Math.max(left, 0) + Math.min(right, window.innerWidth)) / 2;
        const y = (Math.max(top, 0) + Math.min(bottom, window.innerHeight)) / 2;
        const isThere = document.visibilityState === 'visible' && frame.isInView();
        return isThere && elementAt(document, x, y) === shield.host;
      }

      const goBack = () => {
        if (stop !== end) return;
        end();
        answers.back();
      };
      dialog.addEventListener('close', goBack);
      // At once: until the browser tells that it is closed, another act would be stopped and not asked about.
      back.addEventListener('click', goBack);
      onward.addEventListener('click', (event) => {
        if (!event.isTrusted || left > 0 || !isOnTop(onward)) return;
        end();
        answers.onward();
      });
      // What is pressed here is none of the page's.
      for (const type of ['click', 'keydown', 'keyup', 'pointerdown', 'mousedown']) {
        dialog.addEventListener(type, (event) => event.stopPropagation());
      }
      show();
      shield.root.append(dialog);
      dialog.showModal();
      if (!dialog.checkVisibility()) {
        end();
        answers.unseen();
        return;
      }
      // The text is read from its beginning; the answers stay in view.
      back.focus({ preventScroll: true });
      dialog.scrollTop = 0;
    },
  };
}
