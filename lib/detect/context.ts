import type { Context, How, PageSignals, Place } from '#lib/core/types.ts';
import { isExplorer } from './explorers.ts';
import { createMatcher, fold } from './phrase-match.ts';
import { LANGUAGES } from './phrases/all.ts';
import { reportsOfCourts } from './reporting.ts';

/**
 * Whether an address stands there to be paid or to be read about. Markup speaks first (a quotation, an
 * article, an explorer), then the words around the address, then the page's own title, headings and buttons.
 * `path` is the path of the page's address; pass none where it says nothing of this page.
 */
export function placeContext(place: Place, page: PageSignals, host: string, path = ''): Context {
  if (isExplorer(host) || place.within.includes('quote')) return 'mention';
  if (place.how === 'uri') return place.within.includes('code') ? 'mention' : 'donation';
  // News tells who asked for donations and where: its words are those of an appeal.
  const offered = isOffered(place.how);
  if (isNews(page, path) && !(offered && !page.isNews)) return 'mention';
  const appeals = isAppeal(page, path);
  if (!appeals && !offered && reportsOfCourts(place.near)) return 'mention';
  if (isProgram(place) && !appeals) return 'mention';
  if (asks(place.near)) return 'donation';
  return !isInUrl(place) && (appeals || pageAsks(page, path)) ? 'donation' : 'mention';
}

/** Inside the address of another page it is paid only where the words beside it say so. */
function isInUrl({ how, near }: Place): boolean {
  return how === 'link' || (how === 'text' && /:\/\/[^\s]{1,80}\/[0-9A-Za-z:]{25,}/.test(near));
}

/** A page offers these to be paid or copied; a report only prints an address. */
function isOffered(how: How): boolean {
  return how === 'input' || how === 'qr' || how === 'copied';
}

/** Donation addresses are often set as code; in a program they are strings, arguments or values. */
function isProgram({ within, how, near }: Place): boolean {
  return (how === 'script' || within.includes('code')) && /(?:["'[{<]|=\s)\s?[0-9A-Za-z:]{25,}/.test(near);
}

/** `og:type` says article on pages of any kind: it counts unless the page is made to ask. */
function isNews(page: PageSignals, path: string): boolean {
  return page.isNews === true || (page.isArticle && !isAppeal(page, path));
}

/** Words of paths that pages made for giving have. */
const APPEAL_PATH =
  /(?:^|[/_.-])(?:donat(?:e|ions?)|donar|donacion(?:es)?|donaciones|doar|doacao|doacoes|faire-un-don|dons?|spenden?|spende|bagis|sadaqah?|zakat|support-us|give|sponsor|tip-?jar|donasi|dona(?:zioni)?|doneren|pozhertvovat|donaty?)(?=$|[/_.?-])/i;

/** Words in a part of a title that is a label; a headline has more. */
const MAX_LABEL_WORDS = 4;
/** The same for scripts that write no spaces. */
const MAX_LABEL_CHARS = 28;

const appealing = new WeakMap<PageSignals, boolean>();

/** Whether the page is made to ask: its path says so, or its title does as a label does ("Donate | Example"). */
function isAppeal(page: PageSignals, path: string): boolean {
  if (APPEAL_PATH.test(path)) return true;
  let answer = appealing.get(page);
  if (answer === undefined) {
    const parts = page.title.split(/\s[|\u2013\u2014\u00b7\u2022-]\s|[:\u00bb]/);
    answer = parts.some((part) => isLabel(part.trim()) && asks(part));
    appealing.set(page, answer);
  }
  return answer;
}

function isLabel(text: string): boolean {
  return text.length <= MAX_LABEL_CHARS && text.split(/\s+/).length <= MAX_LABEL_WORDS;
}

const asking = new WeakMap<PageSignals, boolean>();

/** Whether the page as a whole asks for money: its path, its title, a heading or a button says so. */
export function pageAsks(page: PageSignals, path = ''): boolean {
  if (isNews(page, path)) return false;
  if (APPEAL_PATH.test(path)) return true;
  let answer = asking.get(page);
  if (answer === undefined) {
    answer = asks(page.title) || page.appeal.split('\n').some(asks);
    asking.set(page, answer);
  }
  return answer;
}

const holdsAppeal = createMatcher(
  LANGUAGES.flatMap((language) => language.asks),
  LANGUAGES.flatMap((language) => language.not),
);

/** Whether the text holds an appeal for money in one of the languages of phrases/. */
export function asks(text: string): boolean {
  return holdsAppeal(fold(text));
}
