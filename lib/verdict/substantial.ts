import { MIN_FRAME_PX, MIN_FRAME_SHARE } from '#lib/core/limits.ts';

/** In CSS pixels. */
export interface FrameSize {
  width: number;
  height: number;
}

/** How much is to be seen of a frame. */
export interface SeenFrame extends FrameSize {
  /** Of the window. */
  share: number;
}

/**
 * Whether what a list says of a frame's document is said of the page around it, too. Anybody may be made to show a
 * frame of a listed site: an advertisement, a counter, one that nobody sees. What fills a good part of the window is
 * what people came to see, and what asks them for money is meant for them, small as it may be.
 * `seen`: `null` where nobody can tell how much is to be seen of it.
 */
export function isSubstantial(seen: SeenFrame | null, asks: boolean): boolean {
  if (!seen) return asks;
  if (Math.min(seen.width, seen.height) < MIN_FRAME_PX) return false;
  return asks || seen.share >= MIN_FRAME_SHARE;
}
