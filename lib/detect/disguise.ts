/**
 * Characters that nobody sees, and letters that look like others: both keep an address from being found by a
 * plain search, and the second kind keeps it from being what it seems.
 */

/**
 * What Unicode calls default ignorable (DerivedCoreProperties): soft hyphen, zero-width spaces and joiners, marks and
 * embeddings of direction, fillers of Hangul, variation selectors, byte order mark, tags. Not what joins emoji to another one.
 */
const INVISIBLE = /\p{DI}(?<!\p{ExtPict}\ufe0f?\u200d)/v;
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

/** Where their code units stand; asked only when something is found. */
function invisiblesIn(text: string): number[] {
  const found: number[] = [];
  for (const { 0: char, index } of text.matchAll(ALL_INVISIBLE)) {
    for (let i = 0; i < char.length; i++) found.push(index + i);
  }
  return found;
}

/**
 * Cyrillic and Greek letters that look like Latin ones or digits, as pairs. Base58, hex and bech32 have no capital O and
 * I, so what looks like one stands for a digit. Data.
 */
const LOOK_ALIKES =
  'АAВBЕEЗ3КKМMНHО0РPСCТTХXУYаaеeһhіiјjкkоoрpѕsсcуyхxѵvԁdԛqԝwЅSІ1ЈJ' +
  'ΑAΒBΕEΖZΗHΙ1ΚKΜMΝNΟ0ΡPΤTΥYΧXαaιiκkνvοoρpτtυuχx';

const PLAIN = new Map((LOOK_ALIKES.match(/../g) ?? []).map(([like = '', plain = '']) => [like, plain]));
/** Full-width forms of `!` to `~` follow ASCII at this distance (Unicode, Halfwidth and Fullwidth Forms). */
const FULL_WIDTH = 0xfee0;

/**
 * A look-alike beside a Latin letter or digit: whole words of another script are just that. Full-width ones are read where
 * they are as long as an address, or go on behind a dot as a name does.
 */
const MIXED_WORD =
  /[0-9A-Za-z][\u0299\u0370-\u052f\uff10-\uff5a]|[\u0299\u0370-\u052f\uff10-\uff5a][0-9A-Za-z]|[\uff10-\uff5a](?:[\uff10-\uff5a]{24}|[.\uff0e][a-z\uff10-\uff5a])/;

export function isDisguised(text: string): boolean {
  return FOREIGN.test(text) && MIXED_WORD.test(text);
}

/** The same text, as long as before, with look-alikes replaced by what they look like. */
export function unmask(text: string): string {
  return text.replace(
    ALL_FOREIGN,
    (char) =>
      PLAIN.get(char) ?? (char < '\uff00' ? char : String.fromCharCode(char.charCodeAt(0) - FULL_WIDTH)),
  );
}
