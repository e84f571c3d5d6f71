import { utf8ToBytes } from '@noble/hashes/utils.js';
import { crc32 } from '#lib/core/crc32.ts';
import { areNext, WORD } from './phrases.ts';
import type { Span } from './secret-spans.ts';

const WORDS = 25;
/** What a word of Monero's English list looks like; it is known by its first three letters. */
const ENGLISH = /^(?:[a-z]{4,12}|[A-Z]{4,12})$/;
const PREFIX_CHARS = 3;
/** Of 24 words drawn from 1,626, fewer are different once in some thousand phrases. */
const MIN_DIFFERENT = 22;

/**
 * Monero's phrases of 25 English words. The list is not needed: the last word is one of those before it, chosen by a sum
 * over the beginnings of all of them (electrum-words.cpp, `create_checksum_index`); no prose goes on for so long without
 * a word of three letters, and with the same between each two.
 */
export function* findMoneroPhrases(text: string): Generator<Span> {
  let row: { prefix: string; from: number }[] = [];
  let between = '';
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const gap = areNext(text, end, index) ? text.slice(end, index).replace(/[\s\d]+/g, ' ') : null;
    if (gap === null) row = [];
    else if (row.length > 1 && gap !== between) row = row.slice(-1);
    if (row.length === 1) between = gap ?? '';
    if (ENGLISH.test(word)) row.push({ prefix: word.slice(0, PREFIX_CHARS).toLowerCase(), from: index });
    else row = [];
    if (row.length > WORDS) row.shift();
    end = index + word.length;
    if (row.length === WORDS && isPhrase(row.map(({ prefix }) => prefix))) {
      yield { from: row[0]?.from ?? index, to: end };
      row = [];
    }
  }
}

function isPhrase(prefixes: readonly string[]): boolean {
  const words = prefixes.slice(0, -1);
  if (new Set(words).size < MIN_DIFFERENT) return false;
  return words[crc32(utf8ToBytes(words.join(''))) % words.length] === prefixes.at(-1);
}
