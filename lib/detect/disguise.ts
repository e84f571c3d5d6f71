/**
 * Characters that nobody sees, and letters that look like others: both keep an address from being found by a
 * plain search, and the second kind keeps it from being what it seems.
 */

/**
 * What Unicode calls default ignorable (DerivedCoreProperties), as far as one code unit spells it: soft hyphen,
 * zero-width spaces and joiners, marks and embeddings of direction, fillers of Hangul, variation selectors, byte order
 * mark.
 */
const INVISIBLE = /[\p{DI}&&[\0-\uffff]]/v;
const ALL_INVISIBLE = new RegExp(INVISIBLE, 'gv');
/** Greek, Cyrillic and full-width letters, and one small capital. */
const FOREIGN = /[\u0299\u0370-\u052f\uff01-\uff5e]/;
const ALL_FOREIGN = new RegExp(FOREIGN, 'g');
/** Both in one search. */
const HIDING = new RegExp(`${INVISIBLE.source}|${FOREIGN.source}`, 'v');

/** Whether anything in the text could keep an address from being found as it stands. */
export function mayHide(text: string): boolean {
  return HIDING.test(text);
}

/** A text without what nobody sees, and where its characters stood. */
export interface Stripped {
  text: string;
  /** The index in the original of a character, or of the end, of `text`. */
  origin(index: number): number;
}

export function stripInvisible(text: string): Stripped {
  if (!INVISIBLE.test(text)) return { text, origin: (index) => index };
  let removed: number[] | null = null;
  return {
    text: text.replace(ALL_INVISIBLE, ''),
    origin(index) {
      removed ??= invisiblesIn(text);
      // Each character removed before it moves it on by one.
      let low = 0;
      let high = removed.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((removed[middle] as number) - middle <= index) low = middle + 1;
        else high = middle;
      }
      return index + low;
    },
  };
}

/** Where they stand; asked only when something is found. */
function invisiblesIn(text: string): number[] {
  const found: number[] = [];
  ALL_INVISIBLE.lastIndex = 0;
  while (ALL_INVISIBLE.test(text)) found.push(ALL_INVISIBLE.lastIndex - 1);
  return found;
}

/**
 * Cyrillic and Greek letters that look like Latin ones or digits, as pairs. Base58, hex and bech32 have no capital O and
 * I, so what looks like one stands for a digit. Data.
 */
const LOOK_ALIKES =
  'АAВBЕEЗ3КKМMНHО0РPСCТTХXУYаaеeһhіiјjкkоoрpѕsсcуyхxѵvԁdԛqԝwЅSІ1ЈJ' +
  'ΑAΒBΕEΖZΗHΙ1ΚKΜMΝNΟ0ΡPΤTΥYΧXαaιiκkνvοoρpτtυuχx';

const PLAIN = new Map<string, string>();
const letters = [...LOOK_ALIKES];
for (let i = 0; i + 1 < letters.length; i += 2) {
  PLAIN.set(letters[i] as string, letters[i + 1] as string);
}
/** Full-width forms of `!` to `~` (Unicode, Halfwidth and Fullwidth Forms). */
for (let code = 0xff01; code <= 0xff5e; code++) {
  PLAIN.set(String.fromCharCode(code), String.fromCharCode(code - 0xfee0));
}

/** A look-alike beside a Latin letter or digit: whole words of another script are just that. */
const MIXED_WORD =
  /[0-9A-Za-z][\u0299\u0370-\u052f\uff10-\uff5a]|[\u0299\u0370-\u052f\uff10-\uff5a][0-9A-Za-z]|[\uff10-\uff5a]{25}/;

export function isDisguised(text: string): boolean {
  return FOREIGN.test(text) && MIXED_WORD.test(text);
}

/** The same text, as long as before, with look-alikes replaced by what they look like. */
export function unmask(text: string): string {
  return text.replace(ALL_FOREIGN, (char) => PLAIN.get(char) ?? char);
}
