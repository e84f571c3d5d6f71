import type { CaptureCalls } from '#lib/core/snapshot.ts';
import { framePath } from '../frame-path.ts';
import type { PageSeam } from '../seam.ts';
import { readPictures } from './pictures.ts';
import { type Inputs, serialise } from './serialise.ts';
import { createStill } from './still.ts';

/** Keeps a page as it is seen. `seam`: what reads this page, where anything does. */
export function createCapture(
  window: Window,
  seam: Pick<PageSeam, 'own' | 'openShadow'> | undefined,
): CaptureCalls {
  const { document } = window;
  const openShadow = seam?.openShadow ?? ((element: Element) => element.shadowRoot);
  const isOwn = (node: Node) => seam?.own.has(node) ?? false;
  const still = createStill(window, openShadow);
  return {
    async snapshot() {
      const pictures = await readPictures(document, openShadow, window);
      const inputs: Inputs = { pictures, isOwn, openShadow, slotOf: (frame) => slotOf(frame, window) };
      return {
        ...serialise(document, inputs),
        path: framePath(window),
        viewport: { width: window.innerWidth, height: window.innerHeight },
      };
    },
    begin: still.begin,
    scrollTo: still.scrollTo,
    async end() {
      still.end();
      return null;
    },
  };
}

function slotOf(frame: Element, window: Window): number | null {
  const inside = (frame as HTMLIFrameElement).contentWindow;
  for (let i = 0; i < window.length; i++) if (window[i] === inside) return i;
  return null;
}
