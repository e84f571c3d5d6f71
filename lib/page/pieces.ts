import { type Found, type findCandidates, seeThrough } from '#lib/detect/find.ts';
import { joinLines } from '#lib/detect/groups.ts';
import { gapBetween } from './inline.ts';
import type { Steps } from './pacing.ts';
import type { TextTarget, Told } from './targets.ts';

export interface PieceSink {
  hit(text: string, how: 'text' | 'split', target: TextTarget, told: Told): void;
}

/** A part of one text node. */
export interface Piece {
  node: Text;
  start: number;
  end: number;
}

/** Text that reads as one, and where in it each piece begins. */
export interface Joined {
  text: string;
  pieces: { piece: Piece; at: number }[];
}

/** Pieces that follow each other, as far as nothing but borders of inline elements and line breaks parts them. */
export function join(pieces: readonly Piece[]): Joined[] {
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

/** One below the other: an address may be set in lines that are blocks of their own. */
export function asLines(blocks: readonly Joined[]): Joined {
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

/** Addresses of which each line is a block of its own. */
export function findInBlocks(text: string): readonly Found[] {
  return seeThrough(text, (visible) => joinLines(visible, true));
}

function textOf({ node, start, end }: Piece): string {
  return node.substringData(start, end - start);
}

/** Searches each text, and tells where in the page what is found stands. */
export function* readJoined(
  all: readonly Joined[],
  search: typeof findCandidates,
  sink: PieceSink,
): Steps<void> {
  for (const joined of all) {
    yield;
    for (const found of search(joined.text)) {
      report(found, joined, sink);
      yield;
    }
  }
}

function report(found: Found, { pieces }: Joined, sink: PieceSink): void {
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
