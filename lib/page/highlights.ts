import type { Mark } from '#lib/core/report.ts';
import type { Shown } from './seam.ts';
import { rangeOf } from './targets.ts';

/** Names that mark.css styles. */
const NAMES = ['almsguard-listed', 'almsguard-linked', 'almsguard-lookalike', 'almsguard-mention'] as const;

/** Underlines text without touching the page's tree (CSS Custom Highlight API). */
export interface Highlights {
  show(shown: Shown[]): void;
  stop(): void;
}

export function createHighlights(window: Window & typeof globalThis): Highlights {
  const registry = window.CSS.highlights;
  const stop = () => {
    for (const name of NAMES) registry.delete(name);
  };
  return {
    show(shown) {
      const ranges = new Map<string, Range[]>();
      for (const { mark, targets } of shown) {
        for (const target of targets) {
          const range = target.kind === 'text' ? rangeOf(target) : null;
          if (range) ranges.set(nameOf(mark), [...(ranges.get(nameOf(mark)) ?? []), range]);
        }
      }
      stop();
      for (const [name, list] of ranges) registry.set(name, new window.Highlight(...list));
    },
    stop,
  };
}

function nameOf({ context, level }: Mark): (typeof NAMES)[number] {
  if (context === 'mention') return 'almsguard-mention';
  if (level === 'listed' || level === 'lookalike') return `almsguard-${level}`;
  return 'almsguard-linked';
}
