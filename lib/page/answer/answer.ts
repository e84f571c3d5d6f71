import type { Answer, Asked, Pointed } from '#lib/core/answer.ts';
import { placeCard } from '../card.ts';
import { leaveChosen, readChosen } from '../chosen.ts';
import { createShield } from '../shield.ts';
import { drawAnswer } from './draw.ts';
import { type Found, findAsked } from './find-asked.ts';
import type { AskPicture } from './picture-text.ts';

export interface AnswerDeps {
  window: Window & typeof globalThis;
  /** Nodes that the extension put into the page: never read. */
  own: WeakSet<Node>;
  ask: AskPicture;
  /** Opens the lookup page with a text. */
  open(text: string): void;
}

/** What the background calls in a frame (lib/messaging/ask-handler.ts): nothing is sent from here unasked. */
export interface AnswerPage {
  find(pointed: Pointed): Promise<Asked | null>;
  show(answer: Answer): void;
  stop(): void;
}

const KEY = Symbol.for('almsguard.answer');
type World = { [KEY]?: AnswerPage };

/** A newer one takes the place of one that is there: its extension may be gone. */
export function publishAnswer(page: AnswerPage, world: object = globalThis): void {
  (world as World)[KEY]?.stop();
  (world as World)[KEY] = page;
}

export function createAnswerPage({ window, own, ask, open }: AnswerDeps): AnswerPage {
  const { document } = window;
  let found: Found | null = null;
  let stop = () => {};

  function show(answer: Answer): void {
    stop();
    const where = found?.where ?? (() => null);
    leaveChosen({ ...readChosen(), appearance: answer.appearance });
    const before = document.activeElement;
    // A page that takes it away more often than it is put back cannot keep the answer from who asked.
    const shield = createShield({
      window,
      own,
      onGivenUp() {
        stop();
        open(answer.text);
      },
    });
    const drawn = drawAnswer(document, answer);
    const { card } = drawn;
    const stopped = new AbortController();
    let frame = 0;
    stop = () => {
      stop = () => {};
      const hadFocus = shield.root.activeElement !== null;
      stopped.abort();
      window.cancelAnimationFrame(frame);
      shield.stop();
      if (hadFocus && before instanceof window.HTMLElement) before.focus({ preventScroll: true });
    };
    const follow = () => {
      const at = where();
      // What is gone, or was never seen, has no place: the card is at the upper edge then, or stays.
      card.classList.toggle('almsguard-placeless', !at && card.style.top === '');
      if (at) placeCard(card, at, null, window);
    };
    const move = () => {
      frame ||= window.requestAnimationFrame(() => {
        frame = 0;
        follow();
      });
    };
    const onPress = (event: Event, act: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      // A click by script opens nothing.
      if (event.isTrusted) act();
    };
    drawn.close.addEventListener('click', (event) => onPress(event, () => stop()));
    drawn.open.addEventListener('click', (event) =>
      onPress(event, () => {
        stop();
        open(answer.text);
      }),
    );
    const on = { capture: true, signal: stopped.signal };
    window.addEventListener('scroll', move, { ...on, passive: true });
    window.addEventListener('resize', move, on);
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || !event.isTrusted) return;
        // What is under the card, a dialog of the page say, is not meant.
        event.preventDefault();
        event.stopImmediatePropagation();
        stop();
      },
      on,
    );
    window.addEventListener(
      'pointerdown',
      (event) => {
        if (event.isTrusted && event.target !== shield.host) stop();
      },
      on,
    );
    shield.root.append(card);
    follow();
    card.focus({ preventScroll: true });
  }

  return {
    async find(pointed) {
      stop();
      found = await findAsked(pointed, window, ask);
      return found?.asked ?? null;
    },
    show,
    stop: () => stop(),
  };
}
