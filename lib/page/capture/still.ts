import type { Extent } from '#lib/core/snapshot.ts';
import { createWalker, rootElementOf } from '../dom.ts';
import type { OpenShadow } from '../shadow.ts';

/** Milliseconds for what a scroll brings to be drawn, where the browser draws no frames. */
const MAX_FRAME_MS = 250;
/** Pixels that count as no move. */
const NEAR = 2;
/** Elements of a page that are asked how they are placed. */
const MAX_ASKED = 50_000;

/** Holds a page still while it is pictured piece by piece. */
export interface Still {
  begin(): Promise<Extent>;
  scrollTo(y: number): Promise<number>;
  end(): void;
}

interface Fixed {
  element: Element;
  /** Where it stood on the page while that was at its top. */
  top: number;
  hidden: Animation | null;
}

/**
 * What goes along with the window would be on every piece. It is hidden by an animation: nothing of the page's own tree
 * or styles is changed, so that no script of the page sees a change, and an end puts all of it back.
 */
export function createStill(window: Window, openShadow: OpenShadow): Still {
  const { document } = window;
  let before = { x: 0, y: 0 };
  let fixed: Fixed[] = [];

  async function scroll(x: number, y: number): Promise<void> {
    window.scrollTo({ left: x, top: y, behavior: 'instant' });
    await drawn(window);
    await drawn(window);
  }
  return {
    async begin() {
      before = { x: window.scrollX, y: window.scrollY };
      await scroll(0, 0);
      const root = rootElementOf(document) as HTMLElement;
      fixed = findFixed(root, openShadow, window);
      const { clientWidth, scrollHeight } = document.scrollingElement ?? root;
      return {
        width: clientWidth,
        height: scrollHeight,
        viewport: { width: window.innerWidth, height: window.innerHeight },
      };
    },
    async scrollTo(y) {
      await scroll(0, y);
      for (const one of fixed) {
        const hasMoved = Math.abs(topOf(one.element, window) - one.top) > NEAR;
        if (hasMoved) one.hidden ??= hide(one.element);
        else {
          one.hidden?.cancel();
          one.hidden = null;
        }
      }
      await drawn(window);
      return window.scrollY;
    },
    end() {
      for (const { hidden } of fixed) hidden?.cancel();
      fixed = [];
      window.scrollTo({ left: before.x, top: before.y, behavior: 'instant' });
    },
  };
}

function findFixed(root: Element, openShadow: OpenShadow, window: Window): Fixed[] {
  const found: Fixed[] = [];
  const trees: Node[] = [root];
  let asked = 0;
  for (let tree = trees.pop(); tree; tree = trees.pop()) {
    const walker = createWalker(tree, 'elements');
    for (let node = walker.nextNode(); node && asked < MAX_ASKED; node = walker.nextNode()) {
      const element = node as Element;
      asked++;
      if (/^(?:fixed|sticky)$/.test(window.getComputedStyle(element).position)) {
        found.push({ element, top: topOf(element, window), hidden: null });
      }
      const shadow = openShadow(element);
      if (shadow) trees.push(shadow);
    }
  }
  return found;
}

function topOf(element: Element, window: Window): number {
  return Element.prototype.getBoundingClientRect.call(element).top + window.scrollY;
}

function hide(element: Element): Animation {
  const nothing = [{ opacity: 0 }, { opacity: 0 }];
  return Element.prototype.animate.call(element, nothing, { duration: 1, fill: 'forwards' });
}

/** Once a frame is drawn. */
function drawn(window: Window): Promise<void> {
  return new Promise((resolve) => {
    const late = window.setTimeout(resolve, MAX_FRAME_MS);
    window.requestAnimationFrame(() => {
      window.clearTimeout(late);
      window.setTimeout(resolve);
    });
  });
}
