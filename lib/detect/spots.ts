import { MAX_CANDIDATE_CHARS } from '#lib/core/limits.ts';
import { isDisguised, mayHide, stripInvisible, unmask } from './disguise.ts';
import { GROUPED_BEGINNING, nextRow } from './groups.ts';
import { isMixed, MIN_CANDIDATE_CHARS, SPECIAL_SHAPES } from './shapes.ts';

/** A stretch of text that is worth a closer look. */
export interface Spot {
  start: number;
  end: number;
}

/**
 * The browser's own search is at full speed with its first word; a loop of ours (words.ts) would be faster only
 * after it has run for a while, and most pages are over by then.
 */
const LONG_WORD = new RegExp(`\\b\\w{${MIN_CANDIDATE_CHARS},}`, 'g');

/** One search for all that no long word gives away. */
const TELLING = new RegExp(
  [
    ...SPECIAL_SHAPES.filter((shape) => !shape.inWord).map(({ hint, pattern }) => hint ?? pattern),
    GROUPED_BEGINNING,
  ].join('|'),
  'g',
);
/** Groups go on after their beginning. */
const GROUPS_CHARS = 240;
const SHORT_GROUP_CHARS = 5;

/**
 * Where in a text addresses may stand, in order. Made for the text of a whole page, in which the words of
 * neighbouring blocks touch: may be wrong with yes, never with no. Costs a fraction of `findCandidates`.
 */
export function findSpots(text: string): Spot[] {
  if (!mayHide(text)) return spotsIn(text);
  const { text: visible, origin } = stripInvisible(text);
  const plain = isDisguised(visible) ? unmask(visible) : visible;
  return spotsIn(plain).map(({ start, end }) => ({ start: origin(start), end: origin(end - 1) + 1 }));
}

function spotsIn(text: string): Spot[] {
  const spots: Spot[] = [];
  LONG_WORD.lastIndex = 0;
  for (let match = LONG_WORD.exec(text); match; match = LONG_WORD.exec(text)) {
    const [word] = match;
    // What is longer than an address may hold several that nothing parts.
    if (word.length > MAX_CANDIDATE_CHARS || isPromising(word)) {
      spots.push({ start: match.index, end: LONG_WORD.lastIndex });
    }
  }
  for (let row = nextRow(text, 0); row; row = nextRow(text, row.end)) {
    // The last group of an address may be a short one.
    spots.push({ start: row.start, end: Math.min(row.end + SHORT_GROUP_CHARS, text.length) });
  }
  TELLING.lastIndex = 0;
  for (let match = TELLING.exec(text); match; match = TELLING.exec(text)) {
    spots.push({ start: match.index, end: Math.min(match.index + GROUPS_CHARS, text.length) });
  }
  return spots.sort((a, b) => a.start - b.start);
}

/** Zeros make no mixture, and some addresses are mostly zeros. */
function isPromising(word: string): boolean {
  return isMixed(word) || /0[xX][0-9a-fA-F]{40}/.test(word);
}
