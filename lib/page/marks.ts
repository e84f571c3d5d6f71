import type { Words } from './card.ts';
import { createHighlights } from './highlights.ts';
import { createLayer, type Layer } from './layer.ts';
import type { PageSeam } from './seam.ts';

/** Shows the marks of one frame for as long as there are any. */
export interface Marks {
  stop(): void;
}

export function mountMarks(window: Window & typeof globalThis, seam: PageSeam, words: Words): Marks {
  const highlights = createHighlights(window);
  let layer: Layer | null = null;

  const clear = () => {
    highlights.stop();
    layer?.stop();
    layer = null;
  };
  const draw = () => {
    const shown = seam.shown();
    if (!shown.some(({ targets }) => targets.length > 0)) {
      clear();
      return;
    }
    // A page that replaced its whole document took the layer with it.
    if (layer && !layer.host.isConnected) clear();
    layer ??= createLayer(window, words, seam.own);
    highlights.show(shown);
    layer.show(shown);
  };

  const unsubscribe = seam.subscribe(draw);
  draw();
  return {
    stop() {
      unsubscribe();
      clear();
    },
  };
}
