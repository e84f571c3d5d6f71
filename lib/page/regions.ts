import { MAX_CANDIDATE_CHARS } from '#lib/core/limits.ts';
import type { Spot } from '#lib/detect/spots.ts';
import { wordEnd, wordStart } from '#lib/detect/words.ts';
import { createWalker, rootOf } from './dom.ts';
import type { Steps } from './pacing.ts';
import type { Piece } from './pieces.ts';

/** Characters searched between two looks at the clock. */
const WINDOW_CHARS = 20_000;
/** Characters from which on a region is read by itself although another one touches it. */
const REGION_CHARS = 5_000;
/** Characters on both sides of a spot that tell whether it stands alone, or goes on over a line break. */
const MARGIN_CHARS = 100;

/** The stretches of a text that are read closely, in order: what a search tells of it, with what stands around. */
export function* findRegions(text: string, search: (window: string) => readonly Spot[]): Steps<Spot[]> {
  const regions: Spot[] = [];
  for (let at = 0; at < text.length; at += WINDOW_CHARS) {
    if (at > 0) yield;
    const window = text.slice(at, at + WINDOW_CHARS + MAX_CANDIDATE_CHARS);
    for (const { start, end } of search(window)) addSpot(regions, { start: at + start, end: at + end }, text);
  }
  return regions;
}

/** Adds a spot with its margins: those that touch are one region, up to a length. */
function addSpot(regions: Spot[], spot: Spot, text: string): void {
  const start = Math.max(0, spot.start - MARGIN_CHARS);
  const end = Math.min(text.length, spot.end + MARGIN_CHARS);
  const last = regions.at(-1);
  if (!last || start > last.end) regions.push({ start, end });
  else if (last.end - last.start <= REGION_CHARS) last.end = Math.max(last.end, end);
  else if (end > last.end) {
    // What stands between two spots belongs to both regions, and words are left whole.
    const before = last.end - MARGIN_CHARS;
    const from = Math.min(before, spot.start);
    const to = Math.max(before, spot.start);
    const head = text.slice(Math.max(0, from - MAX_CANDIDATE_CHARS), from);
    last.end = to + wordEnd(text.slice(to, to + MAX_CANDIDATE_CHARS), 0);
    regions.push({ start: from - head.length + wordStart(head, head.length), end });
  }
}

/** The parts of text nodes that make up each region. */
export function collect(from: Node, regions: readonly Spot[]): Piece[][] {
  const found: Piece[][] = regions.map(() => []);
  const walker = createWalker(rootOf(from), 'text');
  walker.currentNode = from;
  let at = 0;
  let i = 0;
  for (let node = walker.nextNode() as Text | null; node && i < regions.length; ) {
    const { start, end } = regions[i] as Spot;
    const { length } = node;
    if (at < end && start < at + length) {
      found[i]?.push({ node, start: Math.max(0, start - at), end: Math.min(length, end - at) });
    }
    if (end <= at + length) i++;
    else {
      at += length;
      node = walker.nextNode() as Text | null;
    }
  }
  return found;
}
