import { MAX_SHOT_PICTURES, MAX_SHOTS } from '#lib/core/limits.ts';
import type { PictureAnswer, PictureQuestion, Rect } from '#lib/messaging/protocol.ts';
import { isConnected } from './dom.ts';
import { mayBeCode } from './picture-find.ts';

/** Share of an element that has to be in the window. */
const IN_VIEW = 0.99;
/** Milliseconds that a picture has to stay in view: while somebody scrolls, nothing stands where it stood. */
const STEADY_MS = 400;
/** Milliseconds before a second look at a place that showed no code: it may have been covered or still fading in. */
const SECOND_LOOK_MS = 2_000;
const MAX_LOOKS = 2;

export interface ShooterDeps {
  window: Window & typeof globalThis;
  ask(question: PictureQuestion): Promise<PictureAnswer | undefined>;
  settle(element: Element, texts: string[]): void;
}

/** Has pictures read from the screen that only the screen shows, while they are in view. */
export interface Shooter {
  add(element: Element): void;
  drop(element: Element): void;
  stop(): void;
}

export function createShooter({ window, ask, settle }: ShooterDeps): Shooter {
  const visible = new Map<Element, number>();
  let timer = 0;
  let shots = 0;

  const view = new window.IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, intersectionRatio } of entries) {
        if (isIntersecting && intersectionRatio >= IN_VIEW) visible.set(target, visible.get(target) ?? 0);
        else visible.delete(target);
      }
      later(STEADY_MS);
    },
    { threshold: IN_VIEW },
  );

  function later(ms: number): void {
    window.clearTimeout(timer);
    if (visible.size > 0 && shots < MAX_SHOTS) timer = window.setTimeout(shoot, ms);
  }

  async function shoot(): Promise<void> {
    // Rectangles of a frame, or of a page under a magnifying glass, are not those of the screen.
    if (window !== window.top || window.visualViewport?.scale !== 1) return;
    const { document } = window;
    if (document.visibilityState !== 'visible') {
      document.addEventListener('visibilitychange', () => later(STEADY_MS), { once: true });
      return;
    }
    const batch = [...visible.keys()]
      .filter((element) => isConnected(element) && isInside(rectOf(element), window))
      .slice(0, MAX_SHOT_PICTURES);
    if (batch.length === 0) return;
    const rects = batch.map(rectOf);
    const viewport = { width: window.innerWidth, height: window.innerHeight };
    const answer = await ask({ type: 'picture.shoot', viewport, rects });
    if (answer?.state === 'busy') return later(answer.waitMs);
    shots++;
    // Refused: another tab was in front, or nobody listened.
    if (answer?.state !== 'read') return later(SECOND_LOOK_MS);
    batch.forEach((element, index) => {
      const looks = (visible.get(element) ?? 0) + 1;
      const before = rects[index];
      if (!before || !isSame(before, rectOf(element))) return;
      const texts = answer.texts[index] ?? [];
      if (texts.length === 0 && looks < MAX_LOOKS) visible.set(element, looks);
      else {
        drop(element);
        settle(element, texts);
      }
    });
    later(SECOND_LOOK_MS);
  }

  function drop(element: Element): void {
    view.unobserve(element);
    visible.delete(element);
  }

  return {
    add: (element) => view.observe(element),
    drop,
    stop() {
      window.clearTimeout(timer);
      view.disconnect();
      visible.clear();
    },
  };
}

function rectOf(element: Element): Rect {
  const { x, y, width, height } = Element.prototype.getBoundingClientRect.call(element);
  return { x, y, width, height };
}

function isInside({ x, y, width, height }: Rect, window: Window): boolean {
  const fits = x >= 0 && y >= 0 && x + width <= window.innerWidth && y + height <= window.innerHeight;
  return fits && mayBeCode({ width, height });
}

function isSame(a: Rect, b: Rect): boolean {
  return [a.x - b.x, a.y - b.y, a.width - b.width, a.height - b.height].every((by) => Math.abs(by) <= 1);
}
