import { MAX_CANDIDATE_CHARS } from '#lib/core/limits.ts';
import type { Found } from './find.ts';
import { MIN_CANDIDATE_CHARS, shapeOf, stands } from './shapes.ts';
import { isWordCode, wordEnd, wordStart } from './words.ts';

/** Addresses set in groups: `bc1q w508 d6qe …`, as wallets print them to be read aloud. */

/** No checksum tells where these end: the digest of a transaction may be set in lines, too. */
const HEX_WORD = /^0x/i;
/** A date or the number of an order is none: of eight digits of a digest one is a letter but in a fiftieth of them. */
const LONG_HEX = /^(?=\d*[a-f])[0-9a-f]{8,}$/i;
/** Characters of a group where any address may be set in groups. Data. */
const SIZES = [4, 5, 6, 8];
/** Other groups are looked for where an address visibly begins. */
export const GROUPED_HEX = '0[xX]\\s?(?:[0-9a-fA-F]{2,12}\\s{1,2}){2}[0-9a-fA-F]{2}';
/** Where lines are broken without a character, several of its groups touch. */
export const GROUPED_BECH32 = `(?:bc|tb|ltc|BC)1\\w{0,${MIN_CANDIDATE_CHARS}}\\s`;
/** Words of one length in a row. */
const ROW = `\\w{0,7}\\s(?:${SIZES.map((size) => `(?:\\w{${size}}\\s){${size > 4 ? 2 : 3}}`).join('|')})`;
/**
 * What groups look like to a search that must cost little: after a digit, words of one length. Numbers before such words
 * pass as well, and are told apart by `findGroups`; of the addresses that are set so, a few in a hundred have no digit in
 * any but their last groups.
 */
export const IN_GROUPS = `[0-9]${ROW}`;
const ROWS = new RegExp(`(?:[0-9]|[a-z][A-Z])${ROW}`, 'g');
const BEGINNINGS = new RegExp(`${GROUPED_HEX}|${GROUPED_BECH32}`, 'g');
/** What the groups behind such a beginning are made of. */
const HEX = /^[0-9a-f]+$/i;
const BECH32 = /^[02-9ac-hj-np-z]+$/i;

/** Groups of one address, the longest in groups of three, and characters of a row: a longer one is a dump or a table. */
const MAX_GROUPS = 40;
const MAX_ROW_CHARS = 200;
const MAX_GROUP_CHARS = 24;
/** Groups of one row from which it is read. */
const MAX_STARTS = 5;
const LINE_FEED = 10;
/** The end of a line with a word before it: most lines end otherwise, or are empty. */
const WORD_ENDS_LINE = /\n(?<=[0-9A-Za-z][^\S\n]*\n)/g;
/** Lines that one address may be broken into, and white space between two of them. */
const MAX_LINES = 4;
const MAX_BREAK_CHARS = 12;
/** Fewest characters of a line that is a block of its own: beside addresses, cells of tables hold ranks and amounts. */
const MIN_BLOCK_CHARS = 6;

/**
 * What words in groups may spell. Words of their length may stand before and behind an address, so there is more than
 * one reading of a row: from each group up to the first that has a digit, to each group that makes it as long as an address.
 */
export function findGroups(text: string): Found[] {
  const found: Found[] = [];
  ROWS.lastIndex = 0;
  for (let match = ROWS.exec(text); match; match = ROWS.exec(text)) {
    const { start, end, step } = rowAround(text, ROWS.lastIndex);
    ROWS.lastIndex = end;
    if (end - start > MAX_ROW_CHARS) continue;
    let left = MAX_STARTS;
    for (let at = start; at < end; at += step) {
      const readings = readGroups(text, at);
      found.push(...readings);
      if (readings.length > 0 && (--left === 0 || /\d/.test(text.slice(at, at + step)))) break;
    }
  }
  const starts = new Set(found.map(({ start }) => start));
  BEGINNINGS.lastIndex = 0;
  for (let match = BEGINNINGS.exec(text); match; match = BEGINNINGS.exec(text)) {
    const start = match.index;
    const readings = starts.has(start) ? [] : readGroups(text, start, text[start] === '0' ? HEX : BECH32);
    found.push(...readings);
    BEGINNINGS.lastIndex = readings.at(-1)?.end ?? start + 1;
  }
  return found;
}

