import { createHighlights } from './highlights.ts';
import { createLayer, type Layer } from './layer.ts';
import type { PageSeam } from './seam.ts';
import type { Words } from './words.ts';

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
  const drawn = () => seam.shown().filter(({ mark }) => !mark.undrawn);
  const draw = () => {
    const shown = drawn();
    // Of what a frame is the page around it has nothing to say, and a strip in a frame would cover all of that.
    const about = window.top === window ? shown.find(({ mark }) => mark.text === null)?.mark : undefined;
    if (!about && !shown.some(({ targets }) => targets.length > 0)) {
      clear();
      return;
    }
    layer ??= createLayer({
      window,
      own: seam.own,
      words,
      explain: () => void seam.ask({ type: 'page.explain' }),
      putAway: (about) => void seam.ask({ type: 'page.putAway', about }),
      isWhole: highlights.isWhole,
      onRepair: () => highlights.show(drawn()),
      onGivenUp: stop,
    });
    highlights.show(shown);
    layer.show(shown, about ?? null);
  };
  const stop = () => {
    unsubscribe();
    clear();
  };

  const unsubscribe = seam.subscribe(draw);
  draw();
  return { stop };
}
