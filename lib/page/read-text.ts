import { MAX_CANDIDATE_CHARS } from '#lib/core/limits.ts';
import { type Found, findCandidates } from '#lib/detect/find.ts';
import { joinLines } from '#lib/detect/groups.ts';
import { findSpots, type Spot } from '#lib/detect/spots.ts';
import { wordEnd, wordStart } from '#lib/detect/words.ts';
import { createWalker, parentOf, rootOf } from './dom.ts';
import { gapBetween } from './inline.ts';
import type { Steps } from './pacing.ts';
import { isScript, readScript, type ScriptSink } from './read-script.ts';
import { readStretches } from './stretches.ts';
import { isHidden, isUnreadParent } from './surroundings.ts';
import type { Target, Told } from './targets.ts';

/** Characters searched between two looks at the clock. */
const WINDOW_CHARS = 50_000;
/** Characters from which on a region is read by itself although another one touches it. */
const REGION_CHARS = 5_000;
/** Characters on both sides of a spot that tell whether it stands alone, or goes on over a line break. */
const MARGIN_CHARS = 100;

export interface TextSink extends ScriptSink {
  hit(text: string, how: 'text' | 'split' | 'script', target: Target, told: Told): void;
  /** Counts characters before they are read; `false` when they would be too many. */
  count(chars: number): boolean;
}

/** A part of one text node. */
interface Piece {
  node: Text;
  start: number;
  end: number;
}

/** Text that reads as one, and where in it each piece begins. */
interface Joined {
  text: string;
  pieces: { piece: Piece; at: number }[];
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
    if (!sink.count(text.length)) return true;
    const regions: Spot[] = [];
    for (let at = 0; at < text.length; at += WINDOW_CHARS) {
      if (at > 0) yield;
      const window = text.slice(at, at + WINDOW_CHARS + MAX_CANDIDATE_CHARS);
      for (const { start, end } of findSpots(window, isProgram))
        addSpot(regions, { start: at + start, end: at + end }, text);
    }
    if (regions.length > 0) {
      const found = collect(from, regions);
      for (const pieces of found) yield* readPieces(pieces, sink);
    }
    yield;
  }
  return true;
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
function collect(from: Node, regions: readonly Spot[]): Piece[][] {
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
  yield* readJoined([...joined, ...alone, ...again], findCandidates, sink);
  if (joined.length > 1) yield* readJoined([asLines(joined)], (text) => joinLines(text, true), sink);
}

/** One below the other: an address may be set in lines that are blocks of their own. */
function asLines(blocks: readonly Joined[]): Joined {
  const lines: Joined = { text: '', pieces: [] };
  for (const { text, pieces } of blocks) {
    const line = text.trim();
    if (!line) continue;
    lines.text += '\n';
    // What indents them in the source is not drawn.
    const indent = text.indexOf(line);
    for (const { piece, at } of pieces) {
      const start = piece.start + Math.max(0, indent - at);
      const place = lines.text.length + Math.max(0, at - indent);
      if (start < piece.end) lines.pieces.push({ piece: { ...piece, start }, at: place });
    }
    lines.text += line;
  }
  return lines;
}

function textOf({ node, start, end }: Piece): string {
  return node.substringData(start, end - start);
}

/** Pieces that follow each other, as far as nothing but borders of inline elements and line breaks parts them. */
function join(pieces: readonly Piece[]): Joined[] {
  const all: Joined[] = [];
  let last: Piece | null = null;
  for (const piece of pieces) {
    const gap = last && gapBetween(last.node, piece.node);
    let joined = all.at(-1);
    if (gap === null || !joined) {
      joined = { text: '', pieces: [] };
      all.push(joined);
    } else joined.text += gap;
    joined.pieces.push({ piece, at: joined.text.length });
    joined.text += textOf(piece);
    last = piece;
  }
  return all;
}

function* readJoined(all: readonly Joined[], search: typeof findCandidates, sink: TextSink): Steps<void> {
  for (const joined of all) {
    yield;
    for (const found of search(joined.text)) {
      report(found, joined, sink);
      yield;
    }
  }
}

function report(found: Found, { pieces }: Joined, sink: TextSink): void {
  const first = pieces.findLast(({ at }) => at <= found.start);
  const last = pieces.findLast(({ at }) => at < found.end);
  if (!first || !last) return;
  const isSplit = first !== last || found.grouped;
  sink.hit(
    found.text,
    isSplit ? 'split' : 'text',
    {
      kind: 'text',
      from: first.piece.node,
      start: first.piece.start + found.start - first.at,
      to: last.piece.node,
      end: last.piece.start + found.end - last.at,
    },
    found.disguised ? { flags: ['disguised'] } : {},
  );
}