/** All groups of one size of which one ends here, each with white space behind it. */
function rowAround(text: string, from: number): { start: number; end: number; step: number } {
  const step = from - wordStart(text, from - 1);
  let [start, end] = [from, from];
  while (isGroup(text, start - step, step)) start -= step;
  while (isGroup(text, end, step)) end += step;
  return { start, end, step };
}

/** Whether a group begins here, with white space behind it. */
function isGroup(text: string, start: number, step: number): boolean {
  const end = start + step - 1;
  return wordEnd(text, start) === end && isSpace(text.charCodeAt(end));
}

/** Runs of groups from `start` that together have the shape of an address, the shortest first. */
function readGroups(text: string, start: number, rest?: RegExp): Found[] {
  const found: Found[] = [];
  let word = '';
  let at = start;
  for (let i = 0; i < MAX_GROUPS; i++) {
    const end = wordEnd(text, at);
    if (end === at || end - at > MAX_GROUP_CHARS) break;
    const group = text.slice(at, end);
    if (i > 0 && rest?.test(group) === false) break;
    word += group;
    if (i > 0 && isChecked(word, text, start, end)) found.push({ text: word, start, end, grouped: true });
    at = skipBreak(text, end);
    if (at === end) break;
  }
  return found;
}

/** What only stands together by chance must not pass for an address: a checksum has to tell, or a word near it. */
function isChecked(word: string, text: string, start: number, end: number): boolean {
  const shape = shapeOf(word);
  return shape !== null && !shape.alone && stands(text, start, end, shape.beside);
}

/**
 * Addresses that are broken into lines. Those that are blocks of their own may stand beside each other as well, and hold
 * what has nothing to do with the rest.
 */
export function joinLines(text: string, areBlocks = false): Found[] {
  const found: Found[] = [];
  const least = areBlocks ? MIN_BLOCK_CHARS : 0;
  WORD_ENDS_LINE.lastIndex = 0;
  while (WORD_ENDS_LINE.test(text)) {
    let end = WORD_ENDS_LINE.lastIndex - 1;
    while (isSpace(text.charCodeAt(end - 1))) end--;
    let next = nextLine(text, end);
    if (next < 0) continue;
    const start = wordStart(text, end);
    const first = end - start;
    if (first < least) continue;
    let chars = first;
    for (let line = 1; line < MAX_LINES && next >= 0 && chars <= MAX_CANDIDATE_CHARS; line++) {
      end = wordEnd(text, next);
      const last = end - next;
      if (last < least) break;
      chars += last;
      next = nextLine(text, end);
      // Lines of prose seldom end and begin with words that make an address together.
      if (chars < MIN_CANDIDATE_CHARS) continue;
      const word = text.slice(start, end).replace(/\s+/g, '');
      // A CRC-32 and an MD5 have as many digits; of lines the last one is the shortest.
      const isOther = areBlocks && last > first;
      const goesOn = next >= 0 && LONG_HEX.test(text.slice(next, wordEnd(text, next)));
      if (HEX_WORD.test(word) && (isOther || goesOn)) continue;
      if (isChecked(word, text, start, end)) found.push({ text: word, start, end, grouped: true });
    }
  }
  return found;
}

/** Where the word begins that the next line begins with; -1 when more than white space is in between. */
function nextLine(text: string, from: number): number {
  let isBroken = false;
  let at = from;
  let code = text.charCodeAt(at);
  while (at - from <= MAX_BREAK_CHARS && isSpace(code)) {
    if (code === LINE_FEED) isBroken = true;
    code = text.charCodeAt(++at);
  }
  return isBroken && isWordCode(code) ? at : -1;
}

function skipBreak(text: string, from: number): number {
  let at = from;
  while (at - from <= MAX_BREAK_CHARS && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Space, tab, line ends, no-break space, what Unicode has of other widths (General Punctuation), and the ideographic one. */
function isSpace(code: number): boolean {
  return (
    code === 32 ||
    code === 160 ||
    code === 0x3000 ||
    (code >= 0x2000 && code <= 0x202f) ||
    (code >= 9 && code <= 13)
  );
}
