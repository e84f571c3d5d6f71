import type { Context, PageSignals, Place } from '#lib/core/types.ts';
import { isExplorer } from './explorers.ts';
import phrases from './phrases.json' with { type: 'json' };

/**
 * Whether an address stands there to be paid or to be read about. Markup speaks first (a quotation, an
 * article, an explorer), then the words around the address, then the page's own headings and buttons.
 */
export function placeContext(place: Place, page: PageSignals, host: string): Context {
  if (isExplorer(host) || place.within.includes('quote')) return 'mention';
  if (place.how === 'uri') return place.within.includes('code') ? 'mention' : 'donation';
  // News tells who asked for donations and where: its words are those of an appeal.
  if (page.isArticle) return 'mention';
  if (asks(place.near)) return 'donation';
  // Donation addresses are often set as code; a program is one where no appeal stands beside it.
  return !place.within.includes('code') && pageAsks(page) ? 'donation' : 'mention';
}

const known = new WeakMap<PageSignals, boolean>();

/** Whether the page as a whole asks for money: its title, a heading or a button says so. */
export function pageAsks(page: PageSignals): boolean {
  let answer = known.get(page);
  if (answer === undefined) {
    answer = !page.isArticle && (asks(page.title) || asks(page.appeal));
    known.set(page, answer);
  }
  return answer;
}

interface Phrase {
  text: string;
  /** Scripts that write words apart; elsewhere, and where particles grow onto words, there is no boundary. */
  atWordStart: boolean;
  atWordEnd: boolean;
}

/** In phrases.json a final `*` lets the word go on: languages inflect. */
const PHRASES: readonly Phrase[] = Object.values(phrases)
  .flat()
  .map((source) => {
    const text = fold(source.replace(/\*$/, ''));
    const bounded = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text);
    return { text, atWordStart: bounded, atWordEnd: bounded && !source.endsWith('*') };
  });

/** Whether the text holds an appeal for money in one of the languages of phrases.json. */
export function asks(text: string): boolean {
  const folded = fold(text);
  return PHRASES.some((phrase) => holds(folded, phrase));
}

function holds(text: string, phrase: Phrase): boolean {
  for (let at = text.indexOf(phrase.text); at >= 0; at = text.indexOf(phrase.text, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + phrase.text.length);
    if (!(phrase.atWordStart && isLetter(before)) && !(phrase.atWordEnd && isLetter(after))) return true;
  }
  return false;
}

function isLetter(char: string): boolean {
  return /\p{L}/u.test(char);
}

/** Case, accents, vowel points, the Arabic tatweel and the Turkish dotless i make no difference. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\u0640]/gu, '')
    .replaceAll('ı', 'i')
    .replace(/\s+/g, ' ');
}
