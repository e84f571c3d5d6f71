import { MAX_FIELD_CHARS, MAX_URL_CHARS } from '#lib/core/limits.ts';
import type { Gatherer } from './gatherer.ts';
import { isHost } from './page-address.ts';
import { DISGUISED_DOT, refang, withDots } from './refang.ts';
import { withoutUnseen } from './tidy.ts';

/** What says itself that it is an address: by its scheme, by `www.`, or by a dot that somebody disguised. */
const WORD = '[^\\s<>"`“”«»]';
const ADDRESS = new RegExp(
  [
    `https?://${WORD}+`,
    `\\bwww(?:\\.|${DISGUISED_DOT})${WORD}+`,
    `(?<![^\\s<>"\`“”«»(),;:])[^\\s<>"\`“”«»(),;:@]+${DISGUISED_DOT}${WORD}+`,
  ].join('|'),
  'gi',
);
/** Several addresses with nothing but such a character between them. */
const JOINT = /[,;|](?=https?:\/\/)/i;
/** Ends of a sentence, which are no end of an address. */
const TRAILING = /[.,;:!?'’…*_\]}>]+$/;
/** An address that is not on the web. */
const OTHER = /(?:^|\s)(?:[a-z][a-z0-9+.-]*:\/\/|(?:mailto|tel|data|javascript|about|magnet):)\S/i;
/** What is left of a line around its address, where it says nothing. */
const AROUND = /^[\s\-–—*•·#>|,;:.()[\]]+|[\s\-–—*•|,;:([]+$/g;

/** Text of any kind, with any addresses in it. What else stands in a line with one address is its note. */
export function readText(text: string, gatherer: Gatherer): void {
  text.split(/\r\n|\n|\r/).forEach((line, index) => {
    if (line.trim() !== '') readLine(line, index + 1, gatherer);
  });
}

function readLine(line: string, number: number, gatherer: Gatherer): void {
  const marked = refang(withoutUnseen(line));
  const found = [...marked.matchAll(ADDRESS)].flatMap(([match]) => match.split(JOINT).map(trimEnd));
  const addresses = found.map(withDots).filter((word) => /^https?:/i.test(word) || isHost(word));
  const whole = withDots(marked).trim();
  if (addresses.length === 0 && isHost(whole)) addresses.push(whole);
  if (addresses.length === 0) {
    gatherer.refuse(number, line, OTHER.test(line) ? 'not-the-web' : 'no-address');
    return;
  }
  const [only] = addresses;
  const note = addresses.length === 1 && only ? noteAround(withDots(marked), only) : '';
  for (const address of new Set(addresses)) gatherer.page(number, address, { title: '', note });
}

/** Without what ends the sentence around it. A bracket stays where the address itself opens it. */
function trimEnd(word: string): string {
  if (word.length > MAX_URL_CHARS) return word;
  for (let text = word; ; ) {
    const plain = text.replace(TRAILING, '');
    const shorter = plain.endsWith(')') && count(plain, ')') > count(plain, '(') ? plain.slice(0, -1) : plain;
    if (shorter === text) return text;
    text = shorter;
  }
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}

function noteAround(line: string, address: string): string {
  if (line.length > MAX_URL_CHARS + MAX_FIELD_CHARS) return '';
  const rest = line.replace(address, ' ').replace(AROUND, '').replace(/\s+/g, ' ');
  // What is left of markup is for no person to read.
  return /[<>]|\]\(/.test(rest) ? '' : rest;
}
