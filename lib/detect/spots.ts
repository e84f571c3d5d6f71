import { MAX_CANDIDATE_CHARS } from '#lib/core/limits.ts';
import { mayHide, stripInvisible, withoutDisguise } from './disguise.ts';
import { GROUPED_BECH32, GROUPED_HEX, IN_GROUPS } from './groups.ts';
import { isMixed, MIN_CANDIDATE_CHARS, SPECIAL_SHAPES } from './shapes.ts';

/** A stretch of text that is worth a closer look. */
export interface Spot {
  start: number;
  /** May lie behind the end of the text. */
  end: number;
}

/**
 * The browser's own search is at full speed with its first word; a loop of ours (words.ts) would be faster only
 * after it has run for a while, and most pages are over by then. A class that is written out so many times takes it
 * two thirds of the time of one that it has to count.
 */
const LONG_WORD = new RegExp(
  `\\b${'\\w'.repeat(MIN_CANDIDATE_CHARS)}\\w{0,${MAX_CANDIDATE_CHARS - MIN_CANDIDATE_CHARS}}`,
  'g',
);
/**
 * The rest of a longer word, in parts, which are spots of their own: a search that may go back over millions of characters
 * gives up with an error, and a closer look at all of it would keep the page waiting.
 */
const MORE = /\w{1,5000}/y;

/** A line that ends in a word and goes on with one that has a digit, or a capital behind a small letter: parts of an address. */
const BROKEN_LINE =
  '\\n[ \\t]{0,40}(?=[A-Za-z]*(?:[0-9]|[a-z][A-Z]))\\w{6}(?<=(?:\\w{6}[ \\t\\r]{0,8}\\n[ \\t]{0,8}|[0-9]\\w{1,40}\\s{1,99})\\w{6})';
/**
 * What no long word gives away and that begins with something rare. A search for each: the browser passes over more of
 * a text where it knows which few characters a match begins with.
 */
const TELLING = SPECIAL_SHAPES.filter(({ inWord, sign }) => !inWord && !sign)
  .map(({ hint, pattern }) => hint ?? pattern)
  .map(toSearch);
/** What is set in lines or groups of any address, and what stands between two of them. */
const IN_PARTS = [BROKEN_LINE, IN_GROUPS].map(toSearch);
const BETWEEN = /\s*\n\s*|(?<=\b\w{4,8})\s+/g;
const ALL_TELLING = [...TELLING, ...[GROUPED_HEX, GROUPED_BECH32].map(toSearch), ...IN_PARTS];
/** Looking for one rare character costs next to nothing; only around it is looked for the words that go with it. */
const SIGNS = SPECIAL_SHAPES.flatMap(({ sign, beside = '' }) => (sign ? { sign, beside } : []));
/** Characters on both sides of a sign in which the words may stand: those of the address, and those of `stands` (shapes.ts). */
const NEAR_SIGN_CHARS = 340;
/** Groups go on after their beginning. */
const GROUPS_CHARS = 240;
/** Groups may stand before the one that gives them away. */
const GROUPS_BEFORE_CHARS = 60;

/**
 * Where in a text addresses may stand, in order. Made for the text of a whole page, in which the words of
 * neighbouring blocks touch: may be wrong with yes, never with no. Costs a fraction of `findCandidates`. Nobody reads
 * a program: nothing is set in parts there, nor disguised.
 */
export function findSpots(text: string, isProgram = false): Spot[] {
  return isProgram || !mayHide(text) ? spotsIn(text, isProgram) : spotsBehind(text, spotsIn);
}

/** What a search finds in a text without what hides an address in it, where it stands in the text as it is. */
export function spotsBehind(text: string, search: (visible: string) => Spot[]): Spot[] {
  const { text: visible, origin } = stripInvisible(withoutDisguise(text));
  return search(visible).map(({ start, end }) => ({ start: origin(start), end: origin(end - 1) + 1 }));
}

function spotsIn(text: string, isProgram = false): Spot[] {
  const spots: Spot[] = [];
  LONG_WORD.lastIndex = 0;
  for (let match = LONG_WORD.exec(text); match; match = LONG_WORD.exec(text)) {
    let start = match.index;
    let end = LONG_WORD.lastIndex;
    MORE.lastIndex = end;
    while (MORE.test(text)) {
      spots.push({ start, end });
      start = end;
      end = MORE.lastIndex;
    }
    // What is longer than an address may hold several that nothing parts.
    if (start > match.index || isPromising(match[0])) spots.push({ start, end });
    LONG_WORD.lastIndex = end;
  }
  for (const pattern of isProgram ? TELLING : ALL_TELLING) {
    for (const { index } of text.matchAll(pattern)) {
      const spot = around(index);
      const whole = () => text.slice(spot.start, spot.end).replace(BETWEEN, '');
      // Most lines and numbers before short words make nothing together.
      if (!IN_PARTS.includes(pattern) || isPromising(whole())) spots.push(spot);
    }
  }
  for (const { sign, beside } of SIGNS) {
    const words = new RegExp(beside, 'i');
    for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + GROUPS_CHARS)) {
      // Signs that follow closely are asked together.
      const end = at + GROUPS_CHARS + NEAR_SIGN_CHARS;
      if (words.test(text.slice(Math.max(0, at - NEAR_SIGN_CHARS), end))) spots.push(around(at, end));
    }
  }
  return spots.sort((a, b) => a.start - b.start);
}

function toSearch(pattern: string): RegExp {
  return new RegExp(pattern, 'g');
}

/** A stretch in which groups, or a word that is announced, may stand. */
function around(at: number, end = at + GROUPS_CHARS): Spot {
  return { start: Math.max(0, at - GROUPS_BEFORE_CHARS), end };
}

/**
 * What a word of each shape holds, without the labels that touch it and the little that may stand in the next line.
 * Most digests in hex and names of programs hold none of it: they have a zero, a one or a `b` in every stretch of that
 * length.
 */
const STRETCH = /0[xX][0-9a-fA-F]{25}|[02-9ac-hj-np-z]{25}|[02-9AC-HJ-NP-Z]{25}|[A-Z2-7]{40}|[0-9a-fA-F]{64}/;
/** The same in base58, which names of programs are made of, too: there it has to be a mixture. */
const IN_BASE58 = /[1-9A-HJ-NP-Za-km-z]{25,}/g;

/** Whether a word, or what is put together, has a stretch that an address may have. */
export function isPromising(word: string): boolean {
  return STRETCH.test(word) || (word.match(IN_BASE58) ?? []).some(isMixed);
}
