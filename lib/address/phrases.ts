import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import type { Span } from './secret-spans.ts';

/** Words of the shortest recovery phrase (BIP-39). */
const MIN_PHRASE_WORDS = 12;
/** Where a text was cut, the rest of a phrase may be missing: half of the shortest one is hidden there. */
const MIN_CUT_PHRASE_WORDS = 6;

const LISTS: readonly (readonly string[])[] = [english];
const WORD = /\p{L}[\p{L}\p{M}]*/gu;
/** What may stand between two words of a phrase: white space, punctuation, numbering, and both as a URL writes them. */
const BETWEEN_WORDS = /^[\s\d.,;:|/()[\]"'“”*#•–—_%+-]{1,12}$/;
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
    for (const word of list) words.set(fold(word), (words.get(fold(word)) ?? 0) | (1 << i));
  });
  return words;
}

function fold(word: string): string {
  return word.toLowerCase();
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
    const isNext = BETWEEN_WORDS.test(text.slice(end, Math.min(index, end + 13)));
    const lists = word.length > MAX_WORD_CHARS ? 0 : listsOf(word);
    for (const [list, run] of runs) {
      if (isNext && (lists >> list) & 1) continue;
      runs.delete(list);
      // A word that was itself cut is on no list: it may stand between the run and the edge.
      const isLast = index === lastAt;
      if (isPhrase(run, isWhole, isLast)) yield isLast && !isWhole ? { from: run.from, to } : run;
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
  for (const run of runs.values()) if (isPhrase(run, isWhole, true)) yield run;
}

function isPhrase({ count, isFirst }: Run, isWhole: boolean, isLast: boolean): boolean {
  return count >= (!isWhole && (isFirst || isLast) ? MIN_CUT_PHRASE_WORDS : MIN_PHRASE_WORDS);
}

function lastWordAt(text: string): number {
  const from = Math.max(0, text.length - 2 * MAX_WORD_CHARS);
  return from + ([...text.slice(from).matchAll(WORD)].at(-1)?.index ?? 0);
}
