import { seeThrough } from '#lib/detect/find.ts';
import { findPartSpots } from '#lib/detect/parts.ts';
import { findReversed, OVERRIDE } from '#lib/detect/reversed.ts';
import { MIN_CANDIDATE_CHARS } from '#lib/detect/shapes.ts';
import { findRowSpots, findRows } from '#lib/detect/signed-groups.ts';
import { type Spot, spotsBehind } from '#lib/detect/spots.ts';
import { byTag, parentOf } from './dom.ts';
import type { Steps } from './pacing.ts';
import { asLines, findInBlocks, type Joined, join, type Piece, readJoined } from './pieces.ts';
import { readEncoded } from './read-encoded.ts';
import { collect, findRegions } from './regions.ts';
import { readStretches } from './stretches.ts';
import { isHidden, isUnreadParent } from './surroundings.ts';
import type { Target, Told } from './targets.ts';
import { isTurned } from './turned.ts';

/** Levels above what is new, and elements in them, that are read with it. */
const MAX_LEVELS_AROUND = 3;
const MAX_ELEMENTS_AROUND = 100;

export interface ObfuscatedSink {
  hit(text: string, how: 'text' | 'split' | 'attribute', target: Target, told: Told): void;
}

/**
 * Reads what stands under `root` once more, for addresses in clothes that cost too much to be looked for on every page. Where
 * the page took away the node on which the reader stood, what followed is left out: it is read again with that change.
 */
export function* readObfuscated(root: Node, sink: ObfuscatedSink): Steps<void> {
  yield* readTextAgain(root, sink);
  yield* readEncoded(root, sink);
}

function* readTextAgain(root: Node, sink: ObfuscatedSink): Steps<void> {
  for (const stretch of readStretches(root)) {
    if (!stretch) return;
    yield;
    if (stretch.isProgram) continue;
    const regions = yield* findRegions(stretch.text, (window) => spotsBehind(window, findRareSpots));
    if (regions.length === 0) continue;
    for (const pieces of collect(stretch.from, regions)) yield* readRegion(pieces, sink);
  }
}

/** Parts that were there before may stand around what arrived late. */
export function aroundOf(root: Node): Node {
  let around = root;
  for (let i = 0; i < MAX_LEVELS_AROUND; i++) {
    const parent = parentOf(around);
    if (!(parent instanceof Element) || byTag(parent, '*')[MAX_ELEMENTS_AROUND]) break;
    around = parent;
  }
  return around;
}

function findRareSpots(text: string): Spot[] {
  return [...findRowSpots(text), ...findPartSpots(text)].sort((a, b) => a.start - b.start);
}

function* readRegion(pieces: readonly Piece[], sink: ObfuscatedSink): Steps<void> {
  const seen = pieces.filter(({ node }) => !isUnreadParent(parentOf(node)));
  const joined = join(seen);
  yield* readJoined(joined, (text) => seeThrough(text, findRows), sink);
  // Nobody reads text from its end but where the page draws it so.
  yield* readJoined(joined.filter(mayBeTurned), findReversed, {
    hit(text, how, target, told) {
      if (isTurned(target.from, target.start)) sink.hit(text, how, target, told);
    },
  });
  const blocks = join(seen.filter(({ node }) => !isHidden(parentOf(node))));
  if (blocks.length > 1) yield* readJoined([asLines(blocks)], findInBlocks, sink);
}

function mayBeTurned({ text, pieces }: Joined): boolean {
  if (text.length < MIN_CANDIDATE_CHARS) return false;
  return text.includes(OVERRIDE) || pieces.some(({ piece }) => isTurned(piece.node, 0));
}
