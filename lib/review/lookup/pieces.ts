import { MAX_CANDIDATE_CHARS } from '#lib/core/limits.ts';
import { type Found, findCandidates } from '#lib/detect/find.ts';

/** Characters that are searched at once: some milliseconds where addresses stand close together. */
const PIECE_CHARS = 32_768;
/** Characters before and behind a piece: more than the longest address has in groups, with the words that tell it. */
const MARGIN_CHARS = 2 * MAX_CANDIDATE_CHARS;

/** What `findCandidates` finds in a text, piece by piece: of a long one the whole takes too long at once. */
export function* candidatesByPiece(text: string): Generator<Found[], void, undefined> {
  for (let from = 0; from < text.length; from += PIECE_CHARS) {
    const to = from + PIECE_CHARS;
    const before = Math.max(0, from - MARGIN_CHARS);
    yield findCandidates(text.slice(before, to + MARGIN_CHARS))
      .map((found) => ({ ...found, start: before + found.start, end: before + found.end }))
      .filter(({ start }) => start >= from && start < to);
  }
}
