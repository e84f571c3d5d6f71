import { findCandidates } from '#lib/detect/find.ts';
import { findSpots } from '#lib/detect/spots.ts';
import { parentOf } from './dom.ts';
import type { Steps } from './pacing.ts';
import { asLines, findInBlocks, join, type Piece, readJoined } from './pieces.ts';
import { isScript, readScript, type ScriptSink } from './read-script.ts';
import { collect, findRegions } from './regions.ts';
import { readStretches } from './stretches.ts';
import { isHidden, isUnreadParent } from './surroundings.ts';
import type { Target, Told } from './targets.ts';

export interface TextSink extends ScriptSink {
  hit(text: string, how: 'text' | 'split' | 'script', target: Target, told: Told): void;
  /** As much of a text, from its beginning, as may still be read. */
  take(text: string): string;
}

/**
 * Reads the text under `root`. Most pages hold no address, and the browser hands out all their text at once for
 * less than a walk over the nodes would cost: nodes are looked at only where that text may hold one. `false` when
 * the page took away the node on which the reader stood: what followed it was not read.
 */
export function* readText(root: Node, sink: TextSink): Steps<boolean> {
  for (const stretch of readStretches(root)) {
    if (!stretch) return false;
    const { from, text, isProgram } = stretch;
    const part = sink.take(text);
    const regions = yield* findRegions(part, (window) => findSpots(window, isProgram));
    for (const pieces of collect(from, regions)) yield* readPieces(pieces, sink);
    if (part !== text) break;
    yield;
  }
  return true;
}

/** Reads the pieces of a region: what people see, and programs apart from it. */
function* readPieces(pieces: readonly Piece[], sink: TextSink): Steps<void> {
  const seen: Piece[] = [];
  for (const piece of pieces) {
    const parent = parentOf(piece.node);
    if (isScript(parent)) {
      readScript(piece.node, parent, piece, sink);
      yield;
    } else if (!isUnreadParent(parent)) seen.push(piece);
  }
  const joined = join(seen);
  // What touches an address may stand in an element of its own: a label, an amount, another address.
  const alone = joined.flatMap(({ pieces }) =>
    pieces.length > 1 ? pieces.flatMap(({ piece }) => join([piece])) : [],
  );
  // What is hidden may stand between its parts.
  const drawn = alone.length > 0 ? seen.filter(({ node }) => !isHidden(parentOf(node))) : seen;
  const again = drawn.length < seen.length ? join(drawn) : [];
  yield* readJoined([...joined, ...alone, ...again], (text) => findCandidates(text, true), sink);
  if (joined.length > 1) yield* readJoined([asLines(joined)], findInBlocks, sink);
}
