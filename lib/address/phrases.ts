import { wordlist as czech } from '@scure/bip39/wordlists/czech.js';
import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as french } from '@scure/bip39/wordlists/french.js';
import { wordlist as italian } from '@scure/bip39/wordlists/italian.js';
import { wordlist as japanese } from '@scure/bip39/wordlists/japanese.js';
import { wordlist as korean } from '@scure/bip39/wordlists/korean.js';
import { wordlist as portuguese } from '@scure/bip39/wordlists/portuguese.js';
import { wordlist as simplifiedChinese } from '@scure/bip39/wordlists/simplified-chinese.js';
import { wordlist as spanish } from '@scure/bip39/wordlists/spanish.js';
import { wordlist as traditionalChinese } from '@scure/bip39/wordlists/traditional-chinese.js';
import type { Span } from './secret-spans.ts';

/** Words of the shortest recovery phrase (BIP-39). */
const MIN_PHRASE_WORDS = 12;
/** Where a text was cut, the rest of a phrase may be missing: half of the shortest one is hidden there. */
const MIN_CUT_PHRASE_WORDS = 6;

interface List {
  words: readonly string[];
  /** Words at an end of a text that was cut, of which the rest may be missing. */
  minCut: number;
  /** Words that are not the same. */
  minDifferent: number;
}

const LISTS: readonly List[] = [
  ...[english, czech, french, italian, japanese, korean, portuguese, spanish].map((words) => ({
    words,
    minCut: MIN_CUT_PHRASE_WORDS,
    minDifferent: 0,
  })),
  // A word is one character. A heading may be set as wide, and a calendar repeat "month".
  ...[simplifiedChinese, traditionalChinese].map((words) => ({
    words,
    minCut: MIN_PHRASE_WORDS,
    minDifferent: 8,
  })),
];
export const WORD = /\p{L}[\p{L}\p{M}]*/gu;
/** What may stand between two words of a phrase: white space, punctuation, numbering, and both as a URL writes them. */
const BETWEEN_WORDS = /^[\s\d.,;:|/()[\]"'“”*#•–—_%+，、。；：（）·-]{1,12}$/;
/** Longer than any word of a list, and the last of a text that is looked for. */
const MAX_WORD_CHARS = 64;

/** For each word the lists that have it, as bits. Made when the first text is looked at. */
let known: ReadonlyMap<string, number> | null = null;

function listsOf(word: string): number {
  known ??= readLists();
  return known.get(fold(word)) ?? 0;
}

function readLists(): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  LISTS.forEach((list, i) => {
    // At once, and as the lists have them already (NFKD, small letters): word by word it would take a tenth of a second.
    for (const word of withoutMarks(list.words.join(' ')).split(' '))
      words.set(word, (words.get(word) ?? 0) | (1 << i));
  });
  return words;
}

/** Without accents: people leave them out, and the lists have them as marks of their own (NFKD). */
function fold(word: string): string {
  const lower = word.toLowerCase();
  return /^[a-z]*$/.test(lower) ? lower : withoutMarks(lower.normalize('NFKD'));
}

function withoutMarks(text: string): string {
  return text.replace(/\p{M}+/gu, '');
}

/** Whether nothing but what may be between two words stands from `from` to `to`. */
export function areNext(text: string, from: number, to: number): boolean {
  return BETWEEN_WORDS.test(text.slice(from, Math.min(to, from + 13)));
}

/** Words of one list, one after the other. */
interface Run extends Span {
  count: number;
  /** It is the beginning of the text, but for a word that may be cut. */
  isFirst: boolean;
}

/**
 * Runs of words of one list; whether the phrase's own checksum fits does not matter, for some kinds have another.
 * `isWhole`: nothing of the text is cut off, so that no phrase is.
 */
export function* findPhrases(text: string, isWhole: boolean): Generator<Span> {
  const lastAt = lastWordAt(text);
  const runs = new Map<number, Run>();
  let count = 0;
  let first = 0;
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (count === 0) first = index;
    const to = index + word.length;
    const isNext = areNext(text, end, index);
    const lists = word.length > MAX_WORD_CHARS ? 0 : listsOf(word);
    for (const [list, run] of runs) {
      if (isNext && (lists >> list) & 1) continue;
      runs.delete(list);
      // A word that was itself cut is on no list: it may stand between the run and the edge.
      const isLast = index === lastAt;
      if (isPhrase(text, LISTS[list], run, !isWhole && (run.isFirst || isLast)))
        yield isLast && !isWhole ? { from: run.from, to } : run;
    }
    for (let list = 0; lists >> list; list++) {
      if (!((lists >> list) & 1)) continue;
      const from = count === 1 && !isWhole ? first : index;
      const run = runs.get(list) ?? { from, to, count: 0, isFirst: count <= 1 };
      runs.set(list, { ...run, to, count: run.count + 1 });
    }
    end = to;
    count++;
  }
  for (const [list, run] of runs) if (isPhrase(text, LISTS[list], run, !isWhole)) yield run;
}

function isPhrase(text: string, list: List | undefined, run: Run, isCut: boolean): boolean {
  if (!list || run.count < (isCut ? list.minCut : MIN_PHRASE_WORDS)) return false;
  const { minDifferent } = list;
  return minDifferent === 0 || new Set(text.slice(run.from, run.to).match(WORD)).size >= minDifferent;
}

function lastWordAt(text: string): number {
  const from = Math.max(0, text.length - 2 * MAX_WORD_CHARS);
  return from + ([...text.slice(from).matchAll(WORD)].at(-1)?.index ?? 0);
}
