import { MOVE_CHECK_MS } from '#lib/core/limits.ts';
import { createElement } from '../dom.ts';
import { fitRoom } from './room.ts';

/** Keeps a card to the person who looks at a window or a frame. */
export interface InFrame {
  /** Whether any of the frame is in view; where it is no frame, what the window shows. */
  isInView(): boolean;
  stop(): void;
}

/**
 * Gives a card the room that is in view. A frame may be higher than the window around it, and its middle out of sight: the card
 * stands in the middle of what is to be seen. And the Tab key would lead out of a frame into the page around it, where no
 * key answers the card any more.
 */
export function keepInFrame(dialog: HTMLDialogElement, root: ShadowRoot, window: Window): InFrame {
  const { document } = window;
  const area = createElement(document, 'div');
  for (const [name, value] of Object.entries({ position: 'fixed', inset: '0', 'pointer-events': 'none' })) {
    area.style.setProperty(name, value);
  }
  root.append(area);
  fitRoom(dialog, window.innerWidth, window.innerHeight);
  if (window.top === window) {
    // Not the window's own event, which a page can keep to itself.
    const sizes = new ResizeObserver(() => fitRoom(dialog, area.clientWidth, area.clientHeight));
    sizes.observe(area);
    return { isInView: () => true, stop: () => sizes.disconnect() };
  }
  let isInView = true;

  // Only the browser knows how the pages around a frame cut it off: those may be of other sites.
  const observer = new IntersectionObserver((entries) => {
    const entry = entries.at(-1);
    isInView = entry !== undefined && entry.intersectionRect.width > 0 && entry.intersectionRect.height > 0;
    if (entry && isInView) place(entry);
  });
  /** `boundingClientRect`: the frame without its scroll bars, which is what a card is placed in. */
  function place({ boundingClientRect: all, intersectionRect: seen }: IntersectionObserverEntry): void {
    const inset = [
      seen.top - all.top,
      all.right - seen.right,
      all.bottom - seen.bottom,
      seen.left - all.left,
    ];
    dialog.style.setProperty('inset', inset.map((px) => `${px}px`).join(' '));
    fitRoom(dialog, seen.width, seen.height);
  }
  observer.observe(area);
  // It tells of what is more or less in view; of what scrolls by and stays as much, only when it is asked anew.
  const timer = window.setInterval(() => {
    observer.unobserve(area);
    observer.observe(area);
  }, MOVE_CHECK_MS);

  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Tab') return;
    event.preventDefault();
    const answers = [...dialog.querySelectorAll<HTMLButtonElement>('button:enabled')];
    const at = answers.indexOf(root.activeElement as HTMLButtonElement);
    answers.at((at + (event.shiftKey ? -1 : 1)) % answers.length)?.focus();
  });

  return {
    isInView: () => isInView,
    stop() {
      window.clearInterval(timer);
      observer.disconnect();
    },
  };
}
