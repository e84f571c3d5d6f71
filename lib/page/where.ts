import type { FrameSpots, Spot } from '#lib/core/page-map.ts';
import { rootElementOf } from './dom.ts';
import { elementOf, rangeOf, type Target } from './targets.ts';

/** Where these places are on the whole page; `null` in a frame that cannot tell where it stands. */
export function locate(targets: readonly (Target | undefined)[], window: Window): FrameSpots | null {
  const frame = originOf(window);
  if (!frame) return null;
  const root = rootElementOf(frame.top.document);
  const width = Math.max(root?.scrollWidth ?? 0, frame.top.innerWidth);
  const height = Math.max(root?.scrollHeight ?? 0, frame.top.innerHeight);
  if (width === 0 || height === 0) return null;
  const spots = targets.map((target): Spot | null => {
    const rect = target && rectOf(target);
    if (!rect) return null;
    const x = (frame.left + rect.left + rect.width / 2) / width;
    const y = (frame.down + rect.top + rect.height / 2) / height;
    return { x: clamp(x), y: clamp(y) };
  });
  return { width, height, spots };
}

function rectOf(target: Target): DOMRect | null {
  const rect = (target.kind === 'text' ? rangeOf(target) : elementOf(target))?.getBoundingClientRect();
  return rect && (rect.width > 0 || rect.height > 0) ? rect : null;
}

/** Where a frame's window begins on the whole page. Frames of other origins are not told where they stand. */
function originOf(window: Window): { top: Window; left: number; down: number } | null {
  let left = 0;
  let down = 0;
  let at = window;
  while (at !== at.parent) {
    const frame = at.frameElement;
    if (!frame) return null;
    const rect = frame.getBoundingClientRect();
    left += rect.left + frame.clientLeft;
    down += rect.top + frame.clientTop;
    at = at.parent;
  }
  return { top: at, left: left + at.scrollX, down: down + at.scrollY };
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
