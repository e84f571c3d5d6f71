import { FRAME_OUTSIDE, MAX_FRAME_DEPTH } from '#lib/core/limits.ts';

/**
 * Index of the window in `parent.frames` at each level, from the top down; `[]` for the page itself and
 * `null` for a frame that lies too deep. Works across origins: only the tree and identity are looked at.
 */
export function framePath(window: Window): number[] | null {
  const path: number[] = [];
  for (let at: Window = window; at !== at.parent; at = at.parent) {
    if (path.length >= MAX_FRAME_DEPTH) return null;
    path.unshift(indexIn(at.parent, at));
  }
  return path;
}

/** Frames inside shadow trees are not among `frames`. */
function indexIn(parent: Window, child: Window): number {
  for (let i = 0; i < parent.length; i++) if (parent[i] === child) return i;
  return FRAME_OUTSIDE;
}
