import type { WidgetFact } from '#lib/core/widgets.ts';
import type { ToPage } from '#lib/messaging/protocol.ts';
import { type Acted, rememberActs } from './acted.ts';
import { type Copied, createCopied } from './copied.ts';
import { createObfuscatedReader, type ObfuscatedDeps } from './obfuscated.ts';
import type { Steps } from './pacing.ts';
import { createPictureReader, type PictureReader, type PictureReaderDeps } from './pictures.ts';
import { createWidgetFacts, readWidgets } from './read-widgets.ts';
import { reveal } from './reveal.ts';
import type { PageSeam } from './seam.ts';
import type { OpenShadow } from './shadow.ts';
import type { Target } from './targets.ts';
import { locate } from './where.ts';

/**
 * A closer look: at pictures that may be codes, at addresses in rare clothes, at donation widgets, and at what the page
 * copies. A script of its own, for pages that give reason to expect one of them; all others are spared it.
 */
export interface Closer {
  /** With them comes what was copied, and what the first reading passes over: neither stands in the text as it is read. */
  pictures: PictureReader;
  /** Reads the widgets of these trees anew. */
  readWidgets(trees: Iterable<Document | ShadowRoot>): Steps<void>;
  widgets(): WidgetFact[];
  /** What concerns places: shows one to the person, or tells where they are. `undefined` where no answer is due. */
  answer(message: ToPage, targets: (text: string) => Target[]): Promise<unknown> | undefined;
  /** The last act of a person of each kind. */
  acted(): Acted[];
  /** What the page copies is told by events of these names (copied.ts). */
  hear: Copied['hear'];
  /** Calls with what the page has just copied. */
  onCopied(listener: CopyListener): () => void;
}

export type CopyListener = (event: Event, text: string) => void;

export interface CloserDeps extends PictureReaderDeps, ObfuscatedDeps {
  hit: ObfuscatedDeps['hit'] & PictureReaderDeps['hit'];
  openShadow: OpenShadow;
  /** The always-injected script has it: it is not brought twice. */
  readHref: PageSeam['readHref'];
}

export type CreateCloser = (deps: CloserDeps) => Closer;

export const createCloser: CreateCloser = (deps) => {
  let facts = createWidgetFacts();
  const pictures = createPictureReader(deps);
  const obfuscated = createObfuscatedReader(deps);
  const stopped = new AbortController();
  const acts = rememberActs({ ...deps, signal: stopped.signal });
  const listeners = new Set<CopyListener>();
  const copied = createCopied({
    ...deps,
    onCopied(event, text) {
      acts.addCopied(event, text);
      for (const listener of listeners) listener(event, text);
    },
  });
  const known = new WeakSet<Node>();
  async function read(roots: Iterable<Node>): Promise<void> {
    const asked = [...roots];
    for (const root of asked) known.add(root);
    copied.tell(asked);
    await Promise.all([obfuscated.read(asked), pictures.read(asked)]);
  }
  return {
    pictures: {
      ...pictures,
      read,
      stop() {
        stopped.abort();
        copied.stop();
        obfuscated.stop();
        pictures.stop();
      },
    },
    *readWidgets(trees) {
      const all = [...trees];
      // Shadow trees that were found since.
      read(all.filter((tree) => !known.has(tree)));
      const found = createWidgetFacts();
      for (const tree of all) yield* readWidgets(tree, found);
      facts = found;
    },
    widgets: () => facts.facts(),
    acted: acts.acted,
    hear: copied.hear,
    onCopied(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    answer(message, targets) {
      if (message.type === 'page.where') {
        const asked = message.places.map(({ text, index }) => targets(text)[index]);
        return Promise.resolve(locate(asked, deps.window));
      }
      const target = message.type === 'page.reveal' ? targets(message.text)[message.index] : undefined;
      if (target) reveal(target, deps.window);
      return undefined;
    },
  };
};
