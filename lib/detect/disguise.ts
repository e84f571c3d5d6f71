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
/** Full-width letters and digits, and those in a style of their own: of mathematics, in circles, in squares. Data. */
const STYLED =
  '\\uff10-\\uff5a\\u2460-\\u2468\\u24b6-\\u24ea\\u{1d400}-\\u{1d7ff}\\u{1f130}-\\u{1f149}[[\\u2102-\\u2134]&&\\p{L}]';
/** Greek and Cyrillic letters, and styled ones. */
const LIKE = `\\u0386-\\u052f${STYLED}`;
/** With the signs of full width. */
const FOREIGN = new RegExp(`[\\uff01-\\uff5e${LIKE}]`, 'v');
const ALL_FOREIGN = new RegExp(FOREIGN, 'gv');
/** Both in one search. */
const HIDING = new RegExp(`${INVISIBLE.source}|${FOREIGN.source}`, 'v');

/** Whether anything in the text could keep an address from being found as it stands. */
export function mayHide(text: string): boolean {
  return HIDING.test(text);
}

/** A text without what nobody sees, and where its characters stood. */
export interface Stripped {
  text: string;
  /** The index in the original of a character, or of the end, of `text`; past it, the end. */
  origin(index: number): number;
}

export function stripInvisible(text: string): Stripped {
  if (!INVISIBLE.test(text)) return { text, origin: (index) => index };
  let kept: number[] | null = null;
  return {
    text: text.replace(ALL_INVISIBLE, ''),
    origin(index) {
      kept ??= visibleIn(text);
      return kept[index] ?? text.length;
    },
  };
}

/** Where the code units stand that are left; asked only when something is found. */
function visibleIn(text: string): number[] {
  const found: number[] = [];
  let at = 0;
  const keepTo = (end: number) => {
    while (at < end) found.push(at++);
  };
  for (const { 0: char, index } of text.matchAll(ALL_INVISIBLE)) {
    keepTo(index);
    at += char.length;
  }
  keepTo(text.length);
  return found;
}

/**
 * The Latin letter or digit that each Greek and Cyrillic one from Α to ԝ looks like, or a dot. Base58, hex and bech32 have
 * no capital O and I, so what looks like one stands for a digit. Data.
 */
const LOOK_ALIKES =
  // Α–χ
  'AB..EZH.1K.MN.0.P..TY.X.........a.......ik..v.o.p..tu.x' +
  // Ϝ–Є: none
  '.............................................................' +
  // Ѕ–ѵ
  'S1.J.......A.B..E.3..K.MH0.PCTY.X..........a....e....k...o.pc.y.x...............si.j............................v' +
  // Ѷ–Һ: none, then һ
  '.....................................................................h' +
  // Ҽ–Ԁ: none
  '.....................................................................' +
  // ԁ–ԝ
  'd.........................q.w';
/** Where they begin. */
const FIRST_LIKE = 0x391;

/** Draws nothing: fills up what a letter of two code units leaves. */
const SOFT_HYPHEN = '\xad';

/**
 * A look-alike beside a Latin letter or digit: whole words of another script are just that. Styled ones are read where they are
 * as long as an address, or go on behind a dot as a name does. What nobody sees may stand between two letters.
 */
const MIXED_WORD = new RegExp(
  `\\w\\p{DI}*[${LIKE}]|[${LIKE}]\\p{DI}*\\w|[${STYLED}](?:(?:\\p{DI}*[${STYLED}]){24}|[.\\uff0e][a-z${STYLED}])`,
  'v',
);

/** The same text, as long as before, with look-alikes read as what they look like, where they stand in for letters. */
export function withoutDisguise(text: string): string {
  return FOREIGN.test(text) && MIXED_WORD.test(text) ? unmask(text) : text;
}

/** The same for every look-alike there is. */
export function unmask(text: string): string {
  return text.replace(ALL_FOREIGN, (char) => {
    const like = LOOK_ALIKES.charAt(char.charCodeAt(0) - FIRST_LIKE).replace('.', '');
    return (like || char.normalize('NFKC')).padEnd(char.length, SOFT_HYPHEN);
  });
}
