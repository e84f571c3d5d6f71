import { MAX_CANDIDATE_CHARS } from '#lib/core/limits.ts';
import { MIN_CANDIDATE_CHARS } from './shapes.ts';
import { isPromising, type Spot } from './spots.ts';
import { wordEnd, wordStart } from './words.ts';

/** Parts of one address with something between them that nobody sees. */

/** Where letters and digits, or small letters and capitals, follow each other: plain words have none of it. */
const CHANGE = /[a-z][A-Z]|[A-Za-z][0-9]|[0-9][A-Za-z]/g;
/** The same for each of them, and where a capital begins a word. */
const CHANGES = /(?<=[a-z])[A-Z0-9]|(?<=[A-Z])[a-z0-9]|(?<=[0-9])[A-Za-z]/g;
/** Characters of one part. */
const MIN_PART_CHARS = 6;
/** Characters that may stand between two parts. */
const MAX_APART_CHARS = 400;
/** Changes a character, and numbers, that two parts have together at least: most names that programs are made of have fewer. */
const MIN_CHANGES_A_CHAR = 0.25;
const MIN_NUMBERS = 2;

/** Where in the text of a page two words stand that may be parts of one address, and what is between them. */
export function findPartSpots(text: string): Spot[] {
  const spots: Spot[] = [];
  let last: { start: number; end: number; word: string } | null = null;
  CHANGE.lastIndex = 0;
  for (let match = CHANGE.exec(text); match; match = CHANGE.exec(text)) {
    const start = wordStart(text, match.index);
    const end = wordEnd(text, match.index);
    CHANGE.lastIndex = end;
    if (end - start < MIN_PART_CHARS || end - start > MAX_CANDIDATE_CHARS) continue;
    const word = text.slice(start, end);
    const isNear = last && start - last.end <= MAX_APART_CHARS;
    if (last && isNear && isChance(last.word + word)) spots.push({ start: last.start, end });
    // Blocks touch where nothing parts them in the source, and one word may be drawn from its end.
    else if (isChance(word) || isPromising(word)) spots.push({ start, end });
    last = { start, end, word };
  }
  return spots;
}

/** Whether letters and digits follow each other as chance has them. */
function isChance(word: string): boolean {
  if (word.length < MIN_CANDIDATE_CHARS || (word.match(/\d+/g) ?? []).length < MIN_NUMBERS) return false;
  return (word.match(CHANGES) ?? []).length >= MIN_CHANGES_A_CHAR * word.length;
}
