import { MAX_MARKED, MOVE_CHECK_MS } from '#lib/core/limits.ts';
import type { Mark } from '#lib/core/report.ts';
import { createBanner } from './banner.ts';
import { createCard } from './card.ts';
import { rootElementOf } from './dom.ts';
import { createPin, type Pin } from './pin.ts';
import { createPointing } from './pointing.ts';
import type { Shown } from './seam.ts';
import { createShield, type ShieldDeps } from './shield.ts';
import { elementOf, nodeOf, type Target } from './targets.ts';
import type { Words } from './words.ts';

export interface LayerDeps extends ShieldDeps {
  words: Words;
  /** Opens the extension's own explanation. */
  explain(): void;
  /** Remembers for this visit that a person put the banner away. */
  putAway(about: string): void;
}

/** What is shown over a page: a glyph beside each marked place, its card, and the banner. */
export interface Layer {
  /** `about`: the mark of the document as a whole, where there is one. */
  show(shown: readonly Shown[], about: Mark | null): void;
  stop(): void;
}

/** What may start to move without a scroll or another size. */
const MOVERS = ['transitionrun', 'animationstart', 'toggle', 'load'] as const;

export function createLayer(deps: LayerDeps): Layer {
  const { window, words, explain } = deps;
  const { document } = window;
  const shield = createShield(deps);
  const { root } = shield;
  const card = createCard(root, window, words, explain);
  const makeRoom = (px: number) => {
    shield.makeRoom(px);
    move();
  };
  const banner = createBanner(root, window, words, explain, makeRoom, deps.putAway);
  const pointing = createPointing(window);
  let pins: Pin[] = [];
  let frame = 0;
  let before = '';

  /** Draws again, and goes on for as long as anything moves. */
  const move = () => {
    frame ||= window.requestAnimationFrame(() => {
      frame = 0;
      drawAll();
      const now = where();
      if (now !== before) move();
      before = now;
    });
  };
  const drawAll = () => {
    const origin = root.host.getBoundingClientRect();
    const draws = pins.map((pin) => pin.measure(origin));
    for (const draw of draws) draw();
    card.follow();
  };
  const where = () => pins.map(({ elements: [first] }) => first?.style.cssText).join();
  const resized = new window.ResizeObserver(move);
  const timer = window.setInterval(() => {
    if (document.visibilityState !== 'hidden' && pins.length > 0) move();
  }, MOVE_CHECK_MS);
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') card.close();
  };
  const onPress = ({ target }: Event) => {
    if (target !== shield.host) card.close();
  };
  const capture = { capture: true, passive: true };
  window.addEventListener('scroll', move, capture);
  window.addEventListener('resize', move, capture);
  for (const name of MOVERS) window.addEventListener(name, move, capture);
  window.addEventListener('keydown', onKey, capture);
  window.addEventListener('pointerdown', onPress, capture);

  return {
    show(shown, about) {
      shield.dress();
      banner.show(about);
      resized.disconnect();
      const page = rootElementOf(document);
      if (page) resized.observe(page);
      const places = shown.flatMap(({ mark, targets }) =>
        oneEach(targets).map((target) => ({ key: keyOf(mark, target), mark, target })),
      );
      // Most pages change without a change of what is marked: a glyph that somebody looks at stays the same one.
      const old = new Map(pins.map((pin) => [pin.key, pin]));
      pins = places.slice(0, MAX_MARKED).map((marked) => {
        const known = old.get(marked.key);
        old.delete(marked.key);
        const pin = known ?? createPin(marked, window, words, card);
        if (!known) root.append(...pin.elements);
        const element = elementOf(marked.target);
        if (element) resized.observe(element);
        return pin;
      });
      for (const { elements } of old.values()) for (const element of elements) element.remove();
      pointing.watch(pins);
      drawAll();
      before = where();
    },
    stop() {
      window.cancelAnimationFrame(frame);
      window.clearInterval(timer);
      resized.disconnect();
      pointing.stop();
      card.close();
      banner.show(null);
      window.removeEventListener('scroll', move, capture);
      window.removeEventListener('resize', move, capture);
      for (const name of MOVERS) window.removeEventListener(name, move, capture);
      window.removeEventListener('keydown', onKey, capture);
      window.removeEventListener('pointerdown', onPress, capture);
      shield.stop();
    },
  };
}

const numbers = new WeakMap<Node, number>();
let next = 0;

/** Equal for the same sentences at the same place of the same node. */
function keyOf(mark: Mark, target: Target): string {
  const node = nodeOf(target);
  const number = numbers.get(node) ?? next++;
  numbers.set(node, number);
  const at = target.kind === 'text' ? [target.start, target.end] : [];
  return JSON.stringify([number, ...at, mark]);
}

/** A link and the text or the code inside it are one place to the eye: one glyph for both. */
function oneEach(targets: readonly Target[]): Target[] {
  return targets.filter(
    (target) =>
      target.kind === 'text' ||
      !targets.some((other) => other !== target && target.element.contains(nodeOf(other))),
  );
}
