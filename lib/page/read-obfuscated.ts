import { seeThrough } from '#lib/detect/find.ts';
import { findRowSpots, findRows } from '#lib/detect/signed-groups.ts';
import { spotsBehind } from '#lib/detect/spots.ts';
import { parentOf } from './dom.ts';
import type { Steps } from './pacing.ts';
import { join, type Piece, readJoined } from './pieces.ts';
import { collect, findRegions } from './regions.ts';
import { readStretches } from './stretches.ts';
import { isUnreadParent } from './surroundings.ts';
import type { Target, Told } from './targets.ts';

export interface ObfuscatedSink {
  hit(text: string, how: 'text' | 'split', target: Target, told: Told): void;
}

/**
 * Reads the text under `root` once more, for addresses in clothes that cost too much to be looked for on every page. Where
 * the page took away the node on which the reader stood, what followed is left out: it is read again with that change.
 */
export function* readObfuscated(root: Node, sink: ObfuscatedSink): Steps<void> {
  for (const stretch of readStretches(root)) {
    if (!stretch) return;
    yield;
    if (stretch.isProgram) continue;
    const regions = yield* findRegions(stretch.text, (window) => spotsBehind(window, findRowSpots));
    if (regions.length === 0) continue;
    for (const pieces of collect(stretch.from, regions)) yield* readRegion(pieces, sink);
  }
}

function* readRegion(pieces: readonly Piece[], sink: ObfuscatedSink): Steps<void> {
  const seen = pieces.filter(({ node }) => !isUnreadParent(parentOf(node)));
  yield* readJoined(join(seen), (text) => seeThrough(text, findRows), sink);
}
