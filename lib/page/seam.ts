import type { Mark } from '#lib/core/report.ts';
import type { Found } from '#lib/detect/find.ts';
import type { readHref } from '#lib/detect/uri.ts';
import type { Courier } from './courier.ts';
import type { Scanner } from './scan.ts';
import type { OpenShadow } from './shadow.ts';
import type { Target } from './targets.ts';

/** One mark and where it belongs in the live document. */
export interface Shown {
  mark: Mark;
  targets: Target[];
}

/** Of what is found no more than this: the names of the rest are shortened in the always-injected script. */
export type Find = (text: string, isRead?: boolean) => readonly Pick<Found, 'text' | 'start' | 'end'>[];

/** What the always-injected script offers to scripts that are injected later, in the same isolated world. */
export interface PageSeam {
  shown(): Shown[];
  /** Called when marks or their targets may have changed. */
  subscribe(listener: () => void): () => void;
  /** Nodes that the extension put into the page: never read. */
  own: WeakSet<Node>;
  lookCloser: Scanner['lookCloser'];
  /** Asks the background. */
  ask: Courier['ask'];
  /** Set once marks are drawn here: the marking script may be put in twice. */
  marked?: true;
  /** What this script reads a page's text and links with: another script need not bring it again. */
  find: Find;
  readHref: typeof readHref;
  closer: Scanner['closer'];
  /** The browser's own way into closed shadow trees. */
  openShadow: OpenShadow;
  stop(): void;
}

const KEY = Symbol.for('almsguard.page');
const world = globalThis as object as { [KEY]?: PageSeam };

export function publishSeam(seam: PageSeam): void {
  world[KEY] = seam;
}

export function findSeam(): PageSeam | undefined {
  return world[KEY];
}
