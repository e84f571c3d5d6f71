import { MAX_MARKED } from '#lib/core/limits.ts';
import type { Mark } from '#lib/core/report.ts';
import type { Shown } from './seam.ts';
import { rangeOf } from './targets.ts';

type Name = 'almsguard-listed' | 'almsguard-linked' | 'almsguard-lookalike' | 'almsguard-mention';

/** A page that highlights the same words does not hide the line under them. */
const PRIORITY = 2 ** 31 - 1;

/** Underlines text without touching the page's tree (CSS Custom Highlight API); mark.css styles the names. */
export interface Highlights {
  show(shown: readonly Shown[]): void;
  /** Whether the page has left them alone: their registry is the page's own. */
  isWhole(): boolean;
  stop(): void;
}

export function createHighlights(window: Window & typeof globalThis): Highlights {
  const registry = window.CSS.highlights;
  let drawn = new Map<Name, { highlight: Highlight; size: number }>();
  const stop = () => {
    for (const [name] of drawn) registry.delete(name);
    drawn = new Map();
  };
  return {
    show(shown) {
      const ranges = new Map<Name, Range[]>();
      let left = MAX_MARKED;
      for (const { mark, targets } of shown) {
        // What a charity published itself is no warning: its glyph waits until somebody points at it.
        if (mark.level === 'verified') continue;
        for (const target of targets) {
          const range = target.kind === 'text' && left > 0 ? rangeOf(target) : null;
          if (!range) continue;
          left--;
          ranges.set(nameOf(mark), [...(ranges.get(nameOf(mark)) ?? []), range]);
        }
      }
      stop();
      for (const [name, list] of ranges) {
        const highlight = new window.Highlight(...list);
        highlight.priority = PRIORITY;
        registry.set(name, highlight);
        drawn.set(name, { highlight, size: highlight.size });
      }
    },
    isWhole: () =>
      [...drawn].every(
        ([name, { highlight, size }]) => registry.get(name) === highlight && highlight.size === size,
      ),
    stop,
  };
}

function nameOf({ context, level }: Mark): Name {
  if (context === 'mention') return 'almsguard-mention';
  if (level === 'listed' || level === 'lookalike') return `almsguard-${level}`;
  return 'almsguard-linked';
}
