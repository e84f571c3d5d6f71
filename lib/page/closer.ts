import type { WidgetFact } from '#lib/core/widgets.ts';
import type { Steps } from './pacing.ts';
import { createPictureReader, type PictureReader, type PictureReaderDeps } from './pictures.ts';
import { createWidgetFacts, readWidgets } from './read-widgets.ts';

/**
 * A closer look: at pictures that may be codes, and at donation widgets. A script of its own, for pages that give
 * reason to expect either; all others are spared it.
 */
export interface Closer {
  pictures: PictureReader;
  /** Reads the widgets of these trees anew. */
  readWidgets(trees: Iterable<Document | ShadowRoot>): Steps<void>;
  widgets(): WidgetFact[];
}

export type CreateCloser = (deps: PictureReaderDeps) => Closer;

export const createCloser: CreateCloser = (deps) => {
  let facts = createWidgetFacts();
  return {
    pictures: createPictureReader(deps),
    *readWidgets(trees) {
      const found = createWidgetFacts();
      for (const tree of trees) yield* readWidgets(tree, found);
      facts = found;
    },
    widgets: () => facts.facts(),
  };
};
