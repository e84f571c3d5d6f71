import { MAX_CANDIDATE_CHARS } from '#lib/core/limits.ts';
import { stripInvisible, withoutDisguise } from './disguise.ts';
import { findGroups, joinLines } from './groups.ts';
import { MIN_CANDIDATE_CHARS, SPECIAL_SHAPES, type SpecialShape, shapeOf, stands } from './shapes.ts';
import { nextLongWord, wordEnd } from './words.ts';

/** A string that has the shape of an address, and where it stands in the text that was searched. */
export interface Found {
  text: string;
  start: number;
  end: number;
  /** Letters of another script stand in for some of its own. */
  disguised?: true;
  /** White space stands inside it. */
  grouped?: true;
}

/** Where a word is long enough, and everywhere: each is one search, for a search of its own for each shape costs more. */
const IN_WORDS = searchFor(SPECIAL_SHAPES.filter(({ inWord }) => inWord));
const ANYWHERE = searchFor(SPECIAL_SHAPES.filter(({ inWord }) => !inWord));

/** Characters of paths, keys and encoded data: what they touch is part of something longer. */
const ENCODED = /[\w/+=.%&#@-]/;

/**
 * Every string in `text` that has the shape of an address, in order. Linear in the length of the text. `isRead`: people
 * read it, and a list may hold what no checksum tells, also where it is part of something longer, such as a web address.
 */
export function findCandidates(text: string, isRead = false): readonly Found[] {
  return seeThrough(text, (visible) => findVisible(visible, isRead));
}

/** What a search finds in a text without what hides an address in it, where it stands in the text as it is, in order. */
export function seeThrough(text: string, search: (visible: string) => Found[]): readonly Found[] {
  const found: Found[] = [];
  // Letters of another script may be no more than that, and touch an address.
  for (const plain of new Set([text, withoutDisguise(text)])) {
    const { text: visible, origin } = stripInvisible(plain);
    for (const one of search(visible)) {
      const start = origin(one.start);
      const last = origin(one.end - 1);
      const end = last + ((text.codePointAt(last) as number) > 0xffff ? 2 : 1);
      const isMasked = text.slice(start, end) !== plain.slice(start, end);
      if (isMasked) found.push({ ...one, start, end, disguised: true });
      else if (plain === text) found.push({ ...one, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function findVisible(text: string, isRead: boolean): Found[] {
  const found: Found[] = [];
  let at = nextLongWord(text, 0, MIN_CANDIDATE_CHARS);
  if (at >= 0) addSpecial(text, IN_WORDS, found);
  addSpecial(text, ANYWHERE, found);
  while (at >= 0) {
    const end = wordEnd(text, at);
    found.push(...readWord(text, at, end, isRead));
    at = nextLongWord(text, end, MIN_CANDIDATE_CHARS);
  }
  found.push(...findGroups(text), ...joinLines(text));
  return found;
}

/** Several shapes in one expression, with one group for each: the address. */
function searchFor(shapes: readonly SpecialShape[]) {
  return { pattern: new RegExp(shapes.map(({ pattern }) => pattern).join('|'), 'g'), shapes };
}

function addSpecial(text: string, { pattern, shapes }: ReturnType<typeof searchFor>, found: Found[]): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const group = match.findLastIndex(Boolean);
    const word = match[group] as string;
    const end = pattern.lastIndex;
    const start = end - word.length;
    if (stands(text, start, end, shapes[group - 1]?.beside)) found.push({ text: word, start, end });
    // Another form may begin inside of what is none.
    else pattern.lastIndex = match.index + 1;
  }
}

/**
 * What one word may spell: all of it, because a longer word begins like an address and is none; and what is left
 * without labels. Only a checksum can tell these readings apart, and that is not computed here.
 */
function readWord(text: string, start: number, end: number, isRead: boolean): Found[] {
  if (end - start > MAX_CANDIDATE_CHARS) return [];
  const word = text.slice(start, end);
  const found: Found[] = [];
  for (const from of new Set([start, start + lengthOf(LABEL_BEFORE, word)])) {
    for (const to of new Set([end, end - lengthOf(LABEL_BEHIND, word)])) {
      const part = text.slice(from, to);
      const shape = shapeOf(part);
      const isPart =
        !isRead && shape?.alone && (ENCODED.test(text.charAt(start - 1)) || isEncodedAfter(text, end));
      if (shape && !isPart && stands(text, start, end, shape.beside)) {
        found.push({ text: part, start: from, end: to });
      }
    }
  }
  return found;
}

function lengthOf(label: RegExp, word: string): number {
  return label.exec(word)?.[0].length ?? 0;
}

/** A full stop or slash after a word ends the sentence, unless more follows it. */
function isEncodedAfter(text: string, end: number): boolean {
  return ENCODED.test(text.charAt(end)) && ENCODED.test(text.charAt(end + 1));
}

/** What pages print without a space before an address: any word before `0x`, and before others these, longer ones first. Data. */
const LABEL_BEFORE =
  /^(?:[a-z\d]+(?=0x[\da-f]{40})|(?:address|addr|wallet|btc|bitcoin|segwit|usdt|tether|usdc|trc20|trx|tron|bsc|bnb|ltc|litecoin|dogecoin|doge|xmr|monero|dash|zec|zcash|solana|sol|bch|xrp|ripple|xlm|stellar|ada|cardano|dot|ksm|atom|ton|xtz|algo|xvg|btg|ln)(?=[0-9A-Z]))/i;
/** And behind it. */
const LABEL_BEHIND = /(?:copy|copied|qr)$/i;
