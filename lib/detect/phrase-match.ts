/**
 * Many phrases looked for at once. A phrase is words; `*` at a word's end lets the word go on, because
 * languages inflect. Case, accents, vowel points and the forms that Persian and Arabic keyboards give one
 * letter make no difference.
 */

/** Whether a folded text holds one of the phrases. */
export type Matcher = (folded: string) => boolean;

/**
 * Left out: vowel points and signs that scripts may do without (vowel signs of Indic scripts are letters), and
 * characters that are not seen, bar the one that Persian writes between parts of a word.
 */
const LEFT_OUT =
  /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\u200d|\ufe0f/g;

const LETTER_FORMS: Record<string, string> = {
  ı: 'i',
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  ة: 'ه',
  ہ: 'ه',
  ۃ: 'ه',
  ە: 'ه',
  '’': "'",
  ʻ: "'",
  ʼ: "'",
  '‘': "'",
};
const FORMS = new RegExp(`[${Object.keys(LETTER_FORMS).join('')}]`, 'g');

/** The snippet folded last: one is asked about several times in a row. */
const last = { text: '', folded: '' };

/** The form in which texts and phrases are compared. */
export function fold(text: string): string {
  if (text !== last.text) {
    last.folded = foldAnew(text);
    last.text = text;
  }
  return last.folded;
}

function foldAnew(text: string): string {
  // Most snippets are plain ASCII, and need none of what follows.
  if (/^[ -~\t-\r]*$/.test(text)) return text.toLowerCase().replace(/\s+/g, ' ');
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(LEFT_OUT, '')
    .replace(FORMS, (char) => LETTER_FORMS[char] ?? char)
    .replace(/[\s\u200c]+/g, ' ');
}

interface Script {
  /** Of the phrase's first character. */
  test: RegExp;
  /** What has to stand before and after a phrase of this script. */
  before: string;
  after: string;
}

const SCRIPTS: readonly Script[] = [
  // Articles, conjunctions and prepositions are written onto the word that follows.
  {
    test: /^\p{Script=Arabic}/u,
    before: '(?<=(?<!\\p{L})[وف]?(?:ال|لل|[بلک]?(?:ال)?))',
    after: '(?!\\p{L})',
  },
  { test: /^\p{Script=Hebrew}/u, before: '(?<=(?<!\\p{L})[והבלמשכ]{0,3})', after: '(?!\\p{L})' },
  // No spaces between words, or particles grown onto them.
  { test: /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u, before: '', after: '' },
  { test: /^/, before: '(?<![\\p{L}\\p{M}])', after: '(?![\\p{L}\\p{M}])' },
];

interface Phrase {
  /** What it begins with, up to the first `*`: compared before the expression is tried. */
  head: string;
  /** As it stands in the data, folded. */
  phrase: string;
  /** Made when a text holds the head: a worker that was just woken must not make thousands first. */
  pattern: RegExp | null;
}

interface Span {
  start: number;
  end: number;
}

/** Phrases by their first two characters; there are more of them than a text has words. */
interface Index {
  /** 1 for every character that a phrase begins with. */
  starts: Uint8Array;
  /** By `keyOf`. */
  phrases: Map<number, Phrase[]>;
}

const CHARS = 0x10000;

function keyOf(first: number, second: number): number {
  return first * CHARS + second;
}

function indexPhrases(sources: readonly string[]): Index {
  const index: Index = { starts: new Uint8Array(CHARS), phrases: new Map() };
  for (const phrase of new Set(sources.map(foldAnew))) {
    const star = phrase.indexOf('*');
    const head = star < 0 ? phrase : phrase.slice(0, star);
    const first = head.charCodeAt(0);
    // A phrase of one character stands under 0: texts are asked for that too.
    const key = keyOf(first, head.length > 1 ? head.charCodeAt(1) : 0);
    index.starts[first] = 1;
    const one: Phrase = { head, phrase, pattern: null };
    const others = index.phrases.get(key);
    if (others) others.push(one);
    else index.phrases.set(key, [one]);
  }
  return index;
}

/** Sticky, with what has to stand around the phrase. */
function patternOf(phrase: string): RegExp {
  const { before, after } = SCRIPTS.find(({ test }) => test.test(phrase)) as Script;
  const source = phrase.replace(/\*$/, '').replace(/[.+?^${}()|[\]\\/]/g, '\\$&');
  const open = phrase.endsWith('*') ? '' : after;
  return new RegExp(before + source.replaceAll('*', '[\\p{L}\\p{M}]*') + open, 'uy');
}

const LATIN_A = 97;
const LATIN_Z = 122;

/** The first phrase that begins at `from` or later. */
function findPhrase({ starts, phrases }: Index, text: string, from: number): Span | null {
  let isLatin = false;
  for (let at = from; at < text.length; at++) {
    const first = text.charCodeAt(at);
    const wasLatin = isLatin;
    isLatin = first >= LATIN_A && first <= LATIN_Z;
    // Latin phrases begin with a word, and most positions are inside one.
    if (starts[first] !== 1 || (isLatin && wasLatin)) continue;
    const span =
      testAt(phrases.get(keyOf(first, text.charCodeAt(at + 1))), text, at) ??
      testAt(phrases.get(keyOf(first, 0)), text, at);
    if (span) return span;
  }
  return null;
}

function testAt(phrases: readonly Phrase[] | undefined, text: string, at: number): Span | null {
  if (!phrases) return null;
  for (const one of phrases) {
    if (!text.startsWith(one.head, at)) continue;
    one.pattern ??= patternOf(one.phrase);
    const { pattern } = one;
    pattern.lastIndex = at;
    if (pattern.test(text)) return { start: at, end: pattern.lastIndex };
  }
  return null;
}

/** A matcher for texts that hold one of `phrases` outside of all `except`. Both as they stand in the data. */
export function createMatcher(phrases: readonly string[], except: readonly string[] = []): Matcher {
  // Made when the first text comes: a worker that was just woken must answer before it indexes thousands.
  const wanted = once(() => indexPhrases(phrases));
  const unwanted = once(() => indexPhrases(except));
  return (folded) => {
    let hit = findPhrase(wanted(), folded, 0);
    if (!hit) return false;
    const cut = findAll(unwanted(), folded);
    while (hit && cut.some(({ start, end }) => (hit as Span).start < end && start < (hit as Span).end)) {
      hit = findPhrase(wanted(), folded, hit.start + 1);
    }
    return hit !== null;
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function findAll(index: Index, text: string): Span[] {
  const spans: Span[] = [];
  for (let span = findPhrase(index, text, 0); span; span = findPhrase(index, text, span.end))
    spans.push(span);
  return spans;
}
