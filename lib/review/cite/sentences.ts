import type { CitedList } from '#lib/core/checked.ts';
import { sinceOf } from '#lib/core/claim-act.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import type { Citation, CitedThing, ClaimCitation, NoneCitation } from './citation.ts';

/** The language of the prose: messages, and days as its readers write them. */
export interface CiteWords {
  t(key: string, params?: string[] | Record<string, string>): string;
  /** A day that a source names. */
  sourceDay(day: IsoDate): string;
}

/** A stretch of a citation; `code` and `link` are written as such where the format can. */
export interface Part {
  as: 'text' | 'code' | 'link';
  text: string;
}

/** A value in a sentence. */
type Param = string | readonly Part[];

/** Letters that no text of a list keeps (`tidy`), so that values can be found again in a finished sentence. */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const SLOT = new RegExp(`${OPEN}(\\d)${CLOSE}`);

/** The prose of a citation, a list of parts for each sentence. */
export function sentencesOf(citation: Citation, words: CiteWords): Part[][] {
  const told = citation.says === 'claim' ? ofClaim(citation, words) : ofNone(citation, words);
  return [...told, say(words, 'cite_checked', citation.checked)];
}

/** What it is called: the text, and its network. */
export function nameOf({ text, chain }: CitedThing, words: CiteWords): Part[] {
  const network = chain && words.t(`chain_${chain.replaceAll('-', '_')}`);
  return network ? say(words, 'with_aside', code(text), network) : code(text);
}

function ofClaim({ thing, claim, list }: ClaimCitation, words: CiteWords): Part[][] {
  const { value, status, programme, legalBasis, bearing, url } = claim;
  const sentences = [
    say(words, 'cite_according', nameOf(thing, words), claim.authority),
    plain(words.t(`match_${claim.match.replaceAll('-', '_')}`)),
  ];
  if (value !== thing.text) sentences.push(say(words, 'cite_value', code(value)));
  if (bearing === 'for') sentences.push(plain(words.t('cite_for')));
  else {
    const since = sinceOf(claim, { t: words.t, sourceDay: words.sourceDay });
    if (since) sentences.push(plain(since));
  }
  if (status !== 'active') {
    sentences.push(say(words, 'cite_status', words.t(`status_${status}`)));
  }
  if (programme) sentences.push(say(words, 'cite_programme', programme));
  if (legalBasis) sentences.push(say(words, 'cite_basis', legalBasis));
  sentences.push(ofList(list, words));
  if (url) sentences.push(say(words, 'cite_source', [{ as: 'link', text: tidy(url) }]));
  return sentences;
}

function ofNone({ thing, lists }: NoneCitation, words: CiteWords): Part[][] {
  return [
    say(words, 'cite_none', nameOf(thing, words)),
    ...lists.map((list) => ofList(list, words)),
    plain(words.t('cite_none_note')),
  ];
}

function ofList({ title, version, date, hash }: CitedList, words: CiteWords): Part[] {
  const day = words.sourceDay(date);
  if (hash === null) return say(words, 'cite_list', title, day, code(version));
  return say(words, 'cite_list_hash', title, day, code(version), code(hash));
}

function code(text: string): Part[] {
  return [{ as: 'code', text: tidy(text) }];
}

function plain(text: string): Part[] {
  return [{ as: 'text', text: tidy(text) }];
}

/** A message with its values kept apart from its words: each format escapes and marks them in its own way. */
function say({ t }: CiteWords, key: string, ...params: Param[]): Part[] {
  const sentence = t(
    key,
    params.map((_, index) => `${OPEN}${index}${CLOSE}`),
  );
  return sentence.split(SLOT).flatMap((piece, index): Part[] => {
    if (index % 2 === 0) return piece ? [{ as: 'text', text: piece }] : [];
    const param = params[Number(piece)] ?? '';
    return typeof param === 'string' ? plain(param) : [...param];
  });
}

export function textOf(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join('');
}

/** On one line, without what turns the direction of writing around or cannot be seen. */
export function tidy(text: string): string {
  return text
    .replace(/[\p{Cf}\uE000\uE001]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
