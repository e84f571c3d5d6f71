import type { WidgetFact } from '#lib/core/widgets.ts';
import { createCopied } from './copied.ts';
import type { Steps } from './pacing.ts';
import { createPictureReader, type PictureReader, type PictureReaderDeps } from './pictures.ts';
import { createWidgetFacts, readWidgets } from './read-widgets.ts';
import { reveal } from './reveal.ts';
import type { Target } from './targets.ts';

/**
 * A closer look: at pictures that may be codes, at donation widgets, and at what the page copies. A script of its own,
 * for pages that give reason to expect one of them; all others are spared it.
 */
export interface Closer {
  /** With them comes what was copied: neither stands in the text. */
  pictures: PictureReader;
  /** Reads the widgets of these trees anew. */
  readWidgets(trees: Iterable<Document | ShadowRoot>): Steps<void>;
  widgets(): WidgetFact[];
  /** Shows somebody where a finding stands. */
  reveal(target: Target): void;
}

export type CreateCloser = (deps: PictureReaderDeps) => Closer;

export const createCloser: CreateCloser = (deps) => {
  let facts = createWidgetFacts();
  const pictures = createPictureReader(deps);
  const copied = createCopied(deps);
  return {
    pictures: {
      ...pictures,
      read(roots) {
        const asked = [...roots];
        copied.tell(asked);
        return pictures.read(asked);
      },
      stop() {
        copied.stop();
        pictures.stop();
      },
    },
    *readWidgets(trees) {
      const found = createWidgetFacts();
      for (const tree of trees) yield* readWidgets(tree, found);
      facts = found;
    },
    widgets: () => facts.facts(),
    reveal: (target) => reveal(target, deps.window),
  };
};
